"""Letters to many: who gets one, how it looks, a last look, and time to stop it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from matinee.entries.models import Consideration
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.festival.models import Edition
from matinee.festival.queries import editions_of, upcoming_editions
from matinee.festival.states import Permission
from matinee.kit.clock import today_in
from matinee.kit.codes import new_code
from matinee.kit.errors import InvalidInput
from matinee.mailroom.actions import plan_mailing
from matinee.mailroom.letters import language_for
from matinee.mailroom.models import Mailbox
from matinee.mailroom.queries import bad_mailboxes, letters_of, posted_keys
from matinee.office.access import DeskRequest, desk
from matinee.office.mailroom.forms import InviteForm, edition_choice
from matinee.preselection.models import Scorecard
from matinee.preselection.queries.makers import maker_notes
from matinee.programming.actions import refuse_odd_day
from matinee.programming.models import Invitation
from matinee.programming.states import OFFER_OPEN, OfferState
from matinee.web.notices import tell
from matinee.workflows.decline_entries import decline_entries, decline_key, notes_of
from matinee.workflows.invite_film import invite_film
from matinee.workflows.letter_fields import Reader, day_in, reader_of
from matinee.workflows.preview_letter import preview_letter
from matinee.workflows.stop_mailing import stop_mailing
from matinee.workflows.tell_maker import after_the_wait
from matinee.workflows.write_mailing import start_writing

PAGE = 100  # a mailing goes in a moment, and can be read before it goes


@dataclass(frozen=True, slots=True)
class Line:
    """One film that a letter may go to: its reader, what speaks against it, notes that may go along."""

    row: Consideration
    reader: Reader
    language: str
    mailbox: Mailbox | None
    cards: list[Scorecard]


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing on its way to be sent: its occasion, its edition, the films of this page and those chosen."""

    occasion: str
    edition: Edition
    lines: list[Line]
    chosen: list[Line]
    notes: dict[int, list[Scorecard]]
    form: forms.Form


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: DeskRequest) -> HttpResponse:
    """Answer the makers of films that are not in an edition: choose, look, send."""
    editions = list(editions_of(request.festival))
    nearest = upcoming_editions(request.festival).values_list("slug", flat=True).first() or ""
    edition = edition_choice(editions, request.GET.get("edition", nearest))
    rows = list(_rows(edition, ConsiderationState.NOT_SELECTED))
    known = posted_keys(decline_key(row) for row in rows)
    open_rows = [row for row in rows if decline_key(row) not in known]
    return _mailing(request, "decline", editions, edition, open_rows, forms.Form(request.POST or None))


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: DeskRequest) -> HttpResponse:
    """Invite the films of an edition's lineup: choose, look, send."""
    editions = list(upcoming_editions(request.festival))
    edition = edition_choice(editions, request.GET.get("edition", ""))
    asked = (*OFFER_OPEN, OfferState.DECLINED)
    invited = Invitation.objects.filter(edition=edition, state__in=asked).values("entry")
    rows = list(_rows(edition, ConsiderationState.PLACED).exclude(entry__in=invited))
    first = {"answer_by": _usual_day(request, edition)}
    return _mailing(request, "invitation", editions, edition, rows, InviteForm(request.POST or None, initial=first))


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def stop(request: DeskRequest, batch: str) -> HttpResponse:
    """Stop what of a mailing has not gone yet."""
    if not letters_of(request.festival).filter(batch=batch).exists():
        raise Http404
    stopped = len(stop_mailing(festival=request.festival, batch=batch, by=request.user))
    said = ngettext("%(n)d letter is stopped.", "%(n)d letters are stopped.", stopped) % {"n": stopped}
    tell(request, said if stopped else _("Everything of this mailing has gone already."))
    return redirect(f"{reverse('office-mailroom', args=[request.festival.slug])}?batch={batch}")


