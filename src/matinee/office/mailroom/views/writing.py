"""A mailing to many while it is written: how far it is, stopping it, going on with it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.mailroom.actions import has_lost_its_worker, stop_writing
from matinee.mailroom.models import Mailing
from matinee.mailroom.queries import letters_of, mailing_of
from matinee.mailroom.states import IN_THE_OUTBOX, MailingState
from matinee.office.access import DeskRequest, desk
from matinee.web.notices import tell
from matinee.workflows.write_mailing import go_on_writing

OPEN = (MailingState.WAITING, MailingState.RUNNING)
NAMED = 50


@desk(Permission.MANAGE_FESTIVAL)
@never_cache
@require_safe
def show(request: DeskRequest, batch: str) -> HttpResponse:
    """Show a mailing: how far its writing is, and at the end what became of it."""
    mailing = _mailing_or_404(request, batch)
    letters = letters_of(request.festival).filter(batch=mailing.code)
    passed = mailing.passed_over[:NAMED]
    entries = Entry.objects.filter(festival=request.festival, code__in=[one["entry"] for one in passed])
    titles = dict(entries.values_list("code", "film__title"))
    context = _progress_of(request, mailing) | {
        "written": letters.count(),
        "to_go": letters.filter(state__in=IN_THE_OUTBOX).count(),
        "passed": [(one["entry"], titles.get(one["entry"], one["entry"]), one["why"]) for one in passed],
        "more": len(mailing.passed_over) - len(passed),
    }
    return render(request, "office/mailroom/writing.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@never_cache
@require_safe
def progress(request: DeskRequest, batch: str) -> HttpResponse:
    """Answer how far a mailing is; when it has ended, send the browser to what became of it."""
    mailing = _mailing_or_404(request, batch)
    context = _progress_of(request, mailing)
    if context["is_open"]:
        return render(request, "office/mailroom/writing_part.html", context)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse("office-mailing", args=[request.festival.slug, mailing.code])
    return answer


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def cancel(request: DeskRequest, batch: str) -> HttpResponse:
    """Write no more letters of a mailing; those that were written stay."""
    mailing = stop_writing(mailing=_mailing_or_404(request, batch), by=request.user)
    tell(request, _("No more letters are written. Those that were written stay, and you can go on."))
    return redirect("office-mailing", request.festival.slug, mailing.code)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def go_on(request: DeskRequest, batch: str) -> HttpResponse:
    """Go on with a mailing where it was."""
    mailing = go_on_writing(mailing=_mailing_or_404(request, batch), by=request.user)
    return redirect("office-mailing", request.festival.slug, mailing.code)


def _mailing_or_404(request: DeskRequest, batch: str) -> Mailing:
    """Return a mailing of this festival."""
    found = mailing_of(request.festival, batch)
    if found is None:
        raise Http404
    return found


def _progress_of(request: DeskRequest, mailing: Mailing) -> dict[str, Any]:
    """Return what the progress is drawn from."""
    place = [request.festival.slug, mailing.code]
    is_lost = has_lost_its_worker(mailing)
    return {
        "festival": request.festival,
        "mailing": mailing,
        "is_open": mailing.state in OPEN and not is_lost,
        "may_go_on": is_lost or mailing.state == MailingState.STOPPED,
        "is_lost": is_lost,
        "poll_url": reverse("office-mailing-progress", args=place),
        "cancel_url": reverse("office-mailing-cancel", args=place),
    }
