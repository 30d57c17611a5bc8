"""The whole road through the real engine: a board as a problem, solved, checked, adopted."""

from collections.abc import Sequence

from matinee.engine.blocks import parse
from matinee.programming.actions import ask_engine, change_program, lock_film, place_film, run_proposal
from matinee.programming.bridge import Event, broken_rules
from matinee.programming.models import Lineup, Program
from matinee.programming.queries import board, pool
from matinee.programming.states import ProposalState
from matinee.workflows.adopt_proposal import adopt_proposal


def test_real_engine_fills_the_board_around_a_lock(draft: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=draft)
    film = pool(draft)[-1].film
    place_film(program=first, film=film, by=None)
    lock_film(lineup=draft, film=film, by=None)
    heard: list[int] = []

    def listen(trace: Sequence[Event]) -> bool:
        heard.append(len(trace))
        return False

    asked = ask_engine(lineup=draft, by=None, is_queued=False, budget_s=1)
    proposal = run_proposal(proposal=asked, listener=listen)
    adopt_proposal(proposal=proposal, by=None)

    assert parse(proposal.problem).select == "best"
    assert (proposal.state, proposal.message) == (ProposalState.ADOPTED, "")
    assert proposal.solution is not None
    assert broken_rules(proposal.problem, proposal.solution) == []
    assert heard == sorted(heard)
    columns = board(draft).programs
    assert film.code in {one.code for one in columns[0].films}
    assert all(3 <= len(column.films) <= 8 for column in columns)


def test_real_engine_says_why_a_board_cannot_be_filled(draft: Lineup) -> None:
    first, _ = Program.objects.filter(lineup=draft)
    change_program(program=first, by=None, min_films=13, max_films=20, max_s=20_000)

    proposal = run_proposal(proposal=ask_engine(lineup=draft, by=None, is_queued=False, budget_s=1))

    assert proposal.state == ProposalState.INFEASIBLE
    assert "Shorts I" in proposal.message
