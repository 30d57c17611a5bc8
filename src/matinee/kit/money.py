"""Money is an integer of minor units with an ISO 4217 currency."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.numbers import format_currency, get_currency_precision, is_currency
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matinee.kit.errors import InvalidInput

THOUSAND_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, yen) of one currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not is_currency(self.currency):
            raise InvalidInput("currency", self.currency, _("Give an ISO 4217 code such as USD or EUR."))

    @property
    def amount(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def shown(self, locale: str = "en") -> str:
        """Return the amount as the locale writes it."""
        return format_currency(self.amount, self.currency, locale=locale.replace("-", "_"))

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise InvalidInput("currency", other.currency, f"Only {self.currency} can be added here.")
        return Money(self.minor + other.minor, self.currency)


def _with_point(text: str, decimals: int) -> str:
    """Return an amount without its thousands' marks, and with a point before its decimals."""
    plain = re.sub("[\\s'\N{RIGHT SINGLE QUOTATION MARK}]", "", text)
    at = max(plain.rfind(","), plain.rfind("."))
    if at < 0:
        return plain
    whole, rest = re.sub(r"[,.]", "", plain[:at]), plain[at + 1 :]
    is_english = (get_language() or "en").startswith("en")
    has_decimals = len(rest) != THOUSAND_FIGURES or (plain[at] == "." and (is_english or decimals == THOUSAND_FIGURES))
    return f"{whole}.{rest}" if has_decimals else whole + rest


def money_from_text(text: str, currency: str) -> Money:
    """Read an amount such as ``25``, ``25.00``, ``1,250.50`` or ``1.250,50`` in major units.

    One or two figures after the last comma or point are decimals in every language. Three are thousands, but after a
    point in English, and in a currency of three decimals.

    Raises
    ------
    InvalidInput
        When the text is not a non-negative amount with at most the currency's decimals.
    """
    try:
        minor = Decimal(_with_point(text, get_currency_precision(currency))).scaleb(get_currency_precision(currency))
    except InvalidOperation as error:
        raise InvalidInput("amount", text, _("Give a number such as 25 or 25.00.")) from error
    if not minor.is_finite() or minor < 0 or minor != minor.to_integral_value() or minor > 10**12:
        raise InvalidInput("amount", text, _("Give a number such as 25 or 25.00."))
    return Money(int(minor), currency)
