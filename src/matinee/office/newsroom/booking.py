"""The newsroom desk: when and where an interview is."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput
from matinee.newsroom.actions import book_interview, unbook_interview
from matinee.newsroom.models import Interview
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.forms import say_refusal
from matinee.office.newsroom.interviews import interview_or_404, interview_page
from matinee.office.newsroom.talk_forms import BookingForm, InterviewForm
from matinee.web.notices import tell


@desk(Permission.TELL)
@require_POST
def book(request: DeskRequest, code: str) -> HttpResponse:
    """Book an interview's time, or say what it would meet."""
    row = interview_or_404(request, code)
    data = request.POST.copy()
    if data.get("slot"):
        data.setlist("starts_at", data.getlist("slot"))
    form = BookingForm(row, data)
    if form.is_valid():
        try:
            book_interview(interview=row, by=request.user, **form.cleaned_data)
        except (InvalidInput, Conflict) as error:
            say_refusal(form, error)
        else:
            undo = reverse("office-newsroom-unbook", args=[request.festival.slug, row.code])
            tell(request, _("The interview is booked."), undo_url=undo)
            return redirect("office-newsroom-interview", request.festival.slug, row.code)
    again = interview_or_404(request, code)
    return interview_page(request, InterviewForm.of(again), again, form)


@desk(Permission.TELL)
@require_POST
def unbook(request: DeskRequest, code: str) -> HttpResponse:
    """Give an interview's time free."""
    row = unbook_interview(interview=interview_or_404(request, code), by=request.user)
    tell(request, _("“%(interview)s” has no time any more; everything else of it stays.") % {"interview": row})
    return redirect("office-newsroom-interview", request.festival.slug, row.code)


@desk(Permission.TELL)
@require_safe
def calendar(request: DeskRequest, code: str) -> HttpResponse:
    """Send a booked interview as a calendar entry (RFC 5545), for whoever takes part."""
    row = interview_or_404(request, code)
    if row.starts_at is None:
        raise Http404
    response = HttpResponse(_entry(row), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="interview-{row.slug}.ics"'
    return response


def _entry(row: Interview) -> bytes:
    assert row.starts_at is not None  # noqa: S101  asked before
    event = Event()
    event.add("uid", f"interview-{row.code}@matinee")
    event.add("summary", f"{row}: {row.guests}" if row.guests else str(row))
    event.add("dtstamp", row.changed_at)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.starts_at + timedelta(minutes=row.minutes))
    for name, value in (("location", row.place), ("url", row.remote_url), ("description", row.talking_points)):
        if value:
            event.add(name, value)
    whole = Calendar()
    whole.add("prodid", "-//Matinee//Newsroom//EN")
    whole.add("version", "2.0")
    whole.add_component(event)
    return bytes(whole.to_ical())
