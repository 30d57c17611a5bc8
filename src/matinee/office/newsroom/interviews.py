"""The newsroom desk: interviews."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.films.queries import directors_of, footage_of
from matinee.films.rules.captions import cues_of
from matinee.films.states import UploadState
from matinee.kit.errors import InvalidInput
from matinee.newsroom.actions import change_interview, record_interview
from matinee.newsroom.models import Interview
from matinee.newsroom.queries import free_slots, interview_of, interviews_of, points_of, transcript_of
from matinee.newsroom.rules import embed_of, findings_of
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.forms import say_refusal
from matinee.office.newsroom.talk_forms import BookingForm, InterviewForm
from matinee.office.newsroom.views import film_choices
from matinee.web.arrivals import limits
from matinee.web.notices import tell


@desk(Permission.TELL)
@require_safe
def interviews(request: DeskRequest) -> HttpResponse:
    """Show all interviews: those to be held in the order of their time, then the others."""
    rows, now = list(interviews_of(request.festival)), timezone.now()
    ahead = [row for row in rows if row.starts_at and row.starts_at >= now]
    rest = [row for row in rows if row not in ahead]
    context = {"festival": request.festival, "ahead": sorted(ahead, key=lambda row: str(row.starts_at)), "rest": rest}
    return render(request, "office/newsroom/interviews.html", context)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def new_interview(request: DeskRequest) -> HttpResponse:
    """Record an interview, to be held or held."""
    form = InterviewForm(request.festival, request.POST or None, initial=_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = record_interview(festival=request.festival, by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            say_refusal(form, error)
        else:
            tell(request, _("The interview is recorded. Book its time, or add its video and captions."))
            return redirect("office-newsroom-interview", request.festival.slug, row.code)
    return interview_page(request, form, None)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: DeskRequest, code: str) -> HttpResponse:
    """Show and change an interview."""
    row = interview_or_404(request, code)
    form = InterviewForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        try:
            change_interview(interview=row, by=request.user, **told)
        except InvalidInput as error:
            say_refusal(form, error)
        else:
            tell(request, _("Saved. The public sees it with the next release."))
            return redirect("office-newsroom-interview", request.festival.slug, row.code)
    return interview_page(request, form, row)


def interview_or_404(request: DeskRequest, code: str) -> Interview:
    """Return an interview of this festival."""
    row = interview_of(request.festival, code)
    if row is None:
        raise Http404
    return row


def interview_page(
    request: DeskRequest, form: InterviewForm, row: Interview | None, booking: BookingForm | None = None
) -> HttpResponse:  # fmt: skip
    """Return the page of one interview: itself, its time, its video, captions, quotes."""
    context: dict[str, Any] = {"festival": request.festival, "form": form, "interview": row}
    context["films"] = film_choices(request)
    if row is not None:
        context |= {
            "booking": booking or BookingForm(row),
            "slots": free_slots(row),
            "points": points_of(row.film, row.edition),
            "captions": [_judged(row, caption.language, caption.text) for caption in row.captions.all()],
            "transcript": transcript_of(row),
            "embed": embed_of(row.video_url) if row.video == "embed" else None,
        } | footage_context(row)
    return render(request, "office/newsroom/interview.html", context)


def footage_context(row: Interview) -> dict[str, Any]:
    """Return what the desk shows of a video that is on its way."""
    newest = footage_of(row.film, row.code).first()
    return {
        "festival": row.festival,
        "interview": row,
        "newest": newest,
        "is_looked_at": newest is not None and newest.state == UploadState.CHECKING,
        "is_refused": newest is not None and newest.state == UploadState.REFUSED,
    } | limits()


def _known(request: DeskRequest) -> dict[str, Any]:
    """Return what is known of an interview about the film that was named."""
    slug = request.GET.get("film", "")
    film = Film.objects.filter(festival=request.festival, slug=slug).first() if slug else None
    points = points_of(film, None) if film else []
    guests = ", ".join(directors_of(film)) if film else ""
    return {"film": slug, "guests": guests, "talking_points": "\n".join(f"- {point}" for point in points)}


def _judged(row: Interview, language: str, text: str) -> dict[str, Any]:
    """Return one language's captions with what is wrong with them."""
    cues = cues_of(text.encode())
    found = findings_of(cues, row.video_s)
    grave = sum(1 for one in found if one.is_grave)
    return {"language": language, "cues": len(cues), "findings": len(found), "grave": grave}
