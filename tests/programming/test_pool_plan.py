"""A plan for the pool: what the engine is asked, its checked answer, adopting it in parts, and taking that back."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.pools import a_call, a_film, a_pool, an_entry

from matinee.entries.actions import consider_all, revise_terms, withdraw_entry
from matinee.entries.actions.holding import undo_pool_change
from matinee.entries.actions.identifying import identify
from matinee.entries.models import Consideration, Entry
from matinee.entries.queries import newest_version
from matinee.entries.rules.terms import Identity, Terms
from matinee.entries.states import ConsiderationState
from matinee.festival.actions import plan_edition
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.films.actions import change_film
from matinee.kit.errors import Conflict, InvalidInput, NotFound, WrongState
from matinee.office.programming.plan import plan_answer
from matinee.programming import bridge
from matinee.programming.actions import (
    add_program,
    adopt_lineup,
    focus_edition,
    make_lineup,
    make_strand,
    place_film,
    say_belongs,
)
from matinee.programming.actions.mixture import wish_mixture
from matinee.programming.actions.planning import adopt_plan, ask_plan, run_plan, stop_plan
from matinee.programming.models import PoolPlan
from matinee.programming.queries import eligible_strands_of, memberships_of
from matinee.programming.queries.plans import planned_films
from matinee.programming.rules.horizon import Arrived, arrivals_between
from matinee.programming.rules.mixture import Wish
from matinee.programming.states import ProposalState
from matinee.programming.tasks import plan_pool

HELD, SHORTLISTED, ELIGIBLE = (
    ConsiderationState.HELD,
    ConsiderationState.SHORTLISTED,
    ConsiderationState.ELIGIBLE,
)


@pytest.fixture
def ahead(festival: Festival) -> list[Edition]:
    """Return three coming editions with a pool of fourteen films that were marked well."""
    today = timezone.now().date()
    editions = [
        plan_edition(
            festival=festival,
            slug=f"day-{n}",
            title=f"Day {n}",
            by=None,
            starts_on=today + timedelta(days=20 + 31 * n),
            ends_on=today + timedelta(days=20 + 31 * n),
            capacity_min=90,
        )
        for n in range(3)
    ]
    a_pool(festival, 14)
    consider_all(festival=festival, by=None)
    return editions


def made(festival: Festival) -> PoolPlan:
    """Return a plan that the engine has made here."""
    return run_plan(plan=ask_plan(festival=festival, by=None, is_queued=False, budget_s=10))


@pytest.fixture
def plan(festival: Festival, ahead: list[Edition], monkeypatch: pytest.MonkeyPatch) -> PoolPlan:
    """Return a plan with four films for each edition, as if the engine had made it."""

    def answer(problem: dict[str, Any], **_: Any) -> bridge.Answer:
        films = [{"film": one["id"], "slot": 0, "reasons": []} for one in problem["films"]]
        editions = [{"id": edition.slug, "films": films[4 * n : 4 * n + 4]} for n, edition in enumerate(ahead)]
        return bridge.Answer("solved", {"editions": editions, "score": 9.0, "bound": 9.5})

    monkeypatch.setattr(bridge, "solve", answer)
    monkeypatch.setattr(bridge, "broken_rules", lambda *_: [])
    return made(festival)


def state_at(entry: Entry, edition: Edition) -> str:
    """Return how an entry stands for an edition."""
    return Consideration.objects.get(entry=entry, edition=edition).state


def first_film(plan: PoolPlan, slug: str) -> Entry:
    """Return the entry of a film that is planned for an edition."""
    return Entry.objects.get(film__code=planned_films(plan)[slug][0])


def test_question_holds_editions_films_and_what_is_expected(festival: Festival, ahead: list[Edition]) -> None:
    problem = ask_plan(festival=festival, by=None, is_queued=False).problem

    assert problem["format"] == "matinee-pool/1"
    assert [one["id"] for one in problem["editions"]] == [edition.slug for edition in ahead]
    assert [one["slots"] for one in problem["editions"]] == [[{"minutes": 90.0}]] * 3
    assert len(problem["films"]) == 14
    assert {tuple(film["editions"]) for film in problem["films"]} == {("day-0", "day-1", "day-2")}
    assert {one["first"] for one in problem["arrivals"]} <= {"day-1", "day-2"}


def test_question_leaves_out_what_is_below_the_cut_held_or_of_unknown_length(
    festival: Festival, ahead: list[Edition]
) -> None:
    an_entry(festival, a_film(festival, "Unmarked"))
    unknown, gone = Entry.objects.order_by("pk")[:2]
    unknown.film.running_time_s = None
    unknown.film.save()
    withdraw_entry(entry=gone, by=None)
    Consideration.objects.filter(edition=ahead[0]).update(state=HELD)

    problem = ask_plan(festival=festival, by=None, is_queued=False).problem

    assert len(problem["films"]) == 12
    assert {tuple(film["editions"]) for film in problem["films"]} == {("day-1", "day-2")}


def test_room_is_what_the_lineup_leaves_and_strands_have_their_own(festival: Festival, ahead: list[Edition]) -> None:
    strand = make_strand(festival=festival, slug="night", title="Night", by=None, rule={"genres": ["drama"]})
    focus_edition(edition=ahead[1], strands=[strand], by=None)
    lineup = make_lineup(edition=ahead[0], title="The lineup", by=None)
    program = add_program(lineup=lineup, title="Shorts", by=None, min_s=3000, max_s=4800, min_films=1)
    film = Entry.objects.order_by("pk").first()
    assert film is not None
    place_film(program=program, film=film.film, by=None)
    adopt_lineup(lineup=lineup, by=None)

    problem = ask_plan(festival=festival, by=None, is_queued=False).problem

    now, later, _last = problem["editions"]
    assert now["slots"] == [{"minutes": round((4800 - 9 * 60 - 10) / 60, 2)}]
    assert later["slots"] == [{"minutes": 0.0}, {"minutes": 90.0, "strand": "night"}]
    assert film.film.code not in {one["id"] for one in problem["films"]}
    assert {"night"} == {strand for one in problem["films"] for strand in one.get("strands", [])}


def test_mixture_wished_for_is_what_the_lineup_lacks_and_the_engine_keeps_to_it(
    festival: Festival, ahead: list[Edition]
) -> None:
    weak = Entry.objects.order_by("standing__mean")[:2]
    for entry in weak:
        change_film(film=entry.film, by=None, form="documentary")
    wish_mixture(
        edition=ahead[0],
        wishes=[Wish("form", "Documentary", 20), Wish("country", "portugal", 5), Wish("first_film", "", 3)],
        by=None,
    )

    plan = made(festival)

    now, later, _last = plan.problem["editions"]
    assert now["mixture"] == [
        {"group": "form:documentary", "at_least_minutes": 20.0},
        {"group": "country:pt", "at_least_minutes": 5.0},
        {"group": "first_film", "at_least_minutes": 3.0},
    ]
    assert "mixture" not in later
    assert {film["id"] for film in plan.problem["films"] if film.get("groups")} == {one.film.code for one in weak}
    (part, *_rest) = plan_answer(plan).parts
    assert [(wish.words, wish.is_met) for wish in part.wishes] == [
        ("Documentary", True),
        ("Portugal", False),
        ("First films", False),
    ]


def test_mixture_counts_what_the_lineup_shows_and_wishes_that_make_no_sense_are_refused(
    festival: Festival, ahead: list[Edition]
) -> None:
    lineup = make_lineup(edition=ahead[0], title="The lineup", by=None)
    program = add_program(lineup=lineup, title="Shorts", by=None, min_s=60, max_s=4800, min_films=1)
    film = Entry.objects.order_by("pk")[0].film
    place_film(program=program, film=film, by=None)
    adopt_lineup(lineup=lineup, by=None)
    assert film.running_time_s is not None
    wish_mixture(edition=ahead[0], wishes=[Wish("genre", "Drama", 60)], by=None)

    (mixture,) = ask_plan(festival=festival, by=None, is_queued=False).problem["editions"][0]["mixture"]

    assert mixture == {"group": "genre:drama", "at_least_minutes": round(60 - (film.running_time_s + 10) / 60, 2)}
    for odd in (
        Wish("country", "Atlantis", 5),
        Wish("form", "poem", 5),
        Wish("genre", "drama", 0),
        Wish("mood", "x", 5),
    ):
        with pytest.raises(InvalidInput):
            wish_mixture(edition=ahead[0], wishes=[odd], by=None)
    wish_mixture(edition=ahead[0], wishes=[], by=None)
    assert AuditEvent.objects.filter(verb="wish_mixture").count() == 2


def test_what_makers_say_of_themselves_makes_eligible_and_nothing_more(
    festival: Festival, ahead: list[Edition]
) -> None:
    terms = Terms(identities=(Identity("woman", "I am a woman.", ("female-cinema", "unknown")),))
    revise_terms(call=a_call(festival), terms=terms, by=None)
    strand = make_strand(festival=festival, slug="female-cinema", title="Female Cinema", by=None)
    focus_edition(edition=ahead[1], strands=[strand], by=None)
    entry, other = Entry.objects.select_related("film").order_by("pk")[:2]
    for one in (entry, other):
        one.terms = newest_version(one.call)
        one.save(update_fields=["terms"])
        identify(entry=one, said=["woman"], by=None)
    say_belongs(strand=strand, film=other.film, belongs=False, by=None)

    problem = ask_plan(festival=festival, by=None, is_queued=False).problem

    assert [film["id"] for film in problem["films"] if film.get("strands")] == [entry.film.code]
    assert memberships_of(festival, [entry.film]) == {entry.film.pk: frozenset()}
    assert eligible_strands_of(festival, [entry.film]) == {entry.film.pk: frozenset({"female-cinema"})}
    assert "woman" not in json.dumps(problem)


def test_arrivals_follow_the_same_weeks_of_last_year() -> None:
    today = date(2026, 6, 1)
    editions = [("jun", date(2026, 6, 20)), ("jul", date(2026, 7, 20)), ("aug", date(2026, 8, 20))]
    summer = [Arrived(date(2025, 6, 25), 1.1, 600), Arrived(date(2025, 7, 1), 1.3, 800, "night")]

    expected = arrivals_between([Arrived(date(2025, 6, 2), 0.2, 500), *summer], editions, today)

    assert [(one.first, one.count, one.value, one.strand) for one in expected] == [
        ("jul", 1.0, 0.2, ""),
        ("aug", 1.0, 1.1, ""),
        ("aug", 1.0, 1.3, "night"),
    ]


def test_arrivals_of_a_young_festival_are_a_mean() -> None:
    today = date(2026, 6, 1)
    arrived = [Arrived(today - timedelta(days=100), 0.3, 600) for _ in range(10)]

    (expected,) = arrivals_between(arrived, [("jun", date(2026, 6, 20)), ("jul", date(2026, 7, 2))], today)

    assert (expected.first, expected.count, expected.running_time_s) == ("jul", 3.1, 600)
    assert arrivals_between([], [("jun", today)], today) == []


def test_engine_plans_and_the_plan_is_kept(festival: Festival, ahead: list[Edition]) -> None:
    plan = PoolPlan.objects.get(pk=made(festival).pk)

    assert plan.state == ProposalState.READY
    assert plan.score is not None
    assert plan.bound is not None
    assert plan.bound >= plan.score - 1e-6
    assert sum(map(len, planned_films(plan).values())) > 8
    assert bridge.broken_rules(plan.problem, plan.solution or {}, "pool") == []
    assert [one["id"] for one in (plan.solution or {})["editions"]] == [edition.slug for edition in ahead]


def test_plan_that_the_checker_refuses_is_not_shown_as_ready(
    festival: Festival, ahead: list[Edition], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "engine.py"
    wrong = {"editions": [{"id": ahead[0].slug, "films": []}], "score": 1.0}
    script.write_text(
        "import json, sys\n"
        "if sys.argv[1] == 'verify':\n"
        "    print(json.dumps({'feasible': False, 'violations': ['Day 0 is too long.']}))\n"
        f"else:\n    open(sys.argv[sys.argv.index('-o') + 1], 'w').write({json.dumps(wrong)!r})\n"
    )
    monkeypatch.setattr(bridge, "_command", lambda words: [sys.executable, str(script), *words])

    plan = made(festival)

    assert plan.state == ProposalState.FAILED
    assert "Day 0 is too long." in plan.message
    with pytest.raises(WrongState):
        adopt_plan(plan=plan, by=None)


def test_adopting_shortlists_there_and_holds_before_and_is_undone(plan: PoolPlan, ahead: list[Edition]) -> None:
    entry = first_film(plan, "day-1")

    done = adopt_plan(plan=plan, by=None)

    assert done.entries == sum(map(len, planned_films(plan).values()))
    assert [state_at(entry, edition) for edition in ahead] == [HELD, SHORTLISTED, ELIGIBLE]
    assert Consideration.objects.get(entry=entry, edition=ahead[0]).held_until == ahead[1]
    assert PoolPlan.objects.get().state == ProposalState.ADOPTED
    assert AuditEvent.objects.filter(verb="adopt_plan", object_code=entry.code).exists()
    assert done.change is not None
    assert undo_pool_change(change=done.change, by=None) == done.entries
    assert {one.state for one in Consideration.objects.all()} == {ELIGIBLE}
    with pytest.raises(Conflict, match="already"):
        undo_pool_change(change=done.change, by=None)


def test_adopting_takes_an_edition_or_single_films(plan: PoolPlan, ahead: list[Edition]) -> None:
    later = first_film(plan, "day-2")

    whole_day = adopt_plan(plan=plan, by=None, editions=["day-0"])
    one_film = adopt_plan(plan=plan, by=None, films=[later.film.code])

    assert whole_day.entries == len(planned_films(plan)["day-0"])
    assert one_film.entries == 1
    assert [state_at(later, edition) for edition in ahead] == [HELD, HELD, SHORTLISTED]
    with pytest.raises(NotFound):
        adopt_plan(plan=plan, by=None, editions=["1999-01"])


def test_adopting_passes_over_what_was_decided_since(plan: PoolPlan, ahead: list[Edition]) -> None:
    declined, gone, stays = (Entry.objects.get(film__code=code) for code in planned_films(plan)["day-0"][:3])
    Consideration.objects.filter(entry=declined).update(state=ConsiderationState.NOT_SELECTED)
    withdraw_entry(entry=gone, by=None)

    done = adopt_plan(plan=plan, by=None, editions=["day-0"])

    assert done.passed_over == [declined.film.title]
    assert state_at(declined, ahead[0]) == ConsiderationState.NOT_SELECTED
    assert state_at(gone, ahead[0]) == ConsiderationState.INELIGIBLE
    assert state_at(stays, ahead[0]) == SHORTLISTED
    with pytest.raises(Conflict):
        adopt_plan(plan=plan, by=None, films=[declined.film.code])


def test_undo_leaves_what_has_moved_on_since(plan: PoolPlan, ahead: list[Edition]) -> None:
    done = adopt_plan(plan=plan, by=None, editions=["day-0"])
    moved = first_film(plan, "day-0")
    Consideration.objects.filter(entry=moved).update(state=ConsiderationState.NOT_SELECTED)
    assert done.change is not None

    back = undo_pool_change(change=done.change, by=None)

    assert back == done.entries - 1
    assert state_at(moved, ahead[0]) == ConsiderationState.NOT_SELECTED


def test_nothing_to_plan_is_said(festival: Festival) -> None:
    with pytest.raises(Conflict, match="No edition lies ahead"):
        ask_plan(festival=festival, by=None)
    plan_edition(festival=festival, slug="day", title="Day", by=None, month=timezone.now().date().replace(day=1))
    with pytest.raises(Conflict, match="above the cut"):
        ask_plan(festival=festival, by=None)


def test_one_plan_at_a_time_and_stopped_before_it_began(festival: Festival, ahead: list[Edition]) -> None:
    plan = ask_plan(festival=festival, by=None, is_queued=False)
    with pytest.raises(Conflict, match="planning already"):
        ask_plan(festival=festival, by=None)

    stop_plan(plan=plan, by=None)

    assert run_plan(plan=plan).state == ProposalState.CANCELLED
    assert ask_plan(festival=festival, by=None, is_queued=False).state == ProposalState.QUEUED
    assert len(ahead) == 3


def test_plan_waits_for_the_worker(
    festival: Festival,
    plan: PoolPlan,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask_plan(festival=festival, by=None, budget_s=5)
    (task,) = DBTaskResult.objects.filter(task_path__endswith="plan_pool")

    ended = plan_pool.call(*task.args_kwargs["args"])

    assert (task.queue_name, ended, plan_pool.call("gone")) == ("engine", "ready", "gone")
    assert PoolPlan.objects.count() == 2
    assert plan.state == ProposalState.READY


def test_command_plans_and_adopts(festival: Festival, ahead: list[Edition], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plan_pool", "--festival", festival.slug, "--budget", "5", "--adopt", "day-0")

    told = capsys.readouterr().out
    assert "Day 0" in told
    assert "kept for films to come" in told
    assert Consideration.objects.filter(edition=ahead[0], state=SHORTLISTED).exists()
    assert not Consideration.objects.filter(edition=ahead[1], state=SHORTLISTED).exists()


def test_command_leaves_with_an_honest_status(festival: Festival) -> None:
    with pytest.raises(CommandError) as unknown:
        call_command("plan_pool", "--festival", "nobody")
    with pytest.raises(CommandError) as nothing:
        call_command("plan_pool", "--festival", festival.slug)

    assert (unknown.value.returncode, nothing.value.returncode) == (2, 2)
