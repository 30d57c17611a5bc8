"""The demo's own film is a whole one: it plays in browsers, as long as its entry says."""

from matinee.accounts.models import User
from matinee.config.demo.reading import read_films
from matinee.config.demo.reels import SLUG, send_film
from matinee.festival.models import Festival
from matinee.films.actions import record_film
from matinee.films.queries import screener_of
from matinee.films.rules.media import remarks_of


def test_demo_film_plays_as_long_as_its_entry_says(festival: Festival, director: User) -> None:
    said = read_films()[SLUG]
    film = record_film(festival=festival, title="Tap", by=None, running_time_s=said.running_time_s)

    send_film(film, director)

    screener = screener_of(film)
    assert screener is not None
    assert screener.upload is not None
    assert (screener.upload.is_playable, remarks_of(screener.upload, film)) == (True, [])
    assert [caption.language for caption in film.captions.all()] == ["en"]
