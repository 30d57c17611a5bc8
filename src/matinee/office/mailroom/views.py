"""The mailroom desk: what was sent, what waits, what could not be delivered."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.mailroom.actions import retry_letter
from matinee.mailroom.queries import letter_counts, letters_of, matching
from matinee.mailroom.states import LetterState
from matinee.office.access import DeskRequest, desk
from matinee.web.notices import tell

PAGE = 50


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def letters(request: DeskRequest) -> HttpResponse:
    """Show the outbox."""
    counts = letter_counts(request.festival)
    states = [state for state in request.GET.getlist("state") if state in LetterState]
    found = matching(letters_of(request.festival), states=states, text=request.GET.get("q", ""))
    context = {
        "festival": request.festival,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "states": [(state.value, state.label, counts[state.value]) for state in LetterState],
        "is_empty": not any(counts.values()),
    }
    return render(request, "office/mailroom/letters.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def letter(request: DeskRequest, code: str) -> HttpResponse:
    """Show one letter; the secret of a private one is nobody's but its reader's."""
    found = letters_of(request.festival).filter(code=code).first()
    if found is None:
        raise Http404
    return render(request, "office/mailroom/letter.html", {"festival": request.festival, "letter": found})


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def retry(request: DeskRequest, code: str) -> HttpResponse:
    """Send a letter again that could not be delivered."""
    found = letters_of(request.festival).filter(code=code).first()
    if found is None:
        raise Http404
    retry_letter(letter=found, by=request.user)
    tell(request, _("The letter to %(email)s is on its way again.") % {"email": found.to_email})
    return redirect("office-letter", request.festival.slug, code)
