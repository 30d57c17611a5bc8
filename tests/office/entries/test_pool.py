"""The pool: its table with filters, its board by edition, why a film stands where it stands, holding and plans."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.pools import a_film, a_pool, an_entry

from matinee.accounts.models import User
from matinee.entries.actions import consider_all
from matinee.entries.actions.holding import hold_entries
from matinee.entries.models import Consideration, Entry, PoolChange
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.actions import cancel_edition, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.kit.clock import months_after, today_in
from matinee.kit.errors import InvalidInput
from matinee.programming import bridge
from matinee.programming.actions import focus_edition, make_strand
from matinee.programming.actions.planning import ask_plan, run_plan
from matinee.programming.models import PoolPlan
from matinee.programming.queries.plans import planned_films

HELD, ELIGIBLE, SHORTLISTED = (
    ConsiderationState.HELD,
    ConsiderationState.ELIGIBLE,
    ConsiderationState.SHORTLISTED,
)


def a_day(festival: Festival, n: int, slug: str = "") -> Edition:
    """Return an edition so many months and a bit ahead."""
    day = timezone.now().date() + timedelta(days=20 + 31 * n)
    return plan_edition(
        festival=festival,
        slug=slug or f"day-{n}",
        title=f"Day {n}",
        by=None,
        starts_on=day,
        ends_on=day,
        capacity_min=90,
    )


@pytest.fixture
def ahead(festival: Festival) -> list[Edition]:
    """Return three coming editions with six films."""
    editions = [a_day(festival, n) for n in range(3)]
    a_pool(festival, 6)
    consider_all(festival=festival, by=None)
    return editions


@pytest.fixture
def desk(signed_in: Callable[[User], Client], director: User) -> Client:
    """Return the director's browser."""
    return signed_in(director)


@pytest.fixture
def plan(festival: Festival, ahead: list[Edition], monkeypatch: pytest.MonkeyPatch) -> PoolPlan:
    """Return a plan with two films for each edition, as if the engine had made it."""

    def answer(problem: dict[str, Any], **_: Any) -> bridge.Answer:
        films = [{"film": one["id"], "slot": 0, "reasons": ["it brings much"]} for one in problem["films"]]
        editions = [{"id": day.slug, "films": films[2 * n : 2 * n + 2]} for n, day in enumerate(ahead[:2])]
        wait = {"film": films[4]["film"], "reason": "others bring more", "what_would_change": "a value higher by 0.3"}
        return bridge.Answer("solved", {"editions": editions, "waiting": [wait], "score": 9.0, "bound": 9.5})

    monkeypatch.setattr(bridge, "solve", answer)
    monkeypatch.setattr(bridge, "broken_rules", lambda *_: [])
    return run_plan(plan=ask_plan(festival=festival, by=None, is_queued=False))


def url(name: str, *names: str) -> str:
    """Return an address of the first festival's office."""
    return reverse(f"office-{name}", args=["lanterns", *names])


def state_at(entry: Entry, edition: Edition) -> str:
    """Return how an entry stands for an edition."""
    return Consideration.objects.get(entry=entry, edition=edition).state


def titles(client: Client, query: str) -> list[str]:
    """Return the films that the table shows for a query."""
    return [line.entry.film.title for line in client.get(url("entries-pool") + query).context["lines"]]


def test_table_sifts_by_edition_state_reason_and_the_rest(
    desk: Client, festival: Festival, ahead: list[Edition]
) -> None:
    later = an_entry(festival, a_film(festival, "Later", genres=["essay"], countries=["PE"], form="documentary"))
    later.not_before = months_after(ahead[0].month, 24)
    later.window_ends_on = timezone.now().date() + timedelta(days=20)
    later.save()
    make_strand(festival=festival, slug="essays", title="Essays", by=None, rule={"genres": ["essay"]})
    consider_all(festival=festival, by=None)

    for query in (
        "?state=ineligible&edition=day-0",
        "?reason=dates",
        "?expires=30",
        "?country=PE",
        "?form=documentary",
        "?q=later",
    ):
        assert titles(desk, query) == ["Later"], query
    assert titles(desk, "?reason=running_time") == []
    assert len(titles(desk, "?edition=day-1")) == 6
    assert set(titles(desk, "?strand=essays")) == {"Film 002", "Film 005", "Later"}
    assert titles(desk, "?sort=-title")[0] == "Later"
    assert titles(desk, "?sort=nonsense&state=nonsense&page=99")


def test_longest_wait_comes_first(desk: Client, ahead: list[Edition]) -> None:
    Entry.objects.filter(film__title="Film 003").update(sent_at=timezone.now() - timedelta(days=200))

    page = desk.get(url("entries-pool"))

    assert page.context["lines"][0].entry.film.title == "Film 003"
    assert b"200 days" in page.content
    assert len(ahead) == 3


