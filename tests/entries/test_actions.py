"""Calls, entries and their considerations as the actions write them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.pools import a_film, a_pool, an_entry

from matinee.accounts.models import User
from matinee.entries.actions import (
    HandWritten,
    change_call,
    change_entry,
    close_call,
    consider_all,
    consider_edition,
    consider_entry,
    correct_entry,
    disqualify_entry,
    mark_incomplete,
    open_call,
    receive_entry,
    record_entry,
    return_entry,
    rolling_call,
    save_draft,
    set_outcome,
    start_entry,
    submit_entry,
    withdraw_entry,
)
from matinee.entries.models import Call, Consideration, Entry
from matinee.entries.queries import entries_visible_to, pool_of
from matinee.entries.states import CallKind, ConsiderationState, EntryState
from matinee.festival.actions import change_policy, plan_edition
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import record_film, record_showing, set_credits, set_screener
from matinee.films.states import CreditRole
from matinee.kit.errors import Conflict, InvalidInput, WrongState

pytestmark = pytest.mark.django_db


def standing(entry: Entry) -> list[tuple[str, str]]:
    """Return edition and state of an entry's considerations."""
    return list(entry.considerations.order_by("edition__month").values_list("edition__slug", "state"))


def test_call_is_opened_changed_and_closed(festival: Festival, director: User) -> None:
    call = open_call(festival=festival, slug="autumn", title="Autumn", by=director)

    change_call(call=call, by=director, title="Autumn 2031")
    close_call(call=call, by=director)

    assert (call.title, call.is_open, call.kind) == ("Autumn 2031", False, CallKind.ROLLING)
    verbs = AuditEvent.objects.filter(object_kind="call").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["open_call", "change_call", "change_call"]


def test_call_with_a_taken_name_or_without_its_deadline_is_refused(festival: Festival) -> None:
    open_call(festival=festival, slug="autumn", title="Autumn", by=None)

    with pytest.raises(Conflict):
        open_call(festival=festival, slug="autumn", title="Again", by=None)
    with pytest.raises(InvalidInput):
        open_call(festival=festival, slug="dated", title="Dated", by=None, kind=CallKind.DATED)


def test_rolling_call_is_opened_once(festival: Festival) -> None:
    assert rolling_call(festival=festival, by=None) == rolling_call(festival=festival, by=None)
    assert Call.objects.count() == 1


def test_entry_is_considered_for_every_upcoming_edition(festival: Festival, edition: Edition) -> None:
    plan_edition(festival=festival, slug="2031-04", title="April", month=date(2031, 4, 1), by=None)
    plan_edition(festival=festival, slug="old", title="Old", starts_on=date(2020, 4, 1), by=None)

    entry = an_entry(festival, a_film(festival, completed_on=date(2030, 9, 1)))
    change_entry(entry=entry, by=None, window_ends_on=date(2031, 12, 31))

    assert standing(entry) == [("2031-03", "eligible"), ("2031-04", "eligible")]
    assert entry.state == EntryState.CONSIDERED


def test_no_for_one_edition_leaves_the_next_open(festival: Festival, edition: Edition) -> None:
    plan_edition(festival=festival, slug="2031-04", title="April", month=date(2031, 4, 1), by=None)
    film = a_film(festival, completed_on=date(2030, 9, 1))
    entry = receive_entry(
        call=rolling_call(festival=festival, by=None), film=film, by=None,
        not_before=date(2031, 4, 1), window_ends_on=date(2031, 12, 31),
    )  # fmt: skip

    assert standing(entry) == [("2031-03", "ineligible"), ("2031-04", "eligible")]


def test_film_is_received_once_a_call(festival: Festival) -> None:
    entry = an_entry(festival)

    with pytest.raises(Conflict):
        receive_entry(call=entry.call, film=entry.film, by=None)
    withdraw_entry(entry=entry, by=None)
    assert receive_entry(call=entry.call, film=entry.film, by=None).pk != entry.pk


def test_every_move_out_weighs_anew_and_can_be_taken_back(festival: Festival, edition: Edition) -> None:
    make_near(edition)
    entry = an_entry(festival)

    for move in (
        lambda: withdraw_entry(entry=entry, by=None),
        lambda: disqualify_entry(entry=entry, reason="It is an advertisement.", by=None),
        lambda: mark_incomplete(entry=entry, reason="The sound is missing.", by=None),
    ):
        move()
        assert standing(entry) == [("2031-03", "ineligible")]
        return_entry(entry=entry, by=None)
        assert (standing(entry), entry.state_reason) == ([("2031-03", "eligible")], "")


def test_a_no_without_a_reason_and_an_impossible_move_are_refused(festival: Festival) -> None:
    entry = an_entry(festival)

    with pytest.raises(InvalidInput):
        disqualify_entry(entry=entry, reason=" ", by=None)
    disqualify_entry(entry=entry, reason="Not a film.", by=None)
    with pytest.raises(WrongState):
        withdraw_entry(entry=entry, by=None)


