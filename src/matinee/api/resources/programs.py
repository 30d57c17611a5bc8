"""Programs of an edition's adopted lineup, with their films in order."""

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import edition_for
from matinee.api.pages import Pages
from matinee.festival.states import Permission
from matinee.programming.models import Program
from matinee.programming.queries import programs_of
from matinee.programming.states import ProgramKind

TAG = "Programs"
router = Router()


class PlacedFilm(Schema):
    """A film at its place."""

    position: int
    code: str
    slug: str
    title: str
    running_time_s: int | None


class ProgramOut(Schema):
    """A block of films under one ticket."""

    code: str
    slug: str
    title: str
    kind: ProgramKind
    strand: str | None
    about: str
    films: list[PlacedFilm]

    @staticmethod
    def resolve_strand(program: Program) -> str | None:
        """Name the strand by its slug."""
        return program.strand.slug if program.strand else None

    @staticmethod
    def resolve_films(program: Program) -> list[PlacedFilm]:
        """Put the films in order."""
        return [
            PlacedFilm(
                position=placement.position,
                code=placement.film.code,
                slug=placement.film.slug,
                title=placement.film.title,
                running_time_s=placement.film.running_time_s,
            )
            for placement in program.placements.all()
        ]


@router.get("/{festival}/editions/{edition}/programs", response=list[ProgramOut], summary="The adopted lineup")
@paginate(Pages)
def list_programs(request: HttpRequest, festival: str, edition: str) -> list[Program]:
    """Return the programs in order; none while no lineup is adopted."""
    return programs_of(edition_for(request, festival, edition, Permission.SEE_ENTRIES))
