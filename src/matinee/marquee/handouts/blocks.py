"""Markdown as plain data for a typesetter: paragraphs of runs of text, nothing that could be read as markup.

The typesetter gets strings and sets them as text, so what people typed (HTML, its own markup, anything) is printed as
it stands and never read as instructions.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Block = dict[str, Any]
KINDS = {"paragraph_open": "text", "heading_open": "heading", "blockquote_open": "quote"}
_PICTOGRAMS = range(0x2190, 0x110000)
_JOINERS = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3"}


def blocks_of(text: str) -> list[Block]:
    """Return Markdown as blocks ``{"kind": "text|heading|item|quote", "runs": [{"text", "bold", "italic"}]}``."""
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    return [block for block in _blocks(tokens) if block["runs"]]


def plain_blocks(text: str) -> list[Block]:
    """Return plain text as paragraphs."""
    parts = [printable(part) for part in text.replace("\r\n", "\n").split("\n\n")]
    return [{"kind": "text", "runs": [_run(part)]} for part in parts if part]


def printable(text: str, length: int | None = None) -> str:
    """Return text as one line of letters that the fonts can have: no control characters, no pictograms.

    Longer text is cut at a word, with an ellipsis.
    """
    line = " ".join("".join(_letters(text)).split())
    if length is None or len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def _letters(text: str) -> Iterator[str]:
    is_after_pictogram = False
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if kind in {"Cc", "Zl", "Zp"}:
            yield " "
        elif kind in {"Cs", "Co", "Cn"} or (kind in {"So", "Sk"} and ord(letter) in _PICTOGRAMS):
            is_after_pictogram = True
            continue
        elif not (letter in _JOINERS and is_after_pictogram):
            yield letter
        is_after_pictogram = is_after_pictogram and letter in _JOINERS


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    kind, is_item, is_quote = "text", False, False
    for token in tokens:
        is_item = token.type == "list_item_open" or (is_item and token.type != "list_item_close")
        is_quote = token.type == "blockquote_open" or (is_quote and token.type != "blockquote_close")
        if token.type in KINDS:
            kind = KINDS[token.type]
        if token.type == "inline":
            kind = "item" if is_item else "quote" if is_quote else kind
            yield {"kind": kind, "runs": _runs(token.children or [])}
            kind = "text"
        elif token.type in {"code_block", "fence"}:
            yield {"kind": "text", "runs": [_run(printable(token.content))] if printable(token.content) else []}


def _runs(tokens: Iterable[Token]) -> list[dict[str, Any]]:
    bold = italic = 0
    runs = []
    for token in tokens:
        bold += (token.type == "strong_open") - (token.type == "strong_close")
        italic += (token.type == "em_open") - (token.type == "em_close")
        text = " " if token.type in {"softbreak", "hardbreak"} else token.content
        words = "".join(_letters(text)).replace("\n", " ")
        if words and token.type in {"text", "code_inline", "softbreak", "hardbreak", "html_inline"}:
            runs.append(_run(words, bold=bold > 0, italic=italic > 0))
    return runs


def _run(text: str, *, bold: bool = False, italic: bool = False) -> dict[str, Any]:
    return {"text": text, "bold": bold, "italic": italic}
