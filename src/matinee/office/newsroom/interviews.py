"""The newsroom desk: interviews."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.newsroom.actions import change_interview, record_interview
from matinee.newsroom.models import Interview
from matinee.newsroom.queries import interviews_of
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.forms import InterviewForm, say_refusal
from matinee.office.newsroom.views import film_choices
from matinee.web.notices import tell


@desk(Permission.TELL)
@require_safe
def interviews(request: DeskRequest) -> HttpResponse:
    """Show all interviews."""
    rows = list(interviews_of(request.festival))
    return render(request, "office/newsroom/interviews.html", {"festival": request.festival, "interviews": rows})


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def new_interview(request: DeskRequest) -> HttpResponse:
    """Record an interview."""
    form = InterviewForm(request.festival, request.POST or None, initial={"film": request.GET.get("film", "")})
    if request.method == "POST" and form.is_valid():
        try:
            record_interview(festival=request.festival, by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            say_refusal(form, error)
        else:
            tell(request, _("The interview is recorded."))
            return redirect("office-newsroom-interviews", request.festival.slug)
    return _editor(request, form, None)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: DeskRequest, code: str) -> HttpResponse:
    """Show and change an interview."""
    row = interviews_of(request.festival).select_related("festival").filter(code=code).first()
    if row is None:
        raise Http404
    form = InterviewForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        try:
            change_interview(interview=row, by=request.user, **told)
        except InvalidInput as error:
            say_refusal(form, error)
        else:
            tell(request, _("Saved. The public reads it with the next release."))
            return redirect("office-newsroom-interviews", request.festival.slug)
    return _editor(request, form, row)


def _editor(request: DeskRequest, form: InterviewForm, row: Interview | None) -> HttpResponse:
    context = {"festival": request.festival, "form": form, "interview": row, "films": film_choices(request)}
    return render(request, "office/newsroom/interview.html", context)
