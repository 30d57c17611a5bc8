"""What was written for the demo holds together: nothing here touches the database."""

import csv
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from matinee.config.demo.almanac import MAKING, Almanac, almanac_for
from matinee.config.demo.art.scenes import SCENES
from matinee.config.demo.art.things import THINGS
from matinee.config.demo.art.tones import STOPS
from matinee.config.demo.art.words import LIGHTS, alt_of
from matinee.config.demo.art.words import SCENES as WORDS
from matinee.config.demo.reading import EXPORT, read, read_films, seeded_code

GAP_S, BLOCK = 10, range(85 * 60, 95 * 60 + 1)


def programs() -> list[dict[str, Any]]:
    return [program for edition in read("festival")["editions"] for program in edition.get("programs", [])]


def shorts_shown() -> list[list[str]]:
    return [program["films"] for program in programs() if program["kind"] == "shorts" and "films" in program]


def test_films_are_many_and_of_many_countries() -> None:
    films = read_films().values()

    countries = {country for film in films for country in film.said["countries"]}

    assert len(films) >= 155
    assert len(countries) >= 30


def test_films_have_one_title_and_one_logline_each() -> None:
    films = read_films().values()

    titles = Counter(film.said["title"] for film in films)
    loglines = Counter(film.said["logline"] for film in films)

    assert max(titles.values()) == max(loglines.values()) == 1


def test_films_are_complete() -> None:
    strands = {strand["slug"] for strand in read("festival")["strands"]}

    for film in read_films().values():
        assert 3 * 60 < film.running_time_s < 100 * 60, film.slug
        assert len(film.said["logline"]) <= 500, film.slug
        assert film.said["synopsis"].count(".") >= 1, film.slug
        assert film.said["weight"] in range(1, 6), film.slug
        assert set(film.strands) <= strands, film.slug
        assert film.said["done"] <= film.entered_on, film.slug


def test_films_name_scenes_things_and_lights_that_can_be_drawn() -> None:
    # A few words describe what a scene is made of and are no thing of their own.
    free = {"paper", "night", "moon", "street", "stairs", "court", "ridges", "road", "field", "window", "lace", "arcs"}

    for film in read_films().values():
        scene, *things, light = film.said["art"].split()
        assert scene in SCENES, film.slug
        assert light in STOPS or light == "paper", film.slug
        assert set(things) <= set(THINGS) | free | {"concrete"}, film.slug


def test_scenes_and_lights_have_words_for_those_who_cannot_see_them() -> None:
    assert set(WORDS) == set(SCENES)
    assert set(LIGHTS) == set(STOPS)
    assert alt_of("sea boat dusk") == "Drawing: a low horizon over the sea at dusk."


@pytest.mark.parametrize("films", shorts_shown())
def test_shown_programs_keep_to_the_clock(films: list[str]) -> None:
    texts = [read_films()[slug] for slug in films]

    assert 5 <= len(texts) <= 8
    assert sum(text.running_time_s + GAP_S for text in texts) in BLOCK


@pytest.mark.parametrize("films", shorts_shown())
def test_shown_programs_never_put_two_heavy_films_side_by_side(films: list[str]) -> None:
    weights = [read_films()[slug].said["weight"] for slug in films]

    assert not any(one >= 4 and two >= 4 for one, two in pairwise(weights))


def test_no_film_is_shown_twice() -> None:
    shown = Counter(slug for program in programs() for slug in program.get("films", []))

    assert set(shown) <= set(read_films())
    assert set(shown.values()) == {1}


def test_states_and_stories_name_films_that_exist() -> None:
    words, stories = read("festival"), read("stories")

    named = [slug for state in words["states"].values() for slug in state]
    named += [*words["attending"], *(row["film"] for row in words["recusals"])]
    named += [told["film"] for told in [*stories["interviews"], *stories["articles"]]]

    assert set(named) <= set(read_films())


def test_codes_are_the_same_everywhere() -> None:
    assert seeded_code("film", "nine-volt") == seeded_code("film", "nine-volt")
    assert len({seeded_code("film", slug) for slug in read_films()}) == len(read_films())


def test_export_has_good_rows_and_bad_ones() -> None:
    with EXPORT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    ids = Counter(row["Submission ID"] for row in rows)

    assert len(rows) >= 35
    assert max(ids.values()) == 2
    assert any(not row["Project Title"] for row in rows)


def test_almanac_leaves_the_written_dates_alone_in_their_own_month() -> None:
    almanac = almanac_for(date(2026, 11, 22))

    assert almanac == Almanac(0)
    assert (almanac.saturday(MAKING), almanac.title(MAKING), almanac.slug(MAKING)) == (
        MAKING,
        "December 2026",
        "2026-12",
    )


@pytest.mark.parametrize("today", [date(2026, 12, 20), date(2027, 6, 1), date(2031, 2, 28)])
def test_almanac_moves_on_so_that_something_always_lies_ahead(today: date) -> None:
    almanac = almanac_for(today)

    day = almanac.saturday(MAKING)

    assert day.weekday() == 5
    assert timedelta(days=7) <= day - today <= timedelta(days=45)
