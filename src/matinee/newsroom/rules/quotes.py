"""Whether words were said: a pull quote is taken from its interview, never written."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from matinee.films.rules.captions import Cue
from matinee.newsroom.rules.transcript import plain_of

LEAST_WORDS = 3
_LEFT_OUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*")
_MARKS = str.maketrans("“”„«»\u2019\u2018\u00a0", '"""""\'\' ')


def plain_words(text: str) -> str:
    """Return words as they are compared: one kind of quotation mark and of white space."""
    return " ".join(text.translate(_MARKS).split())


def is_said(quote: str, text: str) -> bool:
    """Tell whether a quote stands in a text word for word; what is left out is marked by ``…`` or ``[…]``."""
    return _place(quote, plain_words(text)) is not None


def moment_of(quote: str, cues: Sequence[Cue]) -> int | None:
    """Return the millisecond at which a quote begins in captions, or None where it was not said."""
    starts, words = [], ""
    for cue in cues:
        starts.append(len(words))
        words += plain_words(" ".join(plain_of(line) for line in cue.lines)) + " "
    place = _place(quote, words)
    return None if place is None else cues[max(0, bisect_right(starts, place) - 1)].starts_ms


def _place(quote: str, words: str) -> int | None:
    """Return where a quote's first piece stands in a text that holds all its pieces in order, as whole words."""
    pieces = [plain_words(piece) for piece in _LEFT_OUT.split(quote.strip().strip('"“”„«»'))]
    pieces = [piece for piece in pieces if piece]
    if sum(len(piece.split()) for piece in pieces) < LEAST_WORDS:
        return None
    first, at = None, 0
    for piece in pieces:
        match = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(words, at)
        if match is None:
            return None
        first, at = match.start() if first is None else first, match.end()
    return first
