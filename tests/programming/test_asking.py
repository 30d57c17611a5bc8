"""What the engine is asked about a board: which programs, what may change, around which locks; and its reviews."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.pools import a_film

from matinee.entries.models import Consideration, Entry
from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound, Unavailable
from matinee.programming import bridge
from matinee.programming.actions import (
    answer_invitation,
    ask_again,
    ask_engine,
    bench_film,
    change_program,
    fill_hole,
    fillings_for,
    lock_film,
    lock_place,
    offer_invitation,
    place_film,
    run_proposal,
    undo_change,
    why_on_board,
    words_on_board,
)
from matinee.programming.models import Lineup, Program, Proposal
from matinee.programming.queries import board, pool
from matinee.programming.queries.answers import answers_on
from matinee.programming.queries.asking import variants_of
from matinee.programming.states import AskMode, ProposalState
from matinee.workflows.adopt_lineup import adopt_lineup

Scripted = Callable[..., None]


def film(number: int) -> Film:
    """Return a film of the pool."""
    return Film.objects.get(title=f"Film {number:03d}")


def programs(lineup: Lineup) -> list[Program]:
    """Return a board's programs in order."""
    return list(Program.objects.filter(lineup=lineup).order_by("position"))


def fill(lineup: Lineup, *columns: tuple[int, ...]) -> None:
    """Place films, a column of numbers for each program."""
    for program, numbers in zip(programs(lineup), columns, strict=False):
        for number in numbers:
            place_film(program=program, film=film(number), by=None)


def question(lineup: Lineup, **asked: Any) -> dict[str, Any]:
    """Return what the engine would be asked."""
    found: dict[str, Any] = ask_engine(lineup=lineup, by=None, is_queued=False, **asked).problem
    return found


def decline(edition: Edition, number: int) -> None:
    """Let the makers of a film say no."""
    entry = Entry.objects.get(film=film(number))
    answer_by = edition.starts_on
    assert answer_by is not None
    invitation = offer_invitation(entry=entry, edition=edition, answer_by=answer_by, by=None)
    answer_invitation(invitation=invitation, accepts=False, by=None, note="We premiere elsewhere.")


def titles(lineup: Lineup) -> list[list[int]]:
    """Return the films' numbers of each program in order."""
    return [[int(one.title[-3:]) for one in program.films] for program in board(lineup).programs]


def test_three_kinds_of_locks_reach_the_engine(draft: Lineup) -> None:
    fill(draft, (0, 1, 2, 3), (4,))
    lock_film(lineup=draft, film=film(1), by=None)
    lock_place(lineup=draft, film=film(0), by=None)
    lock_place(lineup=draft, film=film(3), by=None)
    first, second = programs(draft)
    change_program(program=second, is_locked=True, by=None)

    asked = question(draft)

    locks = {one["film"]: one for one in asked["locks"]}
    assert [one["id"] for one in asked["programs"]] == [first.code]
    assert locks[film(0).code] == {"film": film(0).code, "program": first.code, "position": 1}
    assert locks[film(3).code] == {"film": film(3).code, "program": first.code, "position": -1}
    assert locks[film(1).code] == {"film": film(1).code, "program": first.code}
    assert film(2).code not in locks
    assert film(4).code not in {one["id"] for one in asked["films"]}


def test_only_the_chosen_programs_are_asked_about(draft: Lineup) -> None:
    fill(draft, (0, 1), (2, 3))
    first, _ = programs(draft)

    asked = question(draft, programs=[first.code])

    films = {one["id"] for one in asked["films"]}
    assert [one["id"] for one in asked["programs"]] == [first.code]
    assert {film(2).code, film(3).code} & films == set()
    assert film(0).code in films


def test_filling_holes_keeps_what_is_placed_and_leaves_full_programs_out(draft: Lineup) -> None:
    fill(draft, (0, 1), (2, 3, 4, 5))
    first, second = programs(draft)
    change_program(program=second, max_films=4, by=None)

    asked = question(draft, mode=AskMode.FILL)

    assert [one["id"] for one in asked["programs"]] == [first.code]
    assert {one["film"] for one in asked["locks"]} == {film(0).code, film(1).code}


