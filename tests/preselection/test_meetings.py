"""Decisions on many at once: as they were seen, with a reason, taken back as they stood."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pools import a_pool, make_eligible

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition, set_outcome
from matinee.entries.models import Consideration, Entry
from matinee.entries.rules.reasons import REASONS, reasons_for, words_of
from matinee.entries.states import ConsiderationState
from matinee.festival.actions import plan_edition
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.festival.states import Role
from matinee.kit.errors import Conflict, InvalidInput
from matinee.preselection.actions import decide, end_meeting, recuse, start_meeting, undo_decision
from matinee.preselection.models import Meeting
from matinee.preselection.queries import decisions_of, outcome_counts

SHORTLISTED, HELD, NOT_SELECTED = (
    ConsiderationState.SHORTLISTED,
    ConsiderationState.HELD,
    ConsiderationState.NOT_SELECTED,
)


@pytest.fixture
def pool(festival: Festival, edition: Edition) -> list[Entry]:
    """Return three candidates of an edition."""
    entries = a_pool(festival, 3)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    return entries


@pytest.fixture
def programmer(member: Callable[[Role], User]) -> User:
    """Return who decides."""
    return member(Role.PROGRAMMER)


def seen(entries: list[Entry], state: str = "eligible") -> dict[str, str]:
    """Return entries as they were seen on a page."""
    return {entry.code: state for entry in entries}


def states(edition: Edition) -> list[str]:
    """Return how everything stands, in the order of the pool."""
    return list(Consideration.objects.filter(edition=edition).order_by("entry_id").values_list("state", flat=True))


def test_declining_gives_every_maker_the_kind_sentence_and_its_code(
    pool: list[Entry], edition: Edition, programmer: User
) -> None:
    outcome = decide(edition=edition, seen=seen(pool[:2]), state=NOT_SELECTED, reason_code="room", by=programmer)

    assert (outcome.decided, outcome.stale, outcome.barred) == (2, [], [])
    assert states(edition) == ["not_selected", "not_selected", "eligible"]
    said = Consideration.objects.get(edition=edition, entry=pool[0]).reasons[-1]
    assert said == {"code": "outcome", "ok": False, "text": words_of("room"), "because": "room"}


def test_deciding_on_many_asks_as_often_as_on_one(festival: Festival, edition: Edition, programmer: User) -> None:
    plan_edition(festival=festival, slug="later", title="Later", by=None, starts_on=edition.starts_on + timedelta(30))
    entries = a_pool(festival, 8)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    counts = []
    for some in (entries[:1], entries[1:]):
        with CaptureQueriesContext(connection) as queries:
            decide(edition=edition, seen=seen(some), state=NOT_SELECTED, reason_code="room", by=programmer)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_taking_back_restores_state_and_reason_of_each(pool: list[Entry], edition: Edition, programmer: User) -> None:
    held = Consideration.objects.get(edition=edition, entry=pool[0])
    set_outcome(considerations=held, state=HELD, reason="", because="later", by=None)
    both = seen(pool[:1], "held") | seen(pool[1:2])
    outcome = decide(edition=edition, seen=both, state=NOT_SELECTED, reason_code="length", by=programmer)
    assert outcome.decision is not None

    restored = undo_decision(decision=outcome.decision, by=programmer)

    assert restored == 2
    assert states(edition) == ["held", "eligible", "eligible"]
    reasons = [row.reasons for row in Consideration.objects.filter(edition=edition).order_by("entry_id")]
    assert [one["because"] for one in reasons[0] if one["code"] == "outcome"] == ["later"]
    assert [one for one in reasons[1] if one["code"] == "outcome"] == []
    with pytest.raises(Conflict):
        undo_decision(decision=outcome.decision, by=programmer)


def test_entry_that_somebody_else_moved_is_passed_over(pool: list[Entry], edition: Edition, programmer: User) -> None:
    decide(edition=edition, seen=seen(pool[:1]), state=SHORTLISTED, by=programmer)

    outcome = decide(edition=edition, seen=seen(pool[:2]), state=NOT_SELECTED, reason_code="room", by=programmer)

    assert (outcome.decided, outcome.stale) == (1, [str(pool[0])])
    assert states(edition) == ["shortlisted", "not_selected", "eligible"]


def test_undo_leaves_alone_what_moved_on_since(pool: list[Entry], edition: Edition, programmer: User) -> None:
    first = decide(edition=edition, seen=seen(pool[:2]), state=SHORTLISTED, by=programmer).decision
    decide(edition=edition, seen=seen(pool[:1], "shortlisted"), state=HELD, reason_code="later", by=programmer)
    assert first is not None

    assert undo_decision(decision=first, by=programmer) == 1
    assert states(edition) == ["held", "eligible", "eligible"]


@pytest.mark.parametrize(
    ("state", "code"),
    [(NOT_SELECTED, ""), (NOT_SELECTED, "later"), (HELD, "room"), (ConsiderationState.PLACED, ""), (NOT_SELECTED, "x")],
)
def test_decision_without_its_reason_is_refused(
    pool: list[Entry], edition: Edition, programmer: User, state: ConsiderationState, code: str
) -> None:
    with pytest.raises(InvalidInput):
        decide(edition=edition, seen=seen(pool), state=state, reason_code=code, by=programmer)

    assert states(edition) == ["eligible"] * 3


def test_who_keeps_away_does_not_decide(pool: list[Entry], edition: Edition, programmer: User) -> None:
    recuse(entry=pool[0], reviewer=programmer, reason="My brother's.", by=programmer)

    outcome = decide(edition=edition, seen=seen(pool), state=SHORTLISTED, by=programmer)

    assert (outcome.decided, outcome.barred) == (2, [str(pool[0])])
    assert states(edition) == ["eligible", "shortlisted", "shortlisted"]


def test_meeting_collects_what_it_decides_until_it_ends(pool: list[Entry], edition: Edition, programmer: User) -> None:
    meeting = start_meeting(edition=edition, by=programmer)
    assert start_meeting(edition=edition, by=None) == meeting
    decide(edition=edition, seen=seen(pool[:2]), state=SHORTLISTED, by=programmer)
    end_meeting(meeting=meeting, by=programmer)
    decide(edition=edition, seen=seen(pool[2:]), state=SHORTLISTED, by=programmer)

    assert [one.entries for one in decisions_of(edition, meeting)] == [2]
    assert Meeting.objects.filter(edition=edition, ended_at__isnull=True).count() == 0
    assert outcome_counts(edition) == {"shortlisted": 3}
    assert AuditEvent.objects.filter(verb="end_meeting").count() == 1


def test_every_reason_has_kind_words_and_one_outcome() -> None:
    assert len({reason.code for reason in REASONS}) == len(REASONS)
    assert all(words_of(reason.code).endswith(".") for reason in REASONS)
    assert {reason.state for reason in REASONS} == {HELD, NOT_SELECTED}
    assert reasons_for(SHORTLISTED) == []
    assert words_of("nothing of the kind") == ""
