"""One film of the demo is there itself, not only as a link: a glass that fills under a lamp, for 7:40 minutes."""

from importlib.resources import files

from matinee.accounts.models import User
from matinee.films.actions import check_upload, receive, set_caption, start_upload
from matinee.films.models import Film, Upload
from matinee.kit.errors import Unavailable

SLUG = "the-sommelier-of-tap-water"
CAPTIONS = b"""WEBVTT

00:00:01.000 --> 00:00:07.000
(a tap drips)

00:03:40.000 --> 00:03:46.000
Half full, madam. Or would you rather wait?

00:07:30.000 --> 00:07:38.000
A good year for it.
"""


def send_film(film: Film, by: User) -> Upload | None:
    """Upload the film through a filmmaker's door, with its captions; without room on the disk the link does."""
    content = files("matinee.config.demo").joinpath("data", f"{SLUG}.mp4")
    whole = content.read_bytes()
    with content.open("rb") as file:
        try:
            upload = start_upload(film=film, name="sommelier-festival-cut.mp4", size=len(whole), by=by)
        except Unavailable:
            return None
        upload = receive(upload=upload, offset=0, length=len(whole), read=file.read, by=by)
    set_caption(film=film, language="en", content=CAPTIONS, by=by)
    return check_upload(upload=upload)
