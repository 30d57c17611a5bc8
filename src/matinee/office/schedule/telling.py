"""The schedule desk: published screenings that have moved, and their makers who are to be told."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from matinee.festival.states import Permission
from matinee.kit.errors import Conflict
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.tell_moved import screenings_to_tell, tell_moved


@desk(Permission.SCHEDULE)
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: DeskRequest, edition: str) -> HttpResponse:
    """Show which published screenings stand elsewhere than their makers know; a POST writes to them."""
    found = edition_or_404(request.festival, edition)
    if request.method == "POST":
        try:
            letters = tell_moved(edition=found, by=request.user)
        except Conflict as error:
            tell_trouble(request, error.message)
        else:
            words = ngettext(
                "%(n)s letter goes out in %(min)s minutes; it can be stopped in the outbox until then.",
                "%(n)s letters go out in %(min)s minutes; they can be stopped in the outbox until then.",
                len(letters),
            )
            tell(request, words % {"n": len(letters), "min": request.festival.policy.letters_wait_min})
        return redirect("office-schedule-moved", request.festival.slug, found.slug)
    context = {"festival": request.festival, "edition": found, "tab": "moved", "rows": screenings_to_tell(found)}
    return render(request, "office/schedule/moved.html", context)
