"""Checks of belonging: the strand, the edition, the premiere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.films.states import Premiere
from matinee.programming.rules.board import BoardProgram
from matinee.programming.rules.book import RUNGS, Rulebook
from matinee.programming.rules.checks.found import Check, Found
from matinee.programming.states import CheckKind

GONE = (EntryState.WITHDRAWN, EntryState.DISQUALIFIED)


def _still_in(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check that every film is still in the running, and eligible for this edition."""
    for film in one.films:
        weighed, says = film.consideration, {"film": film.title, "why": " ".join(film.nos)}
        if weighed is None:
            text = _("“%(film)s” was not entered: it is invited.") % says
            yield Found(CheckKind.NOT_ENTERED, text, one.code, film.code)
        elif weighed.entry.state in GONE:
            text = _("“%(film)s” is out of the running: %(state)s. Take it out.")
            text %= says | {"state": weighed.entry.get_state_display()}
            yield Found(CheckKind.OUT_OF_RUNNING, text, one.code, film.code)
        elif weighed.state == ConsiderationState.INELIGIBLE:
            text = _("“%(film)s” is not eligible for this edition. %(why)s") % says
            yield Found(CheckKind.INELIGIBLE, text.strip(), one.code, film.code)
        elif _is_kept_away(weighed.entry, book=book):
            text = _("The makers of “%(film)s” keep it for another day. Ask them, or take it out.") % says
            yield Found(CheckKind.UNAVAILABLE, text, one.code, film.code)


def _is_kept_away(entry: Entry, *, book: Rulebook) -> bool:
    """Tell whether a film's makers have said that it cannot be at this edition."""
    is_early = bool(entry.not_before and book.starts_on and book.starts_on < entry.not_before)
    return is_early or (book.edition != "" and book.edition in entry.not_editions)


def _strand(one: BoardProgram, _book: Rulebook) -> Iterator[Found]:
    """Check that a strand's program keeps to the strand."""
    if one.program.strand is None:
        return
    for film in one.films:
        if one.strand_slug not in film.strands:
            text = _("“%(film)s” does not belong to %(strand)s. Say that it does, or move it.")
            text %= {"film": film.title, "strand": one.program.strand}
            yield Found(CheckKind.STRAND, text, one.code, film.code)


def _premiere(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Say which films are a lower premiere here than is wished for."""
    wished = Premiere(book.customs[CheckKind.PREMIERE].rung)
    for film in one.films:
        rung = film.consideration.premiere if film.consideration is not None else ""
        if rung == Premiere.NONE:
            text = _("“%(film)s” is no premiere here.") % {"film": film.title}
            yield Found(CheckKind.PREMIERE, text, one.code, film.code)
        elif rung in RUNGS and is_lower(Premiere(rung), wished):
            text = _("“%(film)s” would be its %(rung)s; at least a %(wished)s is wished for.")
            text %= {"film": film.title, "rung": _small(Premiere(rung)), "wished": _small(wished)}
            yield Found(CheckKind.PREMIERE, text, one.code, film.code)


def is_lower(rung: Premiere, wished: Premiere) -> bool:
    """Tell whether a rung of the premiere ladder stands below another."""
    return RUNGS.index(rung) > RUNGS.index(wished)


def _small(rung: Premiere) -> str:
    """Return a rung's name inside a sentence."""
    words = str(rung.label)
    return words[:1].lower() + words[1:]


BELONGING: tuple[Check, ...] = (_still_in, _strand, _premiere)
