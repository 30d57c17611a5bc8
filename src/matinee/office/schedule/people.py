"""The schedule desk: who takes part in an edition, in what, and when they can."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matinee.festival.models import Edition
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.schedule.forms import REFUSALS, say_refusal
from matinee.office.schedule.room_forms import AvailabilityForm, CalendarForm, PartForm
from matinee.people.actions import person_named
from matinee.people.models import Person
from matinee.schedule.actions import bring_guests, drop_availability, leave_part, say_availability, take_part
from matinee.schedule.interchange import import_calendar
from matinee.schedule.models import Availability, Participant
from matinee.schedule.queries import PersonRow, grid_findings, people_of, person_of
from matinee.web.notices import tell, tell_trouble


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: DeskRequest, edition: str) -> HttpResponse:
    """Show an edition's people; a POST gives somebody a part."""
    found = edition_or_404(request.festival, edition)
    form = PartForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = person_named(festival=request.festival, name=form.cleaned_data["person"], by=request.user)
            take_part(edition=found, person=person, part=form.cleaned_data["part"], by=request.user, **form.chosen())
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, _("%(name)s takes part. Say when they are there, where you know it.") % {"name": person})
            return redirect("office-schedule-person", request.festival.slug, found.slug, person.code)
    troubled = {one.person for one in grid_findings(found) if one.person is not None}
    context = {
        "festival": request.festival,
        "edition": found,
        "tab": "people",
        "rows": [(row, row.person.pk in troubled) for row in people_of(found)],
        "persons": Person.objects.filter(festival=request.festival).values_list("name", flat=True)[:500],
        "form": form,
    }
    return render(request, "office/schedule/people.html", context)


@desk(Permission.SCHEDULE)
@require_POST
def bring(request: DeskRequest, edition: str) -> HttpResponse:
    """Give the guests of accepted invitations their parts."""
    found = edition_or_404(request.festival, edition)
    new = len(bring_guests(edition=found, by=request.user))
    words = ngettext("%(n)s guest has a part now.", "%(n)s guests have a part now.", new) % {"n": new}
    tell(request, words if new else _("Every guest of an accepted invitation has a part already."))
    return redirect("office-schedule-people", request.festival.slug, found.slug)


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: DeskRequest, edition: str, person: str) -> HttpResponse:
    """Show a person of an edition; a POST adds a part (``what=part``), a calendar (``calendar``) or a span."""
    found = edition_or_404(request.festival, edition)
    row = _person_or_404(found, person)
    what = request.POST.get("what", "")
    forms: dict[str, Any] = {
        "span": AvailabilityForm(found, request.POST if what == "span" else None),
        "part": PartForm(found, request.POST if what == "part" else None, with_name=False, auto_id="id_part_%s"),
        "calendar": CalendarForm(request.POST, request.FILES) if what == "calendar" else CalendarForm(),
    }
    form = forms.get(what)
    if form is not None and form.is_valid():
        try:
            words = SAVERS[what](request, found, row.person, form)
        except REFUSALS as error:
            say_refusal(form, error)
        else:
            tell(request, words)
            return redirect("office-schedule-person", request.festival.slug, found.slug, row.person.code)
    return render(request, "office/schedule/person.html", _context(request, found, row) | {"forms": forms})


@desk(Permission.SCHEDULE)
@require_POST
def drop(request: DeskRequest, edition: str, person: str) -> HttpResponse:
    """Take a part or a span of a person away; they are named by what they say."""
    found = edition_or_404(request.festival, edition)
    row = _person_or_404(found, person)
    named = request.POST.get("named", "")
    part = next((one for one in row.parts if name_of_part(one) == named), None)
    span = next((one for one in row.said if name_of_span(one) == named), None)
    if part is not None:
        leave_part(participant=part, by=request.user)
    elif span is not None:
        drop_availability(availability=span, by=request.user)
    else:
        raise Http404
    tell(request, _("It is taken out."))
    return redirect("office-schedule-person", request.festival.slug, found.slug, row.person.code)


def name_of_part(part: Participant) -> str:
    """Return how a form names a part: never by a counter."""
    thing = part.program or part.screening or part.event
    return f"{part.part}:{thing.code if thing else ''}"


def name_of_span(span: Availability) -> str:
    """Return how a form names a span."""
    return f"{span.starts_at.isoformat()}/{span.ends_at.isoformat()}/{span.is_there}/{span.is_hard}/{span.calendar}"


def _context(request: DeskRequest, edition: Edition, row: PersonRow) -> dict[str, object]:
    return {
        "festival": request.festival,
        "edition": edition,
        "tab": "people",
        "row": row,
        "parts": [(one, name_of_part(one)) for one in row.parts],
        "said": [(one, name_of_span(one)) for one in row.said],
        "findings": [one for one in grid_findings(edition) if one.person == row.person.pk],
    }


def _person_or_404(edition: Edition, code: str) -> PersonRow:
    row = person_of(edition, code)
    if row is None:
        raise Http404
    return row


def _save_span(request: DeskRequest, edition: Edition, person: Person, form: AvailabilityForm) -> str:
    given = {name: form.cleaned_data[name] for name in ("is_there", "is_hard", "note")}
    say_availability(
        edition=edition, person=person, starts_at=form.starts_at(), ends_at=form.ends_at(), by=request.user, **given
    )
    return _("Written down.")


def _save_part(request: DeskRequest, edition: Edition, person: Person, form: PartForm) -> str:
    take_part(edition=edition, person=person, part=form.cleaned_data["part"], by=request.user, **form.chosen())
    return _("They take part.")


def _save_calendar(request: DeskRequest, edition: Edition, person: Person, form: CalendarForm) -> str:
    file = form.cleaned_data["calendar"]
    read, rows = import_calendar(
        edition=edition, person=person, file_name=file.name, content=file.read(), by=request.user
    )
    if read.skipped:
        tell_trouble(request, " ".join(read.skipped[:3]))
    words = ngettext(
        "“%(calendar)s” is read: away in %(n)s span.", "“%(calendar)s” is read: away in %(n)s spans.", len(rows)
    )
    return words % {"calendar": read.name, "n": len(rows)}


Saver = Callable[[DeskRequest, Edition, Person, Any], str]
SAVERS: dict[str, Saver] = {"span": _save_span, "part": _save_part, "calendar": _save_calendar}
