"""Booking and recording interviews, and their videos."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.films.rules.media import extension_of, is_playable, refusal_of
from matinee.kit.codes import new_code
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.media import measure
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import free_slug, slug_variants
from matinee.newsroom.actions.homes import check_home
from matinee.newsroom.models import Interview, VideoState
from matinee.newsroom.queries import commitments_of
from matinee.newsroom.rules import clashes, embed_of, lacks_of_interview

KNOWN_SITES = "Give the address of one video on YouTube, Vimeo or the Internet Archive, or choose “as a link”."
WHAT_IS_NEEDED = "An interview needs its words, its video's address, or that it is not in this archive."
NO_VIDEO = "Upload the video first, or choose another way to show it."


@transaction.atomic
def record_interview(*, festival: Festival, film: Film, by: User | None, **fields: Any) -> Interview:  # noqa: ANN401  columns
    """Write an interview down, held or to be held; with ``is_published`` the next release shows it."""
    base = film.slug[:80]
    taken = set(
        Interview.objects.filter(festival=festival, slug__in=slug_variants(base)).values_list("slug", flat=True)
    )
    interview = Interview(festival=festival, film=film, slug=free_slug(base, taken), **fields)
    check_home(festival, interview)
    _check(interview)
    interview.save()
    audit(festival=festival, by=by, verb="record_interview", about=interview)
    return interview


@transaction.atomic
def change_interview(*, interview: Interview, by: User | None, **fields: Any) -> Interview:  # noqa: ANN401  columns
    """Correct an interview, publish it or take it back."""
    changed = apply_changes(interview, fields)
    check_home(interview.festival, interview)
    _check(interview)
    if changed:
        audit(
            festival=interview.festival, by=by, verb="change_interview", about=interview, changed=sorted(changed)
        )  # fmt: skip
    return interview


@transaction.atomic
def book_interview(
    *, interview: Interview, starts_at: datetime, by: User | None, **fields: Any  # noqa: ANN401  columns
) -> Interview:  # fmt: skip
    """Book an interview's time, at a place or at a remote link, around everything it must not meet.

    Raises
    ------
    InvalidInput
        Neither a place nor a remote link.
    Conflict
        The makers, the interviewer or the place are taken at that time; the message says by what.
    """
    Festival.objects.select_for_update().get(pk=interview.festival_id)  # who books at the same time waits
    changed = apply_changes(interview, {"starts_at": starts_at, **fields})
    check_home(interview.festival, interview)
    _check(interview)
    if not interview.place.strip() and not interview.remote_url:
        raise InvalidInput("place", "", "Say where it is: a place, or the link of a remote call.")
    met = clashes(starts_at, interview.minutes, commitments_of(interview))
    if met:
        raise Conflict(
            f"Not then: it would meet {', and '.join(one.words for one in met)}. Choose one of the free times."
        )
    told = {"at": starts_at, "changed": sorted(changed)}
    audit(festival=interview.festival, by=by, verb="book_interview", about=interview, **told)
    return interview


@transaction.atomic
def unbook_interview(*, interview: Interview, by: User | None) -> Interview:
    """Give an interview's time free; everything else of it stays."""
    interview.starts_at = None
    interview.save(update_fields=["starts_at", "changed_at"])
    audit(festival=interview.festival, by=by, verb="unbook_interview", about=interview)
    return interview


def set_video(*, interview: Interview, path: Path, by: User | None) -> Interview:
    """Take a video file that visitors' browsers can play; the one it replaces is deleted.

    The file is measured before anything is written; no transaction is open meanwhile.

    Raises
    ------
    InvalidInput
        Not a video, not whole, or not playable in browsers.
    """
    facts = measure(path)
    refusal = refusal_of(facts)
    if refusal or facts is None:
        raise InvalidInput("video", path.name, refusal)
    if not is_playable(facts):
        codecs = " and ".join(filter(None, (facts.video_codec, facts.audio_codec)))
        accepted = f"Visitors' browsers do not play {codecs}. Export it as MP4 with H.264 picture and AAC sound."
        raise InvalidInput("video", path.name, accepted)
    return _keep_video(interview, path, extension_of(facts), facts.running_time_s, by)


@transaction.atomic
def _keep_video(interview: Interview, path: Path, ending: str, seconds: int, by: User | None) -> Interview:
    old, storage = interview.video_file.name, interview.video_file.storage
    with path.open("rb") as file:
        interview.video_file.save(f"{interview.code}-{new_code(6)}{ending}", File(file), save=False)
    interview.video, interview.video_s = VideoState.UPLOAD, max(1, seconds)
    interview.save()
    if old:
        transaction.on_commit(lambda: storage.delete(old))
    audit(festival=interview.festival, by=by, verb="set_video", about=interview, seconds=seconds)
    return interview


@transaction.atomic
def remove_video(*, interview: Interview, by: User | None) -> Interview:
    """Delete an interview's video file; what was published stays up until the next release."""
    name, storage = interview.video_file.name, interview.video_file.storage
    if not name:
        return interview
    interview.video_file, interview.video_s = "", None
    if interview.video == VideoState.UPLOAD:
        interview.video = VideoState.NOT_ARCHIVED
    interview.save()
    transaction.on_commit(lambda: storage.delete(name))
    audit(festival=interview.festival, by=by, verb="remove_video", about=interview)
    return interview


def _check(interview: Interview) -> None:
    checked(interview)
    if interview.video == VideoState.EMBED and interview.video_url and embed_of(interview.video_url) is None:
        raise InvalidInput("video_url", interview.video_url, KNOWN_SITES)
    lacks = lacks_of_interview(interview) if interview.is_published else []
    if lacks:
        known = {"video": NO_VIDEO, "video_url": KNOWN_SITES if interview.video == VideoState.EMBED else WHAT_IS_NEEDED}
        raise InvalidInput(lacks[0], "", known.get(lacks[0], WHAT_IS_NEEDED))
