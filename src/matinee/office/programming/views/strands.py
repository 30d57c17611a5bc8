"""Strands: the list, their rules, and what people said about films."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.states import ACCENTS, Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import StrandForm, rule_words, strand_initial
from matinee.office.programming.pages import page
from matinee.programming.actions import change_strand, make_strand, say_belongs
from matinee.programming.models import Strand
from matinee.programming.queries import films_with_word, strands_with_counts
from matinee.web.notices import tell

FOUND_SHOWN = 20
WORDS = {"yes": True, "no": False, "rule": None}


@desk(Permission.PROGRAM)
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Show the festival's strands."""
    strands = [(one, rule_words(one.rule)) for one in strands_with_counts(request.festival)]
    context = {"strands": strands, "may_change": _may_change(request)}
    return page(request, "strands", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Make a strand."""
    form = StrandForm(request.POST or None, accents=ACCENTS)
    if request.method == "POST" and form.is_valid():
        try:
            strand = make_strand(festival=request.festival, by=request.user, **form.columns())
        except (Conflict, InvalidInput) as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("office-programming-strand", request.festival.slug, strand.slug)
    return page(request, "strand", {"form": form, "may_change": True}, status=400 if form.errors else 200)


@desk(Permission.PROGRAM)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, slug: str) -> HttpResponse:
    """Show a strand with the films people spoke of, and change it."""
    strand = _strand_or_404(request, slug)
    form = StrandForm(request.POST or None, accents=ACCENTS, initial=strand_initial(strand))
    if request.method == "POST" and _may_change(request) and form.is_valid():
        try:
            change_strand(strand=strand, by=request.user, **form.columns())
        except InvalidInput as refused:
            form.add_error(None, refused.message)
        else:
            tell(request, _("“%(strand)s” is saved.") % {"strand": strand})
            return redirect("office-programming-strand", request.festival.slug, strand.slug)
    words = request.GET.get("q", "").strip()
    context = {
        "strand": strand,
        "form": form,
        "said": list(films_with_word(strand)),
        "q": words,
        "found": _found(request, words),
        "may_change": _may_change(request),
    }
    return page(request, "strand", context, status=400 if form.errors else 200)


@desk(Permission.PROGRAM)
@require_POST
def word(request: DeskRequest, slug: str) -> HttpResponse:
    """Say that a film belongs to a strand, that it does not, or leave it to the rule."""
    strand = _strand_or_404(request, slug)
    film = Film.objects.filter(festival=request.festival, code=request.POST.get("film", "")).first()
    said = request.POST.get("word", "")
    if film is None or said not in WORDS:
        raise Http404
    say_belongs(strand=strand, film=film, belongs=WORDS[said], by=request.user)
    words = {
        "yes": _("“%(film)s” belongs to %(strand)s."),
        "no": _("“%(film)s” does not belong to %(strand)s."),
        "rule": _("Whether “%(film)s” belongs to %(strand)s is left to its rule."),
    }
    tell(request, words[said] % {"film": film, "strand": strand})
    return redirect("office-programming-strand", request.festival.slug, strand.slug)


def _strand_or_404(request: DeskRequest, slug: str) -> Strand:
    found = Strand.objects.filter(festival=request.festival, slug=slug).first()
    if found is None:
        raise Http404
    return found


def _found(request: DeskRequest, words: str) -> list[Film]:
    """Return films whose title has these words."""
    if not words:
        return []
    return list(Film.objects.filter(festival=request.festival, title__icontains=words).order_by("title")[:FOUND_SHOWN])


def _may_change(request: DeskRequest) -> bool:
    return Permission.MANAGE_FESTIVAL in request.permissions
