"""One entry: its film, its people, how it stands for each edition, and what staff may do with it."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.actions import consider_entry, correct_entry, disqualify_entry, reveal_private, withdraw_entry
from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.films.actions import change_showing, record_showing, remove_showing, reveal_password, set_poster, set_still
from matinee.films.models import PublicShowing
from matinee.films.queries import film_of
from matinee.kit.errors import InvalidInput, MatineeError
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.forms import EntryForm, MoveForm, PosterForm, ShowingForm, StillForm, initial_of
from matinee.office.entries.views.entry_page import entry_page
from matinee.office.entries.views.pages import entry_or_404, page
from matinee.web.notices import tell
from matinee.workflows.set_aside import bring_back, set_aside

MOVES: dict[str, Callable[..., Entry]] = {
    "mark_incomplete": set_aside,
    "disqualify": disqualify_entry,
    "withdraw": withdraw_entry,
}


@desk(Permission.SEE_ENTRIES)
@never_cache
@require_safe
def entry(request: DeskRequest, code: str) -> HttpResponse:
    """Show one entry."""
    return entry_page(request, entry_or_404(request, code))


@desk(Permission.MANAGE_ENTRIES)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, code: str) -> HttpResponse:
    """Correct the facts of an entry and its film."""
    found = _with_film(request, code)
    form = EntryForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            correct_entry(entry=found, said=form.said(), by=request.user)
        except MatineeError as refused:
            form.add_error(None, refused.message)
        else:
            tell(request, _("Saved, and weighed again for every upcoming edition."))
            return redirect("office-entry", request.festival.slug, code)
    return page(request, "edit", {"entry": found, "form": form}, status=400 if form.errors else 200)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def still(request: DeskRequest, code: str) -> HttpResponse:
    """Set the film's still with its alternative text."""
    found = entry_or_404(request, code)
    form = StillForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            set_still(
                film=found.film, image=form.cleaned_data["image"] or b"", alt=form.cleaned_data["alt"], by=request.user
            )
        except InvalidInput as refused:
            form.add_error("alt" if refused.field == "still_alt" else "image", refused.message)
        else:
            tell(request, _("The still is saved."))
            return redirect("office-entry", request.festival.slug, code)
    return entry_page(request, found, still_form=form, status=400)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def poster(request: DeskRequest, code: str) -> HttpResponse:
    """Set the film's poster with its alternative text."""
    found = entry_or_404(request, code)
    form = PosterForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            set_poster(film=found.film, image=said["poster"] or b"", alt=said["poster_alt"], by=request.user)
        except InvalidInput as refused:
            form.add_error("poster_alt" if refused.field == "poster_alt" else "poster", refused.message)
        else:
            tell(request, _("The poster is saved."))
            return redirect("office-entry", request.festival.slug, code)
    return entry_page(request, found, poster_form=form, status=400)


@desk(Permission.SEE_ENTRIES)
@never_cache
@require_POST
def password(request: DeskRequest, code: str) -> HttpResponse:
    """Show the screener's password; that it was asked for is written down."""
    found = entry_or_404(request, code)
    return entry_page(request, found, word=reveal_password(film=found.film, by=request.user))


@desk(Permission.MANAGE_ENTRIES)
@never_cache
@require_POST
def private(request: DeskRequest, code: str) -> HttpResponse:
    """Show what an import brought of birth date, telephone and address; that it was asked for is written down."""
    found = entry_or_404(request, code)
    return entry_page(request, found, details=reveal_private(entry=found, by=request.user))


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def showings(request: DeskRequest, code: str) -> HttpResponse:
    """Record a showing, say that one is right, or take one out."""
    found = entry_or_404(request, code)
    deed = request.POST.get("deed", "record")
    if deed in {"check", "remove"}:
        _look_at(request, found, deed)
    else:
        form = ShowingForm(request.POST)
        if not form.is_valid():
            return entry_page(request, found, showing_form=form, status=400)
        record_showing(film=found.film, by=request.user, **form.columns())
    consider_entry(entry=found, by=request.user)
    tell(request, _("The premiere is worked out anew."))
    return redirect("office-entry", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def move(request: DeskRequest, code: str) -> HttpResponse:
    """Take an entry out of consideration, with a way back."""
    found = entry_or_404(request, code)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            MOVES[form.cleaned_data["to"]](entry=found, reason=form.cleaned_data["reason"], by=request.user)
        except InvalidInput as refused:
            form.add_error("reason", refused.message)
        else:
            undo = reverse("office-entry-return", args=[request.festival.slug, code])
            said = {"film": found, "state": found.get_state_display().lower()}
            tell(request, _("“%(film)s” is %(state)s now.") % said, undo_url=undo)
            return redirect("office-entry", request.festival.slug, code)
    return entry_page(request, found, move_form=form, status=400)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def come_back(request: DeskRequest, code: str) -> HttpResponse:
    """Bring an entry back into consideration."""
    found = bring_back(entry=entry_or_404(request, code), by=request.user)
    tell(request, _("“%(film)s” is considered again.") % {"film": found})
    return redirect("office-entry", request.festival.slug, code)


def _with_film(request: DeskRequest, code: str) -> Entry:
    """Return an entry with its film's credits and screener at hand."""
    found = entry_or_404(request, code)
    found.film = film_of(request.festival, found.film.code) or found.film
    return found


def _look_at(request: DeskRequest, found: Entry, deed: str) -> None:
    """Say that a showing is right, or take it out."""
    number = request.POST.get("showing", "")
    showing = PublicShowing.objects.filter(film=found.film, pk=int(number) if number.isdigit() else 0).first()
    if showing is None:
        raise Http404
    if deed == "check":
        change_showing(showing=showing, by=request.user)
    else:
        remove_showing(showing=showing, by=request.user)