def test_ordering_alone_brings_nothing_in_and_is_always_possible(draft: Lineup) -> None:
    fill(draft, (0, 1), (2,))

    asked = question(draft, mode=AskMode.ORDER)
    solved = bridge.solve(asked, budget_s=5, seed=0, tick=lambda _trace: False, steps=20)

    assert {one["id"] for one in asked["films"]} == {film(n).code for n in (0, 1, 2)}
    assert asked["select"] == "all"
    assert solved.ending == "solved"


def test_full_programs_leave_no_hole_to_fill(draft: Lineup) -> None:
    fill(draft, (0,), (1,))
    for program in programs(draft):
        change_program(program=program, max_films=1, min_films=1, by=None)

    with pytest.raises(Conflict, match="no hole"):
        question(draft, mode=AskMode.FILL)


def test_bench_is_left_alone_unless_asked_for(draft: Lineup) -> None:
    bench_film(lineup=draft, film=film(0), by=None)

    without = question(draft)
    Proposal.objects.all().delete()
    with_bench = question(draft, uses_bench=True)

    assert film(0).code not in {one["id"] for one in without["films"]}
    assert film(0).code in {one["id"] for one in with_bench["films"]}


def test_film_whose_makers_declined_is_not_asked_about(draft: Lineup, edition: Edition) -> None:
    fill(draft, (0, 1))
    decline(edition, 0)

    asked = question(draft)

    assert film(0).code not in {one["id"] for one in asked["films"]}


def test_film_longer_than_any_program_is_left_out_but_a_locked_one_clashes_in_words(draft: Lineup) -> None:
    first, second = programs(draft)
    second.delete()
    Film.objects.filter(pk=film(0).pk).update(running_time_s=8000)
    free = question(draft)
    Proposal.objects.all().delete()
    place_film(program=first, film=film(0), by=None, lock=True)

    proposal = run_proposal(proposal=ask_engine(lineup=draft, by=None, is_queued=False, budget_s=5))

    assert film(0).code not in {one["id"] for one in free["films"]}
    assert proposal.state == ProposalState.INFEASIBLE
    assert proposal.solution is not None
    assert proposal.solution["conflict"] == [
        "Shorts I runs at most 95 min.", "Film 000 is locked to Shorts I.",
    ]  # fmt: skip


def test_the_same_question_is_asked_again_with_another_seed(draft: Lineup, scripted: Scripted) -> None:
    scripted()
    first = run_proposal(proposal=ask_engine(lineup=draft, by=None, is_queued=False, budget_s=3))
    fill(draft, (0,))

    again = ask_again(proposal=first, by=None, budget_s=4, is_queued=False)

    assert (again.problem, again.seed, again.budget_s) == (first.problem, first.seed + 1, 4)
    assert again.lineup_version == first.lineup_version


def test_lost_worker_is_given_up_when_the_board_is_asked_again(draft: Lineup) -> None:
    lost = ask_engine(lineup=draft, by=None, is_queued=False)
    long_ago = timezone.now() - timedelta(minutes=5)
    Proposal.objects.filter(pk=lost.pk).update(state=ProposalState.RUNNING, heartbeat_at=long_ago)

    ask_engine(lineup=draft, by=None, is_queued=False)

    lost.refresh_from_db()
    assert lost.state == ProposalState.FAILED
    assert "ask again" in lost.message
    assert board(draft).programs[0].films == ()


def test_answer_of_a_worker_that_was_given_up_is_not_kept(draft: Lineup, scripted: Scripted) -> None:
    scripted()
    proposal = ask_engine(lineup=draft, by=None, is_queued=False)

    def give_up(_trace: object) -> bool:
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.FAILED)
        return False

    scripted("time.sleep(0.7); keep()")
    ended = run_proposal(proposal=proposal, listener=give_up)

    assert (ended.state, ended.solution) == (ProposalState.FAILED, None)


