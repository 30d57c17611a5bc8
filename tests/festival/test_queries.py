"""Who sees which festival, who may do what, which editions lie ahead."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import audit, give_role, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import (
    audit_choices,
    audit_found,
    counted_festivals,
    festivals_of,
    had_role,
    may,
    past_editions,
    permissions_in,
    upcoming_editions,
)
from matinee.festival.rules import ROLE_MAY
from matinee.festival.states import EditionState, Permission, Role
from matinee.kit.clock import today_in

pytestmark = pytest.mark.django_db


def test_festivals_are_invisible_to_each_other(festival: Festival, other_festival: Festival, director: User) -> None:
    give_role(festival=festival, user=director, role=Role.PRESS, by=None)
    assert list(festivals_of(director)) == [festival]
    assert permissions_in(director, other_festival) == frozenset()


@pytest.mark.parametrize("role", list(Role))
def test_role_may_what_the_table_says(festival: Festival, member: Callable[[Role], User], role: Role) -> None:
    if role is Role.DIRECTOR:
        assert ROLE_MAY[role] == frozenset(Permission)
    else:
        user = member(role)
        assert {permission for permission in Permission if may(user, festival, permission)} == set(ROLE_MAY[role])


def test_roles_add_up(festival: Festival, member: Callable[[Role], User]) -> None:
    user = member(Role.REVIEWER)
    give_role(festival=festival, user=user, role=Role.PRESS, by=None)
    assert permissions_in(user, festival) == ROLE_MAY[Role.REVIEWER] | ROLE_MAY[Role.PRESS]


def test_upcoming_and_past_editions_part_at_the_festivals_own_today(festival: Festival) -> None:
    today = today_in(festival.time_zone)

    def planned(slug: str, starts_on: date | None, state: EditionState, month: date | None = None) -> Edition:
        return plan_edition(
            festival=festival, slug=slug, title=slug, starts_on=starts_on, month=month, by=None, state=state
        )

    planned("today", today, EditionState.OPEN)
    planned("yesterday", today - timedelta(days=1), EditionState.PUBLISHED)
    planned("cancelled", today + timedelta(days=400), EditionState.CANCELLED)
    planned("some-month", None, EditionState.PLANNED, today + timedelta(days=70))
    assert [edition.slug for edition in upcoming_editions(festival)] == ["today", "some-month"]
    assert {edition.slug for edition in past_editions(festival)} == {"yesterday", "cancelled"}


def test_audit_found_knows_the_day_in_the_festivals_zone(festival: Festival, director: User) -> None:
    event = audit(festival=festival, by=director, verb="cancel_screening")
    type(event).objects.filter(pk=event.pk).update(at=timezone.datetime.fromisoformat("2031-03-09T04:30:00+00:00"))
    assert list(audit_found(festival, day=date(2031, 3, 8))) == [event]
    assert list(audit_found(festival, day=date(2031, 3, 9))) == []
    people, verbs = audit_choices(festival)
    assert (people, "cancel_screening" in verbs) == ([director], True)


def test_had_role_knows_only_what_was_taken(festival: Festival, director: User) -> None:
    audit(festival=festival, by=None, verb="take_role", about=director, role="press")
    assert (had_role(festival, director.code, "press"), had_role(festival, director.code, "manager")) == (True, False)


def test_counted_festivals_counts_people_and_editions_once(
    festival: Festival, edition: Edition, director: User, other_festival: Festival
) -> None:
    give_role(festival=festival, user=director, role=Role.PRESS, by=None)
    counts = {row.slug: (row.edition_count, row.team_count) for row in counted_festivals()}
    assert counts == {"lanterns": (1, 1), "harbour": (0, 1)}