def test_outcome_places_and_unplaces_an_entry(festival: Festival, edition: Edition, director: User) -> None:
    make_near(edition)
    entry = an_entry(festival)
    one = entry.considerations.get()

    set_outcome(considerations=one, state=ConsiderationState.PLACED, reason="Shorts I", by=director)
    consider_all(festival=festival, by=None)

    entry.refresh_from_db()
    one.refresh_from_db()
    assert (entry.state, one.state, one.decided_by) == ("placed", "placed", director)
    assert one.reasons[-1] == {"code": "outcome", "ok": True, "text": "Shorts I"}
    one.entry = entry
    set_outcome(considerations=[one], state=ConsiderationState.ELIGIBLE, reason="", by=director)
    entry.refresh_from_db()
    assert (entry.state, [r["code"] for r in one.reasons if r["code"] == "outcome"]) == ("considered", [])


def test_a_place_in_one_lineup_closes_the_other_editions_until_it_is_given_up(
    festival: Festival, edition: Edition, director: User
) -> None:
    later = plan_edition(festival=festival, slug="2031-04", title="April 2031", starts_on=date(2031, 4, 5), by=None)
    film = a_film(festival, completed_on=date(2030, 10, 1))
    entry = receive_entry(call=rolling_call(festival=festival, by=None), film=film, by=None)
    change_entry(entry=entry, by=None, window_ends_on=date(2032, 1, 1))
    consider_entry(entry=entry)
    here, there = (entry.considerations.get(edition=one) for one in (edition, later))
    assert there.state == ConsiderationState.ELIGIBLE

    set_outcome(considerations=here, state=ConsiderationState.PLACED, reason="", by=director)
    there.refresh_from_db()

    assert there.state == ConsiderationState.INELIGIBLE
    assert "It is in the lineup of March 2031." in [reason["text"] for reason in there.reasons]

    set_outcome(considerations=here, state=ConsiderationState.ELIGIBLE, reason="", by=director)
    there.refresh_from_db()

    assert there.state == ConsiderationState.ELIGIBLE


def test_what_people_decided_is_left_to_them(festival: Festival, edition: Edition) -> None:
    make_near(edition)
    entries = [an_entry(festival, a_film(festival, f"Film {n}")) for n in range(3)]
    wanted = (ConsiderationState.SHORTLISTED, ConsiderationState.HELD, ConsiderationState.NOT_SELECTED)
    for entry, state in zip(entries, wanted, strict=True):
        set_outcome(considerations=entry.considerations.get(), state=state, reason="", by=None)
        correct_entry(entry=entry, said=HandWritten(film={"running_time_s": None}), by=None)

    assert [entry.considerations.get().state for entry in entries] == [state.value for state in wanted]
    assert not entries[0].considerations.get().reasons[0]["ok"]


def test_new_showing_downgrades_the_premiere(festival: Festival, edition: Edition) -> None:
    make_near(edition)
    entry = an_entry(festival, a_film(festival, countries=["PT"]))
    record_showing(film=entry.film, by=None, city="San Diego", shown_on=timezone.now().date())

    consider_edition(edition=edition, by=None)

    assert entry.considerations.get().premiere == "city"


def test_weighing_everything_costs_the_same_queries_at_one_and_at_thirty(festival: Festival, edition: Edition) -> None:
    def cost() -> int:
        Consideration.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            assert consider_all(festival=festival, by=None) == Entry.objects.count()
        return len(queries)

    a_pool(festival, 1, marks=())
    one = cost()
    a_pool(festival, 29, marks=())

    assert cost() == one
    assert consider_all(festival=festival, by=None) == 0


def test_entry_whose_time_is_over_expires_and_may_come_back(festival: Festival, edition: Edition) -> None:
    entry = an_entry(festival)
    change_entry(entry=entry, by=None, window_ends_on=date(2020, 1, 1))

    consider_all(festival=festival, by=None)

    entry.refresh_from_db()
    assert (entry.state, standing(entry)) == ("expired", [("2031-03", "ineligible")])
    return_entry(entry=entry, by=None)
    assert entry.state == EntryState.CONSIDERED
    assert entry.window_ends_on is not None
    assert entry.window_ends_on > timezone.now().date()


