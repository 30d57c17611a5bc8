"""Whether a sent entry still fits what it was sent in, and what staff do where it no longer does."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.queries.terms import terms_for, terms_of
from matinee.entries.rules.fitting import premiere_here, unfit
from matinee.entries.rules.terms import Terms
from matinee.entries.states import ENTERED
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.films.models import PublicShowing
from matinee.films.queries import place_of
from matinee.films.rules import premiere_of
from matinee.kit.errors import InvalidInput, WrongState
from matinee.kit.rows import apply_changes


def note_misfits(festival: Festival, entries: Sequence[Entry], showings: Mapping[int, list[PublicShowing]]) -> None:
    """Mark entries whose film no longer fits a category they were sent in, and unmark those that do again.

    It is computed, so the log does not hold it; the deed that caused it stands there.
    """
    place, read = place_of(festival), dict[int, Terms]()
    changed: dict[bool, list[int]] = {True: [], False: []}
    for entry in entries:
        is_unfit = False
        if entry.terms is not None and entry.categories and entry.state in ENTERED:
            terms = read.setdefault(entry.terms.pk, terms_of(entry.terms))
            shown, origins = showings.get(entry.film_id, []), frozenset(entry.film.countries)
            is_unfit = bool(unfit(entry, terms, premiere_of(shown, place=place, on=None, origins=origins)))
        if is_unfit != entry.is_unfit:
            entry.is_unfit = is_unfit
            changed[is_unfit].append(entry.pk)
    for is_unfit, rows in changed.items():
        if rows:
            Entry.objects.filter(pk__in=rows).update(is_unfit=is_unfit)


@transaction.atomic
def change_categories(*, entry: Entry, categories: Iterable[str], by: User | None) -> Entry:
    """Let a sent entry stand in other categories (keys or names) of the terms it was sent under; its fee stays.

    Raises
    ------
    InvalidInput
        None of them, or more than the call lets one choose.
    """
    _check_sent(entry)
    terms = terms_for(entry)
    names = [category.name for category in terms.chosen(categories)]
    if not 1 <= len(names) <= terms.categories_most:
        said = _("Choose from one to %(most)d of them.") % {"most": terms.categories_most}
        raise InvalidInput("categories", ", ".join(names), said)
    changed = apply_changes(entry, {"categories": names, "excused": []})
    if changed:
        audit(festival=entry.festival, by=by, verb="change_categories", about=entry, changed=changed)
    return _looked_at_again(entry)


@transaction.atomic
def excuse_misfit(*, entry: Entry, by: User | None) -> Entry:
    """Let an entry stay in its categories though its film does not fit them; later ones are looked at anew."""
    _check_sent(entry)
    keys = [category.key for category in unfit(entry, terms_for(entry), premiere_here(entry))]
    if keys:
        entry.excused = [*entry.excused, *keys]
        entry.save(update_fields=["excused", "changed_at"])
        audit(festival=entry.festival, by=by, verb="excuse_misfit", about=entry, categories=keys)
    return _looked_at_again(entry)


@transaction.atomic
def undo_excuse(*, entry: Entry, by: User | None) -> Entry:
    """Look at an entry's categories again as if nobody had excused it (undo)."""
    if entry.excused:
        entry.excused = []
        entry.save(update_fields=["excused", "changed_at"])
        audit(festival=entry.festival, by=by, verb="undo_excuse", about=entry)
    return _looked_at_again(entry)


def _looked_at_again(entry: Entry) -> Entry:
    """Mark or unmark one entry."""
    note_misfits(entry.festival, [entry], {entry.film_id: list(entry.film.showings.all())})
    return entry


def _check_sent(entry: Entry) -> None:
    """Refuse an entry that is not sent, or closed."""
    if entry.state not in ENTERED:
        raise WrongState(_("Only an entry that is in consideration stands in categories. Bring it back first."))
