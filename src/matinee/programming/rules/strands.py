"""What belongs to a strand: people's word first, then the facts of the film."""

from collections.abc import Callable, Mapping
from typing import Any

from matinee.films.models import Film

Fact = Callable[[Film], Any]
LISTS: dict[str, Fact] = {
    "countries": lambda film: film.countries,
    "languages": lambda film: film.languages,
    "forms": lambda film: [film.form],
    "genres": lambda film: film.genres,
    "themes": lambda film: film.themes,
}
FLAGS: dict[str, Fact] = {
    "is_student": lambda film: film.is_student,
    "is_first_film": lambda film: film.is_first_film,
}
RULE_KEYS = (*LISTS, *FLAGS)


def matches_rule(film: Film, rule: Mapping[str, Any]) -> bool:
    """Tell whether a film keeps every part of a rule; of a list, one value in common is enough.

    An empty rule fits no film: people decide then.
    """
    parts = [_keeps(film, key, wanted) for key, wanted in rule.items() if wanted]
    return bool(parts) and all(parts)


def belongs(film: Film, rule: Mapping[str, Any], word: bool | None) -> bool:  # noqa: FBT001  yes, no, or nobody said
    """Tell whether a film belongs to a strand; ``word`` is a person's, which always wins."""
    return matches_rule(film, rule) if word is None else word


def _keeps(film: Film, key: str, wanted: Any) -> bool:  # noqa: ANN401  a rule's value: a list of words, or true
    """Tell whether a film keeps one part of a rule."""
    if key in FLAGS:
        return bool(FLAGS[key](film)) is bool(wanted)
    if key not in LISTS:
        return False
    return bool(_folded(LISTS[key](film)) & _folded(wanted))


def _folded(words: list[str]) -> set[str]:
    """Return words without regard to case."""
    return {str(word).strip().casefold() for word in words}