def _mailing(  # noqa: PLR0913, PLR0917  the three steps of a mailing share it
    request: DeskRequest,
    occasion: str,
    editions: list[Edition],
    edition: Edition | None,
    rows: list[Consideration],
    form: forms.Form,
) -> HttpResponse:
    """Show who may get a letter; then those who were chosen and how it looks; then send."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    is_everybody = bool(request.POST.get("everybody"))
    context = {
        "festival": request.festival, "occasion": occasion, "editions": editions, "edition": edition,
        "page": page, "form": form, "lines": [], "is_everybody": is_everybody,
    }  # fmt: skip
    if edition is None:
        return render(request, "office/mailroom/mailing.html", context)
    lines = _lines(request, rows if is_everybody else page.object_list)
    codes = set((request.POST if request.method == "POST" else request.GET).getlist("entry"))
    chosen = [line for line in lines if is_everybody or line.row.entry.code in codes]
    mailing = Mailing(occasion, edition, lines, chosen, _picked(request, chosen), form)
    if request.method == "POST" and chosen and form.is_valid():
        if "send" in request.POST and (sent := _sent(request, mailing)) is not None:
            return sent
        if not form.errors:
            return render(request, "office/mailroom/last_look.html", context | _last_look(request, mailing))
    context |= {"lines": lines[:PAGE], "is_nothing_chosen": request.method == "POST" and not chosen, "codes": codes}
    return render(request, "office/mailroom/mailing.html", context, status=400 if request.method == "POST" else 200)


def _last_look(request: DeskRequest, mailing: Mailing) -> dict[str, object]:
    """Return what is shown before a mailing goes: to whom, what speaks against it, and the first letter in full."""
    reachable = [line for line in mailing.chosen if line.reader.email]
    first = reachable[0] if reachable else mailing.chosen[0]
    return {
        "chosen": mailing.chosen[:PAGE],
        "unseen": max(0, len(mailing.chosen) - PAGE),
        "reachable": len(reachable),
        "warned": sum(line.mailbox is not None for line in mailing.chosen),
        "first": first,
        "shown": preview_letter(
            festival=request.festival,
            key=mailing.occasion,
            language=first.language,
            entry=first.row.entry,
            edition=mailing.edition,
            more=_own_words(mailing, first),
        ),
        "note_ids": request.POST.getlist("note"),
        "wait_min": request.festival.policy.letters_wait_min,
    }


def _own_words(mailing: Mailing, line: Line) -> dict[str, str]:
    """Return the fields that this mailing fills itself."""
    if mailing.occasion == "decline":
        return {"notes": notes_of(line.row, mailing.notes.get(line.row.entry_id, []))}
    said = mailing.form.cleaned_data
    return {"answer_by": day_in(said["answer_by"], line.language), "message": said["message"]}


def _sent(request: DeskRequest, mailing: Mailing) -> HttpResponse | None:
    """Send a mailing; it waits so long that it can be stopped. None where the house refuses, told at its field."""
    batch, send_at = new_code(), after_the_wait(request.festival)
    rows = [line.row for line in mailing.chosen if line.reader.email]
    try:
        if len(rows) > PAGE:
            return _in_the_background(request, mailing, rows)
        if mailing.occasion == "decline":
            decline_entries(considerations=rows, by=request.user, notes=mailing.notes, send_at=send_at, batch=batch)
        for row in rows if mailing.occasion == "invitation" else ():
            said = mailing.form.cleaned_data
            invite_film(entry=row.entry, edition=mailing.edition, by=request.user, send_at=send_at, batch=batch, **said)
    except InvalidInput as refusal:
        mailing.form.add_error(refusal.field if refusal.field in mailing.form.fields else None, refusal.accepted)
        return None
    return _told(request, batch)


def _in_the_background(request: DeskRequest, mailing: Mailing, rows: list[Consideration]) -> HttpResponse:
    """Let a worker write letters to many, and show how far it is."""
    said = mailing.form.cleaned_data if mailing.occasion == "invitation" else {}
    if said:
        refuse_odd_day(said["answer_by"], mailing.edition)
    codes = {row.entry_id: row.entry.code for row in rows}
    notes = {codes[entry]: [card.pk for card in cards] for entry, cards in mailing.notes.items() if entry in codes}
    with transaction.atomic():
        planned = plan_mailing(
            edition=mailing.edition, occasion=mailing.occasion, entries=list(codes.values()), by=request.user,
            send_at=after_the_wait(request.festival), notes=notes,
            said={name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()},
        )  # fmt: skip
        start_writing(planned)
    return redirect("office-mailing", request.festival.slug, planned.code)


def _told(request: DeskRequest, batch: str) -> HttpResponse:
    """Say what goes, with the way to stop it."""
    n = letters_of(request.festival).filter(batch=batch).count()
    minutes = request.festival.policy.letters_wait_min
    said = ngettext(
        "%(n)d letter goes in %(minutes)d minutes.", "%(n)d letters go in %(minutes)d minutes.", n
    ) % {"n": n, "minutes": minutes}  # fmt: skip
    tell(request, said, undo_url=reverse("office-mailing-stop", args=[request.festival.slug, batch]))
    return redirect(f"{reverse('office-mailroom', args=[request.festival.slug])}?batch={batch}")


def _rows(edition: Edition | None, state: ConsiderationState) -> QuerySet[Consideration]:
    """Return the films that stand so for an edition, with what a letter needs."""
    rows = Consideration.objects.filter(edition=edition, state=state, entry__state__in=ALIVE)
    needed = ("edition", "entry__film", "entry__call", "entry__sender", "entry__festival__policy")
    return rows.select_related(*needed).order_by("entry__film__title", "pk")


def _lines(request: DeskRequest, rows: Iterable[Consideration]) -> list[Line]:
    """Return the lines of a page in a constant number of queries."""
    found = [(row, reader_of(row.entry)) for row in rows]
    marked = bad_mailboxes(request.festival, [reader.email for _row, reader in found])
    cards = maker_notes([row.entry for row, _reader in found], request.user)
    return [
        Line(
            row,
            reader,
            language_for(reader.language, request.festival),
            marked.get(reader.email.lower()),
            cards.get(row.entry_id, []),
        )
        for row, reader in found
    ]


def _picked(request: DeskRequest, lines: list[Line]) -> dict[int, list[Scorecard]]:
    """Return the notes that were picked, by entry; notes of others than the chosen films are passed over."""
    asked = set(request.POST.getlist("note"))
    return {line.row.entry_id: [card for card in line.cards if str(card.pk) in asked] for line in lines}


def _usual_day(request: DeskRequest, edition: Edition | None) -> date:
    """Return the day by which the festival usually asks for an answer."""
    day = today_in(request.festival.time_zone) + timedelta(days=request.festival.policy.answer_days)
    last = edition.starts_on if edition else None
    return min(day, last) if last else day
