"""Fits the first stage to the network's own flags: first_stage.bin, and its threshold in manifest.json.

A logistic regression over what `src/model/first_stage.rs` looks at. The messages are real chat, comments and the
written corpus; nobody's labels are used. The threshold lets at least RECALL of the flagged messages of real chat
through that nothing was fitted on, and as many of the written ones.
"""

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from batches import grouped, padded
from checkpoint import load
from corpus import ANY_HARM, BEGIN, END, LONGEST, chitchat, chitchat_split, comments, pieces, sample, split, written
from export import flags, gated, meant, read_manifest, scored, write_manifest
from paths import TONE, WORK

CHAT_CONVERSATIONS = {"train": 350, "validation": 200, "test": 100}
COMMENTS = 1500
# Share of the flagged messages that must go on: over the promise of 0.99, with room for chance.
RECALL = 0.995


@torch.no_grad()
def states(network, texts):
    """For each text what its states look like: the first, the mean and the highest; [texts, 3, width]."""
    cut = [np.array([BEGIN, *read["ids"][:LONGEST - 2], END]) for read in pieces(texts)]
    looks = np.zeros((len(texts), 3, network.place.weight.shape[1]), np.float32)
    for rows in grouped(np.array([len(ids) for ids in cut])):
        ids = torch.from_numpy(padded([cut[row] for row in rows], max(len(cut[row]) for row in rows)))
        present = (ids != 0).float()
        looks[rows] = network.looks(network.read_alone(ids, present), present).numpy()
    return looks


def table(network, conversations):
    """One row a message: what the first stage looks at."""
    texts = sorted({m["text"] for _, messages in conversations for m in messages})
    looks, place = states(network, texts), {text: at for at, text in enumerate(texts)}
    rows = []
    for _, messages in conversations:
        for at, message in enumerate(messages):
            before = looks[place[messages[at - 1]["text"]], 1] if at else np.zeros(looks.shape[2], np.float32)
            rows.append(np.concatenate([*looks[place[message["text"]]], before]))
    return np.stack(rows)


def spoken_of(network, conversations, manifest):
    """Whether the network flags anything in each message, and whether it flags something or is unsure of harm."""
    logits, *heads, _ = scored(network, conversations)
    numbers = [*manifest["labels"], manifest["harm"]]
    p = gated(logits, [(row["scale"], row["shift"]) for row in numbers], meant(*heads))
    flagged = flags(p, np.array([row["threshold"] for row in numbers])).any(1)
    return flagged, flagged | (p[:, ANY_HARM] >= manifest["harm"]["unsure"])


def threshold_of(score, flagged, conversations):
    """The highest threshold that keeps RECALL of the flags of either kind of messages."""
    in_corpus = np.array(["-" in name for name, messages in conversations for _ in messages])
    kinds = in_corpus, ~in_corpus
    return min(float(np.quantile(score[kind & flagged], 1 - RECALL)) for kind in kinds)


def main():
    manifest = read_manifest()
    network = load("network")
    corpus, chat, single = written(), chitchat(), sample(comments(), COMMENTS, 6)
    parts = {name: [c for c in corpus if split(c[0]) == name] for name in CHAT_CONVERSATIONS}
    for name, count in CHAT_CONVERSATIONS.items():
        parts[name] += sample([c for c in chat if chitchat_split(c[0]) == name], count, 7)
    parts["train"] = sample(parts["train"], 1500, 8) + [(str(at), [{"by": "", "text": text}]) for at, text in enumerate(single)]
    spoken = {name: spoken_of(network, part, manifest) for name, part in parts.items()}
    rows = {name: table(network, part) for name, part in parts.items()}
    scaler = StandardScaler().fit(rows["train"])
    model = LogisticRegression(C=0.01, class_weight={True: 5.0, False: 1.0}, max_iter=300)
    model.fit(scaler.transform(rows["train"]), spoken["train"][1])
    weights = (model.coef_[0] / scaler.scale_).astype("<f4")
    score = {name: part @ weights for name, part in rows.items()}
    threshold = threshold_of(score["validation"], spoken["validation"][0], parts["validation"])
    for name, (flagged, wanted) in spoken.items():
        passed = score[name] >= threshold
        print(f"{name}: {len(passed)} messages, {flagged.mean():.3f} flagged, {(wanted & ~flagged).mean():.3f} unsure, {passed.mean():.3f} go on; "
              f"lost are {1 - passed[flagged].mean():.4f} of the flagged and {1 - passed[wanted].mean():.4f} of all wanted")
    (TONE / "first_stage.bin").write_bytes(weights.tobytes())
    write_manifest({**manifest, "first_stage": {"threshold": threshold}})


if __name__ == "__main__":
    main()
