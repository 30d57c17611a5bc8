"""Checks of what the makers have said and sent: invitations, consents, material for the public pages."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.programming.rules.board import BoardFilm, BoardProgram
from matinee.programming.rules.book import Rulebook
from matinee.programming.rules.checks.found import Check, Found
from matinee.programming.states import CheckKind, OfferState


def _offers(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check what became of a film's invitation."""
    for film in one.films:
        offer, says = film.invitation, {"film": film.title}
        if offer is None or offer.state == OfferState.WITHDRAWN:
            if book.is_adopted and film.consideration is not None:
                text = _("“%(film)s” is in the lineup and not invited yet.") % says
                yield Found(CheckKind.NOT_INVITED, text, one.code, film.code)
        elif offer.state == OfferState.DECLINED:
            text = _("The makers of “%(film)s” declined. Take it out, or ask them once more.") % says
            yield Found(CheckKind.DECLINED, text, one.code, film.code)
        elif offer.state == OfferState.EXPIRED:
            text = _("The makers of “%(film)s” did not answer in time. Write to them.") % says
            yield Found(CheckKind.UNANSWERED, text, one.code, film.code)


def _consents(one: BoardProgram, _book: Rulebook) -> Iterator[Found]:
    """Check that what a call's terms need agreed to was agreed to."""
    for film in one.films:
        missing = _not_agreed(film.consideration.entry) if film.consideration is not None else []
        if missing:
            text = _("The makers of “%(film)s” have not agreed to: %(titles)s.")
            yield Found(
                CheckKind.CONSENT, text % {"film": film.title, "titles": ", ".join(missing)}, one.code, film.code
            )


def _material(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Say what the public pages lack, once the makers have accepted or the lineup is adopted."""
    for film in one.films:
        has_accepted = film.invitation is not None and film.invitation.state == OfferState.ACCEPTED
        missing = _missing(film) if has_accepted or book.is_adopted else []
        if missing:
            text = _("“%(film)s” lacks for its page: %(missing)s.")
            says = {"film": film.title, "missing": ", ".join(missing)}
            yield Found(CheckKind.MATERIAL, text % says, one.code, film.code)


def _missing(film: BoardFilm) -> list[str]:
    """Return what a film's public page lacks, in words."""
    lacks = ((film.film.still, _("a still")), (film.film.logline or film.film.synopsis, _("a logline")))
    return [words for has, words in lacks if not has]


def _not_agreed(entry: Entry) -> list[str]:
    """Return the titles of needed consents that an entry lacks; nothing where its terms are not known."""
    asked = entry.terms.terms.get("consents", []) if entry.terms is not None else []
    return [str(one["title"]) for one in asked if one.get("is_needed", True) and one["key"] not in entry.consents]


RIGHTS: tuple[Check, ...] = (_offers, _consents, _material)
