"""Captions of interviews: imported, edited cue by cue, mended."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.rules.captions import MOST_CUES, Cue, cues_of, spoken, vtt_from
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.places import language_code
from matinee.newsroom.models import Interview, InterviewCaption
from matinee.newsroom.rules import mended

OVERTAKEN = "Somebody saved these captions while you worked on them. Open them anew, then put your changes in."
Typed = tuple[int, int, str, str]


@transaction.atomic
def set_captions(*, interview: Interview, language: str, content: bytes, by: User | None) -> InterviewCaption:
    """Import captions (WebVTT or SubRip) in one language, replacing those it had.

    The first language of an interview that names none becomes the one that is spoken. What is wrong with overlaps and
    speed is found afterwards; nothing that can be read is refused for it.

    Raises
    ------
    InvalidInput
        Not captions that can be read, or no language.
    """
    code = language_code(language)
    if code is None:
        raise InvalidInput("language", language, "Name the language, such as English or es.")
    text = vtt_from(cues_of(content))
    found = InterviewCaption.objects.select_for_update().filter(interview=interview, language=code).first()
    found = found or InterviewCaption(interview=interview, language=code, version=0)
    found.text, found.version = text, found.version + 1
    found.save()
    if not interview.language:
        interview.language = code
        interview.save(update_fields=["language", "changed_at"])
    audit(festival=interview.festival, by=by, verb="set_captions", about=interview, language=code)
    return found


@transaction.atomic
def save_cues(*, caption: InterviewCaption, typed: Iterable[Typed], seen: int, by: User | None) -> InterviewCaption:
    """Keep captions as they were typed: ``(starts_ms, ends_ms, speaker, text)``; those without words go.

    Raises
    ------
    InvalidInput
        A caption ends before it begins (the message counts from 1), or none is left.
    Conflict
        Somebody else saved them meanwhile.
    """
    cues = [_cue(number, one) for number, one in enumerate(typed, 1) if one[3].strip()]
    if not cues:
        raise InvalidInput("captions", "", "Leave one caption at least, or take the language away as a whole.")
    if len(cues) > MOST_CUES:
        raise InvalidInput("captions", len(cues), f"At most {MOST_CUES} captions are taken.")
    return _rewrite(caption, sorted(cues, key=lambda cue: (cue.starts_ms, cue.ends_ms)), seen, by, "save_cues")


@transaction.atomic
def mend_captions(*, caption: InterviewCaption, seen: int, by: User | None) -> InterviewCaption:
    """Let every caption go when the next comes, so that none overlap; no word is lost."""
    return _rewrite(caption, mended(cues_of(caption.text.encode())), seen, by, "mend_captions")


@transaction.atomic
def remove_captions(*, caption: InterviewCaption, by: User | None) -> None:
    """Take the captions of one language away."""
    interview, language = caption.interview, caption.language
    caption.delete()
    audit(festival=interview.festival, by=by, verb="remove_captions", about=interview, language=language)


def _rewrite(
    caption: InterviewCaption, cues: Sequence[Cue], seen: int, by: User | None, verb: str
) -> InterviewCaption:  # fmt: skip
    found = InterviewCaption.objects.select_for_update(of=("self",)).select_related("interview__festival")
    row = found.get(pk=caption.pk)
    if row.version != seen:
        raise Conflict(OVERTAKEN)
    row.text, row.version = vtt_from(cues), row.version + 1
    row.save()
    audit(festival=row.interview.festival, by=by, verb=verb, about=row.interview, language=row.language)
    return row


def _cue(number: int, typed: Typed) -> Cue:
    starts, ends, speaker, text = typed
    if not 0 <= starts < ends:
        raise InvalidInput("captions", f"caption {number}", f"Caption {number} must end after it begins.")
    _voice, lines = spoken(text.splitlines())
    if not lines:
        raise InvalidInput("captions", f"caption {number}", f"Caption {number} has marks but no words. Write some.")
    return Cue(starts, ends, lines, " ".join(speaker.split())[:80])
