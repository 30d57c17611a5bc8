"""Countries (ISO 3166-1) and languages (BCP 47) by name and code, from the CLDR as Babel ships it."""

import unicodedata
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import gettext_noop

SPOKEN_COUNTRIES = {
    "usa": "US", "u.s.a.": "US", "us": "US", "united states of america": "US", "america": "US", "uk": "GB",
    "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "northern ireland": "GB",
    "russian federation": "RU", "south korea": "KR", "korea, republic of": "KR", "republic of korea": "KR",
    "korea": "KR", "north korea": "KP", "iran, islamic republic of": "IR", "islamic republic of iran": "IR",
    "viet nam": "VN", "czech republic": "CZ", "turkey": "TR", "macedonia": "MK", "hong kong": "HK",
    "hong kong sar china": "HK", "taiwan, province of china": "TW", "palestine": "PS",
    "palestinian territory": "PS", "palestine, state of": "PS", "ivory coast": "CI", "burma": "MM",
    "bolivia, plurinational state of": "BO", "venezuela, bolivarian republic of": "VE",
    "moldova, republic of": "MD", "tanzania, united republic of": "TZ", "syrian arab republic": "SY",
    "lao people's democratic republic": "LA", "holland": "NL", "the netherlands": "NL", "uae": "AE",
    "drc": "CD", "democratic republic of the congo": "CD", "cape verde": "CV", "swaziland": "SZ",
}  # fmt: skip
SPOKEN_LANGUAGES = {
    "mandarin": "zh", "mandarin chinese": "zh", "cantonese": "yue", "farsi": "fa", "persian": "fa",
    "castilian": "es", "flemish": "nl", "gaelic": "ga", "sign language": "sgn",
    "american sign language": "ase",
    "asl": "ase", "british sign language": "bfi", "tagalog": "fil", "no dialogue": "zxx", "none": "zxx",
    "no dialog": "zxx", "silent": "zxx", "without dialogue": "zxx", "french sign language": "fsl",
    "german sign language": "gsg",
}  # fmt: skip
UNLISTED_LANGUAGES = {
    "zxx": gettext_noop("No dialogue"), "bfi": gettext_noop("British Sign Language"),
    "fsl": gettext_noop("French Sign Language"), "gsg": gettext_noop("German Sign Language"),
}  # fmt: skip


def _folded(name: str) -> str:
    """Return a name without case, accents and curled apostrophes, for comparison."""
    straight = name.strip().casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = unicodedata.normalize("NFKD", straight)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=8)
def _countries(locale: str = "en") -> dict[str, str]:
    """Return codes by folded name in a locale, by folded English name and by code itself."""
    territories = {code: name for code, name in _locale(locale).territories.items() if _is_country(code)}
    names = {_folded(name): code for code, name in territories.items()}
    if locale != "en":
        return names | _countries()
    return names | {code.casefold(): code for code in territories} | SPOKEN_COUNTRIES


def _is_country(code: str) -> bool:
    """Tell whether a CLDR territory is a country code and not a group such as EU or ZZ."""
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # noqa: PLR2004


@lru_cache(maxsize=8)
def _languages(locale: str = "en") -> dict[str, str]:
    """Return codes by folded name in a locale, by folded English name and by code itself."""
    known = {code: name for code, name in _locale(locale).languages.items() if "_" not in code}
    names = {_folded(name): code for code, name in known.items()}
    if locale != "en":
        return names | _languages()
    return names | {code.casefold(): code for code in known} | SPOKEN_LANGUAGES


def country_code(name: str, locale: str = "en") -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a code or a name, in English or the locale's language, or None."""
    return _countries(locale).get(_folded(name))


def language_code(name: str, locale: str = "en") -> str | None:
    """Return the BCP 47 code of a code or a name, in English or the locale's language, or None."""
    return _languages(locale).get(_folded(name))


def country_name(code: str, locale: str = "en") -> str:
    """Return the country's name in a locale; an unknown code is its own name."""
    return str(_locale(locale).territories.get(code.upper(), code))


def language_name(code: str, locale: str = "en") -> str:
    """Return the language's name in a locale; an unknown code is its own name."""
    if code == "zxx":
        return UNLISTED_LANGUAGES[code]  # CLDR says “no linguistic content”, which no program page would
    return str(_locale(locale).languages.get(code) or UNLISTED_LANGUAGES.get(code, code))


@lru_cache(maxsize=32)
def _locale(name: str) -> Locale:
    """Return the CLDR locale, English where it is unknown."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=8)
def country_choices(locale: str = "en") -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country, by name."""
    names = ((code, name) for code, name in _locale(locale).territories.items() if _is_country(code))
    return tuple(sorted(names, key=lambda pair: _folded(pair[1])))


@lru_cache(maxsize=8)
def language_choices(locale: str = "en") -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every language, by name."""
    names = ((code, name) for code, name in _locale(locale).languages.items() if "_" not in code)
    return tuple(sorted((*names, ("zxx", "No dialogue")), key=lambda pair: _folded(pair[1])))
