"""Moves on a board: films placed, moved, locked and taken out; programs added, changed and taken away; undo."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import MoveForm, ProgramForm, VersionForm, initial_of
from matinee.office.programming.pages import lineup_or_404, page, to_board, undo_address
from matinee.programming.actions import (
    add_program,
    change_program,
    lock_film,
    move_film,
    move_program,
    place_film,
    remove_film,
    remove_program,
    undo_change,
)
from matinee.programming.models import Lineup, Placement, Program
from matinee.programming.queries import program_in, strands_of
from matinee.programming.states import ProgramKind
from matinee.web.notices import tell, tell_trouble


@desk(Permission.PROGRAM)
@require_POST
def film(request: DeskRequest, code: str) -> HttpResponse:
    """Make one move of one film, unless somebody changed the board meanwhile."""
    lineup = lineup_or_404(request, code)
    form = MoveForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("This move is not known. Open the board again."))
        return to_board(request, lineup)
    moved = Film.objects.filter(festival=request.festival, code=form.cleaned_data["film"]).first()
    if moved is None:
        raise Http404
    try:
        words = _move(request, lineup, moved, form)
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, words, undo_url=undo_address(request, lineup))
    return to_board(request, lineup, moved.code)


def _move(request: DeskRequest, lineup: Lineup, moved: Film, form: MoveForm) -> str:
    """Make the move and return what was done, in words."""
    given, says = form.cleaned_data, {"film": moved.title}
    what, version, by = given["do"], given["version"], request.user
    if what == "remove":
        remove_film(lineup=lineup, film=moved, by=by, version=version)
        return _("“%(film)s” is back in the pool.") % says
    if what in {"lock", "unlock"}:
        lock_film(lineup=lineup, film=moved, is_locked=what == "lock", by=by, version=version)
        return (_("“%(film)s” stays where it is.") if what == "lock" else _("“%(film)s” may move again.")) % says
    if what in {"up", "down"}:
        place = _place_or_404(lineup, moved)
        position = max(1, place.position + (1 if what == "down" else -1))
        move_film(lineup=lineup, film=moved, to=place.program, position=position, by=by, version=version)
        return _("“%(film)s” has moved.") % says
    to = _program_or_404(lineup, given["to"])
    return _bring(lineup, moved, to, form, by=request)


def _bring(lineup: Lineup, moved: Film, to: Program, form: MoveForm, *, by: DeskRequest) -> str:
    """Bring a film into a program, from the pool or from another program."""
    given = form.cleaned_data
    if given["do"] == "place" and not Placement.objects.filter(program__lineup=lineup, film=moved).exists():
        place_film(program=to, film=moved, position=given["position"], by=by.user, version=given["version"])
        lineup.refresh_from_db(fields=["version"])
    else:
        move_film(lineup=lineup, film=moved, to=to, position=given["position"], by=by.user, version=given["version"])
    return _("“%(film)s” is in “%(program)s”.") % {"film": moved.title, "program": to.title}


@desk(Permission.PROGRAM)
@require_POST
def undo(request: DeskRequest, code: str) -> HttpResponse:
    """Take the board's last change back, if nobody has changed it since."""
    lineup = lineup_or_404(request, code)
    form = VersionForm({"version": request.GET.get("version") or request.POST.get("version")})
    try:
        undo_change(lineup=lineup, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else None)
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, _("The last change is undone."))
    return to_board(request, lineup)


@desk(Permission.PROGRAM)
@require_http_methods(["GET", "HEAD", "POST"])
def new_program(request: DeskRequest, code: str) -> HttpResponse:
    """Add a program to a board."""
    lineup = lineup_or_404(request, code)
    start = {"kind": ProgramKind.SHORTS, "version": lineup.version}
    form = ProgramForm(request.POST or None, strands=strands_of(request.festival), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            add_program(lineup=lineup, by=request.user, version=form.cleaned_data["version"], **form.columns())
        except (Conflict, InvalidInput) as refused:
            form.add_error(None, refused.message)
        else:
            return to_board(request, lineup)
    return page(request, "program", {"lineup": lineup, "form": form}, status=400 if form.errors else 200)


@desk(Permission.PROGRAM)
@require_http_methods(["GET", "HEAD", "POST"])
def program(request: DeskRequest, code: str, program: str) -> HttpResponse:
    """Change a program."""
    lineup = lineup_or_404(request, code)
    found = _program_or_404(lineup, program)
    start = initial_of(found) | {"version": lineup.version}
    form = ProgramForm(request.POST or None, strands=strands_of(request.festival), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            change_program(program=found, by=request.user, version=form.cleaned_data["version"], **form.columns())
        except (Conflict, InvalidInput) as refused:
            form.add_error(None, refused.message)
        else:
            return to_board(request, lineup)
    context = {"lineup": lineup, "program": found, "form": form}
    return page(request, "program", context, status=400 if form.errors else 200)


@desk(Permission.PROGRAM)
@require_POST
def do_program(request: DeskRequest, code: str, program: str) -> HttpResponse:
    """Lock a program, move it, or take it off the board."""
    lineup = lineup_or_404(request, code)
    found = _program_or_404(lineup, program)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        words = _do(request, found, request.POST.get("do", ""), version)
    except Conflict as refused:
        tell_trouble(request, refused.message)
    else:
        lineup.refresh_from_db()
        tell(request, words, undo_url=undo_address(request, lineup))
    return to_board(request, lineup)


def _do(request: DeskRequest, found: Program, what: str, version: int | None) -> str:
    """Do one thing with a program and return what was done, in words."""
    says = {"program": found.title}
    if what in {"lock", "unlock"}:
        change_program(program=found, by=request.user, version=version, is_locked=what == "lock")
        return (_("“%(program)s” stays as it is.") if what == "lock" else _("“%(program)s” may change again.")) % says
    if what in {"earlier", "later"}:
        before = Program.objects.filter(lineup=found.lineup, position__lt=found.position).count()
        move_program(program=found, to=before + (2 if what == "later" else 0), by=request.user, version=version)
        return _("“%(program)s” has moved.") % says
    if what == "remove":
        remove_program(program=found, by=request.user, version=version)
        return _("“%(program)s” is off the board; its films are in the pool.") % says
    raise Http404


def _program_or_404(lineup: Lineup, code: str) -> Program:
    found = program_in(lineup, code)
    if found is None:
        raise Http404
    return found


def _place_or_404(lineup: Lineup, moved: Film) -> Placement:
    found = Placement.objects.filter(program__lineup=lineup, film=moved).select_related("program__lineup").first()
    if found is None:
        raise Http404
    return found
