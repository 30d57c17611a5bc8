"""Boards and the engine's answers about them, for the tests of several floors."""

from django.utils import timezone

from matinee.films.models import Film
from matinee.programming.models import Lineup, Program, Proposal
from matinee.programming.queries import board, pool
from matinee.programming.states import ProposalState


def film(number: int) -> Film:
    """Return a film of the pool."""
    return Film.objects.get(title=f"Film {number:03d}")


def titles(lineup: Lineup) -> list[list[str]]:
    """Return the last letters of the titles of each program in order."""
    return [[film.title[-1] for film in program.films] for program in board(lineup).programs]


def a_proposal(lineup: Lineup, state: ProposalState = ProposalState.READY) -> Proposal:
    """Return an answer that fills both programs."""
    films = sorted((one.film for one in pool(lineup)), key=lambda film: film.title)
    first, second = Program.objects.filter(lineup=lineup)
    halves = {first.code: films[:3], second.code: films[3:6]}
    told = [{"film": f.code, "why_here": f"{f.title} opens lightly."} for some in halves.values() for f in some]
    filled = [
        {"id": code, "films": [film.code for film in some], "time_s": 3000, "words": ["night"]}
        for code, some in halves.items()
    ]
    solution = {
        "programs": filled,
        "left_out": [{"film": films[6].code, "reason": "No room is left."}],
        "films": told, "score": 41.5, "bound": 45.0, "gap": 0.0778, "runtime_s": 2.0, "reasons": ["Both are full."],
        "terms": {"quality": {"raw": 2.0, "weight": 1.0, "points": 2.0}},
    }  # fmt: skip
    problem = {
        "films": [{"id": f.code, "title": f.title, "running_time_s": f.running_time_s, "score": 8.0} for f in films],
        "programs": [{"id": first.code, "title": first.title}, {"id": second.code, "title": second.title}],
    }
    is_done = state not in {ProposalState.QUEUED, ProposalState.RUNNING}
    return Proposal.objects.create(
        lineup=lineup, state=state, problem=problem, solution=solution if is_done else None,
        lineup_version=lineup.version, score=41.5, bound=45.0, started_at=timezone.now(), heartbeat_at=timezone.now(),
    )  # fmt: skip