@pytest.mark.parametrize("name", ["entries-pool", "entries-pool-board"])
def test_pool_takes_as_many_queries_for_thirty_films_as_for_one(
    name: str, desk: Client, festival: Festival, director: User
) -> None:
    editions = [a_day(festival, 0), a_day(festival, 1)]
    a_pool(festival, 1)
    hold_entries(festival=festival, entries=Entry.objects.all(), until=editions[1], by=None)
    desk.get(url(name))
    with CaptureQueriesContext(connection) as one:
        desk.get(url(name))
    for n in range(29):
        an_entry(festival, a_film(festival, f"More {n}"))
    hold_entries(festival=festival, entries=Entry.objects.all(), until=editions[1], by=director)

    with CaptureQueriesContext(connection) as thirty:
        desk.get(url(name))

    assert len(thirty) == len(one)


def test_table_hides_marks_from_who_may_not_see_them(
    signed_in: Callable[[User], Client], member: Callable[[Role], User], ahead: list[Edition]
) -> None:
    page = signed_in(member(Role.PRINTS)).get(url("entries-pool"))

    assert {line.score for line in page.context["lines"]} == {None}
    assert len(ahead) == 3


def test_csv_has_no_formulas(desk: Client, festival: Festival, ahead: list[Edition]) -> None:
    an_entry(festival, a_film(festival, "=HYPERLINK(1)"))
    text = desk.get(url("entries-pool-csv") + "?sort=title").getvalue().decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))

    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[0][-2:] == ["Day 2", "Day 2: why"]
    assert len(rows) == 8


def test_holding_from_the_table_and_its_undo(desk: Client, ahead: list[Edition]) -> None:
    entry = Entry.objects.order_by("pk")[0]
    back = url("entries-pool") + "?state=held"

    answer = desk.post(
        url("entries-pool-change"), {"entry": [entry.code], "deed": "hold", "until": "day-2", "back": back}
    )

    assert answer["Location"] == back
    assert [state_at(entry, edition) for edition in ahead] == [HELD, HELD, ELIGIBLE]
    page = desk.get(back)
    assert b"until Day 2" in page.content
    desk.post(url("entries-pool-undo", PoolChange.objects.get().code))
    assert [state_at(entry, edition) for edition in ahead] == [ELIGIBLE] * 3
    assert (
        b"taken back already" in desk.post(url("entries-pool-undo", PoolChange.objects.get().code), follow=True).content
    )


def test_hold_makes_a_short_window_last_and_ends_on_request(desk: Client, ahead: list[Edition]) -> None:
    entry = Entry.objects.order_by("pk")[0]
    entry.window_ends_on = timezone.now().date() + timedelta(days=30)
    entry.save()
    desk.post(url("entries-pool-change"), {"entry": [entry.code], "deed": "hold", "until": "day-2"})
    entry.refresh_from_db()
    assert entry.window_ends_on == ahead[2].ends_on

    desk.post(url("entries-pool-change"), {"entry": [entry.code], "deed": "release"})

    assert [state_at(entry, edition) for edition in ahead] == [ELIGIBLE] * 3


def test_hold_ends_by_itself_and_covers_what_is_planned_between(festival: Festival, ahead: list[Edition]) -> None:
    entry = Entry.objects.order_by("pk")[0]
    hold_entries(festival=festival, entries=[entry], until=ahead[2], by=None)
    between = a_day(festival, 1, "between")
    consider_all(festival=festival, by=None)
    assert state_at(entry, between) == HELD

    cancel_edition(edition=ahead[2], by=None)
    consider_all(festival=festival, by=None)

    assert [state_at(entry, edition) for edition in (ahead[0], between, ahead[1])] == [ELIGIBLE] * 3


def test_hold_needs_an_edition_after_the_next(desk: Client, festival: Festival, ahead: list[Edition]) -> None:
    entry = Entry.objects.order_by("pk")[0]
    with pytest.raises(InvalidInput):
        hold_entries(festival=festival, entries=[entry], until=ahead[0], by=None)

    wrong: list[dict[str, Any]] = [
        {"until": "day-0"},
        {"until": "1999"},
        {"deed": "burn"},
        {"deed": "extend", "months": "x"},
        {"entry": []},
    ]
    for said in wrong:
        desk.post(url("entries-pool-change"), {"entry": [entry.code], "deed": "hold", "until": "day-2"} | said)

    assert not PoolChange.objects.exists()


def test_extending_brings_an_ended_entry_back_and_is_undone(desk: Client, ahead: list[Edition]) -> None:
    entry = Entry.objects.order_by("pk")[0]
    today = today_in("America/Los_Angeles")
    Entry.objects.filter(pk=entry.pk).update(state=EntryState.EXPIRED, window_ends_on=today - timedelta(days=3))

    desk.post(url("entries-pool-change"), {"entry": [entry.code], "deed": "extend", "months": "6"})

    entry.refresh_from_db()
    assert (entry.state, entry.window_ends_on) == (EntryState.CONSIDERED, months_after(today, 6))
    assert state_at(entry, ahead[0]) == ELIGIBLE
    desk.post(url("entries-pool-undo", PoolChange.objects.get().code))
    entry.refresh_from_db()
    assert entry.state == EntryState.EXPIRED


