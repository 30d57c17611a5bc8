"""The writers of the films room."""

from matinee.films.actions.bulk import FilmFacts, take_films
from matinee.films.actions.credits import credit, set_credits
from matinee.films.actions.records import change_film, record_film
from matinee.films.actions.screeners import reveal_password, set_screener
from matinee.films.actions.showings import change_showing, record_showing, remove_showing
from matinee.films.actions.stills import set_still

__all__ = [
    "FilmFacts",
    "change_film",
    "change_showing",
    "credit",
    "record_film",
    "record_showing",
    "remove_showing",
    "reveal_password",
    "set_credits",
    "set_screener",
    "set_still",
    "take_films",
]
