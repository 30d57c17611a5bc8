"""New versions of what a call asks and costs; a version is never changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Call, CallTerms
from matinee.entries.queries import newest_version, terms_of
from matinee.entries.rules.termchecks import check_terms
from matinee.entries.rules.terms import Category, Consent, Identity, Question, Terms, Tier
from matinee.entries.rules.termsheets import sheet_of
from matinee.festival.actions import audit
from matinee.kit.rows import apply_changes
from matinee.kit.text import free_slug, slug_of

Row = TypeVar("Row", Category, Tier, Question, Consent, Identity)


@transaction.atomic
def revise_terms(*, call: Call, terms: Terms, by: User | None) -> CallTerms:
    """Make these the terms of whoever sends from now on; entries already sent keep theirs.

    Rows without a key get one. The same terms again are the same version.
    """
    Call.objects.select_for_update().get(pk=call.pk)
    before = newest_version(call)
    number = before.number + 1 if before else 1
    fresh = _reworded(_keyed(terms), terms_of(before) if before else Terms(), number)
    check_terms(fresh)
    sheet = sheet_of(fresh)
    if before is not None and before.terms == sheet:
        return before
    version = CallTerms(call=call, number=number, terms=sheet, by=by)
    version.save()
    apply_changes(call, _columns(fresh))
    if before is not None:
        audit(festival=call.festival, by=by, verb="revise_terms", about=call, version=number)
    return version


def _columns(terms: Terms) -> dict[str, Any]:
    """Return what lists of calls show without opening the terms."""
    return {
        "wanted": terms.wanted,
        "running_time_min_s": terms.running_time_min_s,
        "running_time_max_s": terms.running_time_max_s,
        "categories": [category.name for category in terms.categories],
    }


def _keyed(terms: Terms) -> Terms:
    """Return terms in which every row has a key, and nobody is to choose more categories than there are."""
    return replace(
        terms,
        categories_most=max(1, min(terms.categories_most, len(terms.categories))),
        categories=_with_keys(terms.categories, "name"),
        tiers=_with_keys(terms.tiers, "name"),
        questions=_with_keys(terms.questions, "text"),
        consents=_with_keys(terms.consents, "title"),
        identities=_with_keys(terms.identities, "text"),
    )


def _with_keys(rows: Iterable[Row], words: str) -> tuple[Row, ...]:
    """Return rows with keys made of their words, each once."""
    taken = {row.key for row in rows if row.key}
    keyed = []
    for row in rows:
        key = row.key or free_slug(slug_of(getattr(row, words), "row", 40), taken)
        taken.add(key)
        keyed.append(replace(row, key=key))
    return tuple(keyed)


def _reworded(terms: Terms, before: Terms, number: int) -> Terms:
    """Return terms whose consents carry the number of the version that last changed their words."""
    known = {consent.key: consent for consent in before.consents}
    return replace(terms, consents=tuple(_dated(consent, known.get(consent.key), number) for consent in terms.consents))


def _dated(consent: Consent, before: Consent | None, number: int) -> Consent:
    is_same = before is not None and (before.title, before.text) == (consent.title, consent.text)
    return replace(consent, version=before.version if before and is_same else number)
