"""The schedule desk: the grid of an edition and its screenings."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.queries import editions_of, upcoming_editions
from matinee.festival.states import Permission
from matinee.kit.clock import today_in
from matinee.kit.errors import MatineeError
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.days import festival_day
from matinee.office.schedule.drawing import drawn_day
from matinee.office.schedule.forms import REFUSALS, HoursForm, MoveForm, PlaceForm, say_refusal
from matinee.office.schedule.state import whole_state
from matinee.office.schedule.wording import grid_words
from matinee.schedule.actions import (
    cancel_screening,
    lay_out_day,
    move_screening,
    place_screening,
    resize_screening,
    restore_screening,
)
from matinee.schedule.models import OpenHours, Screening
from matinee.schedule.queries import grid, open_hours_of, outgrown, screenings_of
from matinee.schedule.queries.reading import GridReading, read_grid
from matinee.schedule.states import ScreeningState
from matinee.web.notices import tell, tell_trouble
from matinee.web.words import day_in, time_in

SHIFTS = {"-15", "-5", "5", "15"}


@desk(Permission.SCHEDULE)
@require_safe
def schedule(request: DeskRequest) -> HttpResponse:
    """Go to the nearest edition's grid, or say what to do first."""
    edition = upcoming_editions(request.festival).first() or editions_of(request.festival).first()
    if edition is not None:
        return redirect("office-schedule-edition", request.festival.slug, edition.slug)
    return render(request, "office/schedule/none.html", {"festival": request.festival})


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_grid(request: DeskRequest, edition: str) -> HttpResponse:
    """Show an edition's grid; a POST places a program on it."""
    found = edition_or_404(request.festival, edition)
    form = PlaceForm(found, request.POST or None)
    if request.method != "POST":
        return _grid(request, found, form)
    if form.is_valid():
        try:
            row = place_screening(
                edition=found,
                program=form.chosen(),
                auditorium=form.room(),
                starts_at=form.starts_at(),
                by=request.user,
            )
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            _tell_undo(request, row, _("“%(program)s” starts on %(time)s.") % _says(row))
            return redirect("office-schedule-edition", request.festival.slug, found.slug)
    return _grid(request, found, form, status=409)


@desk(Permission.SCHEDULE)
@require_safe
def screening_list(request: DeskRequest, edition: str) -> HttpResponse:
    """Answer with the list under the grid alone, for when the grid has changed above it."""
    found = edition_or_404(request.festival, edition)
    rows, hours = list(screenings_of(found)), list(open_hours_of(found))
    context = {
        "festival": request.festival,
        "edition": found,
        **_listed(found, request.GET.get("day", "all"), rows, hours),
    }
    return render(request, "office/schedule/list.html", context)


