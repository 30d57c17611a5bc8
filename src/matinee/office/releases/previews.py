"""Private links to what a release would look like."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matinee.festival.states import Permission
from matinee.marquee.tasks import publish as publish_task
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.releases.actions import close_preview
from matinee.releases.actions.previews import DAYS, DAYS_MOST
from matinee.releases.models import Preview
from matinee.web.notices import tell, tell_trouble


@desk(Permission.PUBLISH)
@require_POST
def preview(request: DeskRequest, edition: str) -> HttpResponse:
    """Set the worker to making a preview with a private link."""
    found = edition_or_404(request.festival, edition)
    days = request.POST.get("days", "") or str(DAYS)
    if not (days.isdecimal() and 1 <= int(days) <= DAYS_MOST):
        tell_trouble(request, _("A preview lasts from 1 to %(most)s days.") % {"most": DAYS_MOST})
        return redirect("office-releases-edition", request.festival.slug, found.slug)
    note = request.POST.get("note", "").strip()[:300]
    result = publish_task.enqueue(found.pk, request.user.pk, note, int(days))
    return redirect("office-releases-work", request.festival.slug, found.slug, result.id)


@desk(Permission.PUBLISH)
@require_POST
def close(request: DeskRequest, code: str) -> HttpResponse:
    """Let a preview's link run out now."""
    rows = Preview.objects.filter(code=code, edition__festival=request.festival)
    found = rows.select_related("edition__festival").defer("manifest").first()
    if found is None:
        raise Http404
    close_preview(preview=found, by=request.user)
    tell(request, _("The link no longer works."))
    return redirect("office-releases-edition", request.festival.slug, found.edition.slug)
