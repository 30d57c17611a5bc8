"""Founding festivals, planning editions, giving roles, inviting: each deed once, audited, refused in words."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import (
    accept_invitation,
    audit,
    cancel_edition,
    change_edition,
    change_policy,
    create_festival,
    give_role,
    invite_to_team,
    move_edition,
    plan_edition,
    revoke_invitation,
    take_role,
)
from matinee.festival.models import AuditEvent, Edition, Festival, Membership, Policy, TeamInvitation
from matinee.festival.states import EditionState, Role
from matinee.kit.errors import Conflict, InvalidInput, NotAllowed, NotFound, WrongState

pytestmark = pytest.mark.django_db
MakeUser = Callable[..., User]


def test_create_festival_makes_its_policy_and_its_director(make_user: MakeUser) -> None:
    founder = make_user("ada@example.org")
    festival = create_festival(slug="lanterns", name="Lantern Nights", by=founder)
    assert (festival.policy.block_max_s, festival.policy.quality_cut) == (6000, Decimal("7.0"))
    assert list(Membership.objects.values_list("user__email", "role")) == [("ada@example.org", "director")]
    event = AuditEvent.objects.get()
    assert (event.verb, event.by, event.object_code) == ("create_festival", founder, "lanterns")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"slug": "office"}, "slug"),
        ({"slug": "no spaces"}, "slug"),
        ({"slug": "x", "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"slug": "x", "contact_email": "nobody"}, "contact_email"),
    ],
)
def test_create_festival_refuses_what_does_not_fit_and_makes_nothing(fields: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        create_festival(name="N", by=None, **fields)
    assert (refusal.value.field, Festival.objects.count(), Policy.objects.count()) == (field, 0, 0)


def test_create_festival_refuses_a_taken_slug(festival: Festival) -> None:
    with pytest.raises(Conflict, match="Choose another"):
        create_festival(slug="lanterns", name="Other", by=None)


def test_change_policy_writes_only_what_differs(festival: Festival) -> None:
    change_policy(festival=festival, by=None, gap_s=10, block_max_s=6300)
    assert AuditEvent.objects.get(verb="change_policy").detail == {"changed": {"block_max_s": ["6000", "6300"]}}
    change_policy(festival=festival, by=None, block_max_s=6300)
    assert AuditEvent.objects.filter(verb="change_policy").count() == 1


def test_policy_out_of_order_is_refused_by_the_action_and_by_the_database(festival: Festival) -> None:
    with pytest.raises(InvalidInput):
        change_policy(festival=festival, by=None, block_max_s=60)
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.update(block_max_s=60)


def test_plan_edition_of_a_day_a_week_and_a_month(festival: Festival) -> None:
    day = plan_edition(festival=festival, slug="a", title="A", starts_on=date(2031, 3, 8), by=None)
    week = plan_edition(
        festival=festival, slug="b", title="B", starts_on=date(2031, 4, 1), ends_on=date(2031, 4, 7), by=None
    )
    month = plan_edition(festival=festival, slug="c", title="C", month=date(2031, 5, 20), by=None)
    assert [(e.starts_on, e.ends_on, e.month) for e in (day, week, month)] == [
        (date(2031, 3, 8), date(2031, 3, 8), date(2031, 3, 1)),
        (date(2031, 4, 1), date(2031, 4, 7), date(2031, 4, 1)),
        (None, None, date(2031, 5, 1)),
    ]


def test_plan_edition_refuses_no_day_a_taken_slug_and_days_out_of_order(festival: Festival, edition: Edition) -> None:
    for fields in (
        {"slug": "x"},
        {"slug": "2031-03", "month": date(2031, 3, 1)},
        {"slug": "x", "starts_on": date(2031, 3, 8), "ends_on": date(2031, 3, 7)},
    ):
        with pytest.raises(InvalidInput):
            plan_edition(festival=festival, title="X", by=None, **fields)  # type: ignore[arg-type]  # as the table has them
    assert Edition.objects.count() == 1


def test_change_edition_moves_its_month_with_its_day(edition: Edition) -> None:
    change_edition(edition=edition, by=None, starts_on=date(2031, 6, 2), ends_on=date(2031, 6, 2))
    assert edition.month == date(2031, 6, 1)


def test_move_edition_goes_only_where_the_table_leads(edition: Edition) -> None:
    with pytest.raises(WrongState, match="It can become: cancelled, planned, published"):
        move_edition(edition=edition, to=EditionState.PAST, by=None)
    cancel_edition(edition=edition, by=None)
    cancel_edition(edition=edition, by=None)
    assert AuditEvent.objects.filter(verb="move_edition").count() == 1


def test_role_is_given_once_and_the_last_keeper_stays(festival: Festival, member: Callable[[Role], User]) -> None:
    reviewer = member(Role.REVIEWER)
    first = Membership.objects.get(user=reviewer)
    assert give_role(festival=festival, user=reviewer, role=Role.REVIEWER, by=None) == first
    take_role(membership=first, by=None)
    with pytest.raises(NotAllowed, match="director or manager at least"):
        take_role(membership=Membership.objects.get(), by=None)


def test_invitation_keeps_only_the_digest_of_its_secret(festival: Festival) -> None:
    invitation, token = invite_to_team(festival=festival, email=" Ada@Example.ORG ", role=Role.PRESS, by=None)
    kept = str(TeamInvitation.objects.values().get()) + str(AuditEvent.objects.filter(verb="invite_to_team").values())
    assert (invitation.email, token in kept) == ("ada@example.org", False)
    assert invitation.token_digest == hashlib.sha256(token.encode()).hexdigest()


def test_invitation_is_accepted_once_by_its_reader_alone(festival: Festival, make_user: MakeUser) -> None:
    _invitation, token = invite_to_team(festival=festival, email="ada@example.org", role=Role.PRESS, by=None)
    ada, eve = make_user("ada@example.org"), make_user("eve@example.org")
    with pytest.raises(NotAllowed):
        accept_invitation(token=token, user=eve)
    with pytest.raises(NotFound):
        accept_invitation(token=token + "x", user=ada)
    assert accept_invitation(token=token, user=ada).role == Role.PRESS
    with pytest.raises(WrongState):
        accept_invitation(token=token, user=ada)


def test_invitation_that_ran_out_can_be_sent_again(festival: Festival, make_user: MakeUser) -> None:
    _invitation, token = invite_to_team(festival=festival, email="ada@example.org", role=Role.PRESS, by=None)
    with pytest.raises(Conflict, match="open invitation"):
        invite_to_team(festival=festival, email="ada@example.org", role=Role.PRESS, by=None)
    TeamInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(WrongState):
        accept_invitation(token=token, user=make_user("ada@example.org"))
    again, _token = invite_to_team(festival=festival, email="ada@example.org", role=Role.PRESS, by=None)
    assert list(TeamInvitation.objects.filter(state="sent")) == [again]
    revoke_invitation(invitation=again, by=None)
    with pytest.raises(WrongState):
        revoke_invitation(invitation=again, by=None)


def test_invitation_of_somebody_who_has_the_role_is_refused(festival: Festival, director: User) -> None:
    with pytest.raises(Conflict, match="is already Director"):
        invite_to_team(festival=festival, email=director.email.upper(), role=Role.DIRECTOR, by=None)


def test_audit_outlives_what_it_tells_of(festival: Festival, edition: Edition) -> None:
    audit(festival=festival, by=None, verb="look_at", about=edition, on=date(2031, 1, 1))
    edition.delete()
    event = AuditEvent.objects.get(verb="look_at")
    assert (event.object_label, event.object_code, event.detail) == ("March 2031", "2031-03", {"on": "2031-01-01"})
