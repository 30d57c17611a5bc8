"""Whether captions can be read in the time they stand, and how overlaps are mended.

Source of the limits: Netflix, *Timed Text Style Guide: General Requirements* and *English (USA)* (as of 2026): 42
characters a line, two lines, 5/6 of a second to 7 seconds, 20 characters a second for adults.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from matinee.films.rules.captions import Cue
from matinee.newsroom.rules.transcript import plain_of

MOST_LETTERS, MOST_LINES = 42, 2
MOST_A_SECOND = 20
LEAST_MS, MOST_MS = 833, 7000


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one caption; ``number`` counts from 1."""

    number: int
    kind: str
    text: str
    is_grave: bool = False


def findings_of(cues: Sequence[Cue], video_s: int | None = None) -> list[Finding]:
    """Return what a reader would stumble over, in the order of the captions."""
    found = [
        Finding(number + 1, "overlap", f"Begins before caption {number} has gone.", is_grave=True)
        for number, (one, two) in enumerate(pairwise(cues), 1)
        if two.starts_ms < one.ends_ms
    ]
    for number, cue in enumerate(cues, 1):
        found += [Finding(number, kind, text, is_grave=kind == "late") for kind, text in _of_one(cue, video_s)]
    return sorted(found, key=lambda finding: finding.number)


def letters_a_second(cue: Cue) -> float:
    """Return how fast a caption must be read."""
    letters = sum(len(plain_of(line)) for line in cue.lines)
    return letters * 1000 / max(1, cue.ends_ms - cue.starts_ms)


def _of_one(cue: Cue, video_s: int | None) -> list[tuple[str, str]]:
    lasts, rate = cue.ends_ms - cue.starts_ms, letters_a_second(cue)
    longest = max(len(plain_of(line)) for line in cue.lines)
    told = [
        (rate > MOST_A_SECOND, "speed", f"{rate:.0f} letters a second; at most {MOST_A_SECOND} can be read."),
        (lasts < LEAST_MS, "short", f"Stands for {lasts / 1000:.2f} s; give it {LEAST_MS / 1000:.2f} s at least."),
        (lasts > MOST_MS, "long", f"Stands for {lasts / 1000:.1f} s; after {MOST_MS // 1000} s it is read twice."),
        (longest > MOST_LETTERS, "line", f"A line of {longest} letters; break it before {MOST_LETTERS}."),
        (len(cue.lines) > MOST_LINES, "lines", f"{len(cue.lines)} lines; {MOST_LINES} leave room for the picture."),
        (bool(video_s) and cue.starts_ms >= (video_s or 0) * 1000 + 1000, "late", "Begins after the video has ended."),
    ]
    return [(kind, text) for is_so, kind, text in told if is_so]


def mended(cues: Sequence[Cue]) -> list[Cue]:
    """Return captions without overlaps and with every word: each goes when the next comes.

    Captions that begin at the same moment become one, the longer of them deciding how long it stands.
    """
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.starts_ms, cue.ends_ms)):
        if kept and kept[-1].starts_ms == cue.starts_ms:
            kept[-1] = _together(kept[-1], cue)
        else:
            kept.append(cue)
    last = kept[-1:]
    return [replace(one, ends_ms=min(one.ends_ms, two.starts_ms)) for one, two in pairwise(kept)] + last


def _together(one: Cue, two: Cue) -> Cue:
    """Return two captions of one moment as one; a second voice is named in its line."""
    lines = two.lines
    if two.voice and two.voice != one.voice:
        lines = (f"{escape(two.voice, quote=False)}: {lines[0]}", *lines[1:])
    return replace(one, ends_ms=max(one.ends_ms, two.ends_ms), lines=(*one.lines, *lines))
