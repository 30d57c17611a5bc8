"""The lounge as a filmmaker meets it, without JavaScript."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions import (
    close_call,
    consider_entry,
    mark_incomplete,
    open_call,
    receive_entry,
    set_outcome,
    start_entry,
)
from matinee.entries.models import Call, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.actions import move_edition, plan_edition
from matinee.festival.models import Festival
from matinee.festival.states import EditionState
from matinee.films.actions import record_film
from matinee.films.models import Film
from matinee.preselection.models import Scorecard, Viewing
from tests.lounge.conftest import send

FACTS = {"title": "The Long Loom", "running_time_s": "12:25", "completed": "March 2026", "form": "fiction"}


def test_open_calls_are_public_and_closed_ones_are_not_listed(client: Client, call: Call, festival: Festival) -> None:
    open_call(festival=festival, slug="old", title="An old call", by=None, kind="dated",
              closes_at=timezone.now() - timedelta(days=1))  # fmt: skip
    page = client.get("/lounge/calls/").content.decode()
    assert "Films all year" in page
    assert "An old call" not in page


def test_call_page_says_what_is_wanted_and_which_days_it_leads_to(client: Client, call: Call, edition: object) -> None:
    page = client.get("/lounge/calls/lanterns/rolling/").content.decode()
    assert "Shorts and <em>features</em>." in page
    assert "March 2031" in page
    assert "/lounge/calls/lanterns/rolling/enter/" in page


def test_closed_call_offers_no_way_in(client: Client, call: Call) -> None:
    close_call(call=call, by=None)
    assert "/enter/" not in client.get("/lounge/calls/lanterns/rolling/").content.decode()


def test_entering_needs_an_account(client: Client, call: Call) -> None:
    assert client.get("/lounge/calls/lanterns/rolling/enter/")["Location"].startswith("/accounts/login/?next=")


def test_lounge_without_films_says_what_to_do_first(lounge: Client) -> None:
    assert "See the open calls" in lounge.get("/lounge/").content.decode()


def test_first_question_begins_a_draft(lounge: Client, call: Call, maker: User) -> None:
    response = lounge.post("/lounge/calls/lanterns/rolling/enter/", {"title": "The Long Loom"})
    entry = Entry.objects.get()
    assert response["Location"] == f"/lounge/entries/{entry.code}/facts/"
    assert (entry.sender, entry.state, str(entry.film)) == (maker, EntryState.DRAFT, "The Long Loom")


def test_answers_are_kept_question_by_question_and_sent(lounge: Client, draft: Entry, edition: object) -> None:
    base = f"/lounge/entries/{draft.code}"
    answers = [
        ("facts", FACTS, "origins"),
        ("origins", {"countries": "Italy, Peru", "languages": "Italian"}, "people"),
        ("people", {"director": "Mara Maker\nJo Ito", "cast": "Ada Lux"}, "story"),
        ("story", {"logline": "A loom, a town, a strike."}, "making"),
        ("making", {"collective": "The students of Film 33", "context": "school"}, "sources"),
        ("still", {}, "screener"),
        ("screener", {"url": "https://video.example.org/loom", "password": " with spaces "}, "showings"),
        ("dates", {"not_before": "2031-01-01"}, "check"),
    ]
    for slug, data, following in answers:
        assert lounge.get(f"{base}/{slug}/").status_code == 200
        assert lounge.post(f"{base}/{slug}/", data)["Location"] == f"{base}/{following}/"
    assert lounge.post(f"{base}/check/")["Location"] == f"{base}/"
    film, entry = Film.objects.get(), Entry.objects.get()
    assert (film.running_time_s, film.completed_precision, film.countries) == (745, "month", ["IT", "PE"])
    assert [str(credit.person) for credit in film.credits.all()] == ["Mara Maker", "Jo Ito", "Ada Lux"]
    assert film.screener.password == " with spaces "
    assert entry.state == EntryState.CONSIDERED
    assert "March 2031" in lounge.get(f"{base}/").content.decode()


def test_unfinished_entry_is_not_sent_and_says_what_is_missing(lounge: Client, draft: Entry) -> None:
    response = lounge.post(f"/lounge/entries/{draft.code}/check/")
    assert response.status_code == 200
    assert "the running time" in response.content.decode()
    assert Entry.objects.get().state == EntryState.DRAFT


def test_wrong_answer_is_kept_on_screen_with_its_reason(lounge: Client, draft: Entry) -> None:
    page = lounge.post(f"/lounge/entries/{draft.code}/facts/", FACTS | {"running_time_s": "a while"}).content.decode()
    assert 'value="a while"' in page
    assert "such as 12:25" in page


def test_typing_is_kept_although_another_answer_is_wrong(lounge: Client, draft: Entry) -> None:
    data = FACTS | {"running_time_s": "12:30", "completed": "once"}
    response = lounge.post(f"/lounge/entries/{draft.code}/facts/", data, headers={"accept": "application/json"})
    assert response.status_code == 200
    assert "Finished: " in response.json()["said"]
    assert Film.objects.get().running_time_s == 750


def test_picture_that_is_none_is_refused_beside_its_field(lounge: Client, draft: Entry) -> None:
    still = SimpleUploadedFile("still.jpg", b"not a picture at all", "image/jpeg")
    page = lounge.post(f"/lounge/entries/{draft.code}/still/", {"still": still, "still_alt": "A loom"}).content.decode()
    assert "JPEG" in page
    assert "errorlist" in page


def test_showing_is_added_and_taken_out(lounge: Client, draft: Entry) -> None:
    address = f"/lounge/entries/{draft.code}/showings/"
    lounge.post(address, {"event": "Harbour Shorts", "shown": "2026-03", "city": "Lisbon", "country": "Portugal"})
    showing = draft.film.showings.get()
    assert (showing.country, showing.precision, showing.is_public) == ("PT", "month", True)
    lounge.post(address, {"remove": str(showing.pk)})
    assert not draft.film.showings.exists()


def test_source_is_added_with_its_amount_and_taken_out(lounge: Client, draft: Entry) -> None:
    address = f"/lounge/entries/{draft.code}/sources/"
    lounge.post(address, {"name": "Weavers' Fund", "kind": "grant", "amount": "2,500.00", "currency": "usd"})
    source = draft.film.sources.get()
    assert (source.amount_minor, source.currency) == (250_000, "USD")
    assert "$2,500.00" in lounge.get(address).content.decode()
    lounge.post(address, {"remove": str(source.pk)})
    assert not draft.film.sources.exists()


@pytest.mark.parametrize(("amount", "currency"), [("a lot", "USD"), ("12", ""), ("12", "XXQ"), ("-4", "USD")])
def test_amount_that_cannot_be_read_is_told_beside_its_field(
    lounge: Client, draft: Entry, amount: str, currency: str
) -> None:
    data = {"name": "A friend", "kind": "cash", "amount": amount, "currency": currency}
    page = lounge.post(f"/lounge/entries/{draft.code}/sources/", data).content.decode()
    assert 'class="errorlist"' in page
    assert not draft.film.sources.exists()


@pytest.mark.parametrize("number", ["", "x", "٣", "9" * 40, "-1"])
def test_taking_out_what_is_not_there_changes_nothing(lounge: Client, draft: Entry, number: str) -> None:
    assert lounge.post(f"/lounge/entries/{draft.code}/showings/", {"remove": number}).status_code == 302


def test_entry_that_came_in_elsewhere_is_found_under_a_confirmed_address(
    lounge: Client, call: Call, festival: Festival, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    film = record_film(festival=festival, title="Sent by FilmFreeway", by=None)
    receive_entry(call=call, film=film, by=None, sender_email="Maker@Example.org")
    assert "Sent by FilmFreeway" in lounge.get("/lounge/").content.decode()
    doubtful = make_user("other@example.org")
    EmailAddress.objects.filter(user=doubtful).update(email="maker2@example.org", verified=False)
    receive_entry(call=call, film=record_film(festival=festival, title="Another", by=None), by=None,
                  sender_email="maker2@example.org")  # fmt: skip
    assert "Another" not in signed_in(doubtful).get("/lounge/").content.decode()


def test_entry_tells_the_reason_of_a_no(lounge: Client, sent: Entry) -> None:
    set_outcome(considerations=sent.considerations.get(), state=ConsiderationState.NOT_SELECTED,
                reason="Two films about looms in one month; June is open.", by=None)  # fmt: skip
    page = lounge.get(f"/lounge/entries/{sent.code}/").content.decode()
    assert "Not this time" in page
    assert "Two films about looms in one month; June is open." in page


def test_entry_tells_how_it_was_watched_but_not_the_marks(
    lounge: Client, sent: Entry, make_user: Callable[..., User]
) -> None:
    for number, percent in enumerate((100, 97, 40)):
        reviewer = make_user(f"reviewer{number}@example.org")
        viewing = Viewing.objects.create(entry=sent, reviewer=reviewer, watched_percent=percent)
        Scorecard.objects.create(viewing=viewing, mark=3, note="secret words")
    page = lounge.get(f"/lounge/entries/{sent.code}/").content.decode()
    assert "in full by 2 people, in part by 1" in page
    assert "secret words" not in page


def test_correcting_a_sent_entry_weighs_it_anew(lounge: Client, sent: Entry) -> None:
    lounge.post(f"/lounge/entries/{sent.code}/facts/", FACTS | {"running_time_s": "6:00:00"})
    assert sent.considerations.get().state == ConsiderationState.INELIGIBLE


def test_withdrawing_is_undone_by_one_press(lounge: Client, sent: Entry) -> None:
    page = lounge.post(f"/lounge/entries/{sent.code}/withdraw/", follow=True).content.decode()
    assert f'action="/lounge/entries/{sent.code}/return/"' in page
    lounge.post(f"/lounge/entries/{sent.code}/return/")
    sent.refresh_from_db()
    assert sent.state == EntryState.CONSIDERED


def test_withdrawn_entry_takes_no_answers(lounge: Client, sent: Entry) -> None:
    lounge.post(f"/lounge/entries/{sent.code}/withdraw/")
    response = lounge.post(f"/lounge/entries/{sent.code}/facts/", FACTS | {"title": "Another"})
    assert response.status_code == 409
    assert "Bring it back first" in response.content.decode()


def test_incomplete_entry_says_what_is_missing_and_can_be_sent_again(lounge: Client, sent: Entry) -> None:
    mark_incomplete(entry=sent, reason="The link asks for a password.", by=None)
    assert "The link asks for a password." in lounge.get("/lounge/").content.decode()
    lounge.post(f"/lounge/entries/{sent.code}/check/")
    sent.refresh_from_db()
    assert sent.state == EntryState.CONSIDERED


@pytest.mark.parametrize("place", ["", "facts/", "people/", "showings/", "check/"])
def test_another_makers_entry_does_not_exist(
    signed_in: Callable[[User], Client], make_user: Callable[..., User], draft: Entry, director: User, place: str
) -> None:
    for stranger in (make_user("other@example.org"), director):
        assert signed_in(stranger).get(f"/lounge/entries/{draft.code}/{place}").status_code == 404


def test_another_maker_cannot_withdraw(
    signed_in: Callable[[User], Client], make_user: Callable[..., User], sent: Entry
) -> None:
    other = signed_in(make_user("other@example.org"))
    assert other.post(f"/lounge/entries/{sent.code}/withdraw/").status_code == 404
    assert Entry.objects.get().state == EntryState.CONSIDERED


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.usefixtures("edition")
def test_list_asks_as_often_for_many_films_as_for_one(lounge: Client, call: Call, maker: User, count: int) -> None:
    for number in range(count):
        send(start_entry(call=call, sender=maker, title=f"Film {number}", by=maker), maker)
    lounge.get("/lounge/")
    with CaptureQueriesContext(connection) as queries:
        lounge.get("/lounge/")
    assert len(queries) == 9


def test_days_ahead_stand_before_days_that_are_over(lounge: Client, sent: Entry, festival: Festival) -> None:
    past = plan_edition(festival=festival, slug="2031-01", title="January 2031", starts_on=date(2031, 1, 4), by=None)
    consider_entry(entry=sent, by=None)
    move_edition(edition=past, to=EditionState.OPEN, by=None)
    move_edition(edition=past, to=EditionState.PUBLISHED, by=None)
    move_edition(edition=past, to=EditionState.PAST, by=None)
    page = lounge.get(f"/lounge/entries/{sent.code}/").content.decode()
    assert page.index("<h3>March 2031") < page.index("Days that are over") < page.index("<h3>January 2031")