def test_lounge_entry_is_a_draft_until_it_is_complete(festival: Festival, make_user: Callable[..., User]) -> None:
    maker = make_user("maker@example.org", "Mia Maker")
    entry = start_entry(call=rolling_call(festival=festival, by=None), sender=maker, title="Night Bus", by=maker)

    with pytest.raises(
        InvalidInput, match="the running time, the country or countries it comes from, what it is about"
    ):
        submit_entry(entry=entry, by=maker)
    save_draft(entry=entry, by=maker, film={"running_time_s": 745, "countries": ["PT"], "logline": "A bus."})
    set_credits(film=entry.film, role=CreditRole.DIRECTOR, names=["Mia Maker"], by=maker)
    set_screener(film=entry.film, url="https://example.org/1", password="pw", by=maker)
    submit_entry(entry=Entry.objects.get(pk=entry.pk), by=maker)

    entry.refresh_from_db()
    assert (entry.state, entry.sender_email, entry.film.owner) == ("considered", "maker@example.org", maker)
    with pytest.raises(Conflict):
        save_draft(entry=entry, by=maker, film={"title": "Too late"})


def test_too_many_entries_within_the_hour_wait(festival: Festival, make_user: Callable[..., User]) -> None:
    maker = make_user("maker@example.org")
    change_policy(festival=festival, by=None, entries_per_hour=1)
    first, second = (_complete(festival, maker, f"Film {n}") for n in range(2))
    submit_entry(entry=first, by=maker)

    with pytest.raises(Conflict, match="Your draft is kept"):
        submit_entry(entry=second, by=maker)

    second.refresh_from_db()
    assert second.state == EntryState.DRAFT
    Entry.objects.filter(pk=first.pk).update(sent_at=timezone.now() - timedelta(hours=2))
    submit_entry(entry=second, by=maker)


def test_closed_call_takes_nothing(festival: Festival, make_user: Callable[..., User]) -> None:
    call = rolling_call(festival=festival, by=None)
    close_call(call=call, by=None)

    with pytest.raises(Conflict):
        start_entry(call=call, sender=make_user("maker@example.org"), title="Late", by=None)


def test_entry_by_hand_is_one_deed(festival: Festival, director: User) -> None:
    call = rolling_call(festival=festival, by=None)
    said = HandWritten(
        film={"title": "Night Bus", "running_time_s": 745},
        credits={CreditRole.DIRECTOR: ["Ana Lima", "Bo Wong"]},
        screener_url="https://example.org/1",
        screener_password="pw",
        entry={"sender_name": "Ana Lima"},
    )
    entry = record_entry(call=call, said=said, by=director)

    correct_entry(
        entry=entry, said=HandWritten(film={"title": "Day Bus"}, screener_url="https://example.org/1"), by=director
    )

    entry.film.refresh_from_db()
    assert (entry.film.title, entry.film.screener.password, entry.source) == ("Day Bus", "pw", "office")
    assert entry.film.credits.count() == 2
    with pytest.raises(InvalidInput):
        record_entry(call=call, said=HandWritten(film={"title": "Bad", "running_time_s": 10**6}), by=director)
    assert Entry.objects.count() == 1


def test_entries_are_seen_by_staff_and_by_their_sender(
    festival: Festival, other_festival: Festival, member: Callable[[Role], User], make_user: Callable[..., User]
) -> None:
    maker = make_user("maker@example.org")
    sent = an_entry(festival, sender=maker)
    draft = start_entry(call=sent.call, sender=maker, title="Draft", by=maker)

    stranger = User.objects.get(email="stranger@example.org")
    assert list(entries_visible_to(member(Role.PROGRAMMER), festival)) == [sent]
    assert set(entries_visible_to(maker, festival)) == {sent, draft}
    assert list(entries_visible_to(stranger, festival)) == []
    assert list(entries_visible_to(member(Role.REVIEWER), festival)) == []


def test_pool_of_an_edition_holds_what_may_still_be_shown(festival: Festival, edition: Edition) -> None:
    make_near(edition)
    inside, outside = an_entry(festival), an_entry(festival, a_film(festival, "Long", minutes=None))
    withdraw_entry(entry=outside, by=None)

    assert list(pool_of(edition)) == [inside]


def make_near(edition: Edition) -> None:
    """Let an edition be near enough that a window of twelve months reaches it."""
    day = timezone.now().date() + timedelta(days=60)
    Edition.objects.filter(pk=edition.pk).update(starts_on=day, ends_on=day, month=day.replace(day=1))
    edition.refresh_from_db()


def _complete(festival: Festival, maker: User, title: str) -> Entry:
    """Return a draft that lacks nothing."""
    call = rolling_call(festival=festival, by=None)
    entry = start_entry(call=call, sender=maker, title=title, by=maker)
    save_draft(entry=entry, by=maker, film={"running_time_s": 745, "countries": ["PT"], "logline": "A bus."})
    set_credits(film=entry.film, role=CreditRole.DIRECTOR, names=["Mia Maker"], by=maker)
    set_screener(film=entry.film, url="https://example.org/1", password="", by=maker)
    return Entry.objects.select_related("film", "call", "festival").get(pk=entry.pk)


def test_film_of_one_title_is_found_by_either_address(festival: Festival) -> None:
    films = [record_film(festival=festival, title="Night Bus", by=None) for _ in range(2)]

    assert [film.slug for film in films] == ["night-bus", "night-bus-2"]
