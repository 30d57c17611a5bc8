"""Letters to many: written once, in small steps that can break off, and films passed over by name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.pools import a_film, an_entry

from matinee.accounts.models import User
from matinee.entries.actions import set_outcome, withdraw_entry
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.kit.errors import InvalidInput, WrongState
from matinee.mailroom.actions import begin_mailing, plan_mailing, resume_mailing, stop_writing
from matinee.mailroom.models import Letter, Mailing
from matinee.mailroom.states import MailingState
from matinee.workflows import write_mailing as writing
from matinee.workflows.write_mailing import write, write_mailing


@pytest.fixture
def entries(edition: Edition, make_user: Callable[..., User]) -> list[Entry]:
    """Return seven entries that were not selected."""
    makers = [make_user(f"maker{n}@example.org", f"Maker {n}") for n in range(7)]
    found = [an_entry(edition.festival, a_film(edition.festival, f"Film {n}"), who) for n, who in enumerate(makers)]
    rows = Consideration.objects.select_related("entry__festival", "entry__film").filter(edition=edition)
    set_outcome(considerations=rows, state=ConsiderationState.NOT_SELECTED, reason="", because="room", by=None)
    return found


@pytest.fixture
def mailing(edition: Edition, entries: list[Entry], monkeypatch: pytest.MonkeyPatch) -> Mailing:
    """Return answers to all of them, two at a time."""
    monkeypatch.setattr(writing, "A_FEW", 2)
    codes = [entry.code for entry in entries]
    at = timezone.now() + timedelta(minutes=10)
    return plan_mailing(edition=edition, occasion="decline", entries=[*codes, codes[0]], send_at=at, by=None)


def test_mailing_writes_to_everybody_once_however_often_it_runs(mailing: Mailing) -> None:
    write.call(mailing.code)
    write.call(mailing.code)
    write.call("gone")

    mailing.refresh_from_db()
    assert (mailing.state, mailing.done, mailing.passed_over) == (MailingState.DONE, 7, [])
    assert Letter.objects.filter(batch=mailing.code).count() == Letter.objects.count() == 7


def test_mailing_that_broke_off_goes_on_where_it_was(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = writing._write, []

    def breaks(one: Mailing, row: Consideration) -> None:
        calls.append(row)
        if len(calls) == 4:
            raise KeyboardInterrupt
        real(one, row)

    monkeypatch.setattr(writing, "_write", breaks)
    with pytest.raises(KeyboardInterrupt):
        write_mailing(mailing=mailing)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.done, Letter.objects.count()) == (MailingState.RUNNING, 2, 2)
    with pytest.raises(WrongState, match="at this moment"):
        resume_mailing(mailing=mailing, by=None)

    Mailing.objects.update(heard_at=timezone.now() - timedelta(hours=1))
    mailing.refresh_from_db()
    resume_mailing(mailing=mailing, by=None)

    assert write_mailing(mailing=mailing).state == MailingState.DONE
    assert Letter.objects.count() == 7


def test_mailing_that_is_stopped_keeps_what_is_written(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    real = writing._write

    def stops(one: Mailing, row: Consideration) -> None:
        real(one, row)
        stop_writing(mailing=one, by=None)

    monkeypatch.setattr(writing, "_write", stops)

    stopped = write_mailing(mailing=mailing)

    assert (stopped.state, stopped.done, Letter.objects.count()) == (MailingState.STOPPED, 2, 2)
    assert not begin_mailing(mailing=stopped)


def test_films_that_moved_on_are_passed_over_by_name(mailing: Mailing, entries: list[Entry], edition: Edition) -> None:
    withdraw_entry(entry=entries[0], by=None)
    Consideration.objects.filter(entry=entries[1]).update(state=ConsiderationState.SHORTLISTED)
    Entry.objects.filter(pk=entries[2].pk).update(sender=None, sender_email="")

    write_mailing(mailing=mailing)

    mailing.refresh_from_db()
    assert [one["entry"] for one in mailing.passed_over] == [entry.code for entry in entries[:3]]
    assert (mailing.passed_over[2]["why"], Letter.objects.count()) == ("No address is known.", 4)
    with pytest.raises(InvalidInput):
        plan_mailing(edition=edition, occasion="decline", entries=[], send_at=timezone.now(), by=None)
