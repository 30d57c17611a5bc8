"""The transcript of an interview: what its captions say, as paragraphs that know their moment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from matinee.films.rules.captions import Cue

PAUSE_MS = 2500
LONG = 420
_TAG = re.compile(r"</?[ibu]>")
_SENTENCE_END = re.compile('[.!?…。\uff1f\uff01]["”\u2019»)]*$')


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences of one speaker, from a moment on."""

    starts_s: int
    speaker: str
    text: str


def plain_of(line: str) -> str:
    """Return a caption's line without its mark-up."""
    return unescape(_TAG.sub("", line))


def paragraphs_of(cues: Sequence[Cue]) -> list[Paragraph]:
    """Return the transcript: a new paragraph with every speaker, after a pause, and where one has grown long."""
    groups: list[list[Cue]] = []
    for cue in cues:
        if groups and _goes_on(groups[-1], cue):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return [_paragraph(group) for group in groups]


def _goes_on(group: Sequence[Cue], cue: Cue) -> bool:
    last = group[-1]
    if cue.voice not in {"", last.voice} or cue.starts_ms - last.ends_ms > PAUSE_MS:
        return False
    so_far = " ".join(plain_of(line) for one in group for line in one.lines)
    return len(so_far) < LONG or not _SENTENCE_END.search(so_far)


def _paragraph(group: Sequence[Cue]) -> Paragraph:
    words = " ".join(plain_of(line) for cue in group for line in cue.lines)
    return Paragraph(group[0].starts_ms // 1000, group[0].voice, " ".join(words.split()))