def test_answer_carries_three_proposals_each_with_reasons(draft: Lineup) -> None:
    for program in programs(draft):
        change_program(program=program, min_s=1200, max_s=3000, min_films=2, max_films=4, by=None)

    proposal = run_proposal(proposal=ask_engine(lineup=draft, by=None, is_queued=False, budget_s=30), steps=600)

    best, *others = variants_of(proposal)
    assert [best.letter, *(one.letter for one in others)] == ["A", "B", "C"]
    assert all(one.differs >= 0.2 and one.score is not None and one.whys for one in others)
    assert all(set(one.whys) == set(one.homes) for one in (best, *others))


def test_board_answers_why_here_and_why_not(draft: Lineup) -> None:
    fill(draft, (0, 1, 2), (3, 4))
    a_long = a_film(draft.edition.festival, "Endless", 200)

    here = why_on_board(lineup=draft, film=film(0))
    there = why_on_board(lineup=draft, film=film(7))

    assert here is not None
    assert there is not None
    assert here["why_here"].startswith("It opens the program")
    assert "Shorts I" in there["why_not"]
    assert there["what_would_change"]
    assert why_on_board(lineup=draft, film=a_long) is None


def test_reviews_are_remembered_and_a_silent_engine_is_told(draft: Lineup, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(draft, (0,))
    first = why_on_board(lineup=draft, film=film(0))
    monkeypatch.setattr(bridge, "_command", lambda _words: ["false"])

    again = why_on_board(lineup=draft, film=film(0))

    assert again == first
    with pytest.raises(Unavailable):
        why_on_board(lineup=draft, film=film(5))


def test_words_hold_each_program_together(draft: Lineup) -> None:
    Film.objects.filter(pk__in=[film(0).pk, film(1).pk]).update(themes=["harbour"])
    fill(draft, (0, 1), (2, 3))

    words = dict(words_on_board(lineup=draft))

    assert words[programs(draft)[0].code][0] == "harbour"


def test_hole_is_filled_by_the_best_that_fits_in_one_change(draft: Lineup, edition: Edition) -> None:
    fill(draft, (0, 1, 2), (3, 4))
    adopt_lineup(lineup=draft, by=None)
    lock_film(lineup=draft, film=film(1), by=None)
    decline(edition, 1)
    (hole,) = answers_on(draft).holes

    offers = fillings_for(lineup=draft, place=hole.placement)
    best = Film.objects.get(code=offers[0]["film"])
    fill_hole(lineup=draft, gone=film(1), film=best, by=None, position=offers[0]["position"], why="It fits.")

    assert len(offers) == 3
    assert [one["gain"] for one in offers] == sorted((one["gain"] for one in offers), reverse=True)
    assert all(one["why_here"] for one in offers)
    assert 1 not in titles(draft)[0]
    assert int(best.title[-3:]) in titles(draft)[0]
    assert answers_on(draft).holes == []
    assert film(1).code not in {one.code for one in pool(draft)}
    gone = Consideration.objects.get(edition=edition, entry__film=film(1))
    assert (gone.state, "declined" in str(gone.reasons)) == ("held", True)
    new = {row.entry.film_id for row in answers_on(draft).new}
    assert best.pk in new

    undo_change(lineup=draft, by=None)

    assert titles(draft)[0] == [0, 1, 2]


def test_hole_is_filled_once_and_only_where_makers_declined(draft: Lineup, edition: Edition) -> None:
    fill(draft, (0, 1), (3,))
    with pytest.raises(Conflict, match="have not declined"):
        fill_hole(lineup=draft, gone=film(0), film=film(5), by=None)
    decline(edition, 0)
    with pytest.raises(Conflict, match="on this board already"):
        fill_hole(lineup=draft, gone=film(0), film=film(3), by=None)

    fill_hole(lineup=draft, gone=film(0), film=film(5), by=None)

    with pytest.raises(NotFound):
        fill_hole(lineup=draft, gone=film(0), film=film(6), by=None)
    assert titles(draft) == [[5, 1], [3]]


def test_locked_program_offers_no_filling(draft: Lineup, edition: Edition) -> None:
    fill(draft, (0, 1))
    decline(edition, 0)
    change_program(program=programs(draft)[0], is_locked=True, by=None)
    (hole,) = answers_on(draft).holes

    assert fillings_for(lineup=draft, place=hole.placement) == []
