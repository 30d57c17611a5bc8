"""A board as its checks and the engine read it: programs with their films, nothing of the database."""

from dataclasses import dataclass, field

from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.films.models import Film
from matinee.preselection.models import Standing
from matinee.programming.models import Invitation, Placement, Program
from matinee.programming.states import CheckLevel, OfferState


@dataclass(frozen=True, slots=True)
class BoardFilm:
    """A film in the pool or in a program, with all that decides about its place."""

    film: Film
    strands: frozenset[str] = frozenset()
    weight: float | None = None
    standing: Standing | None = None
    consideration: Consideration | None = None
    placement: Placement | None = None
    invitation: Invitation | None = None
    note: str = ""

    @property
    def code(self) -> str:
        """The film's code."""
        return self.film.code

    @property
    def title(self) -> str:
        """The film's title."""
        return self.film.title

    @property
    def running_time_s(self) -> int:
        """The running time; nothing where it is not known."""
        return self.film.running_time_s or 0

    @property
    def is_locked(self) -> bool:
        """Tell whether a programmer said that it stays where it is."""
        return self.placement is not None and self.placement.is_locked

    @property
    def is_refused(self) -> bool:
        """Tell whether its maker said no to this edition: where it stands there is a hole to fill."""
        return self.invitation is not None and self.invitation.state == OfferState.DECLINED

    @property
    def is_place_locked(self) -> bool:
        """Tell whether a programmer said that it keeps its place in the order."""
        return self.placement is not None and self.placement.is_place_locked

    @property
    def nos(self) -> list[str]:
        """What speaks against it at this edition, in words."""
        if self.consideration is None or self.consideration.state != ConsiderationState.INELIGIBLE:
            return []
        return [str(reason.get("text", "")) for reason in self.consideration.reasons if not reason.get("ok")]


@dataclass(frozen=True, slots=True)
class BoardProgram:
    """A program with its films in order."""

    program: Program
    films: tuple[BoardFilm, ...] = field(default=())
    note: str = ""

    @property
    def code(self) -> str:
        """The program's code."""
        return self.program.code

    @property
    def title(self) -> str:
        """The program's title."""
        return self.program.title

    @property
    def strand_slug(self) -> str:
        """The strand it keeps to, or nothing."""
        return self.program.strand.slug if self.program.strand else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: how serious, in words, and where."""

    level: CheckLevel
    text: str
    program: str = ""
    film: str = ""
    check: str = field(default="", compare=False)
