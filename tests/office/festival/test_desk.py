"""The festival desk as a manager uses it: settings, numbers, editions, team, audit log, letters, today."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pools import a_film, an_entry

from matinee.accounts.models import User
from matinee.festival.actions import audit, invite_to_team
from matinee.festival.models import AuditEvent, Edition, Festival, Membership, TeamInvitation
from matinee.festival.states import EditionState, Role
from matinee.mailroom.actions import carry_due_letters
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.programming.actions import answer_invitation, offer_invitation

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Member = Callable[[Role], User]
HOME = "/office/lanterns/"
DESK = f"{HOME}festival/"


@pytest.fixture
def office(director: User, signed_in: SignIn) -> Client:
    return signed_in(director)


def undo_of(client: Client, address: str) -> str:
    """Return where the undo button of the next page posts to."""
    page = client.get(address).content.decode()
    found = re.search(
        r'<form method="post" action="([^"]+)">.{0,300}?<button class="button button-small">', page, re.DOTALL
    )
    assert found, page
    return found.group(1)


def test_settings_are_saved_and_audited(office: Client, festival: Festival) -> None:
    sent = {
        "name": "Lantern Nights", "city": "Pasadena", "country": "US", "time_zone": "America/Los_Angeles",
        "language": "en", "currency": "USD", "accent": "rose", "website": "lanterns.example.org",
    }  # fmt: skip
    assert office.post(f"{DESK}settings/", sent).status_code == 302
    festival.refresh_from_db()
    assert (festival.city, festival.accent, festival.website) == ("Pasadena", "rose", "https://lanterns.example.org")
    event = AuditEvent.objects.filter(verb="change_festival").get()
    assert event.detail["changed"]["city"] == ["Los Angeles", "Pasadena"]


def test_settings_keep_what_was_typed_when_something_does_not_fit(office: Client, festival: Festival) -> None:
    sent = {"name": "Typed", "time_zone": "Mars/Olympus", "language": "en", "currency": "dollars", "accent": "rose"}
    page = office.post(f"{DESK}settings/", sent).content.decode()
    festival.refresh_from_db()
    assert ('value="Typed"' in page, 'value="dollars"' in page, festival.name) == (True, True, "Lantern Nights")


def _numbers(office: Client) -> dict[str, str]:
    page = office.get(f"{DESK}policy/").content.decode()
    return dict(re.findall(r'<input type="number" name="(\w+)" value="([^"]*)"', page))


def test_numbers_are_shown_in_the_units_people_think_in_and_saved(office: Client, festival: Festival) -> None:
    numbers = _numbers(office)
    assert (numbers["short_max_s"], numbers["block_min_s"], numbers["gap_s"], numbers["quality_cut"]) == (
        "40", "85", "10", "7",
    )  # fmt: skip
    answer = office.post(f"{DESK}policy/", numbers | {"block_max_s": "102.5", "quality_cut": "7.5"})
    festival.policy.refresh_from_db()
    assert (answer.status_code, festival.policy.block_max_s, festival.policy.quality_cut) == (302, 6150, Decimal("7.5"))
    assert list(AuditEvent.objects.get(verb="change_policy").detail["changed"]) == ["block_max_s", "quality_cut"]


def test_numbers_out_of_order_are_refused_at_their_field(office: Client, festival: Festival) -> None:
    page = office.post(f"{DESK}policy/", _numbers(office) | {"block_max_s": "80"})
    festival.policy.refresh_from_db()
    assert (page.status_code, festival.policy.block_max_s) == (200, 6000)
    assert "This must be at least “Program warns over”." in page.content.decode()


def test_edition_is_planned_for_a_month_then_given_its_day(office: Client, festival: Festival) -> None:
    sent = {"title": "May 2031", "slug": "2031-05", "month": "2031-05", "capacity_min": "270", "accent": "teal"}
    assert office.post(f"{DESK}editions/plan/", sent).status_code == 302
    edition = Edition.objects.get(slug="2031-05")
    assert (edition.starts_on, edition.month) == (None, date(2031, 5, 1))
    office.post(f"{DESK}editions/2031-05/", sent | {"starts_on": "2031-05-10", "month": ""})
    edition.refresh_from_db()
    assert (edition.starts_on, edition.ends_on, edition.state) == (date(2031, 5, 10), date(2031, 5, 10), "planned")
    assert "May 2031" in office.get(f"{DESK}editions/").content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"starts_on": "", "month": ""}, "Give the day, or at least the month."),
        ({"starts_on": "2031-05-10", "ends_on": "2031-05-09"}, "The last day comes before the first."),
        ({"month": "May"}, "Enter a valid value."),
        ({"month": "2031-05", "slug": "2031-03"}, "already exists. Choose another"),
    ],
)
def test_edition_that_does_not_fit_is_refused_in_words(
    office: Client, edition: Edition, sent: dict[str, str], says: str
) -> None:
    full = {"title": "May", "slug": "2031-05", "capacity_min": "270", "accent": "teal"} | sent
    page = office.post(f"{DESK}editions/plan/", full)
    assert (page.status_code, Edition.objects.count(), says in page.content.decode()) == (200, 1, True)


def test_edition_is_cancelled_and_brought_back(office: Client, edition: Edition) -> None:
    office.post(f"{DESK}editions/2031-03/move/cancelled/")
    edition.refresh_from_db()
    assert edition.state == EditionState.CANCELLED
    office.post(f"{DESK}editions/2031-03/move/planned/")
    edition.refresh_from_db()
    assert edition.state == EditionState.PLANNED
    assert office.post(f"{DESK}editions/2031-03/move/past/").status_code == 409
    assert office.post(f"{DESK}editions/2031-03/move/nowhere/").status_code == 404


def test_invitation_travels_by_letter_and_seats_its_reader(
    office: Client, festival: Festival, make_user: Callable[..., User], signed_in: SignIn
) -> None:
    office.post(f"{DESK}team/", {"email": "Ada@Example.org", "role": "reviewer"})
    assert carry_due_letters() == 1
    [letter] = mail.outbox
    link = next(word for word in letter.body.split() if "/team/" in word).partition("8000")[2]
    stranger_sees = Client().get(link).content.decode()
    assert ("ada@example.org" in stranger_sees, f"?next={link}" in stranger_sees) == (True, True)
    eve = signed_in(make_user("eve@example.org"))
    assert ("Take the seat" in eve.get(link).content.decode(), eve.post(link).status_code) == (False, 403)
    ada = make_user("ada@example.org")
    answer = signed_in(ada).post(link)
    assert (answer.status_code, answer.headers["Location"]) == (302, HOME)
    assert list(Membership.objects.filter(user=ada).values_list("role", flat=True)) == ["reviewer"]
    assert signed_in(ada).post(link).status_code == 409
    assert "Ada" in office.get(f"{DESK}team/").content.decode()


def test_invitation_twice_and_a_wrong_address_are_told_at_the_field(office: Client, festival: Festival) -> None:
    office.post(f"{DESK}team/", {"email": "ada@example.org", "role": "press"})
    again = office.post(f"{DESK}team/", {"email": "ada@example.org", "role": "press"}).content.decode()
    wrong = office.post(f"{DESK}team/", {"email": "ada", "role": "press"}).content.decode()
    assert ("has an open invitation" in again, "valid email" in wrong) == (True, True)
    assert (TeamInvitation.objects.count(), Letter.objects.count()) == (1, 1)


def test_invitation_taken_back_or_run_out_opens_nothing(
    office: Client, festival: Festival, make_user: Callable[..., User], signed_in: SignIn
) -> None:
    invitation, token = invite_to_team(festival=festival, email="ada@example.org", role=Role.PRESS, by=None)
    TeamInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    ada = signed_in(make_user("ada@example.org"))
    assert ada.post(f"/team/{token}/").status_code == 409
    office.post(f"{DESK}team/invitations/{invitation.code}/take-back/")
    assert "taken back" in ada.get(f"/team/{token}/").content.decode()
    assert office.post(f"{DESK}team/invitations/{invitation.code}/take-back/").status_code == 404


def test_role_is_taken_and_given_back_by_undo(office: Client, member: Member) -> None:
    reviewer = member(Role.REVIEWER)
    office.post(f"{DESK}team/{reviewer.code}/reviewer/take/")
    assert not Membership.objects.filter(user=reviewer).exists()
    undo = undo_of(office, f"{DESK}team/")
    office.post(undo)
    assert Membership.objects.filter(user=reviewer, role="reviewer").exists()


def test_undo_gives_no_role_that_was_never_taken(
    office: Client, festival: Festival, make_user: Callable[..., User]
) -> None:
    stranger = make_user("eve@example.org")
    assert office.post(f"{DESK}team/{stranger.code}/manager/give/").status_code == 404
    assert not Membership.objects.filter(user=stranger).exists()


def test_last_director_stays(office: Client, director: User) -> None:
    assert office.post(f"{DESK}team/{director.code}/director/take/").status_code == 403
    assert Membership.objects.filter(user=director).count() == 1


@pytest.mark.parametrize("address", ["settings/", "policy/", "team/", "audit/", "editions/plan/"])
def test_reviewer_is_refused_what_managers_do(member: Member, signed_in: SignIn, address: str) -> None:
    answer = signed_in(member(Role.REVIEWER)).get(DESK + address)
    assert (answer.status_code, "Ask a festival manager" in answer.content.decode()) == (403, True)


def test_audit_log_is_searched_by_person_verb_text_and_day(office: Client, festival: Festival, director: User) -> None:
    audit(festival=festival, by=director, verb="cancel_screening", about=festival, changed={"state": ["a", "b"]})
    audit(festival=festival, by=None, verb="expire_entry", about=director)
    page = office.get(f"{DESK}audit/", {"verb": "cancel_screening"}).content.decode()
    rows = page.partition("<tbody>")[2]
    assert ("cancel screening" in rows, "state: a → b" in rows, "expire entry" in rows) == (True, True, False)
    by_text = office.get(f"{DESK}audit/", {"q": "Dara"}).content.decode().partition("<tbody>")[2]
    assert ("expire entry" in by_text, "cancel screening" in by_text) == (True, False)
    by_person = office.get(f"{DESK}audit/", {"person": director.code}).content.decode().partition("<tbody>")[2]
    assert ("expire entry" in by_person, "cancel screening" in by_person) == (False, True)
    assert "Nothing of that kind" in office.get(f"{DESK}audit/", {"day": "2001-01-01"}).content.decode()
    assert office.get(f"{DESK}audit/", {"day": "yesterday", "page": "many"}).status_code == 200


def test_audit_log_asks_as_much_for_60_events_as_for_1(office: Client, festival: Festival) -> None:
    with CaptureQueriesContext(connection) as at_one:
        office.get(f"{DESK}audit/")
    for number in range(60):
        audit(festival=festival, by=None, verb=f"verb_{number}", about=festival)
    with CaptureQueriesContext(connection) as at_sixty:
        office.get(f"{DESK}audit/")
    assert len(at_sixty) == len(at_one)


def test_letters_are_listed_and_a_failed_one_is_sent_again(office: Client, festival: Festival) -> None:
    office.post(f"{DESK}team/", {"email": "ada@example.org", "role": "press"})
    letter = Letter.objects.get()
    Letter.objects.update(state=LetterState.FAILED, last_error="550 no such mailbox")
    assert "ada@example.org" in office.get(f"{HOME}mailroom/", {"state": "failed"}).content.decode()
    page = office.get(f"{HOME}mailroom/{letter.code}/").content.decode()
    assert ("550 no such mailbox" in page, "/team/" in page.partition("<main")[2]) == (True, False)
    office.post(f"{HOME}mailroom/{letter.code}/retry/")
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_new_festival_is_told_what_to_do_first(office: Client, festival: Festival) -> None:
    page = office.get(HOME).content.decode()
    assert ("Plan an edition" in page, "Invite the team" in page) == (True, True)


def test_door_sees_today_but_no_figures_of_other_desks(member: Member, signed_in: SignIn, edition: Edition) -> None:
    page = signed_in(member(Role.DOOR)).get(HOME).content.decode()
    assert ("March 2031" in page, "entries in the pool" in page, "Plan an edition" in page) == (True, False, False)


def test_office_leads_to_the_only_festival_and_lists_several(
    office: Client, director: User, festival: Festival, other_festival: Festival
) -> None:
    assert office.get("/office/").headers["Location"] == HOME
    Membership.objects.create(festival=other_festival, user=director, role=Role.PRESS)
    page = office.get("/office/").content.decode()
    assert ("Lantern Nights" in page, "Harbour Shorts" in page) == (True, True)


def test_own_role_given_up_leads_out_without_a_way_back(office: Client, director: User, member: Member) -> None:
    member(Role.MANAGER)
    answer = office.post(f"{DESK}team/{director.code}/director/take/")
    assert answer.headers["Location"] == "/office/"
    assert "on no festival" in office.get("/office/").content.decode()
    assert office.post(f"{DESK}team/{director.code}/director/give/").status_code == 404


def test_today_tells_how_many_films_are_invited(
    office: Client, edition: Edition, member: Member, signed_in: SignIn
) -> None:
    first, second = (an_entry(edition.festival, a_film(edition.festival, title)) for title in ("Night Bus", "Day Boat"))
    for entry in (first, second):
        offer_invitation(entry=entry, edition=edition, answer_by=date(2031, 2, 20), by=None)
    answer_invitation(invitation=second.invitations.get(), accepts=True, by=None)

    mine = office.get(HOME).content.decode()
    programmers = signed_in(member(Role.PROGRAMMER)).get(HOME).content.decode()

    assert all(
        words in mine for words in ("invited, no answer yet", "invitations accepted", "invitations/?state=offered")
    )
    assert ("invited, no answer yet" in programmers, "?state=offered" in programmers) == (True, False)
