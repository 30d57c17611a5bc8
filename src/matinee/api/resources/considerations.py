"""Considerations: every entry weighed for an edition, with the reason of every no."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import edition_for
from matinee.api.pages import Pages
from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.festival.states import Permission

TAG = "Considerations"
router = Router()


class ReasonOut(Schema):
    """One reason, in words that the filmmaker reads."""

    code: str
    ok: bool
    text: str


class ConsiderationOut(Schema):
    """An entry weighed for an edition."""

    entry: str
    film_code: str
    film_title: str
    state: ConsiderationState
    premiere: str
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_entry(consideration: Consideration) -> str:
        """Name the entry by its code."""
        return consideration.entry.code

    @staticmethod
    def resolve_film_code(consideration: Consideration) -> str:
        """Name the film by its code."""
        return consideration.entry.film.code

    @staticmethod
    def resolve_film_title(consideration: Consideration) -> str:
        """Name the film by its title."""
        return consideration.entry.film.title


@router.get(
    "/{festival}/editions/{edition}/considerations",
    response=list[ConsiderationOut],
    summary="Every entry weighed for the edition",
)
@paginate(Pages)
def list_considerations(
    request: HttpRequest, festival: str, edition: str, state: ConsiderationState | None = None
) -> QuerySet[Consideration]:
    """Return the considerations by title, of one state if asked."""
    asked = edition_for(request, festival, edition, Permission.SEE_ENTRIES)
    found = Consideration.objects.filter(edition=asked).select_related("entry__film")
    return (found.filter(state=state) if state else found).order_by("entry__film__title", "pk")
