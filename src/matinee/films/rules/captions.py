"""Captions as filmmakers have them (SubRip, WebVTT), read strictly and written anew as WebVTT.

WebVTT: W3C Candidate Recommendation of 4 April 2019. SubRip has no standard; what its editors write is taken.
"""

import re
from dataclasses import dataclass
from html import escape, unescape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.kit.errors import InvalidInput

MOST_BYTES = 2 * 2**20
MOST_CUES = 20_000
ACCEPTED = gettext_lazy("Give a WebVTT (.vtt) or SubRip (.srt) file in UTF-8, of at most 2 MB.")
MINUTES_AN_HOUR = SECONDS_A_MINUTE = 60
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_TAG = re.compile(r"<(/?)([a-zA-Z]+)[^>]*>|<[^>]*>|\{\\[^}]*\}")
_KEPT = {"i", "b", "u"}
_KEPT_TAG = re.compile(r"&lt;(/?[ibu])&gt;")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when it comes and goes, in milliseconds, and its lines."""

    starts_ms: int
    ends_ms: int
    lines: tuple[str, ...]


def vtt_of(content: bytes) -> str:
    """Return captions as clean WebVTT: plain cues in their order, with i, b and u and no other mark-up.

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
    parts = [f"{_clock(cue.starts_ms)} --> {_clock(cue.ends_ms)}\n" + "\n".join(cue.lines) for cue in cues]
    return "WEBVTT\n\n" + "\n\n".join(parts) + "\n"


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
        words = tuple(filter(None, (_clean(line) for line in lines[place + 1 :])))
        if words:
            found.append(_cue(lines[place], words))
    return found


def _cue(timing: str, words: tuple[str, ...]) -> Cue:
    """Return one cue, or refuse the line that times it."""
    match = _TIMING.match(timing)
    if match is None:
        raise InvalidInput("captions", timing, _("Write times such as 00:01:02,500 --> 00:01:05,000."))
    starts, ends = _milliseconds(*match.groups()[:4]), _milliseconds(*match.groups()[4:])
    if ends <= starts:
        raise InvalidInput("captions", timing, _("A caption must end after it begins."))
    return Cue(starts, ends, words)


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    whole = (int(hours or 0) * MINUTES_AN_HOUR + int(minutes)) * SECONDS_A_MINUTE + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _clean(line: str) -> str:
    """Return a line with only i, b and u left of its mark-up, and nothing that could end a cue."""
    plain = _TAG.sub(lambda tag: f"<{tag[1]}{tag[2].lower()}>" if (tag[2] or "").lower() in _KEPT else "", line)
    escaped = escape(unescape(plain), quote=False).strip()
    return _KEPT_TAG.sub(r"<\1>", escaped)


def _clock(milliseconds: int) -> str:
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, SECONDS_A_MINUTE)
    return f"{minutes // MINUTES_AN_HOUR:02}:{minutes % MINUTES_AN_HOUR:02}:{second:02}.{fraction:03}"
