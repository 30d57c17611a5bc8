"""The mailroom desk: the outbox, wordings on a real entry, mailings that can be stopped, invitations."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pools import a_film, an_entry, reviewers

from matinee.accounts.models import User
from matinee.entries.actions import set_outcome
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition, Festival
from matinee.mailroom.actions import carry_letter, post_letter, take_bounce
from matinee.mailroom.models import Letter, Mailbox, Mailing, Template
from matinee.mailroom.states import LetterState, MailingState
from matinee.preselection.actions import Card, record_scores_bulk
from matinee.preselection.models import Scorecard
from matinee.programming.models import Invitation
from matinee.programming.states import OfferState
from matinee.workflows.write_mailing import write_mailing

pytestmark = pytest.mark.django_db
DESK = "/office/lanterns/mailroom/"
WORDS = {"subject": "About {film}", "body": "Dear {name},\n\n*{film}* is lovely.\n\n{notes}"}


@pytest.fixture
def office(director: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(director)


@pytest.fixture
def entries(edition: Edition, make_user: Callable[..., User]) -> list[Entry]:
    """Return three entries of which the last has no address."""
    ada = make_user("ada@example.org", "Ada", language="it")
    bo = make_user("bo@example.org", "Bo")
    titles = (("Night Bus", ada), ("Day Boat", bo), ("Nobody's", None))
    return [an_entry(edition.festival, a_film(edition.festival, title), sender) for title, sender in titles]


def decide(entries: list[Entry], edition: Edition, state: ConsiderationState) -> None:
    rows = Consideration.objects.select_related("entry__festival", "entry__film").filter(
        entry__in=entries, edition=edition
    )
    set_outcome(considerations=rows, state=state, reason="", because="room", by=None)


def post(festival: Festival, **fields: Any) -> Letter:
    context = {"name": "Ada", "film": "Night Bus", "asked": "Its length."}
    usual: dict[str, Any] = {
        "key": "k",
        "to_email": "ada@example.org",
        "template": "correction_asked",
        "by": None,
        "context": context,
    }
    return post_letter(festival=festival, **usual | fields)


def test_letter_is_stopped_and_sent_by_undo(festival: Festival, office: Client) -> None:
    letter = post(festival, send_at=timezone.now() + timedelta(minutes=10))
    page = office.get(f"{DESK}{letter.code}/").content.decode()
    assert all(words in page for words in ("Something about “Night Bus”", "Stop it", "Scheduled"))
    stopped = office.post(f"{DESK}{letter.code}/stop/", follow=True).content.decode()
    assert f"{DESK}{letter.code}/now/" in stopped
    assert office.post(f"{DESK}{letter.code}/now/").status_code == 302
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    assert office.post(f"{DESK}{letter.code}/now/").status_code == 409


def test_letter_is_scheduled_at_the_festivals_time(festival: Festival, office: Client) -> None:
    letter = post(festival)
    office.post(f"{DESK}{letter.code}/schedule/", {"day": "2031-03-08", "time": "09:30"})
    letter.refresh_from_db()
    assert (letter.state, letter.next_try_at.isoformat()) == (LetterState.SCHEDULED, "2031-03-08T17:30:00+00:00")
    office.post(f"{DESK}{letter.code}/schedule/", {"day": "soon"})
    letter.refresh_from_db()
    assert letter.next_try_at.year == 2031


def test_letter_that_came_back_is_seen_everywhere_and_goes_to_the_corrected_address(
    festival: Festival, office: Client
) -> None:
    letter = post(festival)
    carry_letter(letter=letter)
    take_bounce(letter=letter, reason="5.1.1 no such mailbox")
    assert "letters came back" in office.get("/office/lanterns/").content.decode()
    assert "1 address sends letters back" in office.get(DESK).content.decode()
    assert "no such mailbox" in office.get(f"{DESK}{letter.code}/").content.decode()
    office.post(f"{DESK}{letter.code}/retry/", {"to_email": "not an address"})
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED
    office.post(f"{DESK}{letter.code}/retry/", {"to_email": "ada@example.com"})
    letter.refresh_from_db()
    assert (letter.state, letter.to_email) == (LetterState.WAITING, "ada@example.com")
    assert "ada@example.org" in office.get(f"{DESK}mailboxes/").content.decode()
    office.post(f"{DESK}mailboxes/", {"email": "ada@example.org"})
    assert Mailbox.objects.get().bounced_at is None
    assert office.post(f"{DESK}mailboxes/", {"email": "ada@example.org"}).status_code == 404


def test_outbox_filters_by_state_occasion_and_text_with_the_same_number_of_queries(
    festival: Festival, office: Client
) -> None:
    counts = []
    for more in (1, 29):
        for _n in range(more):
            post(festival, key=f"k{Letter.objects.count()}", to_email=f"p{Letter.objects.count()}@example.org")
        with CaptureQueriesContext(connection) as asked:
            assert office.get(DESK).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    page = office.get(f"{DESK}?state=waiting&occasion=correction_asked&q=p7@").content.decode()
    assert ("p7@example.org" in page, "p8@example.org" in page) == (True, False)


def test_wording_is_shown_on_a_real_entry_before_it_is_used(office: Client, entries: list[Entry]) -> None:
    page = f"{DESK}wordings/decline/en/"
    assert "Filled in for" in office.get(f"{page}?film=boat").content.decode()
    shown = office.post(page, WORDS | {"preview": "1", "entry": entries[0].code}).content.decode()
    assert "<em>Night Bus</em> is lovely." in shown
    assert Template.objects.count() == 0
    office.post(page, WORDS)
    office.post(page, WORDS)
    office.post(page, WORDS | {"subject": "Again: {film}"})
    assert [row.number for row in Template.objects.all()] == [2, 1]
    assert "About {film}" in office.get(f"{page}?version=1").content.decode()
    office.post(f"{page}reset/")
    office.post(f"{page}reset/")
    assert [(row.number, row.is_ours) for row in Template.objects.all()] == [(3, True), (2, False), (1, False)]
    assert "is not in the program of" in office.get(page).content.decode()
    assert "own" in office.get(f"{DESK}wordings/").content.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"body": "Hello {password}"}, "This letter knows these fields: {name}, {film}"),
        ({"subject": "{film.sender.email}"}, "This letter knows these fields"),
        ({"body": "  "}, "This field is required"),
    ],
)
def test_wording_with_an_unknown_field_is_refused_and_kept_as_typed(
    office: Client, words: dict[str, str], told: str
) -> None:
    answer = office.post(f"{DESK}wordings/decline/en/", WORDS | words)
    assert (answer.status_code, told in answer.content.decode(), Template.objects.count()) == (400, True, 0)


def test_wording_is_no_program(festival: Festival, office: Client) -> None:
    page = f"{DESK}wordings/correction_asked/en/"
    office.post(page, {"subject": "{% now 'Y' %}", "body": "{asked}"})
    assert Template.objects.count() == 0
    office.post(page, {"subject": "{film}", "body": "<script>x</script> {{asked}} ${asked}"})
    letter = post(festival, context={"film": "{asked}", "asked": "{film} [here](https://example.org) <b>x</b>"})
    assert letter.subject == "{asked}"
    assert letter.body == (
        "<script>x</script> {{film} [here](https://example.org) <b>x</b>} "
        "${film} [here](https://example.org) <b>x</b>\n"
    )
    assert not any(tag in letter.html for tag in ("<script", "<a ", "<b>"))


def test_own_words_are_used_and_a_letter_keeps_its_text(festival: Festival, office: Client) -> None:
    office.post(f"{DESK}wordings/correction_asked/en/", {"subject": "Look: {film}", "body": "First. {asked}"})
    letter = post(festival)
    office.post(f"{DESK}wordings/correction_asked/en/", {"subject": "Look: {film}", "body": "Second. {asked}"})
    letter.refresh_from_db()
    assert (letter.subject, letter.body, letter.text_number) == ("Look: Night Bus", "First. Its length.\n", 1)
    assert post(festival, key="k2").body == "Second. Its length.\n"


def test_test_letter_goes_to_oneself(office: Client, entries: list[Entry], director: User) -> None:
    office.post(f"{DESK}wordings/invitation/es/test/", {"entry": entries[0].code})
    letter = Letter.objects.get()
    assert (letter.to_email, letter.subject.startswith("[Test] Lantern Nights invita")) == (director.email, True)


def test_answers_are_looked_at_sent_and_stopped(office: Client, entries: list[Entry], edition: Edition) -> None:
    decide(entries, edition, ConsiderationState.NOT_SELECTED)
    cards = [Card(entries[0], who, 6) for who in reviewers(edition.festival, 1)]
    record_scores_bulk(festival=edition.festival, cards=cards, by=None)
    Scorecard.objects.update(maker_note="The last shot stays with me.")
    page = f"{DESK}answers/?edition={edition.slug}"
    assert "no address" in office.get(page).content.decode()
    assert office.post(page, {"look": "1"}).status_code == 400
    chosen = {"entry": [entries[0].code, entries[1].code], "note": [str(Scorecard.objects.get().pk)]}
    look = office.post(page, chosen | {"look": "1"}).content.decode()
    assert all(words in look for words in ("2 letters, a last look", "bo@example.org", "The last shot stays with me."))
    assert Letter.objects.count() == 0
    sent = office.post(page, chosen | {"send": "1"}, follow=True).content.decode()
    assert "2 letters go in 10 minutes." in sent
    letters = {letter.to_email: letter for letter in Letter.objects.all()}
    assert {letter.state for letter in letters.values()} == {LetterState.SCHEDULED}
    assert ("The last shot" in letters["ada@example.org"].body, letters["ada@example.org"].language) == (True, "it")
    assert entries[0].code not in office.get(page).content.decode()
    batch = letters["ada@example.org"].batch
    assert "2 letters are stopped." in office.post(f"{DESK}mailings/{batch}/stop/", follow=True).content.decode()
    assert (mail.outbox, entries[0].code in office.get(page).content.decode()) == ([], True)


def test_films_are_invited_and_the_mailing_is_taken_back(
    office: Client, entries: list[Entry], edition: Edition
) -> None:
    decide(entries[:2], edition, ConsiderationState.PLACED)
    page = f"{DESK}invitations/new/?edition={edition.slug}"
    said = {"entry": [entries[0].code], "answer_by": "2031-02-20", "message": "Come and see."}
    assert "Come and see." in office.post(page, said | {"look": "1"}).content.decode()
    late = office.post(page, said | {"send": "1", "answer_by": "2031-05-01"})
    assert (late.status_code, "Give a day from today on" in late.content.decode()) == (400, True)
    office.post(page, said | {"send": "1"})
    invitation = Invitation.objects.get()
    assert (invitation.answer_by, invitation.state) == (date(2031, 2, 20), OfferState.OFFERED)
    assert "Night Bus" in office.get(f"{DESK}invitations/").content.decode()
    office.post(f"{DESK}mailings/{Letter.objects.get().batch}/stop/")
    invitation.refresh_from_db()
    assert (invitation.state, Letter.objects.get().state) == (OfferState.WITHDRAWN, LetterState.STOPPED)


def test_invitation_is_reminded_of_given_time_and_taken_back(
    office: Client, entries: list[Entry], edition: Edition
) -> None:
    decide(entries[:1], edition, ConsiderationState.PLACED)
    said = {"entry": [entries[0].code], "answer_by": "2031-02-20", "send": "1"}
    office.post(f"{DESK}invitations/new/?edition={edition.slug}", said)
    page = f"{DESK}invitations/{Invitation.objects.get().code}/"
    assert "Nobody is named yet." in office.get(page).content.decode()
    office.post(f"{page}extend/", {"answer_by": "2031-03-01"})
    office.post(f"{page}extend/", {"answer_by": "soon"})
    office.post(f"{page}remind/")
    office.post(f"{page}remind/")
    assert Letter.objects.filter(template="invitation_reminder").count() == 1
    assert Invitation.objects.get().answer_by == date(2031, 3, 1)
    office.post(f"{page}withdraw/", {"message": "We are sorry."})
    assert Invitation.objects.get().state == OfferState.WITHDRAWN
    assert [office.post(f"{page}{deed}/").status_code for deed in ("withdraw", "remind", "sing")] == [409, 409, 404]


def test_letters_to_all_are_written_in_the_background_stopped_and_gone_on_with(
    office: Client, entries: list[Entry], edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matinee.office.mailroom.views.mailings.PAGE", 1)
    monkeypatch.setattr("matinee.workflows.write_mailing.A_FEW", 1)
    decide(entries, edition, ConsiderationState.NOT_SELECTED)
    page = f"{DESK}answers/?edition={edition.slug}"
    assert "All 3 films, on every page" in office.get(page).content.decode()
    look = office.post(page, {"everybody": "1", "look": "1"}).content.decode()
    assert all(words in look for words in ("2 letters, a last look", "and 2 more", 'name="everybody"'))

    planned = office.post(page, {"everybody": "1", "send": "1"})
    mailing = Mailing.objects.get()
    address = f"{DESK}mailings/{mailing.code}/"
    assert (planned.headers["Location"], mailing.total, Letter.objects.count()) == (address, 2, 0)
    assert "0 of 2 films" in office.get(address).content.decode()
    assert office.get(f"{address}progress/").status_code == 200
    office.post(f"{address}cancel/")
    assert write_mailing(mailing=mailing).state == MailingState.STOPPED
    assert office.get(f"{address}progress/").headers["HX-Redirect"] == address
    assert "0 of 2 films were looked at" in office.get(address).content.decode()
    office.post(f"{address}on/")
    mailing.refresh_from_db()
    assert write_mailing(mailing=mailing).state == MailingState.DONE
    done = office.get(address).content.decode()
    assert all(words in done for words in ("letters written", "Stop what has not gone"))
    assert {letter.batch for letter in Letter.objects.all()} == {mailing.code}
    assert (Letter.objects.count(), office.post(f"{address}on/").status_code) == (2, 409)


def test_invitations_to_all_go_by_one_day_and_an_odd_day_is_told(
    office: Client, entries: list[Entry], edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matinee.office.mailroom.views.mailings.PAGE", 1)
    decide(entries[:2], edition, ConsiderationState.PLACED)
    page = f"{DESK}invitations/new/?edition={edition.slug}"
    said = {"everybody": "1", "send": "1", "answer_by": "2031-02-20", "message": "Come and see."}
    assert office.post(page, said | {"answer_by": "2031-05-01"}).status_code == 400
    office.post(page, said)
    write_mailing(mailing=Mailing.objects.get())
    assert set(Invitation.objects.values_list("answer_by", "message")) == {(date(2031, 2, 20), "Come and see.")}
