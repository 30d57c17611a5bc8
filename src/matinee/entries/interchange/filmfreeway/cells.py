"""What stands in one cell: durations, dates, money, addresses. Pure functions; None means that it cannot be read."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from matinee.films.states import DatePrecision
from matinee.kit.errors import InvalidInput
from matinee.kit.money import Money, money_from_text

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)",
        rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b",
    )
)
_MONTH_PATTERNS = (
    re.compile(rf"\b(?P<n>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"(?<![\d/.-])(?P<y>\d{4})-(?P<m>\d{1,2})(?![\d/.-])"),
)
_YEAR_PATTERN = re.compile(r"(?<![\d/.-])(?P<y>(?:18|19|20|21)\d{2})(?![\d/.-])")
FIRST_YEAR, LAST_YEAR = 1888, 2100
_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
LONGEST_S = 86_400
_TIME = re.compile(
    r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:Z|UTC|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
SYMBOLS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
}
_MONEY = re.compile(
    r"(?P<before>[A-Z]{3}|[A-Z]{0,2}\$|€|£|¥)?\s*(?P<amount>\d[\d.,' ]*)\s*(?P<after>[A-Z]{3}|\$|€|£|¥)?", re.IGNORECASE
)
_url = URLValidator(schemes=["http", "https"])


def read_duration(text: str) -> int | None:
    """Return seconds of ``HH:MM:SS`` or ``MM:SS``; None for words, nought and more than a day."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    sixty = 60
    if seconds >= sixty or (found.group(1) is not None and minutes >= sixty):
        return None
    total = hours * 3600 + minutes * 60 + seconds
    return total if 1 <= total <= LONGEST_S else None


def read_date(text: str) -> tuple[date, DatePrecision] | None:
    """Return the date that a cell holds and nothing else (a time of day may follow), with its precision."""
    found = find_date(text)
    if found is None:
        return None
    day, precision, (start, end) = found
    rest = text[:start] + _TIME.sub("", text[end:])
    return (day, precision) if not rest.strip(" .,T") else None


def find_date(text: str) -> tuple[date, DatePrecision, tuple[int, int]] | None:
    """Return the first date within a text, its precision and where it stands.

    ``03/04/2026`` is read as FilmFreeway and the United States write it, the month first, unless that cannot be.
    """
    levels = (
        (_DAY_PATTERNS, DatePrecision.DAY),
        (_MONTH_PATTERNS, DatePrecision.MONTH),
        ((_YEAR_PATTERN,), DatePrecision.YEAR),
    )
    for patterns, precision in levels:
        for pattern in patterns:
            found = pattern.search(text)
            if found is not None:
                day = _day_of(found.groupdict())
                return (day, precision, found.span()) if day else None
    return None


def _day_of(parts: dict[str, str | None]) -> date | None:
    """Return the day of a match, or None where the calendar has no such day."""
    year = int(parts["y"] or 0)
    if parts.get("a"):
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        months = 12
        is_day_first = first > months or parts["mark"] == "."
        month, day = (second, first) if is_day_first else (first, second)
    else:
        month = MONTHS[(parts["n"] or "").casefold()] if parts.get("n") else int(parts.get("m") or 1)
        day = int(parts.get("d") or 1)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_money(text: str, currency: str) -> Money | None:
    """Return an amount; without a sign or code it is in ``currency``."""
    found = _MONEY.fullmatch(text.strip())
    if found is None:
        return None
    sign = (found["before"] or found["after"] or "").upper()
    code = SYMBOLS.get(sign) or sign or currency
    amount = found["amount"].replace(" ", "").replace("'", "").rstrip(".,")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", amount) or re.fullmatch(r"\d+,\d{1,2}", amount):
        amount = amount.replace(".", "").replace(",", ".")
    try:
        return money_from_text(amount, code)
    except InvalidInput:
        return None


def read_yes(text: str) -> bool | None:
    """Return yes or no."""
    return {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}.get(
        text.strip().casefold()
    )


def read_url(text: str) -> str | None:
    """Return a web address, with ``https://`` where it was left out."""
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        _url(address)
    except ValidationError:
        return None
    return address if len(address) <= 500 else None  # noqa: PLR2004  the column's length


def read_email(text: str) -> str | None:
    """Return an e-mail address."""
    address = text.strip()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= 254 else None  # noqa: PLR2004  the column's length


def read_list(text: str) -> list[str]:
    """Return the values of a cell with commas, semicolons or lines between them, each once."""
    values = (" ".join(value.split()) for value in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(value for value in values if value))


def read_text(text: str) -> str:
    """Return text with line breaks as they are here, formulas and tags being nothing but text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def unquoted(title: str) -> str:
    """Return a title without the quotes that somebody put around all of it."""
    line = " ".join(title.split())
    for opening, closing in (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“")):
        inner = line[1:-1]
        if (
            len(line) > 1
            and line[0] == opening
            and line[-1] == closing
            and opening not in inner
            and closing not in inner
        ):
            return inner.strip()
    return line


def armoured(cell: str) -> str:
    """Return a cell so that no spreadsheet program takes it for a formula (OWASP: CSV injection)."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell


def disarmoured(cell: str) -> str:
    """Return a cell as it was before ``armoured``."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell
