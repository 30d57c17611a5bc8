"""Answers to what a call asks: categories, its own questions, texts to agree to, and following its newest version."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entry
from matinee.entries.models import Entry
from matinee.entries.queries import newest_version, terms_for, terms_of
from matinee.entries.states import EntryState
from matinee.festival.actions import audit
from matinee.kit.errors import InvalidInput, WrongState
from matinee.kit.rows import apply_changes


@transaction.atomic
def choose_categories(*, entry: Entry, categories: Iterable[str], by: User | None) -> Entry:
    """Enter a draft in these categories (keys or names).

    Raises
    ------
    InvalidInput
        More of them than the call lets one choose.
    """
    if entry.state != EntryState.DRAFT:
        raise WrongState(_("This entry has been sent; its categories stand. Write to the festival to change them."))
    terms = terms_for(entry)
    names = [category.name for category in terms.chosen(categories)]
    if len(names) > terms.categories_most:
        said = _("Choose at most %(most)d of them.") % {"most": terms.categories_most}
        raise InvalidInput("categories", ", ".join(names), said)
    return _change(entry, by, categories=names)


@transaction.atomic
def reply(*, entry: Entry, replies: Mapping[str, Any], by: User | None) -> Entry:
    """Keep answers to the call's own questions; those not named stay, those it does not ask are left out."""
    asked = {question.key for question in terms_for(entry).questions}
    said = {key: value for key, value in replies.items() if key in asked}
    return _change(entry, by, replies=entry.replies | said)


@transaction.atomic
def agree(*, entry: Entry, to: Iterable[str], by: User | None) -> Entry:
    """Keep which texts a maker agrees to, each with its version and moment; the others count as not agreed to."""
    wanted, now = set(to), timezone.now().isoformat(timespec="seconds")
    given: dict[str, Any] = {}
    for consent in terms_for(entry).consents:
        known = entry.consents.get(consent.key) or {}
        if consent.key in wanted:
            is_same = known.get("version") == consent.version
            given[consent.key] = known if is_same else {"version": consent.version, "at": now}
    return _change(entry, by, consents=given)


@transaction.atomic
def follow_terms(*, entry: Entry, by: User | None) -> Entry:
    """Let a draft know the newest version of its call; renamed categories stay chosen under their new name."""
    newest = newest_version(entry.call)
    if entry.state != EntryState.DRAFT or newest is None or newest.pk == entry.terms_id:
        return entry
    keys = _keys(entry)
    entry.terms = newest
    names = [category.name for category in terms_of(newest).chosen(keys)]
    entry.categories = names if terms_of(newest).categories else entry.categories
    entry.save(update_fields=["terms", "categories", "changed_at"])
    audit(festival=entry.festival, by=by, verb="follow_terms", about=entry, version=newest.number)
    return entry


def _keys(entry: Entry) -> list[str]:
    """Return what a draft has chosen, by the keys of the version it last saw."""
    seen = terms_of(entry.terms) if entry.terms else None
    return [category.key for category in seen.chosen(entry.categories)] if seen else list(entry.categories)


def _change(entry: Entry, by: User | None, **columns: Any) -> Entry:  # noqa: ANN401  columns
    """Write down an answer, and weigh a sent entry anew."""
    changed = apply_changes(entry, columns)
    if changed:
        audit(festival=entry.festival, by=by, verb="change_entry", about=entry, changed=changed)
        consider_entry(entry=entry, by=by)
    return entry
