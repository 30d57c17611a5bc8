"""The pictures of an edition: words for those who cannot see them, and the point that stays in sight."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.films.actions import credit_still, set_still, set_still_focus
from matinee.films.models import Film
from matinee.kit.errors import InvalidInput
from matinee.kit.signing import media_address
from matinee.marquee.staging import focus_class
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.programming.queries import programs_of
from matinee.web.notices import tell


class PictureForm(forms.Form):
    """What is said of a picture, and where the eye should rest."""

    alt = forms.CharField(label=gettext_lazy("What it shows, in words"), max_length=300)
    credit = forms.CharField(max_length=200, required=False)
    rights = forms.CharField(max_length=300, required=False)
    x = forms.IntegerField(min_value=0, max_value=100)
    y = forms.IntegerField(min_value=0, max_value=100)


def films_of(edition: Edition) -> list[Film]:
    """Return the films of an edition's lineup in the order of the bill, once each."""
    placed = (placement.film for program in programs_of(edition) for placement in program.placements.all())
    return list({film.pk: film for film in placed}.values())


def asked_for(edition: Edition) -> tuple[int, int]:
    """Return how many films have a still without words, and how many have no still."""
    films = films_of(edition)
    return sum(bool(film.still and not film.still_alt) for film in films), sum(not film.still for film in films)


@desk(Permission.PUBLISH)
@require_safe
def pictures(request: DeskRequest, edition: str) -> HttpResponse:
    """Show every still of an edition, those without words first."""
    return _page(request, edition_or_404(request.festival, edition))


def _page(request: DeskRequest, edition: Edition, refused: dict[str, str] | None = None) -> HttpResponse:
    told = refused or {}
    films = films_of(edition)
    rows = [
        {
            "film": film,
            "address": media_address(str(film.still.name)),
            "focus_class": focus_class(film.still_focus_x, film.still_focus_y),
            "refused": told.get(film.slug, ""),
        }
        for film in sorted(films, key=lambda film: bool(film.still_alt))
        if film.still
    ]
    context = {
        "festival": request.festival,
        "edition": edition,
        "rows": rows,
        "lacking": sum(bool(film.still and not film.still_alt) for film in films),
        "bare": [film for film in films if not film.still],
    }
    return render(request, "office/releases/pictures.html", context, status=400 if told else 200)


@desk(Permission.PUBLISH)
@require_POST
def picture(request: DeskRequest, edition: str, film: str) -> HttpResponse:
    """Keep what is said of a still and which point of it stays in sight."""
    found = edition_or_404(request.festival, edition)
    row = next((row for row in films_of(found) if row.slug == film and row.still), None)
    if row is None:
        raise Http404
    form = PictureForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {film: _("Say what the picture shows; the point lies from 0 to 100.")})
    said = form.cleaned_data
    try:
        set_still(film=row, image=b"", alt=said["alt"], by=request.user)
        set_still_focus(film=row, x=said["x"], y=said["y"], by=request.user)
        credit_still(film=row, credit=said["credit"], rights=said["rights"], by=request.user)
    except InvalidInput as refused:
        return _page(request, found, {film: refused.message})
    tell(request, _("Kept. It goes up with the next release."))
    return redirect("office-releases-pictures", request.festival.slug, found.slug)
