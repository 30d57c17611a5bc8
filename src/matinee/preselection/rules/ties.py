"""When a film names somebody or something that a reviewer is close to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from matinee.preselection.states import TieKind

LEAST_LETTERS = 4  # a shorter company or school name is found in too many words


@dataclass(frozen=True, slots=True)
class Named:
    """What an entry names: folded names of its credits, and the folded text about its making."""

    people: frozenset[str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """Whom a reviewer is close to, by folded name: ``ties`` are (kind, folded name) to the name as they wrote it."""

    own_name: str
    ties: Mapping[tuple[str, str], str] = field(default_factory=dict)


def tie_in(named: Named, close: Close) -> str:
    """Return why a film is too close to a reviewer, in words, or nothing."""
    for (kind, key), name in close.ties.items():
        if key in named.people or (kind != TieKind.PERSON and is_told(key, named.text)):
            return _("It names %(name)s.") % {"name": name}
    if close.own_name and close.own_name in named.people:
        return _("Its credits name somebody of their own name.")
    return ""


def is_told(key: str, text: str) -> bool:
    """Tell whether a text names a company or school, as whole words."""
    return len(key) >= LEAST_LETTERS and f" {key} " in f" {plain(text)} "


def plain(text: str) -> str:
    """Return a text as words between single spaces, without punctuation."""
    return " ".join("".join(c if c.isalnum() or c in "'-&" else " " for c in text.casefold()).split())


def veil(text: str, names: Iterable[str]) -> str:
    """Return a text with people's names taken out, for who should not know yet who made the film."""
    parts = {part for name in names for part in (name, *name.split()[-1:]) if len(part) >= LEAST_LETTERS - 1}
    for part in sorted(parts, key=len, reverse=True):
        text = _without(text, part)
    return text


def _without(text: str, part: str) -> str:
    """Return a text with one name taken out wherever it stands as words of its own."""
    folded, key = text.casefold(), part.casefold()
    if len(folded) != len(text):  # a letter that folds to two: compare as it is
        folded, key = text, part
    at = folded.find(key)
    while at >= 0:
        end = at + len(key)
        is_word = not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum()
        if is_word:
            text, folded = f"{text[:at]}[…]{text[end:]}", f"{folded[:at]}[…]{folded[end:]}"
            end = at + 3
        at = folded.find(key, end)
    return text
