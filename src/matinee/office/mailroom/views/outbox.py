"""The outbox: what was sent, what waits, what came back, and what staff do about it."""

from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.queries import entry_of
from matinee.festival.states import Permission
from matinee.mailroom.actions import clear_mailbox, retry_letter, schedule_letter, send_now, stop_letter
from matinee.mailroom.letters import OCCASIONS
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import (
    bad_mailboxes,
    letter_counts,
    letter_of,
    letters_of,
    mailboxes_of,
    matching,
    occasion_counts,
)
from matinee.mailroom.states import IN_THE_OUTBOX, LetterState
from matinee.office.access import DeskRequest, desk
from matinee.office.mailroom.forms import AgainForm, WhenForm
from matinee.web.notices import tell, tell_trouble

PAGE = 50


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def letters(request: DeskRequest) -> HttpResponse:
    """Show the letters that the address asks for."""
    counts, occasions = letter_counts(request.festival), occasion_counts(request.festival)
    asked, batch = request.GET, request.GET.get("batch", "")[:16]
    states = [state for state in asked.getlist("state") if state in LetterState]
    chosen = [key for key in asked.getlist("occasion") if key in OCCASIONS]
    mine = letters_of(request.festival)
    found = matching(mine, states=states, occasions=chosen, batch=batch, text=asked.get("q", "").strip()[:100])
    waiting = mine.filter(batch=batch, state__in=IN_THE_OUTBOX).order_by("next_try_at") if batch else mine.none()
    context = {
        "festival": request.festival,
        "page": Paginator(found, PAGE).get_page(asked.get("page")),
        "states": [(state.value, state.label, counts[state.value]) for state in LetterState if counts[state.value]],
        "occasions": [(key, OCCASIONS[key].label, n) for key, n in occasions.items() if key in OCCASIONS],
        "is_empty": not any(counts.values()),
        "batch": batch,
        "stoppable": waiting.count(),
        "goes_at": waiting.values_list("next_try_at", flat=True).first(),
        "marked": mailboxes_of(request.festival).count(),
    }
    return render(request, "office/mailroom/letters.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def letter(request: DeskRequest, code: str) -> HttpResponse:
    """Show one letter; the secret of a private one is nobody's but its reader's."""
    found = _letter_or_404(request, code)
    is_back = found.state in {LetterState.FAILED, LetterState.BOUNCED}
    context = {
        "festival": request.festival,
        "letter": found,
        "occasion": OCCASIONS.get(found.template),
        "entry": entry_of(request.festival, found.about) if found.about else None,
        "mailbox": next(iter(bad_mailboxes(request.festival, [found.to_email]).values()), None),
        "may_stop": found.state in IN_THE_OUTBOX,
        "may_send": found.state in {LetterState.SCHEDULED, LetterState.STOPPED},
        "again": AgainForm(initial={"to_email": found.to_email}) if is_back and _is_kept(found) else None,
        "when": WhenForm() if found.state in {*IN_THE_OUTBOX, LetterState.STOPPED} else None,
    }
    return render(request, "office/mailroom/letter.html", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def retry(request: DeskRequest, code: str) -> HttpResponse:
    """Send a letter again that could not be delivered, to the address that was corrected."""
    form = AgainForm(request.POST)
    address = form.cleaned_data["to_email"] if form.is_valid() else ""
    if request.POST.get("to_email") and not address:
        tell_trouble(request, _("That is no e-mail address. The letter has not been sent again."))
        return redirect("office-letter", request.festival.slug, code)
    said = _("The letter to %(email)s is on its way again.")
    return _done(request, code, lambda one: retry_letter(letter=one, by=request.user, to_email=address), said)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def stop(request: DeskRequest, code: str) -> HttpResponse:
    """Stop a letter before it goes."""
    said = _("The letter to %(email)s is stopped.")
    return _done(request, code, lambda one: stop_letter(letter=one, by=request.user), said, "office-letter-now")


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def now(request: DeskRequest, code: str) -> HttpResponse:
    """Let a letter go at once."""
    said = _("The letter to %(email)s goes now.")
    return _done(request, code, lambda one: send_now(letter=one, by=request.user), said)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def schedule(request: DeskRequest, code: str) -> HttpResponse:
    """Let a letter go at another time."""
    found, form = _letter_or_404(request, code), WhenForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("Give a day and a time, such as 2031-03-08 and 09:30."))
        return redirect("office-letter", request.festival.slug, code)
    moment = form.moment(request.festival.time_zone)
    said = _("The letter to %(email)s goes at its new time.")
    deed = partial(schedule_letter, send_at=moment, by=request.user)
    return _done(request, found.code, lambda one: deed(letter=one), said, "office-letter-stop")


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def mailboxes(request: DeskRequest) -> HttpResponse:
    """Show the addresses that letters came back from, and take the mark off one that works again."""
    marked = mailboxes_of(request.festival)
    if request.method == "POST":
        found = get_object_or_404(marked, email=request.POST.get("email", ""))
        clear_mailbox(mailbox=found, by=request.user)
        tell(request, _("The mark on %(email)s is taken off.") % {"email": found.email})
        return redirect("office-mailboxes", request.festival.slug)
    page = Paginator(marked, PAGE).get_page(request.GET.get("page"))
    return render(request, "office/mailroom/mailboxes.html", {"festival": request.festival, "page": page})


def _done(request: DeskRequest, code: str, deed: Callable[[Letter], Letter], said: str, undo: str = "") -> HttpResponse:
    """Do something to a letter and go back to its page; ``undo`` is the address that takes it back."""
    done = deed(_letter_or_404(request, code))
    undo_url = reverse(undo, args=[request.festival.slug, code]) if undo else ""
    tell(request, said % {"email": done.to_email}, undo_url=undo_url)
    return redirect("office-letter", request.festival.slug, code)


def _is_kept(letter: Letter) -> bool:
    """Tell whether a letter still has its text: that of a secret one is wiped once it is delivered."""
    return not (letter.is_private and letter.sent_at)


def _letter_or_404(request: DeskRequest, code: str) -> Letter:
    """Return a letter of this festival."""
    found = letter_of(request.festival, code)
    if found is None:
        raise Http404
    return found
