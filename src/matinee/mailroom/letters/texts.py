"""The house's wordings in every language, and which wording a letter takes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matinee.festival.models import Festival
from matinee.kit.places import language_name
from matinee.mailroom.queries import wording_of

LANGUAGES = ("en", "es", "fr", "it")
DEFAULT = "en"


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that letters are written in, each by its own name."""
    return [(code, language_name(code, code).capitalize()) for code in LANGUAGES]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an occasion in one language; ``number`` is the festival's version, 0 the house's own."""

    language: str
    subject: str
    body: str
    number: int = 0


@cache
def _book(language: str) -> dict[str, dict[str, str]]:
    """Return every wording of the house in one language."""
    text = files("matinee.mailroom.letters").joinpath("texts", f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def ours(key: str, language: str) -> Wording:
    """Return the house's wording of an occasion."""
    said = _book(language)[key]
    return Wording(language, said["subject"], said["body"].strip())


def phrase(name: str, language: str) -> str:
    """Return a short phrase that fills a field, such as how to greet somebody whose name is not known."""
    return _book(language if language in LANGUAGES else DEFAULT)["phrases"][name]


def language_for(wanted: str, festival: Festival | None) -> str:
    """Return the language a letter is written in: what its reader prefers, or the festival's, or English."""
    festivals = festival.language if festival is not None else DEFAULT
    found = (one.split("-")[0].lower() for one in (wanted, festivals))
    return next((one for one in found if one in LANGUAGES), DEFAULT)


def wording_for(key: str, wanted: str, festival: Festival | None) -> Wording:
    """Return the words that a letter of this festival is written with."""
    language = language_for(wanted, festival)
    own = wording_of(festival, key, language) if festival is not None else None
    return Wording(language, own.subject, own.body, own.number) if own else ours(key, language)
