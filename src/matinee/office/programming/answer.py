"""A proposal as its page shows it: programs with reels and reasons, what was left out, the score in its terms."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from matinee.programming.models import Proposal
from matinee.programming.queries import Board
from matinee.web.reel import Segment

TERMS = {
    "cohesion": _("Films that go together"),
    "quality": _("Quality above the cut"),
    "about": _("Fit to the program’s words"),  # noqa: RUF001  a typographic apostrophe
    "order": _("Order of the films"),
    "balance": _("Variety wished for"),
    "redundancy": _("Films too alike"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One film of the proposal."""

    code: str
    title: str
    time_s: int
    why: str
    change: str = ""
    score: float | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed program."""

    code: str
    title: str
    time_s: int
    words: str
    lines: list[Line]
    segments: list[Segment]
    accent: str = ""
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole proposal."""

    programs: list[Proposed]
    left_out: list[Line]
    terms: list[tuple[str, float, float, float]]
    reasons: list[str]
    score: float | None
    bound: float | None
    gap_percent: float | None
    seconds: float


def answer_of(proposal: Proposal, board: Board) -> Answer:
    """Return a proposal, with the board it is for, as its page shows it."""
    solution: dict[str, Any] = proposal.solution or {}
    films = {film["id"]: film for film in proposal.problem["films"]}
    told = {one["film"]: one for one in solution.get("films", [])}
    there = {film.code: program.code for program in board.programs for film in program.films}
    gap = solution.get("gap")
    return Answer(
        programs=[_proposed(one, films, told, there, board, proposal) for one in solution["programs"]],
        left_out=[_left(one, films, told) for one in solution.get("left_out", [])],
        terms=[_term(name, term) for name, term in solution.get("terms", {}).items()],
        reasons=solution.get("reasons", []),
        score=solution.get("score"),
        bound=solution.get("bound"),
        gap_percent=None if gap is None else 100 * gap,
        seconds=solution.get("runtime_s", 0.0),
    )


def _proposed(  # noqa: PLR0913, PLR0917  everything known about one program, looked up once for all
    one: dict[str, Any],
    films: dict[str, dict[str, Any]],
    told: dict[str, dict[str, Any]],
    there: dict[str, str],
    board: Board,
    proposal: Proposal,
) -> Proposed:
    """Return one program of the proposal."""
    row = next((program for program in board.programs if program.code == one["id"]), None)
    asked = {program["id"]: program for program in proposal.problem["programs"]}
    lines = [_line(code, films, told, is_new=there.get(code) != one["id"]) for code in one["films"]]
    return Proposed(
        code=one["id"],
        title=row.title if row else asked.get(one["id"], {}).get("title", one["id"]),
        time_s=one.get("time_s", sum(line.time_s for line in lines)),
        words=", ".join(one.get("words", [])),
        lines=lines,
        segments=[Segment(line.title, line.time_s, note=line.why, href=f"#film-{line.code}") for line in lines],
        accent=row.program.strand.accent if row and row.program.strand else "",
        is_there=row is not None,
    )


def _line(code: str, films: dict[str, dict[str, Any]], told: dict[str, dict[str, Any]], *, is_new: bool) -> Line:
    """Return a placed film with why it is here."""
    film, why = films.get(code, {}), told.get(code, {})
    return Line(
        code=code,
        title=film.get("title", code),
        time_s=film.get("running_time_s", 0),
        why=why.get("why_here") or "",
        change=why.get("what_would_change") or "",
        score=film.get("score"),
        is_new=is_new,
    )


def _left(one: dict[str, Any], films: dict[str, dict[str, Any]], told: dict[str, dict[str, Any]]) -> Line:
    """Return a film that was left out, why, and what would change that."""
    film, why = films.get(one["film"], {}), told.get(one["film"], {})
    return Line(
        code=one["film"],
        title=film.get("title", one["film"]),
        time_s=film.get("running_time_s", 0),
        why=why.get("why_not") or one.get("reason", ""),
        change=why.get("what_would_change") or "",
        score=film.get("score"),
    )


def _term(name: str, term: dict[str, float]) -> tuple[str, float, float, float]:
    """Return a term of the score by the name that people know."""
    return str(TERMS.get(name, name)), term["raw"], term["weight"], term["points"]
