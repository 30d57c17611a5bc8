"""What changed from one version of a call's terms to another, in words for filmmakers and staff alike."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from matinee.entries.rules.terms import Terms, Tier
from matinee.kit.money import Money

LISTS = ("categories", "tiers", "questions", "consents", "identities")
WORDS = {"categories": "name", "tiers": "name", "questions": "text", "consents": "title", "identities": "text"}


def differences(before: Terms, after: Terms) -> list[str]:
    """Return each change as a sentence; none where the two are the same."""
    return list(_differences(before, after))


def _differences(before: Terms, after: Terms) -> Iterator[str]:
    if before.wanted != after.wanted:
        yield _("What is wanted was reworded.")
    if (before.running_time_min_s, before.running_time_max_s) != (after.running_time_min_s, after.running_time_max_s):
        yield _("How long films may be has changed.")
    if before.currency != after.currency:
        yield _("The currency is %(after)s now, not %(before)s.") % {"after": after.currency, "before": before.currency}
    if before.categories_most != after.categories_most:
        yield _("You may choose up to %(most)d of the categories now.") % {"most": after.categories_most}
    for section in LISTS:
        yield from _rows(section, before, after)


def _rows(section: str, before: Terms, after: Terms) -> Iterator[str]:
    """Say which rows of a section are new, gone or changed."""
    added, gone, renamed, changed = {
        "categories": (
            _("New category: “%(new)s”."), _("No longer there: the category “%(old)s”."),
            _("The category “%(old)s” is called “%(new)s” now."), _("The category “%(new)s” asks for something else."),
        ),
        "tiers": (
            _("New price: “%(new)s”."), _("No longer there: the price “%(old)s”."),
            _("The price “%(old)s” is called “%(new)s” now."), _("The price “%(new)s” has changed."),
        ),
        "questions": (
            _("New question: “%(new)s”"), _("No longer asked: “%(old)s”"),
            _("Asked in other words: “%(new)s”"), _("Asked in another way: “%(new)s”"),
        ),
        "consents": (
            _("New text to agree to: “%(new)s”."), _("No longer there: the text “%(old)s”."),
            _("The text “%(old)s” is called “%(new)s” now."), _("The text “%(new)s” was reworded."),
        ),
        "identities": (
            _("New statement you may make of yourself: “%(new)s”"), _("No longer there: the statement “%(old)s”"),
            _("The statement “%(old)s” reads “%(new)s” now."), _("The statement “%(new)s” opens other strands."),
        ),
    }[section]  # fmt: skip
    old = {row.key: row for row in getattr(before, section)}
    new = {row.key: row for row in getattr(after, section)}
    words = WORDS[section]
    for key, row in new.items():
        if key not in old:
            yield added % {"new": getattr(row, words)}
        elif getattr(old[key], words) != getattr(row, words):
            yield renamed % {"old": getattr(old[key], words), "new": getattr(row, words)}
        elif old[key] != row:
            yield f"{changed % {'new': getattr(row, words)}} {_fees(old[key], row, after.currency)}".strip()
    for key, row in old.items():
        if key not in new:
            yield gone % {"old": getattr(row, words)}


def _fees(before: object, after: object, currency: str) -> str:
    """Return a changed fee in figures."""
    if not isinstance(before, Tier) or not isinstance(after, Tier) or before.fee_minor == after.fee_minor:
        return ""
    old, new = (Money(tier.fee_minor, currency).shown() for tier in (before, after))
    return _("%(old)s before, %(new)s now.") % {"old": old, "new": new}
