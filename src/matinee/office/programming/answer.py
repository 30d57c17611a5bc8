"""A proposal as its page shows it: three side by side, programs with reels and reasons, what differs from the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.programming.models import Proposal
from matinee.programming.queries import Board
from matinee.programming.queries.asking import Variant, variants_of
from matinee.web.reel import Segment

TERMS = {
    "cohesion": gettext_lazy("Films that go together"),
    "quality": gettext_lazy("Quality above the cut"),
    "about": gettext_lazy("Fit to the program’s words"),  # noqa: RUF001  a typographic apostrophe
    "order": gettext_lazy("Order of the films"),
    "balance": gettext_lazy("Variety wished for"),
    "redundancy": gettext_lazy("Films too alike"),
}
SHORT = {
    "cohesion": gettext_lazy("films that go together"),
    "quality": gettext_lazy("quality"),
    "about": gettext_lazy("fit to the programs’ words"),  # noqa: RUF001  as above
    "order": gettext_lazy("order"),
    "balance": gettext_lazy("variety"),
    "redundancy": gettext_lazy("films too alike"),
}
TELLING = 0.05  # points below which a difference is not worth a word
PROVEN = 0.0005  # a gap that people would read as none


@dataclass(frozen=True, slots=True)
class Line:
    """One film of the proposal; ``move`` says what adopting it alone would do, where it is not on the board so."""

    code: str
    title: str
    time_s: int
    why: str
    change: str = ""
    score: float | None = None
    move: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed program; ``leaving`` are the films that its adoption sends away."""

    code: str
    title: str
    time_s: int
    words: list[str]
    lines: list[Line]
    segments: list[Segment]
    leaving: list[Line]
    accent: str = ""
    is_there: bool = True

    @property
    def is_same(self) -> bool:
        """Tell whether the board has it just so."""
        return not self.leaving and not any(line.move for line in self.lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the proposals beside the others: its score, how far from the best, what it gives up and wins."""

    variant: Variant
    programs: list[Proposed]
    gap: str
    gives_up: str
    films: int
    new: int

    @property
    def letter(self) -> str:
        """What people call it."""
        return self.variant.letter


@dataclass(frozen=True, slots=True)
class Answer:
    """The proposal that is looked at, among those of the same answer."""

    choices: list[Choice]
    chosen: Choice
    left_out: list[Line]
    terms: list[tuple[str, float, float, float]]
    reasons: list[str]
    seconds: float


def answer_of(proposal: Proposal, board: Board, number: int = 0) -> Answer | None:
    """Return an answer's proposals, with the board they are for, as their page shows them; one in full."""
    variants = variants_of(proposal)
    if not variants:
        return None
    there = {film.code: program.code for program in board.programs for film in program.films}
    films = {film["id"]: film for film in proposal.problem["films"]}
    choices = [_choice(one, variants[0], films, board, proposal) for one in variants]
    chosen = choices[number if 0 <= number < len(choices) else 0]
    solution: dict[str, Any] = proposal.solution or {}
    reasons = {one["film"]: one["reason"] for one in solution.get("left_out", []) if isinstance(one, dict)}
    return Answer(
        choices=choices,
        chosen=chosen,
        left_out=[_left(film, films, chosen.variant, reasons, there) for film in chosen.variant.left_out],
        terms=[_term(name, term) for name, term in chosen.variant.terms.items()],
        reasons=solution.get("reasons", []) if chosen.variant.number == 0 else [],
        seconds=solution.get("runtime_s", 0.0),
    )


def gap_words(gap: float | None) -> str:
    """Return in words how far a score is from the best possible."""
    if gap is None:
        return _("How far from the best possible is not known yet.")
    if gap < PROVEN:
        return _("Proven: nothing better is possible.")
    return _("At most %(percent).1f %% better is possible.") % {"percent": 100 * gap}


def given_up(variant: Variant, best: Variant) -> str:
    """Return in words what a proposal gives up against the best, and what it wins, in points of the score."""
    if variant.number == best.number:
        return _("The best that was found.")
    lost = {name: best.terms[name]["points"] - term["points"] for name, term in variant.terms.items()}
    gives = [f"{SHORT.get(name, name)} ({points:.1f})" for name, points in lost.items() if points >= TELLING]
    wins = [f"{SHORT.get(name, name)} ({-points:.1f})" for name, points in lost.items() if -points >= TELLING]
    told = [_("Gives up %(what)s.") % {"what": ", ".join(gives)} if gives else _("Gives up nothing that counts.")]
    return " ".join([*told, *([_("Wins %(what)s.") % {"what": ", ".join(wins)}] if wins else [])])


def _choice(
    variant: Variant, best: Variant, films: Mapping[str, dict[str, Any]], board: Board, proposal: Proposal
) -> Choice:
    """Return one of the proposals with what differs from the board."""
    programs = [_proposed(one, variant, films, board, proposal) for one in variant.programs]
    lines = [line for program in programs for line in program.lines]
    return Choice(
        variant=variant,
        programs=programs,
        gap=gap_words(variant.gap),
        gives_up=given_up(variant, best),
        films=len(lines),
        new=sum(bool(line.move) for line in lines),
    )


def _proposed(
    one: dict[str, Any], variant: Variant, films: Mapping[str, dict[str, Any]], board: Board, proposal: Proposal
) -> Proposed:
    """Return one program of a proposal."""
    row = next((program for program in board.programs if program.code == one["id"]), None)
    asked = {program["id"]: program for program in proposal.problem["programs"]}
    titles = {program.code: program.title for program in board.programs}
    there = {film.code: program.code for program in board.programs for film in program.films}
    here = [film.code for film in row.films] if row else []
    moves = _moves(one, here, there, titles)
    lines = [_line(code, films, variant, moves.get(code, "")) for code in one["films"]]
    away = [film for film in row.films if film.code not in variant.homes] if row else []
    return Proposed(
        code=one["id"],
        title=row.title if row else asked.get(one["id"], {}).get("title", one["id"]),
        time_s=one.get("time_s", sum(line.time_s for line in lines)),
        words=list(one.get("words", [])),
        lines=lines,
        segments=[Segment(line.title, line.time_s, note=line.why, href=f"#film-{line.code}") for line in lines],
        leaving=[Line(film.code, film.title, film.running_time_s, "", move=_("back to the pool")) for film in away],
        accent=row.program.strand.accent if row and row.program.strand else "",
        is_there=row is not None,
    )


def _moves(
    one: dict[str, Any], here: Sequence[str], there: Mapping[str, str], titles: Mapping[str, str]
) -> dict[str, str]:
    """Return, for each film that is not on the board as proposed, what would change."""
    kept = [film for film in one["films"] if film in here]
    was = [film for film in here if film in kept]
    found = {}
    for film in one["films"]:
        if film not in there:
            found[film] = _("new here")
        elif there[film] != one["id"]:
            found[film] = _("from %(program)s") % {"program": titles[there[film]]}
        elif kept.index(film) != was.index(film):
            found[film] = _("another place")
    return found


def _line(code: str, films: Mapping[str, dict[str, Any]], variant: Variant, move: str) -> Line:
    """Return a placed film with why it is here."""
    film, why = films.get(code, {}), variant.films.get(code, {})
    return Line(
        code=code,
        title=film.get("title", code),
        time_s=film.get("running_time_s", 0),
        why=why.get("why_here") or "",
        change=why.get("what_would_change") or "",
        score=film.get("score"),
        move=move,
    )


def _left(
    code: str,
    films: Mapping[str, dict[str, Any]],
    variant: Variant,
    reasons: Mapping[str, str],
    there: Mapping[str, str],
) -> Line:
    """Return a film that was left out, why, and what would change that."""
    film, why = films.get(code, {}), variant.films.get(code, {})
    return Line(
        code=code,
        title=film.get("title", code),
        time_s=film.get("running_time_s", 0),
        why=why.get("why_not") or (reasons.get(code, "") if variant.number == 0 else ""),
        change=why.get("what_would_change") or "",
        score=film.get("score"),
        move=_("back to the pool") if code in there else "",
    )


def _term(name: str, term: dict[str, float]) -> tuple[str, float, float, float]:
    """Return a term of the score by the name that people know."""
    return str(TERMS.get(name, name)), term["raw"], term["weight"], term["points"]
