"""Pages of the street beside the publishing itself: days, strands, the year, poor and strange facts, other scripts."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.marquee.publishing import publish_edition
from matinee.marquee.site import Site as Street
from matinee.marquee.words import tile_words, when_words
from matinee.programming.models import Program
from matinee.schedule.actions import place_screening
from matinee.schedule.models import Screening
from tests.street import make_bill

Site = Callable[[str], str]


def test_strand_has_a_page_through_the_years(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)

    page = site("strands/work/index.html")
    assert all(words in page for words in ("Work and Wages", "Saturday, March 8, 2031", "Shorts 1", "The Long Loom"))
    assert 'href="/at/lanterns/strands/work/"' in site("strands/index.html")


def test_home_shows_the_year_as_leaves(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)

    assert '<span class="leaf-top">Mar 2031</span><span class="leaf-big">8</span>' in site("index.html")


@pytest.mark.parametrize(
    ("days", "tile", "words"),
    [
        ((None, None), ("2031", "Mar", ""), "March 2031"),
        ((0, 0), ("Mar 2031", "8", "Saturday"), "Saturday, March 8, 2031"),
        ((0, 6), ("Mar 2031", "8 \N{EN DASH} 14", ""), "Sat, Mar 8 \N{EN DASH} Fri, Mar 14, 2031"),
    ],
)
def test_an_editions_date_in_words(
    edition: Edition, days: tuple[int | None, int | None], tile: tuple[str, str, str], words: str
) -> None:
    assert edition.starts_on is not None
    first, last = (edition.starts_on + timedelta(days=n) if n is not None else None for n in days)
    facts = {"starts_on": first, "ends_on": last, "month": edition.starts_on.replace(day=1)}

    assert tuple(part.replace("\u2009", " ") for part in tile_words(facts).values()) == tile
    assert when_words(facts).replace("\u2009", " ") == words


def test_a_program_that_plays_twice_is_told_once(edition: Edition, programs: list[Program], site: Site) -> None:
    first = Screening.objects.get()
    place_screening(
        edition=edition, program=programs[0], auditorium=first.auditorium, by=None,
        starts_at=first.starts_at + timedelta(hours=5),
    )  # fmt: skip

    publish_edition(edition=edition, by=None)

    bill = site("2031-03/index.html")
    assert bill.count('class="stills') == 1
    assert "The films stand above." in bill
    assert bill.count("data-starts=") == 2


def test_a_film_of_which_nothing_is_known_has_a_page(edition: Edition, programs: list[Program], site: Site) -> None:
    film = programs[0].placements.all()[1].film
    film.credits.all().delete()
    film.showings.all().delete()
    Film.objects.filter(pk=film.pk).update(
        logline="", synopsis="", running_time_s=None, countries=[], languages=[], subtitles=[], completed_on=None
    )
    Edition.objects.update(starts_on=None, ends_on=None)

    publish_edition(edition=Edition.objects.get(), by=None)

    page = site("2031-03/films/tide-table/index.html")
    assert 'class="titlecard"' in page
    assert "None" not in page
    assert "The story" not in page
    assert "A film by" not in page


def test_names_in_other_scripts_keep_to_themselves(edition: Edition, site: Site) -> None:
    make_bill(edition, titles=["الحكاية", "기생충의 여름", "x" * 400])

    publish_edition(edition=edition, by=None)

    bill = site("2031-03/index.html")
    assert all(f"<bdi>{title}</bdi>" in bill for title in ("الحكاية", "기생충의 여름", "x" * 400))
    slug = Film.objects.get(title__startswith="xxx").slug
    assert '<h1 class="long"><bdi>xxx' in site(f"2031-03/films/{slug}/index.html")


def test_a_page_in_arabic_runs_from_right_to_left(edition: Edition, programs: list[Program], site: Site) -> None:
    with translation.override("ar"):
        page = render_to_string(
            "marquee/offline.html",
            Street({"slug": "x", "name": "فوانيس", "time_zone": "UTC", "accent": "teal"}, "files/x").context(),
        )

    assert '<html lang="ar" dir="rtl">' in page


def test_sheets_place_things_by_reading_direction() -> None:
    """Left and right would stand wrong where one reads from the right."""
    sheets = Path(__file__).parents[2] / "src" / "matinee" / "marquee" / "static" / "marquee" / "css"
    sides = ("margin-left", "margin-right", "padding-left", "padding-right", "text-align: left", "float: left")
    named = [
        (sheet.name, line.strip())
        for sheet in sheets.glob("*.css")
        for line in sheet.read_text().splitlines()
        if any(side in line for side in sides)
    ]

    assert named == []


def test_the_page_that_is_not_there_helps(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)

    page = site("404.html")
    assert 'action="/at/lanterns/search/"' in page
    assert "Saturday, March 8, 2031" in page


def test_pages_stay_light(edition: Edition, site: Site, releases_root: Path) -> None:
    """A bill of forty films in five programs, packed as it travels, with everything it waits for."""
    make_bill(edition, films=8, programs=5)

    publish_edition(edition=edition, by=None)

    root = releases_root / "live" / "lanterns"
    bill = (root / "2031-03" / "index.html.br").stat().st_size
    assets = sum(path.stat().st_size for path in root.glob("files/*/**/*.br"))
    assert bill + assets < 60_000
