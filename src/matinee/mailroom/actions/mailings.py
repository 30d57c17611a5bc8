"""Letters to many: planned, begun, gone on with, stopped. Writing them is ``workflows.write_mailing``."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.errors import InvalidInput, WrongState
from matinee.kit.states import check_move
from matinee.mailroom.models import Mailing
from matinee.mailroom.states import MAILING_MOVES, MailingState

SILENCE = timedelta(minutes=2)  # a worker that says nothing for so long is gone


@transaction.atomic
def plan_mailing(  # noqa: PLR0913  all named
    *,
    edition: Edition,
    occasion: str,
    entries: Sequence[str],
    send_at: datetime,
    by: User | None,
    said: Mapping[str, Any] | None = None,
    notes: Mapping[str, Sequence[int]] | None = None,
) -> Mailing:
    """Plan a letter to the makers of these entries, by their codes; a worker writes them."""
    wanted = list(dict.fromkeys(entries))
    if not wanted:
        raise InvalidInput("entries", 0, _("Choose one film at least."))
    mailing = Mailing.objects.create(
        festival=edition.festival, edition=edition, occasion=occasion, entries=wanted, send_at=send_at, asked_by=by,
        said=dict(said or {}), notes={code: list(cards) for code, cards in (notes or {}).items() if cards},
    )  # fmt: skip
    audit(festival=edition.festival, by=by, verb="plan_mailing", about=mailing, occasion=occasion, letters=len(wanted))
    return mailing


@transaction.atomic
def begin_mailing(*, mailing: Mailing) -> bool:
    """Take a mailing that waits, for one worker alone; tell whether it was there to take."""
    taken = Mailing.objects.filter(pk=mailing.pk, state=MailingState.WAITING)
    is_mine = bool(taken.update(state=MailingState.RUNNING, heard_at=timezone.now()))
    mailing.refresh_from_db()
    return is_mine


def count_mailing(*, mailing: Mailing, done: int, passed_over: Sequence[Mapping[str, str]]) -> None:
    """Keep how far the writing is, in the transaction of the letters themselves."""
    mailing.done, mailing.heard_at = done, timezone.now()
    mailing.passed_over = [*mailing.passed_over, *map(dict, passed_over)]
    mailing.save(update_fields=["done", "passed_over", "heard_at", "changed_at"])
    if done >= mailing.total:
        Mailing.objects.filter(pk=mailing.pk, state=MailingState.RUNNING).update(state=MailingState.DONE)


@transaction.atomic
def stop_writing(*, mailing: Mailing, by: User | None) -> Mailing:
    """Write no more letters of a mailing; those that were written stay. Where all are written, nothing changes."""
    row = Mailing.objects.select_for_update(of=("self",)).select_related("festival").get(pk=mailing.pk)
    if row.state in {MailingState.WAITING, MailingState.RUNNING}:
        row.state = MailingState.STOPPED
        row.save(update_fields=["state", "changed_at"])
        audit(festival=row.festival, by=by, verb="stop_writing", about=row, done=row.done)
    return row


@transaction.atomic
def resume_mailing(*, mailing: Mailing, by: User | None) -> Mailing:
    """Let a mailing that was stopped, or whose worker is gone, wait for a worker again; it goes on where it was.

    Raises
    ------
    WrongState
        It is being written, or written.
    """
    row = Mailing.objects.select_for_update(of=("self",)).select_related("festival").get(pk=mailing.pk)
    if row.state == MailingState.RUNNING and not has_lost_its_worker(row):
        raise WrongState(_("Its letters are being written at this moment."))
    check_move(MAILING_MOVES, MailingState(row.state), MailingState.WAITING, _("This mailing"))
    row.state = MailingState.WAITING
    row.save(update_fields=["state", "changed_at"])
    audit(festival=row.festival, by=by, verb="resume_mailing", about=row, done=row.done)
    return row


def has_lost_its_worker(mailing: Mailing) -> bool:
    """Tell whether a mailing says that it is being written though nobody has been heard of."""
    heard = mailing.heard_at
    return mailing.state == MailingState.RUNNING and (heard is None or heard < timezone.now() - SILENCE)
