"""The festival desk: what the festival says of itself, its numbers, its audit log."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matinee.festival.actions import change_festival
from matinee.festival.queries import audit_choices, audit_found
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.festival.forms import AuditForm, PolicyForm, SettingsForm, refused
from matinee.office.festival.told import told
from matinee.web.notices import tell
from matinee.workflows.change_policy import change_policy

PAGE = 50


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: DeskRequest) -> HttpResponse:
    """Show and change what the festival says of itself."""
    form = SettingsForm.of(request.festival, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_festival(festival=request.festival, by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            refused(form, error)
        else:
            tell(request, _("The settings are saved."))
            return redirect("office-settings", request.festival.slug)
    return render(request, "office/festival/settings.html", {"festival": request.festival, "form": form})


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: DeskRequest) -> HttpResponse:
    """Show and change the trade's numbers."""
    form = PolicyForm(request.festival.policy, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_policy(festival=request.festival, by=request.user, **form.stored())
        except InvalidInput as error:
            refused(form, error)
        else:
            tell(request, _("The numbers are saved. What is already placed stays as it is."))
            return redirect("office-policy", request.festival.slug)
    return render(request, "office/festival/policy.html", {"festival": request.festival, "form": form})


@desk(Permission.SEE_AUDIT)
@require_safe
def audit(request: DeskRequest) -> HttpResponse:
    """Show who did what."""
    people, verbs = audit_choices(request.festival)
    form = AuditForm(request.GET, people, verbs)
    asked = form.cleaned_data if form.is_valid() else {}
    found = audit_found(
        request.festival,
        person=asked.get("person", ""),
        verb=asked.get("verb", ""),
        text=asked.get("q", ""),
        day=asked.get("day"),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "festival": request.festival,
        "form": form,
        "page": page,
        "deeds": [told(event) for event in page],
        "is_filtered": any(asked.values()),
    }
    return render(request, "office/festival/audit.html", context)
