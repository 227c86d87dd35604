"""Measures two simpler ways on the held-out split, beside the model: peers.json in models/tone.

- a lexicon: VADER (Hutto and Gilbert 2014), not trained: its negative share ranks harm, its positive share what opens the door;
- a linear model over word and character n-grams of the message and of the one before it, one logistic regression a label,
  trained on the same messages as the model.
"""

import json

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from corpus import ANY_HARM, HARMFUL, LABELS, split, written
from examples import label_row
from paths import TONE


def part(*names):
    """Texts, texts of the message before, and truth, for parts of the corpus."""
    texts, before, truth = [], [], []
    for conversation, messages in written():
        if split(conversation) not in names:
            continue
        for at, message in enumerate(messages):
            texts.append(message["text"])
            before.append(messages[at - 1]["text"] if at else "")
            truth.append(label_row(message.get("labels", {})))
    return texts, before, np.stack(truth)


def lexicon(texts):
    vader = SentimentIntensityAnalyzer()
    scores = [vader.polarity_scores(text) for text in texts]
    negative, positive = ([score[key] for score in scores] for key in ("neg", "pos"))
    return np.stack([*[negative] * HARMFUL, *[positive] * (len(LABELS) - HARMFUL), negative], 1)


def linear(train, test):
    columns = [
        (0, TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
        (0, TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)),
        (1, TfidfVectorizer(ngram_range=(1, 1), min_df=2, sublinear_tf=True)),
    ]
    known = hstack([vectorizer.fit_transform(train[at]) for at, vectorizer in columns]).tocsr()
    asked = hstack([vectorizer.transform(test[at]) for at, vectorizer in columns]).tocsr()
    fitted = [LogisticRegression(C=4, solver="liblinear", random_state=0).fit(known, train[2][:, i]) for i in range(ANY_HARM + 1)]
    return np.stack([model.predict_proba(asked)[:, 1] for model in fitted], 1)


def row(name, p, truth):
    figures = {"auc": roc_auc_score, "average_precision": average_precision_score}
    found = {key: [float(figure(truth[:, i], p[:, i])) for i in range(ANY_HARM + 1)] for key, figure in figures.items()}
    sides = {"harmful": slice(0, HARMFUL), "positive": slice(HARMFUL, ANY_HARM), "any harm": slice(ANY_HARM, None)}
    return {"peer": name, "figures": [{"of": side, **{key: round(float(np.mean(values[where])), 4) for key, values in found.items()}}
                                      for side, where in sides.items()]}


def main():
    train, test = part("train", "validation"), part("test")
    rows = [row("lexicon (VADER)", lexicon(test[0]), test[2]), row("linear over n-grams", linear(train, test), test[2])]
    messages = len((TONE / "heldout.jsonl").read_text(encoding="utf-8").splitlines())
    assert messages == len(test[0]), "heldout.jsonl is not of this corpus"
    (TONE / "peers.json").write_text(json.dumps({"messages": messages, "peers": rows}, indent=1) + "\n")
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
