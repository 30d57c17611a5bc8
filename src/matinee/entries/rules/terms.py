"""What a call asks and costs, as one frozen value: the terms that an entry is sent under.

A fee is one for the whole entry, whatever number of categories it is in: that of the dearest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext as _

from matinee.entries.states import QuestionKind
from matinee.films.states import Premiere


@dataclass(frozen=True, slots=True)
class Category:
    """One category to enter in, with what a film must be for it; ``key`` stays when its name changes."""

    key: str
    name: str
    about: str = ""
    running_time_min_s: int | None = None
    running_time_max_s: int | None = None
    completed_after: date | None = None
    premiere: str = ""  # the lowest rung of the ladder that will do; empty: any
    is_student: bool = False
    is_first_film: bool = False

    @property
    def premiere_words(self) -> str:
        """The rung that it asks for, in words."""
        return str(Premiere(self.premiere).label) if self.premiere else ""


@dataclass(frozen=True, slots=True)
class Tier:
    """A stretch of time with its fee, until a moment (the last one may be without); ``fees`` are by category key."""

    key: str
    name: str
    until: datetime | None = None
    fee_minor: int = 0
    fees: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the festival's own."""

    key: str
    kind: QuestionKind
    text: str
    help: str = ""
    is_needed: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """A text to agree to; ``version`` is the number of the terms in which it was last reworded."""

    key: str
    title: str
    text: str
    is_needed: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """Something a maker may say of themselves if they like, and the strands (slugs) that it opens."""

    key: str
    text: str
    strands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """All that a call asks for, in one version."""

    wanted: str = ""
    running_time_min_s: int | None = None
    running_time_max_s: int | None = None
    currency: str = "USD"
    categories_most: int = 1
    categories: tuple[Category, ...] = ()
    tiers: tuple[Tier, ...] = ()
    questions: tuple[Question, ...] = ()
    consents: tuple[Consent, ...] = ()
    identities: tuple[Identity, ...] = ()

    def chosen(self, names: Iterable[str]) -> list[Category]:
        """Return the categories of these names or keys, in the order of the terms."""
        wanted = set(names)
        return [category for category in self.categories if wanted & {category.key, category.name}]

    def tier_at(self, at: datetime) -> Tier | None:
        """Return the tier of a moment; after the last one's end the last one holds, for a call that was extended."""
        running = (tier for tier in self.tiers if tier.until is None or at < tier.until)
        return next(running, self.tiers[-1] if self.tiers else None)

    @property
    def is_free(self) -> bool:
        """Whether nobody ever pays."""
        return not any(tier.fee_minor or any(tier.fees.values()) for tier in self.tiers)


class WaiverLike(Protocol):
    """What a price needs of a waiver: how much of a fee it takes away, for which categories (none: all)."""

    percent: int
    categories: Sequence[str]


@dataclass(frozen=True, slots=True)
class Price:
    """What an entry costs at a moment, and why."""

    amount_minor: int
    currency: str
    tier: Tier | None
    reason: str

    @property
    def is_free(self) -> bool:
        """Whether nothing is to be paid."""
        return self.amount_minor == 0


def price_of(terms: Terms, categories: Iterable[str], at: datetime, waiver: WaiverLike | None = None) -> Price:
    """Return the fee of an entry in these categories (keys or names) at a moment.

    The dearest category decides; before that a waiver lowers those it is for, rounded in the filmmaker's favour.
    """
    tier = terms.tier_at(at)
    if tier is None:
        return Price(0, terms.currency, None, _("Entering is free."))
    keys = [category.key for category in terms.chosen(categories)]
    full = max((fee_in(tier, key) for key in keys), default=tier.fee_minor)
    amount = max((_lowered(tier, key, waiver) for key in keys), default=_lowered(tier, "", waiver))
    if full == 0:
        return Price(0, terms.currency, tier, _("Entering is free."))
    if amount == full:
        return Price(full, terms.currency, tier, tier.name)
    return Price(amount, terms.currency, tier, _("%(tier)s, with a waiver") % {"tier": tier.name})


def fee_in(tier: Tier, key: str) -> int:
    """Return a tier's fee for a category: its own where it has one."""
    return tier.fees.get(key, tier.fee_minor)


def _lowered(tier: Tier, key: str, waiver: WaiverLike | None) -> int:
    """Return a category's fee less what a waiver takes away."""
    fee = fee_in(tier, key)
    if waiver is None or (waiver.categories and key not in waiver.categories):
        return fee
    return fee * (100 - waiver.percent) // 100
