"""The schedule desk: venues, auditoriums and open hours."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.forms import REFUSALS, AuditoriumForm, HoursForm, VenueForm, say_refusal
from matinee.office.schedule.room_forms import CopyHoursForm
from matinee.schedule.actions import (
    change_auditorium,
    change_venue,
    make_auditorium,
    make_venue,
    set_open_hours,
    take_open_hours,
)
from matinee.schedule.models import Auditorium, Venue
from matinee.schedule.queries import auditoriums_of, open_hours_of, venues_of
from matinee.web.notices import tell, tell_trouble


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def venues(request: DeskRequest) -> HttpResponse:
    """Show the houses; a POST records one."""
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            venue = make_venue(festival=request.festival, by=request.user, **form.cleaned_data)
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, _("“%(venue)s” is recorded. Add its auditoriums.") % {"venue": venue})
            return redirect("office-schedule-venue", request.festival.slug, venue.slug)
    context = {"festival": request.festival, "venues": list(venues_of(request.festival)), "form": form}
    return render(request, "office/schedule/venues.html", context)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def venue(request: DeskRequest, venue: str) -> HttpResponse:
    """Show a house with its auditoriums; a POST changes it, or adds an auditorium (``what=auditorium``)."""
    row = _venue_or_404(request, venue)
    is_room = request.POST.get("what") == "auditorium"
    form = VenueForm.of(row, request.POST if request.method == "POST" and not is_room else None)
    room_form = AuditoriumForm(request.POST if is_room else None, auto_id="id_room_%s")
    chosen = room_form if is_room else form
    if request.method == "POST" and chosen.is_valid():
        try:
            if is_room:
                make_auditorium(venue=row, by=request.user, **chosen.cleaned_data)
            else:
                change_venue(venue=row, by=request.user, **chosen.cleaned_data)
        except REFUSALS as error:
            say_refusal(chosen, error)
        else:
            tell(request, _("Saved."))
            return redirect("office-schedule-venue", request.festival.slug, row.slug)
    rooms = list(Auditorium.objects.filter(venue=row))
    context = {"festival": request.festival, "venue": row, "rooms": rooms, "form": form, "room_form": room_form}
    return render(request, "office/schedule/venue.html", context)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def auditorium(request: DeskRequest, venue: str, auditorium: str) -> HttpResponse:
    """Show and change an auditorium."""
    row = auditoriums_of(request.festival).filter(venue__slug=venue, slug=auditorium).first()
    if row is None:
        raise Http404
    form = AuditoriumForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_auditorium(auditorium=row, by=request.user, **form.cleaned_data)
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, _("Saved."))
            return redirect("office-schedule-venue", request.festival.slug, row.venue.slug)
    return render(request, "office/schedule/auditorium.html", {"festival": request.festival, "room": row, "form": form})


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: DeskRequest, edition: str) -> HttpResponse:
    """Say when an auditorium is the festival's."""
    found = edition_or_404(request.festival, edition)
    form = HoursForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_open_hours(
                edition=found,
                auditorium=form.room(),
                opens_at=form.starts_at(),
                closes_at=form.closes_at(),
                by=request.user,
            )
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, _("The open hours are set."))
            return redirect("office-schedule-edition", request.festival.slug, found.slug)
    context = {
        "festival": request.festival,
        "edition": found,
        "form": form,
        "hours": list(open_hours_of(found)),
        "copy_form": CopyHoursForm(found, auto_id="id_copy_%s"),
    }
    return render(request, "office/schedule/hours.html", context)


@desk(Permission.SCHEDULE)
@require_POST
def take_hours(request: DeskRequest, edition: str) -> HttpResponse:
    """Give an auditorium back; the hours are named by their auditorium and opening."""
    found = edition_or_404(request.festival, edition)
    named = request.POST.get("hours", "")
    rows = {f"{h.auditorium.venue.slug}/{h.auditorium.slug}/{h.opens_at.isoformat()}": h for h in open_hours_of(found)}
    if named not in rows:
        raise Http404
    try:
        take_open_hours(hours=rows[named], by=request.user)
    except Conflict as error:
        tell_trouble(request, error.message)
    else:
        tell(request, _("The open hours are taken out."))
    return redirect("office-schedule-hours", request.festival.slug, found.slug)


def _venue_or_404(request: DeskRequest, slug: str) -> Venue:
    row = Venue.objects.filter(festival=request.festival, slug=slug).first()
    if row is None:
        raise Http404
    return row
