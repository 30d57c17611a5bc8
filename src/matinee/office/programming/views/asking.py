"""Asking the engine about a board: for proposals, for a film's reasons, for what holds its programs together."""

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput, Unavailable
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import AskForm, BoardAskForm, TitleForm
from matinee.office.programming.pages import lineup_or_404, page, to_board, undo_address
from matinee.office.programming.views.proposals import proposal_or_404
from matinee.programming.actions import ask_again, ask_engine, change_program, why_on_board, words_on_board
from matinee.programming.models import Placement
from matinee.programming.queries import program_in
from matinee.web.notices import tell, tell_trouble

WORDS_KEPT_S = 3600


@desk(Permission.PROGRAM)
@require_POST
def ask(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the engine about a board and go to where its work can be watched."""
    lineup = lineup_or_404(request, code)
    form = BoardAskForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return to_board(request, lineup)
    given = form.cleaned_data
    try:
        asked = ask_engine(
            lineup=lineup,
            by=request.user,
            budget_s=given["budget_s"],
            seed=given["seed"] or 0,
            mode=given["mode"],
            programs=request.POST.getlist("program"),
            uses_bench=given["uses_bench"],
        )
    except Conflict as refused:
        tell_trouble(request, refused.message)
        return to_board(request, lineup)
    return redirect("office-programming-proposal", request.festival.slug, asked.code)


@desk(Permission.PROGRAM)
@require_POST
def again(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the very same question again, with other seconds or another seed."""
    proposal = proposal_or_404(request, code)
    form = AskForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        asked = ask_again(proposal=proposal, by=request.user, budget_s=given.get("budget_s"), seed=given.get("seed"))
    except (Conflict, InvalidInput) as refused:
        tell_trouble(request, refused.message)
        return redirect("office-programming-proposal", request.festival.slug, code)
    return redirect("office-programming-proposal", request.festival.slug, asked.code)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def why(request: DeskRequest, code: str, film: str) -> HttpResponse:
    """Say why a film stands where it is, or why it does not stand on the board, and what would change that."""
    lineup = lineup_or_404(request, code)
    found = Film.objects.filter(festival=request.festival, code=film).first()
    if found is None:
        raise Http404
    place = Placement.objects.filter(program__lineup=lineup, film=found).select_related("program").first()
    context: dict[str, object] = {"lineup": lineup, "film": found, "place": place, "festival": request.festival}
    try:
        context["told"] = None if place and place.program.is_locked else why_on_board(lineup=lineup, film=found)
    except Unavailable as silent:
        context["trouble"] = silent.message
    if request.headers.get("HX-Request"):
        return render(request, "office/programming/why_told.html", context)
    return page(request, "why", context)


@desk(Permission.PROGRAM)
@never_cache
@require_safe
def themes(request: DeskRequest, code: str) -> HttpResponse:
    """Say of every program what holds it together, in its films' own words; each goes to its own place."""
    lineup = lineup_or_404(request, code)
    key = f"board-words:{lineup.pk}:{lineup.version}"
    words = cache.get(key)
    if words is None:
        words = words_on_board(lineup=lineup)
        cache.set(key, words, WORDS_KEPT_S)
    context = {"lineup": lineup, "words": words, "festival": request.festival}
    return render(request, "office/programming/themes_told.html", context)


@desk(Permission.PROGRAM)
@require_POST
def rename(request: DeskRequest, code: str, program: str) -> HttpResponse:
    """Give a program another title; nothing else of it changes."""
    lineup = lineup_or_404(request, code)
    found = program_in(lineup, program)
    if found is None:
        raise Http404
    form = TitleForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("Give the program a title of at most 160 letters."))
        return to_board(request, lineup)
    given = form.cleaned_data
    try:
        change_program(program=found, by=request.user, version=given["version"], title=given["title"])
    except (Conflict, InvalidInput) as refused:
        tell_trouble(request, refused.message)
    else:
        lineup.refresh_from_db()
        words = _("The program is called “%(title)s” now.") % {"title": given["title"]}
        tell(request, words, undo_url=undo_address(request, lineup))
    return to_board(request, lineup)
