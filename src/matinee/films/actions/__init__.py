"""The writers of the films room."""

from matinee.films.actions.bulk import FilmFacts, take_films
from matinee.films.actions.captions import remove_caption, set_caption
from matinee.films.actions.checking import check_upload, close_upload
from matinee.films.actions.credits import credit, set_credits
from matinee.films.actions.records import change_film, record_film
from matinee.films.actions.screeners import reveal_password, set_screener
from matinee.films.actions.showings import change_showing, record_showing, remove_showing
from matinee.films.actions.stills import credit_still, set_poster, set_still, set_still_focus
from matinee.films.actions.sweeping import sweep_uploads
from matinee.films.actions.uploads import Checksum, allow_download, drop_upload, part_path, receive, start_upload

__all__ = [
    "Checksum",
    "FilmFacts",
    "allow_download",
    "change_film",
    "change_showing",
    "check_upload",
    "close_upload",
    "credit",
    "credit_still",
    "drop_upload",
    "part_path",
    "receive",
    "record_film",
    "record_showing",
    "remove_caption",
    "remove_showing",
    "reveal_password",
    "set_caption",
    "set_credits",
    "set_poster",
    "set_screener",
    "set_still",
    "set_still_focus",
    "start_upload",
    "sweep_uploads",
    "take_films",
]
