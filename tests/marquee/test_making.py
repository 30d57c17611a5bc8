"""Who made a film together, at which school, and its poster, on the film's page."""

import io
from collections.abc import Callable

from PIL import Image

from matinee.festival.models import Edition
from matinee.films.actions import change_film, set_poster
from matinee.marquee.publishing import publish_edition
from matinee.programming.models import Program


def test_film_page_names_school_and_group_and_shows_the_poster(
    edition: Edition, programs: list[Program], site: Callable[[str], str]
) -> None:
    film, plain = (placement.film for placement in list(programs[0].placements.all())[:2])
    change_film(film=film, by=None, school="Lantern College", course="Film 33", collective="The students of Film 33")
    picture = io.BytesIO()
    Image.new("RGB", (400, 600), "red").save(picture, "PNG")
    set_poster(film=film, image=picture.getvalue(), alt="A red bus", by=None)

    publish_edition(edition=edition, by=None)

    page = site(f"2031-03/films/{film.slug}/index.html")
    for words in ("The students of Film 33", "Lantern College", "Film 33", 'alt="A red bus"', 'height="600"'):
        assert words in page
    assert "film-poster" not in site(f"2031-03/films/{plain.slug}/index.html")
