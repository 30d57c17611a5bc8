"""The viewing receipt: what the player tells is merged, checked against the clock, and becomes how far was watched."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit
from matinee.films.models import Upload
from matinee.films.queries import screener_of
from matinee.kit.errors import InvalidInput, WrongState
from matinee.kit.media import MILLISECONDS
from matinee.preselection.actions.scores import refuse_strangers
from matinee.preselection.models import Playback, Viewing
from matinee.preselection.rules.playing import SLACK_S, Span, credit_after, merged, percent_of, seconds_of


@transaction.atomic
def record_played(  # noqa: PLR0913  who played what of which entry, since when, and where they stopped
    *,
    entry: Entry,
    reviewer: User,
    spans: Iterable[Span],
    by: User | None,
    since: datetime | None = None,
    left_at_s: float | None = None,
) -> Viewing:
    """Add what played to a reviewer's viewing of an entry; ``since`` is when their player was opened.

    What was measured counts over what was declared once it reaches as far. Only the beginning is audited: the rest
    comes every few seconds, and the spans themselves are the record.

    Raises
    ------
    InvalidInput
        More was told than the clock allows; nothing of it counts.
    NotAllowed
        The reviewer is recused, sent the film, or does not review for this festival.
    WrongState
        The entry is out of the running, or has no file to play.
    """
    refuse_strangers(entry, reviewer)
    upload, told = _playing(entry), list(spans)
    viewing, _ = Viewing.objects.get_or_create(entry=entry, reviewer=reviewer, defaults={"is_declared": False})
    playback = _playback(viewing, upload)
    if playback.pk is None:
        audit(festival=entry.festival, by=by, verb="begin_viewing", about=entry, upload=upload.code)
    now = timezone.now()
    began = max(filter(None, (since, playback.reported_at)), default=now)
    credit = credit_after(seconds_of(told), (now - began).total_seconds(), playback.credit_s)
    if credit is None:
        raise InvalidInput("spans", f"{seconds_of(told):.0f} s", "More was told than can have played.")
    playback.spans = [list(one) for one in merged([*playback.spans, *told])]
    playback.credit_s, playback.reported_at = credit, now
    if left_at_s is not None:
        playback.left_at_s = max(0.0, left_at_s)
    playback.save()
    _measure(viewing, percent_of(playback.spans, running_s(upload)))
    return viewing


def running_s(upload: Upload) -> float:
    """Return how long a file really runs."""
    return float(upload.facts.get("duration_ms", 0)) / MILLISECONDS


def _playing(entry: Entry) -> Upload:
    """Return the file that the player plays."""
    screener = screener_of(entry.film)
    if screener is None or screener.upload is None:
        raise WrongState("This film has no uploaded file to play. Open its link, and say how far you watched.")
    return screener.upload


def _playback(viewing: Viewing, upload: Upload) -> Playback:
    """Return the record of what played, begun anew for another cut."""
    playback = Playback.objects.select_for_update().filter(viewing=viewing).first()
    if playback is None:
        return Playback(viewing=viewing, upload=upload, credit_s=SLACK_S)
    if playback.upload_id != upload.pk:
        playback.upload, playback.spans, playback.left_at_s = upload, [], 0
    return playback


def _measure(viewing: Viewing, percent: int) -> None:
    """Let the measure stand; it never takes away what was watched of an earlier cut or declared of a link."""
    if percent < viewing.watched_percent:
        return
    viewing.watched_percent, viewing.is_declared = percent, False
    viewing.save(update_fields=["watched_percent", "is_declared", "changed_at"])
