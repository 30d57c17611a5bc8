"""A visitor's best festival, from the published files alone."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from matinee.kit.errors import NotFound, Unavailable
from matinee.marquee import planning
from matinee.marquee.bridge import best_festival
from matinee.marquee.planning import planned

NOON = datetime(2031, 3, 8, 20, tzinfo=UTC)
BEFORE = NOON - timedelta(days=1)


def showing(code: str, hours: float, *, venue: str = "a", state: str = "scheduled") -> dict[str, str]:
    starts = NOON + timedelta(hours=hours)
    ends = starts + timedelta(minutes=90)
    return {
        "code": code, "state": state, "venue": venue, "room": "One", "doors_at": starts.isoformat(),
        "starts_at": starts.isoformat(), "ends_at": ends.isoformat(),
    }  # fmt: skip


def program(slug: str, *showings: dict[str, str], films: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": slug.title(),
        "films": [{"slug": film} for film in films],
        "showings": list(showings),
    }


def edition(*programs: dict[str, Any]) -> dict[str, Any]:
    venues = {
        "a": {"latitude": 34.05, "longitude": -118.22}, "b": {"latitude": 34.08, "longitude": -118.22},
        "c": {"latitude": None, "longitude": None},
    }  # fmt: skip
    return {"venues": venues, "programs": list(programs)}


def kept(answer: dict[str, Any]) -> dict[str, str]:
    return {row["program"]: row["showing"] for row in answer["kept"]}


def test_showings_are_chosen_so_that_everything_fits() -> None:
    told = edition(program("one", showing("1a", 0), showing("1b", 4)), program("two", showing("2a", 0)))

    answer = best_festival(told, ["p/one", "p/two"], BEFORE)

    assert kept(answer) == {"two": "2a", "one": "1b"}
    assert (answer["left"], answer["is_best"]) == ([], True)


def test_what_does_not_fit_is_left_with_what_stands_in_its_way() -> None:
    told = edition(program("one", showing("1", 0), films=("x", "y")), program("two", showing("2", 1)))

    answer = best_festival(told, ["f/x", "f/y", "p/two"], BEFORE)

    assert kept(answer) == {"one": "1"}
    assert answer["left"] == [{"program": "two", "instead_of": ["one"]}]


@pytest.mark.parametrize(("venue", "is_reached"), [("a", True), ("b", False), ("c", False)])
def test_the_way_between_houses_counts(venue: str, is_reached: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    told = edition(program("one", showing("1", 0)), program("two", showing("2", 1.6, venue=venue)))

    assert ("two" in kept(best_festival(told, ["p/one", "p/two"], BEFORE))) is is_reached


def test_what_has_begun_or_is_cancelled_is_not_planned() -> None:
    told = edition(program("one", showing("1", 0)), program("two", showing("2", 5, state="cancelled")))

    answer = best_festival(told, ["p/one", "p/two", "p/gone"], NOON + timedelta(minutes=1))

    assert answer["kept"] == []
    assert [row["program"] for row in answer["left"]] == ["one", "two"]


def test_planning_reads_what_is_published(releases_root: Path) -> None:
    """No ``db`` fixture here: one query would fail this test."""
    folder = releases_root / "live" / "lanterns" / "2031-03"
    folder.mkdir(parents=True)
    (folder / "showings.json").write_text(json.dumps(edition(program("one", showing("1", 0)))))

    assert kept(planned("lanterns", "2031-03", ["p/one"], BEFORE)) == {"one": "1"}


@pytest.mark.parametrize(
    ("festival", "slug"), [("nowhere", "2031-03"), ("lanterns", "1999"), ("..", ".."), ("a/b", "c")]
)
def test_nothing_else_is_read(releases_root: Path, festival: str, slug: str) -> None:
    with pytest.raises(NotFound, match="No edition of that name is published"):
        planned(festival, slug, ["p/one"], BEFORE)


def test_a_crowd_is_asked_to_come_again(releases_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = releases_root / "live" / "lanterns" / "2031-03"
    folder.mkdir(parents=True)
    (folder / "showings.json").write_text(json.dumps(edition()))
    monkeypatch.setattr(planning, "PATIENCE_S", 0.01)

    with planning.AT_ONCE, planning.AT_ONCE, pytest.raises(Unavailable, match="Many people are planning"):
        planned("lanterns", "2031-03", ["p/one"], BEFORE)
