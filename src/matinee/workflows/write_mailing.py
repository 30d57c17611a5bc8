"""Write the letters of a mailing to many, a few at a time: it can be watched, stopped, and gone on with."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from matinee.accounts.models import User
from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.kit.errors import MatineeError
from matinee.mailroom.actions import begin_mailing, count_mailing, resume_mailing
from matinee.mailroom.models import Mailing
from matinee.mailroom.states import MailingState
from matinee.preselection.models import Scorecard
from matinee.workflows.decline_entries import decline_entries
from matinee.workflows.invite_film import invite_film
from matinee.workflows.letter_fields import reader_of

A_FEW = 25  # letters in one transaction: so much is taken back where the machine stops in between
STANDS = {"decline": ConsiderationState.NOT_SELECTED, "invitation": ConsiderationState.PLACED}


@task(queue_name="default")
def write(code: str) -> None:
    """Write the letters of a mailing that waits; another run, or a second worker, finds nothing to do."""
    mailing = Mailing.objects.filter(code=code).first()
    if mailing is not None:
        write_mailing(mailing=mailing)


def start_writing(mailing: Mailing) -> Mailing:
    """Hand a mailing to a worker once this is kept."""
    transaction.on_commit(partial(write.enqueue, mailing.code))
    return mailing


def go_on_writing(*, mailing: Mailing, by: User | None) -> Mailing:
    """Go on with a mailing that was stopped or lost its worker, where it was."""
    with transaction.atomic():
        return start_writing(resume_mailing(mailing=mailing, by=by))


def write_mailing(*, mailing: Mailing) -> Mailing:
    """Write what is left of a mailing until it is done or stopped; nobody gets a letter twice."""
    if begin_mailing(mailing=mailing):
        while _write_a_few(mailing.pk):
            pass
    mailing.refresh_from_db()
    return mailing


@transaction.atomic
def _write_a_few(pk: int) -> bool:
    """Write the next few letters and keep how far it is; tell whether there is more to do."""
    locked = Mailing.objects.select_for_update(of=("self",))
    mailing = locked.select_related("edition__festival__policy", "asked_by").get(pk=pk)
    if mailing.state != MailingState.RUNNING:
        return False
    codes = mailing.entries[mailing.done : mailing.done + A_FEW]
    passed = [{"entry": code, "why": why} for code in codes if (why := _written(mailing, code))]
    count_mailing(mailing=mailing, done=mailing.done + len(codes), passed_over=passed)
    return mailing.done < mailing.total


def _written(mailing: Mailing, code: str) -> str:
    """Write one letter; return why there is none, where that is so."""
    rows = Consideration.objects.filter(edition=mailing.edition, entry__code=code, entry__state__in=ALIVE)
    needed = ("edition", "entry__film", "entry__call", "entry__sender", "entry__festival__policy")
    row = rows.select_related(*needed).first()
    if row is None or row.state != STANDS[mailing.occasion]:
        return _("It was decided otherwise meanwhile.")
    if not reader_of(row.entry).email:
        return _("No address is known.")
    try:
        with transaction.atomic():
            _write(mailing, row)
    except MatineeError as refused:
        return refused.message
    return ""


def _write(mailing: Mailing, row: Consideration) -> None:
    """Write the letter of one film."""
    by, send_at, batch = mailing.asked_by, mailing.send_at, mailing.code
    if mailing.occasion == "decline":
        notes = {row.entry_id: _cards(mailing.notes.get(row.entry.code, ()))}
        decline_entries(considerations=[row], by=by, notes=notes, send_at=send_at, batch=batch)
        return
    said = {"answer_by": date.fromisoformat(mailing.said["answer_by"]), "message": mailing.said.get("message", "")}
    invite_film(entry=row.entry, edition=mailing.edition, by=by, send_at=send_at, batch=batch, **said)


def _cards(ids: Sequence[int]) -> list[Scorecard]:
    return list(Scorecard.objects.filter(pk__in=ids).select_related("viewing")) if ids else []
