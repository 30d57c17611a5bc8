"""The festival desk: in which languages the public pages are, and saying its words in each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.actions import LONGEST, choose_languages, translate
from matinee.festival.models import Edition, Festival, Translated
from matinee.festival.queries import past_editions, translations_of, upcoming_editions
from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import InvalidInput, NotAllowed
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.programming.models import Program, Strand
from matinee.programming.queries import focus_of, programs_of
from matinee.web.notices import tell
from matinee.web.words import own_name

Worded = Festival | Edition | Strand | Program | Film
LABELS: Final = {
    "title": _l("Title"),
    "tagline": _l("One line about it"),
    "about": _l("About"),
    "how_to_submit": _l("How to submit"),
    "logline": _l("In one sentence"),
    "synopsis": _l("The story"),
    "making": _l("How it was made"),
    "content_notes": _l("Content notes"),
}
KINDS: Final = {
    Translated.FESTIVAL: _l("Festival"),
    Translated.EDITION: _l("Edition"),
    Translated.STRAND: _l("Strand"),
    Translated.PROGRAM: _l("Program"),
    Translated.FILM: _l("Film"),
}
LINES = {"title", "tagline", "logline", "content_notes"}
PAST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a thing: what it says in the festival's own language, and in the other one."""

    name: str
    label: str | Promise
    own: str
    said: str
    longest: int
    is_line: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with words for the public."""

    kind: Translated
    pk: int
    key: str
    label: str | Promise
    title: str
    texts: list[Text]

    @property
    def done(self) -> int:
        """How many of its texts are said."""
        return sum(bool(text.said) for text in self.texts)


def things_of(edition: Edition, language: str) -> Iterator[Thing]:
    """Yield what an edition's pages say: the festival, the edition, its strands, programs and films."""
    known = translations_of(edition.festival)
    programs = programs_of(edition)
    placed = [placement.film for program in programs for placement in program.placements.all()]
    rows: list[tuple[Translated, Worded]] = [(Translated.FESTIVAL, edition.festival), (Translated.EDITION, edition)]
    rows += [(Translated.STRAND, strand) for strand in focus_of(edition)]
    rows += [(Translated.PROGRAM, program) for program in programs]
    rows += [(Translated.FILM, film) for film in {film.pk: film for film in placed}.values()]
    for kind, row in rows:
        said = known.get((kind, row.pk), {}).get(language, {})
        own = ((name, str(getattr(row, name)), most) for name, most in LONGEST[kind].items())
        texts = [
            Text(name, LABELS[name], text, said.get(name, ""), most, name in LINES) for name, text, most in own if text
        ]
        yield Thing(kind, row.pk, f"{kind}-{row.slug}", KINDS[kind], str(row), texts)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: DeskRequest) -> HttpResponse:
    """Show and choose the languages of the public pages."""
    festival, trouble = request.festival, ""
    may_choose = Permission.MANAGE_FESTIVAL in request.permissions
    if request.method == "POST":
        if not may_choose:
            raise NotAllowed(_("Ask a festival manager: the languages of the pages are theirs to choose."))
        try:
            choose_languages(festival=festival, languages=request.POST.getlist("languages"), by=request.user)
        except InvalidInput as error:
            trouble = error.accepted
        else:
            tell(request, _("Saved. The next release of an edition is published in these languages."))
            return redirect("office-languages", festival.slug)
    choices = [
        (code, own_name(code), code in festival.other_languages)
        for code, _name in settings.LANGUAGES
        if code != festival.language
    ]
    editions = [*upcoming_editions(festival), *past_editions(festival)[:PAST_SHOWN]]
    context = {"festival": festival, "choices": choices, "editions": editions, "may_choose": may_choose}
    return render(request, "office/festival/languages.html", context | {"trouble": trouble})


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD"])
def words(request: DeskRequest, language: str, edition: str) -> HttpResponse:
    """Show everything that an edition's pages say, beside what it is in another language."""
    found = _edition(request, language, edition)
    things = [thing for thing in things_of(found, language) if thing.texts]
    done, total = sum(thing.done for thing in things), sum(len(thing.texts) for thing in things)
    context = {"festival": request.festival, "edition": found, "language": language, "things": things}
    return render(request, "office/festival/words.html", context | {"done": done, "total": total})


@desk(Permission.TELL)
@require_POST
def say(request: DeskRequest, language: str, edition: str, key: str) -> HttpResponse:
    """Keep what one thing is called and said to be in another language."""
    found = _edition(request, language, edition)
    thing = next((one for one in things_of(found, language) if one.key == key), None)
    if thing is None:
        raise Http404
    said = {text.name: request.POST.get(text.name, "") for text in thing.texts}
    translate(
        festival=request.festival, kind=thing.kind, thing=thing.pk, language=language, words=said, by=request.user
    )
    tell(request, _("“%(title)s” is saved in %(language)s.") % {"title": thing.title, "language": own_name(language)})
    return redirect(reverse("office-words", args=[request.festival.slug, language, found.slug]) + f"#{thing.key}")


def _edition(request: DeskRequest, language: str, slug: str) -> Edition:
    """Return the edition, where the festival is published in this language."""
    if language not in request.festival.other_languages:
        raise Http404
    return edition_or_404(request.festival, slug)
