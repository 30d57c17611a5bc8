"""Entries: films sent to a call."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from matinee.api.access import festival_for, person
from matinee.api.pages import Pages
from matinee.entries.models import Entry
from matinee.entries.queries import entries_visible_to
from matinee.entries.states import EntrySource, EntryState
from matinee.festival.states import Permission
from matinee.kit.errors import NotFound

TAG = "Entries"
router = Router()


class EntryOut(Schema):
    """One film sent to one call; private details are in no answer."""

    code: str
    state: EntryState
    state_reason: str
    source: EntrySource
    external_id: str
    call: str
    film_code: str
    film_title: str
    running_time_s: int | None
    sender_name: str
    categories: list[str]
    sent_at: datetime | None
    window_ends_on: date | None

    @staticmethod
    def resolve_call(entry: Entry) -> str:
        """Name the call by its slug."""
        return entry.call.slug

    @staticmethod
    def resolve_film_code(entry: Entry) -> str:
        """Name the film by its code."""
        return entry.film.code

    @staticmethod
    def resolve_film_title(entry: Entry) -> str:
        """Name the film by its title."""
        return entry.film.title

    @staticmethod
    def resolve_running_time_s(entry: Entry) -> int | None:
        """Tell how long it is."""
        return entry.film.running_time_s


@router.get("/{festival}/entries", response=list[EntryOut], summary="Entries, the newest first")
@paginate(Pages)
def list_entries(request: HttpRequest, festival: str, state: EntryState | None = None) -> QuerySet[Entry]:
    """Return the entries, of one state if asked."""
    found = entries_visible_to(person(request), festival_for(request, festival, Permission.SEE_ENTRIES))
    return (found.filter(state=state) if state else found).order_by("-sent_at", "-pk")


@router.get("/{festival}/entries/{entry}", response=EntryOut, summary="One entry")
def get_entry(request: HttpRequest, festival: str, entry: str) -> Entry:
    """Return one entry."""
    seen = entries_visible_to(person(request), festival_for(request, festival, Permission.SEE_ENTRIES))
    found = seen.filter(code=entry).first()
    if found is None:
        raise NotFound(f"There is no entry “{entry}” in {festival}.")
    return found
