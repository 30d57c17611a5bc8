"""A card drawn from a film's title, for films without a still. The same title always draws the same card."""

import hashlib
import textwrap
from dataclasses import dataclass

from matinee.web.palette import PAPER, accent_across, accent_named

WIDTH, HEIGHT, MARGIN = 640, 360, 44
# (font size, letters a line, lines): a serif letter is about half as wide as it is high.
SIZES = ((68, 16, 2), (54, 20, 3), (42, 26, 4), (32, 34, 5))
MOTIFS = ("sun", "hill", "bars", "beam", "rings", "steps")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the title and its baseline."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class TitleCard:
    """What the drawing needs: lines of type, a motif and two colours."""

    title: str
    lines: tuple[Line, ...]
    size: int
    ground: str
    figure: str
    ink: str
    motif: str
    shift: int


def draw_titlecard(title: str, *, accent: str = "", second: str = "") -> TitleCard:
    """Set ``title`` as large as it fits, over a motif chosen by the title itself."""
    digest = hashlib.sha256(title.encode()).digest()
    size, lines = _set_lines(title)
    ground = accent_named(accent)
    figure = accent_named(second) if second else accent_across(ground.name)
    foot = HEIGHT - MARGIN
    first = foot - round((len(lines) - 1) * size * 1.12)
    baselines = tuple(Line(text, first + round(i * size * 1.12)) for i, text in enumerate(lines))
    return TitleCard(
        title,
        baselines,
        size,
        ground.light,
        figure.light,
        PAPER,
        MOTIFS[digest[0] % len(MOTIFS)],
        digest[1] % 161 - 80,
    )


def _set_lines(title: str) -> tuple[int, list[str]]:
    for size, letters, most in SIZES:
        lines = textwrap.wrap(title, letters, break_long_words=False)
        if len(lines) <= most and all(len(line) <= letters for line in lines):
            return size, lines
    size, letters, most = SIZES[-1]
    return size, textwrap.wrap(title, letters, max_lines=most, placeholder=" …")