def test_board_shows_what_is_planned_held_and_proposed(desk: Client, ahead: list[Edition], plan: PoolPlan) -> None:
    entries = list(Entry.objects.order_by("pk"))
    planned = {code for codes in planned_films(plan).values() for code in codes}
    free = [one for one in entries if one.film.code not in planned]
    desk.post(url("entries-pool-change"), {"entry": [free[0].code], "deed": "plan", "edition": "day-1"})
    desk.post(url("entries-pool-change"), {"entry": [free[1].code], "deed": "hold", "until": "day-2"})

    columns = desk.get(url("entries-pool-board")).context["columns"]

    assert [[len(cards) for cards in column.cards.values()] for column in columns] == [
        [0, 0, 2, 0],
        [0, 1, 2, 0],
        [0, 0, 0, 1],
    ]
    assert state_at(free[0], ahead[1]) == SHORTLISTED
    desk.post(url("entries-pool-change"), {"entry": [free[0].code], "deed": "free"})
    assert [state_at(free[0], edition) for edition in ahead] == [ELIGIBLE] * 3


def test_why_tells_each_rule_and_what_would_change_it(
    desk: Client, festival: Festival, ahead: list[Edition], plan: PoolPlan
) -> None:
    strand = make_strand(festival=festival, slug="night", title="Night", by=None, rule={"genres": ["western"]})
    focus_edition(edition=ahead[0], strands=[strand], by=None)
    long = an_entry(festival, a_film(festival, "Endless", 300))
    waiting = (plan.solution or {})["waiting"][0]["film"]

    page = desk.get(url("entry-why", long.code) + "?edition=day-0")
    other = desk.get(url("entry-why", Entry.objects.get(film__code=waiting).code)).content.decode()

    found = {one.rule: one for one in page.context["answers"][0].findings}
    assert (found["Running time"].is_ok, found["Marks"].is_ok, found["Night"].is_ok) == (False, False, True)
    assert found["Running time"].change == "A shorter cut, or more program minutes at this edition."
    assert "It does not belong to it" in found["Night"].text
    assert "others bring more" in other
    assert "a value higher by 0.3" in other


def test_plan_page_adopts_an_edition_and_takes_it_back(desk: Client, ahead: list[Edition], plan: PoolPlan) -> None:
    shown = desk.get(url("programming-plan", plan.code))
    assert [part.open_count for part in shown.context["answer"].parts] == [2, 2]

    desk.post(url("programming-plan-adopt", plan.code), {"edition": "day-1"})

    assert Consideration.objects.filter(edition=ahead[1], state=SHORTLISTED).count() == 2
    assert Consideration.objects.filter(edition=ahead[0], state=HELD).count() == 2
    again = desk.post(url("programming-plan-adopt", plan.code), {"edition": "day-2"}, follow=True)
    assert again.status_code == 404
    desk.post(url("entries-pool-undo", PoolChange.objects.get().code))
    assert not Consideration.objects.exclude(state=ELIGIBLE).exists()


def test_plans_are_asked_watched_stopped_and_downloaded(desk: Client, ahead: list[Edition]) -> None:
    refused = desk.post(url("programming-plan-ask"), {"budget_s": "0"}, follow=True)
    asked = desk.post(url("programming-plan-ask"), {"budget_s": "5"})
    plan = PoolPlan.objects.get()
    busy = desk.post(url("programming-plan-ask"), {"budget_s": "5"}, follow=True)

    assert b"1" in refused.content
    assert asked["Location"] == url("programming-plan", plan.code)
    assert b"planning already" in busy.content
    progress = desk.get(url("programming-plan-progress", plan.code)).content.decode()
    assert (url("programming-plan-stop", plan.code) in progress, "Waiting for its turn." in progress) == (True, True)
    assert 'value="0"' in progress
    desk.post(url("programming-plan-stop", plan.code))
    assert "HX-Redirect" in desk.get(url("programming-plan-progress", plan.code))
    assert desk.get(url("programming-plan-download", plan.code, "problem")).json()["format"] == "matinee-pool/1"
    assert desk.get(url("programming-plan-download", plan.code, "solution")).status_code == 404
    assert b"Stopped before it began" in desk.get(url("programming-plan", plan.code)).content
    assert len(ahead) == 3


def test_plan_is_for_programmers(
    signed_in: Callable[[User], Client], member: Callable[[Role], User], ahead: list[Edition]
) -> None:
    visitor = signed_in(member(Role.PRINTS))

    assert visitor.get(url("programming-plans")).status_code == 403
    assert visitor.post(url("entries-pool-change")).status_code == 403
    assert len(ahead) == 3
