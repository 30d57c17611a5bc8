"""A film's words in the other languages that its festival's pages are published in."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matinee.entries.states import ENTERED
from matinee.festival.actions import translate
from matinee.festival.models import Translated
from matinee.festival.queries import translations_of
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.forms import FilmWordsForm
from matinee.web.notices import tell
from matinee.web.words import language_name


@own
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: EntryRequest, language: str) -> HttpResponse:
    """Say what the film is called, and what it is about, in one more language."""
    entry, film, festival = request.entry, request.entry.film, request.entry.festival
    if language not in festival.other_languages or entry.state not in ENTERED:
        raise Http404
    known = translations_of(festival).get((Translated.FILM, film.pk), {}).get(language, {})
    form = FilmWordsForm(film, language, request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        said = {**known, **form.cleaned_data}
        translate(
            festival=festival, kind=Translated.FILM, thing=film.pk, language=language, words=said, by=request.user
        )
        tell(request, _("Saved: your film in %(language)s.") % {"language": language_name(language)})
        return redirect("lounge-entry", entry.code)
    context = {"entry": entry, "film": film, "form": form, "language": language, "here": "films"}
    return render(request, "lounge/words.html", context, status=400 if form.errors else 200)
