"""The schedule desk: sheets of a day, a house and a person, and a person's private calendar."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.states import EditionState, Permission
from matinee.kit.errors import NotAllowed
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.day_pdf import day_pdf
from matinee.office.schedule.sheets import Section, by_day, by_room, items_of, of_person
from matinee.people.models import Person
from matinee.schedule.actions.feeds import give_feed, revoke_feed
from matinee.schedule.queries import venues_of
from matinee.schedule.queries.feeds import feed_of
from matinee.schedule.queries.people import people_of, person_of
from matinee.web.notices import tell


@desk(Permission.SEE_OFFICE)
@require_safe
def sheets(request: DeskRequest, edition: str) -> HttpResponse:
    """List what can be taken along: every day, house and person."""
    found = _readable(request, edition)
    context = {
        "festival": request.festival,
        "edition": found,
        "days": by_day(items_of(found), found),
        "venues": list(venues_of(request.festival)),
        "people": people_of(found) if _may_schedule(request) else (),
        "may_schedule": _may_schedule(request),
    }
    return render(request, "office/schedule/sheets.html", context)


@desk(Permission.SEE_OFFICE)
@require_safe
def day_sheet(request: DeskRequest, edition: str, day: str) -> HttpResponse:
    """Show one festival day in order of time."""
    found = _readable(request, edition)
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    sections = [section for section in by_day(items_of(found), found) if section.day == wanted]
    if not sections:
        raise Http404
    return _sheet(request, found, sections[0].heading, sections)


@desk(Permission.SEE_OFFICE)
@require_safe
def venue_sheet(request: DeskRequest, edition: str, venue: str) -> HttpResponse:
    """Show what is in one house, auditorium by auditorium."""
    found = _readable(request, edition)
    house = venues_of(request.festival).filter(slug=venue).first()
    if house is None:
        raise Http404
    items = [item for item in items_of(found) if item.auditorium.venue_id == house.pk]
    return _sheet(request, found, str(house), by_room(items, found))


@desk(Permission.SCHEDULE)
@require_safe
def person_sheet(request: DeskRequest, edition: str, code: str) -> HttpResponse:
    """Show a person's days, with what they have said about their time and the address of their calendar."""
    found, person = _person_or_404(request, edition, code)
    sections = by_day(of_person(items_of(found), person), found)
    feed, row = feed_of(found, person), person_of(found, person.code)
    address = request.build_absolute_uri(reverse("person-calendar", args=[feed.secret])) if feed else ""
    extra = {"person": person, "said": row.said if row else (), "calendar": address, "feed": feed}
    return _sheet(request, found, str(person), sections, extra)


@desk(Permission.SCHEDULE)
@require_safe
def person_pdf(request: DeskRequest, edition: str, code: str) -> HttpResponse:
    """Send a person's days as a PDF for their pocket."""
    found, person = _person_or_404(request, edition, code)
    made = day_pdf(found, person, by_day(of_person(items_of(found), person), found))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.slug}-{person.slug}.pdf"'
    return response


@desk(Permission.SCHEDULE)
@require_POST
def person_feed(request: DeskRequest, edition: str, code: str) -> HttpResponse:
    """Give a person's calendar a new address, or take it back (``do=revoke``)."""
    found, person = _person_or_404(request, edition, code)
    feed = feed_of(found, person)
    if request.POST.get("do") != "revoke":
        give_feed(edition=found, person=person, by=request.user)
        tell(request, _("The calendar has an address of its own. Send it only to %(person)s.") % {"person": person})
    elif feed is not None:
        revoke_feed(feed=feed, by=request.user)
        tell(request, _("That address of the calendar does not work any more."))
    return redirect("office-schedule-person-sheet", request.festival.slug, found.slug, person.code)


def _may_schedule(request: DeskRequest) -> bool:
    return Permission.SCHEDULE in request.permissions


def _readable(request: DeskRequest, edition: str) -> Edition:
    """Return an edition with sheets for this reader: for the whole team once its program is public."""
    found = edition_or_404(request.festival, edition)
    if found.state not in {EditionState.PUBLISHED, EditionState.PAST} and not _may_schedule(request):
        raise NotAllowed(
            _("The sheets of %(edition)s open to the team once its program is public.") % {"edition": found}
        )
    return found


def _person_or_404(request: DeskRequest, edition: str, code: str) -> tuple[Edition, Person]:
    found = edition_or_404(request.festival, edition)
    person = Person.objects.filter(festival=request.festival, code=code).first()
    if person is None:
        raise Http404
    return found, person


def _sheet(
    request: DeskRequest,
    edition: Edition,
    heading: str,
    sections: list[Section],
    extra: dict[str, object] | None = None,
) -> HttpResponse:
    known = {"festival": request.festival, "edition": edition, "may_schedule": _may_schedule(request)}
    context = known | {"heading": heading, "sections": sections}
    return render(request, "office/schedule/sheet.html", context | (extra or {}))
