"""What an edition wishes its mixture to hold, and which films count for a wish."""

from dataclasses import dataclass

from matinee.films.models import Film
from matinee.films.states import Form
from matinee.kit.places import country_name, language_name
from matinee.programming.states import WishKind

WORDLESS = (WishKind.FIRST_FILM, WishKind.STUDENT)  # kinds that need no value
MOST = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """At least so many minutes of films of one kind: documentaries, films from a country, first films."""

    kind: str
    value: str
    minutes: int

    @property
    def group(self) -> str:
        """The group of films as the engine knows it."""
        return group_of(self.kind, self.value)

    @property
    def words(self) -> str:
        """What is wished for, in words."""
        return words_for(self.group)


def group_of(kind: str, value: str) -> str:
    """Return the name of a group of films, the same for a wish and for the films that count for it."""
    return f"{kind}:{value.casefold()}" if value else str(kind)


def groups_of(film: Film) -> frozenset[str]:
    """Return every group that a film counts for."""
    lists = (
        (WishKind.FORM, [film.form]),
        (WishKind.GENRE, film.genres),
        (WishKind.COUNTRY, film.countries),
        (WishKind.LANGUAGE, film.languages),
    )
    found = {group_of(kind, value) for kind, values in lists for value in values if value}
    flags = {WishKind.FIRST_FILM: film.is_first_film, WishKind.STUDENT: film.is_student}
    return frozenset(found | {group_of(kind, "") for kind, is_so in flags.items() if is_so})


def words_for(group: str) -> str:
    """Return a group in words for people."""
    kind, _colon, value = group.partition(":")
    if kind == WishKind.FORM:
        return str(dict(Form.choices).get(value, value))
    if kind == WishKind.COUNTRY:
        return country_name(value.upper())
    if kind == WishKind.LANGUAGE:
        return language_name(value)
    return value or str(dict(WishKind.choices).get(kind, kind))
