"""Moves on a board by plain forms: films placed, moved, locked, benched; programs added, changed and taken away."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.forms import MoveForm, ProgramForm, VersionForm, initial_of
from matinee.office.programming.pages import lineup_or_404, page, to_board, undo_address
from matinee.programming.actions import (
    add_program,
    bench_film,
    change_program,
    lock_film,
    lock_place,
    make_move,
    move_film,
    move_program,
    remove_film,
    remove_program,
    write_note,
)
from matinee.programming.models import Benched, BoardNote, Lineup, Placement, Program
from matinee.programming.queries import program_in, strands_of
from matinee.programming.rules.operations import Move
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
    except (Conflict, NotFound) as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, words, undo_url=undo_address(request, lineup))
    return to_board(request, lineup, moved.code)


def _move(request: DeskRequest, lineup: Lineup, moved: Film, form: MoveForm) -> str:
    """Make the move and return what was done, in words."""
    given, says = form.cleaned_data, {"film": moved.title}
    what, here = given["do"], {"lineup": lineup, "film": moved, "by": request.user, "version": given["version"]}
    if what in SINGLE:
        deed, words = SINGLE[what]
        deed(**here)
        return str(words) % says
    if what == "note":
        write_note(text=given["text"], **here)
        return _("The note on “%(film)s” is kept.") % says
    if what in {"up", "down"}:
        place = _place_or_404(lineup, moved)
        position = max(1, place.position + (1 if what == "down" else -1))
        move_film(to=place.program, position=position, **here)
        return _("“%(film)s” has moved.") % says
    to = _program_or_404(lineup, given["to"])
    move = Move("place", (moved.code,), to.code, position=given["position"])
    make_move(lineup=lineup, move=move, by=request.user, base=given["version"])
    return _("“%(film)s” is in “%(program)s”.") % (says | {"program": to.title})


SINGLE: dict[str, tuple[Callable[..., object], Promise]] = {
    "remove": (remove_film, gettext_lazy("“%(film)s” is back in the pool.")),
    "bench": (bench_film, gettext_lazy("“%(film)s” lies on the bench.")),
    "lock": (lock_film, gettext_lazy("“%(film)s” stays in this program.")),
    "unlock": (partial(lock_film, is_locked=False), gettext_lazy("“%(film)s” may leave the program again.")),
    "lock_place": (lock_place, gettext_lazy("“%(film)s” keeps its place.")),
    "unlock_place": (partial(lock_place, is_locked=False), gettext_lazy("“%(film)s” may change places again.")),
}


@desk(Permission.PROGRAM)
@require_safe
def placing(request: DeskRequest, code: str, film: str) -> HttpResponse:
    """Show everything that can be done with one film at a board; the way without scripts, and on a small phone."""
    lineup = lineup_or_404(request, code)
    found = Film.objects.filter(festival=request.festival, code=film).first()
    if found is None:
        raise Http404
    placement = Placement.objects.filter(program__lineup=lineup, film=found).select_related("program").first()
    note = BoardNote.objects.filter(lineup=lineup, film=found).first()
    context = {
        "lineup": lineup,
        "film": found,
        "placement": placement,
        "where": placement.program.title if placement else "",
        "is_benched": Benched.objects.filter(lineup=lineup, film=found).exists(),
        "note": note.text if note else "",
        "programs": list(Program.objects.filter(lineup=lineup).order_by("position", "pk")),
    }
    return page(request, "placing", context)


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
    note = BoardNote.objects.filter(program=found).first()
    context = {"lineup": lineup, "program": found, "form": form, "note": note.text if note else ""}
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
    if what == "note":
        write_note(
            lineup=found.lineup, program=found, text=request.POST.get("text", ""), by=request.user, version=version
        )
        return _("The note on “%(program)s” is kept.") % says
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
