"""The writers of invitations: offer, answer, take back, give more time, let run out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import ALIVE
from matinee.festival.actions import audit, audit_many
from matinee.festival.models import Edition, Festival
from matinee.festival.states import UPCOMING
from matinee.kit.clock import today_in
from matinee.kit.errors import Conflict, InvalidInput, WrongState
from matinee.kit.rows import checked
from matinee.kit.states import check_move
from matinee.programming.models import Guest, Invitation
from matinee.programming.states import OFFER_MOVES, OFFER_OPEN, OfferState

GUESTS_MOST = 20


@dataclass(frozen=True, slots=True)
class GuestSaid:
    """Somebody who comes, as the filmmaker tells."""

    name: str
    part: str = ""
    pronouns: str = ""
    needs: str = ""


@transaction.atomic
def offer_invitation(
    *, entry: Entry, edition: Edition, answer_by: date, by: User | None, message: str = ""
) -> Invitation:
    """Offer to show a film at an edition.

    Raises
    ------
    InvalidInput
        The day for the answer has passed, or lies behind the edition.
    Conflict
        The film is not in consideration any more, the edition is over, or the offer stands already.
    """
    if entry.festival_id != edition.festival_id or edition.state not in UPCOMING:
        raise Conflict(_("Films are invited to editions that lie ahead."))
    if entry.state not in ALIVE:
        raise Conflict(_("“%(film)s” is “%(state)s”: bring it back first.") % _told(entry))
    refuse_odd_day(answer_by, edition)
    if Invitation.objects.filter(entry=entry, edition=edition, state__in=OFFER_OPEN).exists():
        raise Conflict(_("“%(film)s” is invited already.") % {"film": entry})
    invitation = Invitation(
        entry=entry, film=entry.film, edition=edition, answer_by=answer_by, message=message.strip(), offered_by=by
    )
    checked(invitation)
    invitation.save()
    audit(festival=edition.festival, by=by, verb="offer_invitation", about=invitation, answer_by=answer_by)
    return invitation


@transaction.atomic
def answer_invitation(
    *, invitation: Invitation, accepts: bool, by: User | None, note: str = "", guests: Sequence[GuestSaid] = ()
) -> Invitation:
    """Take the filmmaker's answer, and who comes; until the day it may be changed, a yes into a no also later.

    Raises
    ------
    WrongState
        It was taken back, or its day has passed.
    InvalidInput
        Something of the answer does not fit.
    """
    invitation = _locked(invitation)
    to = OfferState.ACCEPTED if accepts else OfferState.DECLINED
    if invitation.state == OfferState.DECLINED and not accepts:
        return invitation
    check_move(
        OFFER_MOVES, OfferState(invitation.state), to, _("The invitation of “%(film)s”") % {"film": invitation.film}
    )
    is_late = today_in(invitation.edition.festival.time_zone) > invitation.answer_by
    if is_late and invitation.state != OfferState.ACCEPTED:
        raise WrongState(_("The day for the answer has passed. Write to the festival: there may still be a way."))
    invitation.state, invitation.note = to, note.strip()
    invitation.answered_at, invitation.answered_by = timezone.now(), by
    checked(invitation)
    invitation.save()
    _seat(invitation, guests if accepts else ())
    audit(festival=invitation.edition.festival, by=by, verb="answer_invitation", about=invitation, answer=to.value)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User | None) -> Invitation:
    """Take an offer back.

    Raises
    ------
    WrongState
        It is over already.
    """
    return _move(invitation, OfferState.WITHDRAWN, "withdraw_invitation", by)


@transaction.atomic
def extend_invitation(*, invitation: Invitation, answer_by: date, by: User | None) -> Invitation:
    """Give more time for an answer, also after the offer has run out.

    Raises
    ------
    WrongState
        It was answered or taken back.
    InvalidInput
        The day has passed, or lies behind the edition.
    """
    invitation = _locked(invitation)
    refuse_odd_day(answer_by, invitation.edition)
    if invitation.state != OfferState.OFFERED:
        invitation = _move(invitation, OfferState.OFFERED, "renew_invitation", by)
    invitation.answer_by = answer_by
    invitation.save(update_fields=["answer_by", "changed_at"])
    audit(festival=invitation.edition.festival, by=by, verb="extend_invitation", about=invitation, answer_by=answer_by)
    return invitation


@transaction.atomic
def expire_invitations(*, festival: Festival, by: User | None) -> list[Invitation]:
    """Let the offers run out whose day has passed without an answer; return them."""
    today = today_in(festival.time_zone)
    over = Invitation.objects.filter(edition__festival=festival, state=OfferState.OFFERED, answer_by__lt=today)
    rows = list(over.select_for_update(of=("self",)).select_related("edition__festival", "entry__film", "film"))
    Invitation.objects.filter(pk__in=[row.pk for row in rows]).update(state=OfferState.EXPIRED)
    for row in rows:
        row.state = OfferState.EXPIRED
    audit_many(festival=festival, by=by, verb="expire_invitation", about=rows)
    return rows


def _move(invitation: Invitation, to: OfferState, verb: str, by: User | None) -> Invitation:
    """Make one move under the row's lock, and write it down."""
    invitation = _locked(invitation)
    check_move(
        OFFER_MOVES, OfferState(invitation.state), to, _("The invitation of “%(film)s”") % {"film": invitation.film}
    )
    invitation.state = to
    invitation.save(update_fields=["state", "changed_at"])
    audit(festival=invitation.edition.festival, by=by, verb=verb, about=invitation)
    return invitation


def _check_move(invitation: Invitation, to: OfferState) -> None:
    """Refuse a move that an invitation cannot make."""
    what = _("The invitation of “%(film)s”") % {"film": invitation.film}
    check_move(OFFER_MOVES, OfferState(invitation.state), to, what)


def _locked(invitation: Invitation) -> Invitation:
    """Return the row as it stands now, held until the transaction ends."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("edition__festival", "entry__film", "film")
    return rows.get(pk=invitation.pk)


def _seat(invitation: Invitation, guests: Sequence[GuestSaid]) -> None:
    """Write down who comes, in the order that was given."""
    if len(guests) > GUESTS_MOST:
        raise InvalidInput("guests", len(guests), _("At most %(n)d people can be named here.") % {"n": GUESTS_MOST})
    invitation.guests.all().delete()
    for position, said in enumerate(guests):
        guest = Guest(invitation=invitation, position=position, **asdict(said))
        checked(guest)
        guest.save()


def refuse_odd_day(answer_by: date, edition: Edition) -> None:
    """Refuse a day for the answer that has passed or lies behind the edition."""
    last = edition.ends_on or edition.starts_on
    if answer_by < today_in(edition.festival.time_zone) or (last is not None and answer_by > last):
        raise InvalidInput("answer_by", answer_by, _("Give a day from today on, and before the edition."))


def _told(entry: Entry) -> dict[str, object]:
    return {"film": entry, "state": entry.get_state_display()}
