"""A board as its page shows it: columns with reel, clock and findings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from matinee.festival.models import Policy
from matinee.office.programming.cards import Card, cards_of
from matinee.programming.models import Program
from matinee.programming.queries import Board
from matinee.programming.rules import BoardFilm, BoardProgram, Finding, program_time_s, refused_over_s
from matinee.programming.states import CheckLevel
from matinee.web.reel import Segment

BADGES = {
    CheckLevel.FORBIDS: ("bad", "bad"),
    CheckLevel.BLOCKS_RELEASE: ("bad", "warn"),
    CheckLevel.WARNS: ("warn", "warn"),
    CheckLevel.INFORMS: ("info", "info"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its look: the notice's kind and the icon."""

    finding: Finding
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Column:
    """One program of a board."""

    board_program: BoardProgram
    segments: list[Segment]
    time_s: int
    limit_s: int
    mean: float | None
    remarks: list[Remark] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    @property
    def program(self) -> Program:
        """The program's row."""
        return self.board_program.program

    @property
    def films(self) -> tuple[BoardFilm, ...]:
        """The films in order."""
        return self.board_program.films

    @property
    def serious(self) -> list[Remark]:
        """What the checks refuse, block or warn of."""
        return [remark for remark in self.remarks if remark.kind != "info"]

    @property
    def quiet(self) -> list[Remark]:
        """What the checks only tell."""
        return [remark for remark in self.remarks if remark.kind == "info"]

    @property
    def accent(self) -> str:
        """The colour of its strand, or nothing."""
        return self.program.strand.accent if self.program.strand else ""


@dataclass(frozen=True, slots=True)
class Overview:
    """A lineup beside others: how much, how good, what the checks say."""

    board: Board
    columns: list[Column]
    films: int
    time_s: int
    mean: float | None
    grave: int
    warnings: int


def columns_of(board: Board, policy: Policy) -> list[Column]:
    """Return a board's programs with their reels and what is remarked on each."""
    remarks, festival = _remarks(board.findings), board.edition.festival
    return [
        _column(one, policy, remarks[one.code], cards_of(one.films, festival, board.findings)) for one in board.programs
    ]


def overview_of(board: Board, policy: Policy) -> Overview:
    """Return a lineup as it is compared with others."""
    columns = columns_of(board, policy)
    films = [film for column in columns for film in column.films]
    levels = [finding.level for finding in board.findings]
    return Overview(
        board=board,
        columns=columns,
        films=len(films),
        time_s=sum(column.time_s for column in columns),
        mean=mean_of(films),
        grave=sum(level in {CheckLevel.FORBIDS, CheckLevel.BLOCKS_RELEASE} for level in levels),
        warnings=levels.count(CheckLevel.WARNS),
    )


def segments_of(films: Iterable[BoardFilm]) -> list[Segment]:
    """Return films as segments of a reel; films of unknown length are not drawn."""
    return [Segment(f.title, f.running_time_s, href=f"#film-{f.code}") for f in films if f.running_time_s]


def mean_of(films: Iterable[BoardFilm]) -> float | None:
    """Return the mean of the films' calibrated scores, as far as they have any."""
    means = [float(film.standing.mean) for film in films if film.standing]
    return sum(means) / len(means) if means else None


def _column(one: BoardProgram, policy: Policy, remarks: list[Remark], cards: list[Card]) -> Column:
    times = [film.running_time_s for film in one.films]
    return Column(
        board_program=one,
        segments=segments_of(one.films),
        time_s=program_time_s(times, policy.gap_s, policy.opening_reel_s),
        limit_s=refused_over_s(one.program, policy),
        mean=mean_of(one.films),
        remarks=remarks,
        cards=cards,
    )


def remarks_of(findings: Iterable[Finding]) -> list[Remark]:
    """Return findings, each with its look."""
    return [Remark(finding, *BADGES[finding.level]) for finding in findings]


def _remarks(findings: Iterable[Finding]) -> defaultdict[str, list[Remark]]:
    """Return the findings by program, each with its look."""
    found: defaultdict[str, list[Remark]] = defaultdict(list)
    for remark in remarks_of(findings):
        found[remark.finding.program].append(remark)
    return found
