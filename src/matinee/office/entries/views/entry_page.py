"""The page of one entry with everything it shows, shared by the views that change something on it."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse

from matinee.entries.models import Consideration, Entry
from matinee.entries.queries import considerations_of, history_of, misfit_words, open_correction, terms_for
from matinee.entries.rules import missing_of
from matinee.entries.states import ALIVE, EntryState
from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.films.queries import film_of, place_of
from matinee.films.rules import premiere_words
from matinee.films.states import Premiere
from matinee.kit.signing import media_address
from matinee.mailroom.queries import letters_about
from matinee.office.access import DeskRequest
from matinee.office.entries.forms import AskForm, CategoriesForm, MoveForm, PosterForm, ShowingForm, StillForm
from matinee.office.entries.told import told_of
from matinee.office.entries.views.pages import page
from matinee.office.entries.words import deed_words
from matinee.preselection.queries import marks_of_earlier_cuts

HISTORY_SHOWN = 30
LETTERS_SHOWN = 12


def entry_page(
    request: DeskRequest,
    found: Entry,
    *,
    word: str | None = None,
    details: dict[str, str] | None = None,
    status: int = 200,
    **forms: Form,
) -> HttpResponse:
    """Return the page of an entry, with forms as they were typed."""
    film = film_of(request.festival, found.film.code)
    if film is None:
        raise Http404
    context = {
        "entry": found,
        "film": film,
        "considerations": [(one, _rung(one)) for one in considerations_of(found)],
        "history": [(event, deed_words(event.verb)) for event in history_of(found)[:HISTORY_SHOWN]],
        "still_url": media_address(str(film.still.name)) if film.still else "",
        "poster_url": media_address(str(film.poster.name)) if film.poster else "",
        "missing": missing_of(found) if found.state == EntryState.INCOMPLETE else [],
        "is_alive": found.state in ALIVE,
        "word": word,
        "details": details,
        **_looked_at(request, found),
        **_forms(found, film),
        **told_of(found, film),
        **forms,
    }
    return page(request, "entry", context, status=status)


def _looked_at(request: DeskRequest, found: Entry) -> dict[str, Any]:
    """Return what waits to be looked at: a question to the maker, a category, marks of an earlier cut, letters."""
    may_read = Permission.MANAGE_FESTIVAL in request.permissions
    return {
        "correction": open_correction(found),
        "misfits": misfit_words(found),
        "earlier_marks": marks_of_earlier_cuts(found),
        "letters": list(letters_about(request.festival, found.code)[:LETTERS_SHOWN]) if may_read else [],
    }


def _forms(found: Entry, film: Film) -> dict[str, Form]:
    """Return the forms of the page, filled with what is known."""
    return {
        "still_form": StillForm(initial={"alt": film.still_alt}),
        "poster_form": PosterForm(initial={"poster_alt": film.poster_alt}),
        "move_form": MoveForm(),
        "showing_form": ShowingForm(),
        "ask_form": AskForm(),
        "categories_form": CategoriesForm(terms=terms_for(found), chosen=found.categories),
    }


def _rung(one: Consideration) -> str:
    """Return the premiere that a showing at an edition would be, in words; nothing where it would be none."""
    if one.premiere in {"", Premiere.UNKNOWN, Premiere.NONE}:
        return ""
    return premiere_words(one.premiere, place_of(one.edition.festival))
