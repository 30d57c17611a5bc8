"""The files that the pages work from in the browser: showings, search index, service worker."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from matinee.festival.models import Edition
from matinee.marquee.publishing import publish_edition
from matinee.programming.models import Program
from matinee.schedule.actions import cancel_screening
from matinee.schedule.models import Screening

Site = Callable[[str], str]


@pytest.fixture
def published(edition: Edition, programs: list[Program]) -> Edition:
    publish_edition(edition=edition, by=None)
    return edition


def test_showings_tell_what_plays_when_and_where(published: Edition, site: Site) -> None:
    told = json.loads(site("2031-03/showings.json"))

    screening = Screening.objects.get()
    (program,) = told["programs"]
    (showing,) = program["showings"]
    assert told["edition"]["time_zone"] == "America/Los_Angeles"
    assert [film["title"] for film in program["films"]] == ["The Long Loom", "Tide Table", "Ember"]
    assert datetime.fromisoformat(showing["starts_at"]) == screening.starts_at
    assert (showing["code"], showing["state"], showing["venue"]) == (screening.code, "scheduled", "lantern")
    assert told["venues"]["lantern"]["latitude"] == 34.05
    assert site(program["href"] + "index.html")


def test_a_cancelled_showing_is_still_told(published: Edition, site: Site) -> None:
    cancel_screening(screening=Screening.objects.get(), by=None)
    Edition.objects.update(starts_on=None, ends_on=None)

    publish_edition(edition=Edition.objects.get(), by=None)

    (program,) = json.loads(site("2031-03/showings.json"))["programs"]
    assert [row["state"] for row in program["showings"]] == ["cancelled"]


def test_everything_that_has_a_page_is_found(published: Edition, site: Site) -> None:
    rows: list[Any] = json.loads(site("search/index.json"))["rows"]

    found = {(row[0], row[1]) for row in rows}
    assert {
        ("film", "The Long Loom"), ("program", "Shorts 1"), ("person", "Ada Ferro"), ("strand", "Work and Wages"),
        ("article", "What the looms said"), ("edition", "Saturday, March 8, 2031"),
    } <= found  # fmt: skip
    assert len(found) == len(rows)
    for row in rows:
        assert site(f"{row[3]}index.html"), row
    (loom,) = [row for row in rows if row[1] == "The Long Loom"]
    assert "Italy" in loom[4]


def test_the_worker_fetches_first_what_is_there(published: Edition, site: Site) -> None:
    script = site("worker.js")

    told = json.loads(script.split("const SITE = ", 1)[1].split(";\n", 1)[0])
    assert told["base"] == "/at/lanterns/"
    assert "/at/lanterns/2031-03/showings.json" in told["first"]
    for address in told["first"]:
        path = address.removeprefix("/at/lanterns/")
        assert site(path + "index.html" if path.endswith("/") or not path else path) is not None, address