@desk(Permission.SCHEDULE)
@require_POST
def lay_out(request: DeskRequest, edition: str) -> HttpResponse:
    """Place everything that has no screening yet, first fit."""
    found = edition_or_404(request.festival, edition)
    try:
        placed = len(lay_out_day(edition=found, by=request.user))
    except MatineeError as error:
        tell_trouble(request, error.message)
    else:
        text = ngettext("%(n)d program is laid out.", "%(n)d programs are laid out.", placed)
        tell(request, text % {"n": placed} if placed else _("Every program has its screening already."))
    return redirect("office-schedule-edition", request.festival.slug, found.slug)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: DeskRequest, code: str) -> HttpResponse:
    """Show a screening and move it."""
    row = _screening_or_404(request, code)
    form = MoveForm.of(row, request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            move_screening(screening=row, starts_at=form.starts_at(), auditorium=form.room(), by=request.user)
        except REFUSALS as error:
            say_refusal(form, error)
            row, status = _screening_or_404(request, code), 409
        else:
            tell(request, _("“%(program)s” starts on %(time)s.") % _says(row))
            return redirect("office-schedule-edition", request.festival.slug, row.edition.slug)
    context = {"festival": request.festival, "edition": row.edition, "screening": row, "form": form}
    return render(request, "office/schedule/screening.html", context, status=status)


@desk(Permission.SCHEDULE)
@require_POST
def shift(request: DeskRequest, code: str) -> HttpResponse:
    """Move a screening some minutes earlier or later."""
    row = _screening_or_404(request, code)
    minutes = request.POST.get("minutes", "")
    if minutes not in SHIFTS:
        raise Http404
    starts_at = row.starts_at + timedelta(minutes=int(minutes))
    try:
        move_screening(screening=row, starts_at=starts_at, auditorium=row.auditorium, by=request.user)
    except REFUSALS as error:
        tell_trouble(request, error.message)
    else:
        tell(request, _("“%(program)s” starts on %(time)s.") % _says(row))
    return redirect("office-schedule-edition", request.festival.slug, row.edition.slug)


@desk(Permission.SCHEDULE)
@require_POST
def resize(request: DeskRequest, code: str) -> HttpResponse:
    """Take the program's length as it is now."""
    row = _screening_or_404(request, code)
    try:
        resize_screening(screening=row, by=request.user)
    except REFUSALS as error:
        tell_trouble(request, error.message)
    else:
        tell(request, _("The slot fits the program as it is now: %(n)s min of films.") % {"n": row.films_min})
    return redirect("office-schedule-screening", request.festival.slug, row.code)


@desk(Permission.SCHEDULE)
@require_POST
def cancel(request: DeskRequest, code: str) -> HttpResponse:
    """Drop a screening; it can be restored."""
    row = cancel_screening(screening=_screening_or_404(request, code), by=request.user)
    undo = reverse("office-schedule-restore", args=[request.festival.slug, row.code])
    tell(request, _("“%(program)s” on %(time)s is cancelled.") % _says(row), undo_url=undo)
    return redirect("office-schedule-edition", request.festival.slug, row.edition.slug)


@desk(Permission.SCHEDULE)
@require_POST
def restore(request: DeskRequest, code: str) -> HttpResponse:
    """Take a cancellation back."""
    row = _screening_or_404(request, code)
    try:
        restore_screening(screening=row, by=request.user)
    except REFUSALS as error:
        tell_trouble(request, error.message)
    else:
        tell(request, _("“%(program)s” is back on %(time)s.") % _says(row))
    return redirect("office-schedule-edition", request.festival.slug, row.edition.slug)


def _grid(request: DeskRequest, edition: Edition, form: PlaceForm, status: int = 200) -> HttpResponse:
    read = read_grid(edition)
    drawing = _drawing(edition, request, read)
    context = {
        "festival": request.festival,
        "edition": edition,
        "editions": list(editions_of(request.festival)[:8]),
        **_listed(edition, drawing["day_key"], read.screenings, read.hours),
        "waiting": list(form.programs.values()),
        "hours": read.hours,
        "has_rooms": bool(read.rooms),
        "form": form,
        "hours_form": HoursForm(edition),
        **drawing,
    }
    return render(request, "office/schedule/grid.html", context, status=status)


def _listed(edition: Edition, day: str, rows: Sequence[Screening], hours: Sequence[OpenHours]) -> dict[str, Any]:
    """Return what stands and is open on a day (of ``all`` days: in short), and what is cancelled on any."""
    zone = edition.festival.time_zone
    shown = [row for row in rows if day in {"all", festival_day(row.occupied_from, zone).isoformat()}]
    changed = outgrown(edition, shown)
    return {
        "list_day": day,
        "screenings": [(row, changed.get(row.code)) for row in shown],
        "is_laid_out": bool(rows),
        "cancelled": list(screenings_of(edition, with_cancelled=True).filter(state=ScreeningState.CANCELLED)),
        "open_today": [row for row in hours if day == festival_day(row.opens_at, zone).isoformat()],
    }


def _drawing(edition: Edition, request: DeskRequest, read: GridReading) -> dict[str, Any]:
    """Return the state for the element, and the chosen day drawn for those who have no script."""
    state = whole_state(edition, request.user, read) | {"words": grid_words()}
    keys = [day["key"] for day in state["days"]]
    asked = request.GET.get("day", "")
    chosen = asked if asked in {*keys, "all"} else _next_day(keys, request.festival.time_zone)
    shown = [day for day in grid(edition, read.hours, read.screenings) if chosen in {day.day.isoformat(), "all"}]
    days = [drawn_day(day, request.festival.time_zone) for day in shown]
    return {"state": state, "day_key": chosen, "days": days}


def _next_day(keys: list[str], zone: str) -> str:
    """Return today where it is a festival day, else the first one."""
    today = today_in(zone).isoformat()
    return today if today in keys else (keys[0] if keys else "")


def _screening_or_404(request: DeskRequest, code: str) -> Screening:
    found = Screening.objects.filter(code=code, edition__festival=request.festival)
    row = found.select_related("edition__festival", "program", "auditorium__venue").first()
    if row is None:
        raise Http404
    return row


def _says(row: Screening) -> dict[str, str]:
    zone = row.edition.festival.time_zone
    return {"program": str(row.program), "time": f"{day_in(row.starts_at, zone)}, {time_in(row.starts_at, zone)}"}


def _tell_undo(request: DeskRequest, row: Screening, text: str) -> None:
    tell(request, text, undo_url=reverse("office-schedule-cancel", args=[request.festival.slug, row.code]))
