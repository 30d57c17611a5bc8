"""Whether terms make sense before they become a version, in the words of the editor."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from babel.numbers import is_currency
from django.utils.translation import gettext as _

from matinee.entries.rules.terms import Category, Question, Terms
from matinee.entries.states import QuestionKind
from matinee.films.states import Premiere
from matinee.kit.errors import InvalidInput

MOST_ROWS = 40
MOST_FEE = 100_000_000
OF_CHOICES = (QuestionKind.CHOICE, QuestionKind.SEVERAL)
Trouble = tuple[str, object, str]


def check_terms(terms: Terms) -> None:
    """Refuse terms that nobody could enter under.

    Raises
    ------
    InvalidInput
        With the section (``categories``, ``tiers`` ...), the value and what would do.
    """
    for section, value, accepted in _troubles(terms):
        raise InvalidInput(section, value, accepted)


def _troubles(terms: Terms) -> Iterator[Trouble]:
    yield from _counts(terms)
    yield from _doubles("categories", (row.name for row in terms.categories))
    yield from _doubles("tiers", (row.name for row in terms.tiers))
    yield from _doubles("questions", (row.text for row in terms.questions))
    yield from _doubles("consents", (row.title for row in terms.consents))
    yield from _doubles("identities", (row.text for row in terms.identities))
    yield from _lengths(terms)
    yield from _tiers(terms)
    for question in terms.questions:
        yield from _choices(question)


def _counts(terms: Terms) -> Iterator[Trouble]:
    for section in ("categories", "tiers", "questions", "consents", "identities"):
        rows = getattr(terms, section)
        if len(rows) > MOST_ROWS:
            yield section, len(rows), _("At most %(most)d of them, please.") % {"most": MOST_ROWS}


def _doubles(section: str, names: Iterable[str]) -> Iterator[Trouble]:
    for name, count in Counter(name.strip().casefold() for name in names).items():
        if not name:
            yield section, name, _("Give it its words, or take the row out.")
        elif count > 1:
            yield section, name, _("Two rows say the same. Give each its own words.")


def _lengths(terms: Terms) -> Iterator[Trouble]:
    said = _("The shortest film must not be longer than the longest.")
    rows: tuple[Terms | Category, ...] = (terms, *terms.categories)
    for row in rows:
        least, most = row.running_time_min_s, row.running_time_max_s
        if least is not None and most is not None and least > most:
            yield "running_time_min_s" if row is terms else "categories", least, said
    for category in terms.categories:
        if category.premiere and category.premiere not in Premiere.values:
            yield "categories", category.premiere, _("Choose a premiere of the list.")


def _tiers(terms: Terms) -> Iterator[Trouble]:
    if terms.tiers and not is_currency(terms.currency):
        yield "currency", terms.currency, _("Give a currency such as USD or EUR.")
    for earlier, later in pairwise(terms.tiers):
        if earlier.until is None:
            yield "tiers", earlier.name, _("Only the last one may be without a date. Say until when this one runs.")
        elif later.until is not None and later.until <= earlier.until:
            yield "tiers", later.name, _("Each must end after the one before it. Put the dates in their order.")
    fees = [fee for tier in terms.tiers for fee in (tier.fee_minor, *tier.fees.values())]
    for fee in fees:
        if not 0 <= fee <= MOST_FEE:
            yield "tiers", fee, _("Give a fee from nothing to a million.")


def _choices(question: Question) -> Iterator[Trouble]:
    given = {choice.strip().casefold() for choice in question.choices if choice.strip()}
    if question.kind in OF_CHOICES and len(given) < 2:  # noqa: PLR2004  one is no choice
        yield "questions", question.text, _("Give at least two different answers to choose from, one a line.")
