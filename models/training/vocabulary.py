"""Writes models/tone/tokenizer.json: the base vocabulary with emoji and marks in its unused places.

The base (all-MiniLM-L6-v2) is uncased and reads every emoji as unknown. Its vocabulary has 994
places named [unusedN]; emoji of the corpus and the four marks of src/model/tokens.rs take them.
Returns, for train.py, which new id starts from the mean of which words' embeddings.
"""

import json
import unicodedata
from pathlib import Path

from paths import BASE, DATA, TONE

MARKS = {
    "\ue000": "loud capitals shouting",
    "\ue001": "long very so",
    "\ue002": "link website",
    "\ue003": "symbol picture",
}
# Common emoji that the corpus happens to lack.
MORE = "💖💝💞💌💟❣🖤🤍💜💚😗😙😚🙆🙅🤭🤗🤑🤕🤧🤬😤😠😡👿😈💩🖕👊🤛🤜🙇🤞✌🤟🤘🤙👈👉👆👇☝👐🤲🙏💪🎊🎁🏠🏡🚑🚨🌈⭐✨⚡☀🌙🍺🍻🥂🍷🍾🍰🧁🍫🍩☕🍵⏰⏳✅❌❗❓‼⁉💯🆗🔥💥💦💨🙋💁🤷🤦🙎🙍🎈🌟🐣🐥🐶🐱🐰🐼🐧🦄🐝🦋🌹🌻🌷🌺💐🍀⚽🏀🏈🎾🏐🎮🎲🎸🎵🎶"


def is_emoji(character):
    code = ord(character)
    return (
        0x1F000 <= code <= 0x1F3FA or 0x1F400 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF
        or 0x2B00 <= code <= 0x2BFF or 0x2300 <= code <= 0x23FF
    ) and code not in (0x2640, 0x2642)


def emoji_of_corpus():
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.jsonl")))
    return sorted({character for character in texts + MORE if is_emoji(character)})


def build():
    base = json.loads((BASE / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = base["model"]["vocab"]
    free = iter(f"[unused{number}]" for number in range(1, 994))
    names = dict(MARKS)
    names |= {emoji: unicodedata.name(emoji, "symbol").lower().replace("-", " ") for emoji in emoji_of_corpus()}
    starts = {}
    for piece, words in names.items():
        number = vocabulary.pop(next(free))
        vocabulary[piece] = number
        starts[number] = words
        base["added_tokens"].append({
            "id": number, "content": piece, "single_word": False, "lstrip": False,
            "rstrip": False, "normalized": False, "special": True,
        })
    base["model"]["vocab"] = dict(sorted(vocabulary.items(), key=lambda entry: entry[1]))
    base["added_tokens"].sort(key=lambda entry: entry["id"])
    base["truncation"] = base["padding"] = None
    TONE.mkdir(parents=True, exist_ok=True)
    text = json.dumps(base, ensure_ascii=False, indent=0)
    (TONE / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
    return starts


if __name__ == "__main__":
    print(f"{len(build())} places taken")
