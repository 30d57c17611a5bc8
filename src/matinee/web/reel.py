"""The reel: a program as a bar whose segments are as wide as its films are long."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext, ngettext

from matinee.web.words import timecode

SegmentKind = Literal["film", "qa", "reception", "other"]
BAR_WIDTHS_PX = (300, 480, 640, 800, 960, 1200)
LETTER_PX, INDENT_PX, FEWEST_LETTERS = 7.4, 14, 5


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a program: a film, its Q&A, a reception, or anything else that takes time."""

    label: str
    duration_s: int
    kind: SegmentKind = "film"
    href: str = ""
    note: str = ""
    accent: str = ""
    is_dim: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """Words on a segment and the classes of the bar widths they are shown at."""

    text: str
    classes: str


def _captions(cuts: dict[int, str]) -> list[Caption]:
    texts = dict.fromkeys(text for text in cuts.values() if text)
    return [Caption(text, " ".join(f"at{px}" for px, cut in cuts.items() if cut == text)) for text in texts]


def _cut(label: str, letters: int) -> str:
    if len(label) <= letters:
        return label
    return f"{label[: letters - 1].rstrip()}…" if letters >= FEWEST_LETTERS else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment with its place on the bar, in percent of the bar's width."""

    segment: Segment
    start_percent: float
    width_percent: float
    is_odd: bool

    @property
    def x(self) -> str:
        """Where the segment starts, as an SVG length that no locale rewrites."""
        return f"{self.start_percent:.3f}%"

    @property
    def width(self) -> str:
        """How wide the segment is, as an SVG length that no locale rewrites."""
        return f"{self.width_percent:.3f}%"

    @property
    def classes(self) -> str:
        """The classes that colour the segment and say which words fit in it."""
        seg = self.segment
        words = ["reel-seg", seg.kind]
        words += ["odd"] if self.is_odd and seg.kind == "film" else []
        words += ["dim"] if seg.is_dim else []
        return " ".join(words)

    @property
    def names(self) -> list[Caption]:
        """The label cut to fit, for each width a bar may have; equal cuts stand once."""
        return _captions({px: _cut(self.segment.label, self._room(px)) for px in BAR_WIDTHS_PX})

    @property
    def lengths(self) -> list[Caption]:
        """The running time, for the widths where it fits."""
        text = timecode(self.segment.duration_s)
        return _captions({px: text if self._room(px) >= len(text) else "" for px in BAR_WIDTHS_PX})

    def _room(self, bar_px: int) -> int:
        return int((bar_px * self.width_percent / 100 - INDENT_PX) / LETTER_PX)

    @property
    def told(self) -> str:
        """What the segment says when it is hovered, focused or read aloud."""
        parts = [self.segment.label, timecode(self.segment.duration_s), self.segment.note]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Reel:
    """A whole bar, ready to be drawn."""

    placed: tuple[Placed, ...]
    duration_s: int
    films: int
    films_s: int
    label: str
    accent: str

    @property
    def summary(self) -> str:
        """The bar in words: how many films, how long they run, how long the whole lasts."""
        if not self.films:
            return gettext("%(n)d min") % {"n": round(self.duration_s / 60)}
        films = ngettext("%(n)d film", "%(n)d films", self.films) % {"n": self.films}
        words = [films, gettext("%(n)d min of film") % {"n": round(self.films_s / 60)}]
        if self.duration_s != self.films_s:
            words.append(gettext("%(n)d min in all") % {"n": round(self.duration_s / 60)})
        return " · ".join(words)


def lay_reel(segments: Iterable[Segment], *, label: str = "", accent: str = "", scale_s: int = 0) -> Reel:
    """Place ``segments`` along one bar.

    ``scale_s`` is how long the full width lasts: reels that share it compare by eye. It is ignored
    where the segments are longer than that.
    """
    kept = [segment for segment in segments if segment.duration_s > 0]
    total_s = sum(segment.duration_s for segment in kept)
    whole_s = max(total_s, scale_s, 1)
    placed: list[Placed] = []
    start_s, films = 0, 0
    for segment in kept:
        placed.append(
            Placed(segment, 100 * start_s / whole_s, 100 * segment.duration_s / whole_s, is_odd=films % 2 == 1)
        )
        start_s += segment.duration_s
        films += segment.kind == "film"
    films_s = sum(segment.duration_s for segment in kept if segment.kind == "film")
    return Reel(tuple(placed), total_s, films, films_s, label, accent)
