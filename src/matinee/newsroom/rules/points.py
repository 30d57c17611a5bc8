"""Talking points: what the film's own facts give an interviewer to ask about. Nothing is asked that nobody said."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from matinee.films.models import Film

UNSTATED = "how is not stated"
HOW = {"cash": "money", "grant": "a grant", "in_kind": "help in kind", "crowdfunding": "crowdfunding"}


class SourceLike(Protocol):
    """What is needed of a film's source of financing; the ledger itself is kept by the room beside this one."""

    pk: int
    name: str
    what: str
    kind: str
    amount_minor: int | None
    currency: str

    def get_kind_display(self) -> str:
        """Return how it helped, in words."""


def talking_points(
    film: Film, *, directors: Sequence[str], sources: Iterable[SourceLike], premiere: str = ""
) -> list[str]:
    """Return one line for each fact of a film that is worth a question; what is not known gives none."""
    names = ", ".join(directors)
    made = ", ".join(part for part in (film.course, film.school) if part)
    points = [
        f"The story, in their words: {film.logline}" if film.logline else "",
        f"The day: it is the film's {premiere}." if premiere else "",
        f"A first film by {names}." if film.is_first_film and names else "",
        f"Where it was made: {made}." if made else "",
        f"Made together: {film.collective}." if film.collective else "",
        f"What it is about: {', '.join(film.themes)}." if film.themes else "",
        f"How it was made: {' '.join(film.making.split())}" if film.making else "",
    ]
    paid = [f"{one.name} ({', '.join(filter(None, (HOW.get(one.kind, UNSTATED), one.what)))})" for one in sources]
    points.append(f"Who paid for it and helped: {'; '.join(paid)}." if paid else "")
    return [point for point in points if point]
