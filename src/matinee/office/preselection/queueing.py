"""My queue: what is next and why, what else there is, and what is put off, passed on or asked for."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.preselection.pages import go_on, own_entry, page, veiled
from matinee.office.preselection.rows import reason_to_claim, turn_lines
from matinee.preselection.actions import claim, pass_on, snooze, take_up, unclaim
from matinee.preselection.queries import (
    claimable,
    close_entries,
    own_cards,
    own_recusals,
    profile_of,
    put_off,
    queue_of,
    seconds_in,
)
from matinee.preselection.queries.queues import CLAIMABLE
from matinee.preselection.rules import understands
from matinee.web.notices import tell

TURNS_SHOWN = 50


@desk(Permission.REVIEW)
@never_cache
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """Show what the reviewer watches next, and what they have marked."""
    waiting = queue_of(request.user, request.festival)
    turns, later = list(waiting[:TURNS_SHOWN]), list(put_off(request.user, request.festival)[:TURNS_SHOWN])
    recusals = list(own_recusals(request.user, request.festival))
    veiled(request, [*(one.entry for one in (*turns, *later)), *(one.entry for one in recusals)])
    context = {
        "lines": turn_lines(turns, request.festival.policy),
        "later": later,
        "waiting": waiting.count(),
        "waiting_s": seconds_in(waiting),
        "cards": list(own_cards(request.user, request.festival)[:12]),
        "recusals": recusals,
    }
    return page(request, "queue", context)


@desk(Permission.REVIEW)
@never_cache
@require_safe
def more(request: DeskRequest) -> HttpResponse:
    """Show what the reviewer might ask for, the most telling first."""
    found = list(claimable(request.user, request.festival)[: 3 * CLAIMABLE])
    profile = profile_of(request.user, request.festival)
    close = close_entries(request.festival, [request.user], [entry.pk for entry in found])
    fitting = [
        entry
        for entry in found
        if (entry.pk, request.user.pk) not in close and understands(profile.languages, entry.film)
    ][:CLAIMABLE]
    veiled(request, fitting)
    policy = request.festival.policy
    return page(request, "more", {"entries": [(entry, reason_to_claim(entry, policy)) for entry in fitting]})


@desk(Permission.REVIEW)
@require_POST
def ask_for(request: DeskRequest, code: str) -> HttpResponse:
    """Put an entry on top of the reviewer's queue."""
    entry = claimable(request.user, request.festival).filter(code=code).first()
    if entry is None:
        raise Http404
    claim(entry=entry, reviewer=request.user, by=request.user)
    undo = reverse("office-preselection-unclaim", args=[request.festival.slug, code])
    veiled(request, [entry])
    tell(request, _("“%(film)s” is on top of your queue.") % {"film": entry.film.title}, undo_url=undo)
    return redirect("office-preselection", request.festival.slug)


@desk(Permission.REVIEW)
@require_POST
def give_back(request: DeskRequest, code: str) -> HttpResponse:
    """Give back what was asked for."""
    unclaim(entry=own_entry(request, code), reviewer=request.user, by=request.user)
    return redirect("office-preselection", request.festival.slug)


@desk(Permission.REVIEW)
@require_POST
def not_tonight(request: DeskRequest, code: str) -> HttpResponse:
    """Put a film off till tomorrow."""
    entry = own_entry(request, code)
    snooze(entry=entry, reviewer=request.user, by=request.user)
    return _moved(request, entry, _("“%(film)s” comes back tomorrow."))


@desk(Permission.REVIEW)
@require_POST
def hand_on(request: DeskRequest, code: str) -> HttpResponse:
    """Pass a film on to somebody else."""
    entry = own_entry(request, code)
    pass_on(entry=entry, reviewer=request.user, by=request.user)
    return _moved(request, entry, _("“%(film)s” goes to somebody else."))


@desk(Permission.REVIEW)
@require_POST
def bring_back(request: DeskRequest, code: str) -> HttpResponse:
    """Bring back what was put off or passed on."""
    take_up(entry=own_entry(request, code), reviewer=request.user, by=request.user)
    return redirect("office-preselection", request.festival.slug)


def _moved(request: DeskRequest, entry: Entry, words: str) -> HttpResponse:
    """Say what happened, with the way back, and go on."""
    undo = reverse("office-preselection-back", args=[request.festival.slug, entry.code])
    veiled(request, [entry])
    tell(request, words % {"film": entry.film.title}, undo_url=undo)
    return go_on(request)
