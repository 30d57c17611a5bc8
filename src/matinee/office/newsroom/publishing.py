"""The newsroom desk: letting articles go public, now or later, and taking them back."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matinee.festival.states import Permission
from matinee.kit.clock import at_local
from matinee.kit.errors import InvalidInput
from matinee.newsroom.actions import publish_article, unpublish_article
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.views import article_or_404, renew_site
from matinee.web.notices import tell, tell_trouble


class WhenForm(forms.Form):
    """The day and time to publish at; empty means now."""

    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])

    def moment(self, zone: str) -> datetime | None:
        """Return the moment in the festival's zone."""
        found: Any = self.cleaned_data["at"]
        return at_local(found.date(), found.time(), zone) if found else None


@desk(Permission.TELL)
@require_POST
def publish(request: DeskRequest, code: str) -> HttpResponse:
    """Let an article go public, at the time that was given or now."""
    row, form = article_or_404(request, code), WhenForm(request.POST)
    back = redirect("office-newsroom-article", request.festival.slug, row.code)
    if not form.is_valid():
        tell_trouble(request, _("Give a day and a time, or leave it empty for now."))
        return back
    at = form.moment(request.festival.time_zone)
    try:
        publish_article(article=row, by=request.user, at=at)
    except InvalidInput as error:
        tell_trouble(request, error.accepted)
        return back
    renew_site(request)
    undo = reverse("office-newsroom-unpublish", args=[request.festival.slug, row.code])
    is_later = at is not None and at > timezone.now()
    words = _("“%(headline)s” goes public at its time.") if is_later else _("“%(headline)s” is published.")
    tell(request, words % {"headline": row}, undo_url=undo)
    return back


@desk(Permission.TELL)
@require_POST
def unpublish(request: DeskRequest, code: str) -> HttpResponse:
    """Make an article a draft again."""
    row = unpublish_article(article=article_or_404(request, code), by=request.user)
    renew_site(request)
    tell(request, _("“%(headline)s” is a draft again; the site leaves it out from now on.") % {"headline": row})
    return redirect("office-newsroom-article", request.festival.slug, row.code)
