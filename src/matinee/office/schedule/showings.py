"""The schedule desk: how often programs are shown, events beside them, and the way between venues."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.kit.errors import MatineeError
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.forms import REFUSALS, say_refusal
from matinee.office.schedule.room_forms import CopyHoursForm, EventForm, NeedsForm, TravelForm
from matinee.schedule.actions import (
    add_event,
    cancel_event,
    change_event,
    copy_day_hours,
    move_event,
    restore_event,
    set_needs,
    set_travel,
)
from matinee.schedule.models import Event
from matinee.schedule.queries import events_of, needs_of, screenings_of, travel_of
from matinee.schedule.queries.findings import programs_wanted
from matinee.web.notices import tell, tell_trouble


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def showings(request: DeskRequest, edition: str) -> HttpResponse:
    """Show how often each program is to be shown and what it needs; a POST changes one of them."""
    found = edition_or_404(request.festival, edition)
    needs, shown = needs_of(found), list(screenings_of(found))
    named = request.POST.get("program", "")
    rows = []
    for one in programs_wanted(found):
        form = NeedsForm.of(one, needs.get(one.pk), request.POST if named == one.code else None)
        if named == one.code and form.is_valid():
            set_needs(program=one, by=request.user, **form.cleaned_data)
            tell(request, _("Saved: “%(program)s”.") % {"program": one})
            return redirect("office-schedule-showings", request.festival.slug, found.slug)
        rows.append((one, form, [row for row in shown if row.program_id == one.pk]))
    context = {"festival": request.festival, "edition": found, "tab": "showings", "rows": rows}
    return render(request, "office/schedule/showings.html", context)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def events(request: DeskRequest, edition: str) -> HttpResponse:
    """Show what is on the grid beside screenings; a POST adds something."""
    found = edition_or_404(request.festival, edition)
    form = EventForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_event(
                edition=found, auditorium=form.room(), starts_at=form.starts_at(), by=request.user, **form.own()
            )
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, _("“%(event)s” is on the grid.") % {"event": row})
            return redirect("office-schedule-events", request.festival.slug, found.slug)
    rows = list(events_of(found, with_cancelled=True))
    context = {"festival": request.festival, "edition": found, "tab": "events", "rows": rows, "form": form}
    return render(request, "office/schedule/events.html", context)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def event(request: DeskRequest, code: str) -> HttpResponse:
    """Show and change an event."""
    row = _event_or_404(request, code)
    form = EventForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_event(event=row, by=request.user, **form.own())
            move_event(event=row, starts_at=form.starts_at(), auditorium=form.room(), by=request.user)
        except REFUSALS as error:
            say_refusal(form, error)
            row = _event_or_404(request, code)
        else:
            tell(request, _("Saved."))
            return redirect("office-schedule-events", request.festival.slug, row.edition.slug)
    context = {"festival": request.festival, "edition": row.edition, "tab": "events", "event": row, "form": form}
    return render(request, "office/schedule/event.html", context)


@desk(Permission.SCHEDULE)
@require_POST
def drop_event(request: DeskRequest, code: str) -> HttpResponse:
    """Take an event off the grid; it can be restored."""
    row = cancel_event(event=_event_or_404(request, code), by=request.user)
    undo = reverse("office-schedule-event-restore", args=[request.festival.slug, row.code])
    tell(request, _("“%(event)s” is off the grid.") % {"event": row}, undo_url=undo)
    return redirect("office-schedule-events", request.festival.slug, row.edition.slug)


@desk(Permission.SCHEDULE)
@require_POST
def bring_event_back(request: DeskRequest, code: str) -> HttpResponse:
    """Put an event back on the grid."""
    row = _event_or_404(request, code)
    try:
        restore_event(event=row, by=request.user)
    except MatineeError as error:
        tell_trouble(request, error.message)
    else:
        tell(request, _("“%(event)s” is back on the grid.") % {"event": row})
    return redirect("office-schedule-events", request.festival.slug, row.edition.slug)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def travel(request: DeskRequest) -> HttpResponse:
    """Show the ways between venues; a POST says how long one takes."""
    form = TravelForm(request.festival, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ways = {name: form.venues[form.cleaned_data[name]] for name in ("venue", "other")}
        try:
            set_travel(**ways, minutes=form.cleaned_data["minutes"], by=request.user)
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, _("Saved."))
            return redirect("office-schedule-travel", request.festival.slug)
    known = travel_of(request.festival)
    names = {row.pk: row for row in form.venues.values()}
    ways_known = [(*sorted((names[pk] for pk in pair), key=str), minutes) for pair, minutes in known.items()]
    context = {"festival": request.festival, "form": form, "ways": sorted(ways_known, key=str)}
    return render(request, "office/schedule/travel.html", context)


@desk(Permission.SCHEDULE)
@require_POST
def copy_hours(request: DeskRequest, edition: str) -> HttpResponse:
    """Give other days the hours of one day."""
    found = edition_or_404(request.festival, edition)
    form = CopyHoursForm(found, request.POST)
    if not form.is_valid():
        tell_trouble(request, " ".join(str(words) for errors in form.errors.values() for words in errors))
        return redirect("office-schedule-hours", request.festival.slug, found.slug)
    try:
        copy_day_hours(edition=found, day=form.cleaned_data["day"], to=form.days(), by=request.user)
    except MatineeError as error:
        tell_trouble(request, error.message)
    else:
        tell(request, _("The hours are copied."))
    return redirect("office-schedule-hours", request.festival.slug, found.slug)


def _event_or_404(request: DeskRequest, code: str) -> Event:
    found = Event.objects.filter(code=code, edition__festival=request.festival)
    row = found.select_related("edition__festival", "program", "auditorium__venue").first()
    if row is None:
        raise Http404
    return row
