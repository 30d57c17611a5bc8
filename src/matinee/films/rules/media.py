"""What a film file must be to be taken, and where a browser can play it."""

from django.utils.translation import gettext as _

from matinee.films.models import Film, Upload
from matinee.kit.media import MediaFacts

CONTAINERS = {
    "MPEG-4": ".mp4", "QuickTime": ".mov", "WebM": ".webm", "Matroska": ".mkv", "AVI": ".avi", "MPEG-PS": ".mpg",
    "MPEG-TS": ".ts", "BDAV": ".m2ts", "MXF": ".mxf", "Windows Media": ".wmv", "Ogg": ".ogv", "Flash Video": ".flv",
    "DV": ".dv",
}  # fmt: skip
TYPES = {".mp4": "video/mp4", ".mov": "video/mp4", ".webm": "video/webm"}
PICTURES = {".mp4": {"AVC", "AV1", "VP9"}, ".mov": {"AVC"}, ".webm": {"VP8", "VP9", "AV1"}}
SOUNDS = {
    ".mp4": {"", "AAC", "MPEG Audio", "Opus", "FLAC"},
    ".mov": {"", "AAC"},
    ".webm": {"", "Opus", "Vorbis"},
}
PLAIN_DEPTH, PLAIN_CHROMA = 8, "4:2:0"
TIME_SLACK_S = 5


def refusal_of(facts: MediaFacts | None) -> str:
    """Return why a file cannot be taken as a film, in words for its maker; nothing when it can."""
    if facts is None:
        return _("We could not read this file. Export the film once more as MP4 (H.264 picture, AAC sound).")
    if facts.container not in CONTAINERS:
        return _("This is not a video file. Upload the film itself, best as MP4 (H.264 picture, AAC sound).")
    if facts.is_truncated or not facts.duration_ms:
        return _("The file ends too early: part of the film is missing. Export it again and look at it to the end.")
    if not facts.video_codec:
        return _("There is no picture in this file. Upload the film with its picture, best as MP4 (H.264, AAC).")
    return ""


def extension_of(facts: MediaFacts) -> str:
    """Return the ending that a stored file gets, by what is in it."""
    return CONTAINERS[facts.container]


def is_playable(facts: MediaFacts) -> bool:
    """Tell whether today's browsers play a file; what only some of them play counts as not."""
    ending = extension_of(facts)
    plain = facts.video_codec != "AVC" or (
        facts.bit_depth in {0, PLAIN_DEPTH} and facts.chroma in {"", PLAIN_CHROMA}
    )  # H.264 in 10 bits or 4:2:2 comes from editing rooms, and no browser plays it
    known = facts.video_codec in PICTURES.get(ending, set()) and facts.audio_codec in SOUNDS.get(ending, set())
    return plain and known


def content_type_of(name: str) -> str:
    """Return the type to serve a stored screener as; QuickTime with H.264 plays as MP4."""
    ending = f".{name.rpartition('.')[2].lower()}"
    return TYPES.get(ending, "application/octet-stream")


def codec_words(upload: Upload) -> str:
    """Return container, picture and sound in one short line, such as ``MPEG-4, AVC 1920 x 1080, AAC``."""
    facts = MediaFacts(**upload.facts)
    size = f"{facts.video_codec} {facts.width} x {facts.height}" if facts.width else facts.video_codec
    return ", ".join(filter(None, (facts.container, size, facts.audio_codec)))


def remarks_of(upload: Upload, film: Film) -> list[str]:
    """Return what maker and reviewers should know about a file that was taken, in sentences."""
    facts = MediaFacts(**upload.facts)
    measured, said = upload.running_time_s or 0, film.running_time_s
    found = []
    if said and abs(measured - said) > TIME_SLACK_S:
        words = _("The file runs %(measured)s, the entry says %(said)s.")
        found.append(words % {"measured": _clock(measured), "said": _clock(said)})
    if not upload.is_playable:
        words = _("Browsers cannot play this file (%(codecs)s). An MP4 with H.264 and AAC plays everywhere.")
        found.append(words % {"codecs": codec_words(upload)})
    if not facts.audio_codec:
        found.append(_("The file has no sound."))
    return found


def _clock(seconds: int) -> str:
    """Return minutes and seconds, with hours only where there are some."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
