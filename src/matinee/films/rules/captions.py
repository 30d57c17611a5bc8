"""Captions as filmmakers have them (SubRip, WebVTT), read strictly and written anew as WebVTT.

WebVTT: W3C Candidate Recommendation of 4 April 2019. SubRip has no standard; what its editors write is taken.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.kit.errors import InvalidInput
from matinee.kit.text import plain_line

MOST_BYTES = 2 * 2**20
MOST_CUES = 20_000
ACCEPTED = gettext_lazy("Give a WebVTT (.vtt) or SubRip (.srt) file in UTF-8, of at most 2 MB.")
MINUTES_AN_HOUR = SECONDS_A_MINUTE = 60
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_TAG = re.compile(r"<(/?)([a-zA-Z]+)[^>]*>|<[^>]*>|\{\\[^}]*\}")
_VOICE = re.compile(r"^\s*<v(?:\.[^\s>]*)?\s+([^>]+)>")
_KEPT = {"i", "b", "u"}
_KEPT_TAG = re.compile(r"&lt;(/?[ibu])&gt;")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when it comes and goes, in milliseconds, its lines in clean WebVTT, and who speaks if it says so."""

    starts_ms: int
    ends_ms: int
    lines: tuple[str, ...]
    voice: str = ""


def vtt_of(content: bytes) -> str:
    """Return captions as clean WebVTT: cues in their order, with voices, i, b and u and no other mark-up."""
    return vtt_from(cues_of(content))


def vtt_from(cues: Iterable[Cue]) -> str:
    """Return cues as WebVTT; ``cues_of`` reads the same cues back."""
    return "WEBVTT\n\n" + "\n\n".join(_written(cue) for cue in cues) + "\n"


def cues_of(content: bytes) -> list[Cue]:
    """Return the cues of a SubRip or WebVTT file in the order of time.

    Raises
    ------
    InvalidInput
        Too large, not in UTF-8, without a cue, or with a cue that ends before it begins.
    """
    cues = sorted(_cues(_text(content)), key=lambda cue: (cue.starts_ms, cue.ends_ms))
    if not cues:
        raise InvalidInput("captions", _("the file"), f"{_('There is no caption in it.')} {ACCEPTED}")
    if len(cues) > MOST_CUES:
        most = _("At most %(most)d captions are taken.") % {"most": MOST_CUES}
        raise InvalidInput("captions", len(cues), f"{most} {ACCEPTED}")
    return cues


def _text(content: bytes) -> str:
    """Return the words of a file, by its byte order mark or as UTF-8."""
    if len(content) > MOST_BYTES:
        raise InvalidInput("captions", f"{len(content) / 2**20:.1f} MB", str(ACCEPTED))
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInput("captions", _("the file"), f"{_('Its letters are not UTF-8.')} {ACCEPTED}") from error
    if "\x00" in text:
        raise InvalidInput("captions", _("the file"), str(ACCEPTED))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cues(text: str) -> list[Cue]:
    """Return the cues of SubRip or WebVTT; headers, numbers, notes, styles and regions are passed over."""
    found = []
    for block in re.split(r"\n[ \t]*\n+", text):
        lines = block.strip("\n").split("\n")
        place = next((at for at, line in enumerate(lines[:2]) if "-->" in line), None)
        if place is None:
            continue
        voice, words = spoken(lines[place + 1 :])
        if words:
            found.append(_cue(lines[place], words, voice))
    return found


def spoken(lines: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return who speaks and the clean lines of a cue; whoever else speaks in it is named in their line."""
    voice, words = "", list[str]()
    for line in lines:
        match = _VOICE.match(line)
        name, kept = plain_line(unescape(match[1]), 80) if match else "", _clean(line)
        if name and not voice and not words:
            voice = name
        elif name and name != voice and kept:
            kept = f"{escape(name, quote=False)}: {kept}"
        words += [kept] if kept else []
    return voice, tuple(words)


def _cue(timing: str, words: tuple[str, ...], voice: str) -> Cue:
    """Return one cue, or refuse the line that times it."""
    match = _TIMING.match(timing)
    if match is None:
        raise InvalidInput("captions", timing, _("Write times such as 00:01:02,500 --> 00:01:05,000."))
    starts, ends = _milliseconds(*match.groups()[:4]), _milliseconds(*match.groups()[4:])
    if ends <= starts:
        raise InvalidInput("captions", timing, _("A caption must end after it begins."))
    return Cue(starts, ends, words, voice)


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours or 0) * MINUTES_AN_HOUR + int(minutes)) * SECONDS_A_MINUTE + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _clean(line: str) -> str:
    """Return a line with only i, b and u left of its mark-up, and nothing that could end a cue."""
    plain = _TAG.sub(lambda tag: f"<{tag[1]}{tag[2].lower()}>" if (tag[2] or "").lower() in _KEPT else "", line)
    escaped = escape(plain_line(unescape(plain), 1000), quote=False)
    return _KEPT_TAG.sub(r"<\1>", escaped)


def _written(cue: Cue) -> str:
    """Return one cue as it stands in a file."""
    voice = f"<v {escape(cue.voice, quote=False)}>" if cue.voice else ""
    return f"{clock_of(cue.starts_ms)} --> {clock_of(cue.ends_ms)}\n{voice}" + "\n".join(cue.lines)


def clock_of(milliseconds: int) -> str:
    """Return a moment as WebVTT writes it: ``00:01:02.500``."""
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, SECONDS_A_MINUTE)
    return f"{minutes // MINUTES_AN_HOUR:02}:{minutes % MINUTES_AN_HOUR:02}:{second:02}.{fraction:03}"
