"""The tokenizer of the word table: WordPiece, uncased, as BERT's.

A text is cleaned of control characters, its accents are taken off, it is put in lower case, cut at white
space and at every punctuation mark and CJK character, and each word is then covered greedily, longest piece
first. Tests hold it, token by token, against the tokenizer the table was made with.

References
----------
Y. Wu et al., 2016, https://doi.org/10.48550/arXiv.1609.08144; J. Devlin et al., 2019,
https://doi.org/10.18653/v1/N19-1423

"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
CACHE_SIZE = 100_000
# Control characters that Python takes for white space and BERT for nothing at all; cutting must not see them.
_CONTROL = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Tokenizer:
    """Cut texts into numbered tokens; words once cut are remembered."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._number = {token: i for i, token in enumerate(tokens)}
        self._unknown = self._number[UNKNOWN]
        self._cut: dict[str, tuple[int, ...]] = {}

    def tokens(self, text: str) -> list[int]:
        """Return the token numbers of a text, unknown ones included."""
        found: list[int] = []
        cut = self._cut
        for chunk in _CONTROL.sub("", text).split():
            known = cut.get(chunk)
            found.extend(self._cut_chunk(chunk) if known is None else known)
        return found

    def _cut_chunk(self, chunk: str) -> tuple[int, ...]:
        numbers = tuple([n for word in words_of(chunk) for n in self._pieces(word)])
        if len(self._cut) >= CACHE_SIZE:
            self._cut.clear()
        self._cut[chunk] = numbers
        return numbers

    def _pieces(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            number, start = self._longest(word, start)
            if number is None:
                return [self._unknown]
            found.append(number)
        return found

    def _longest(self, word: str, start: int) -> tuple[int | None, int]:
        prefix = "##" if start else ""
        for end in range(len(word), start, -1):
            number = self._number.get(prefix + word[start:end])
            if number is not None:
                return number, end
        return None, start


def words_of(text: str) -> list[str]:
    """Return the words and punctuation marks of a text, without accents and in lower case."""
    spaced = "".join([_spaced(c) for c in text])
    plain = unicodedata.normalize("NFD", spaced)
    lower = "".join([c.lower() for c in plain if unicodedata.category(c) != "Mn"])
    words = "".join([f" {c} " if _is_punctuation(c) else c for c in lower])
    return words.split()


def _spaced(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if char == "\ufffd" or unicodedata.category(char)[0] == "C":
        return ""
    code = ord(char)
    return f" {char} " if any(low <= code <= high for low, high in _CJK) else char


def _is_punctuation(char: str) -> bool:
    return char in _ASCII_PUNCTUATION or unicodedata.category(char)[0] == "P"
