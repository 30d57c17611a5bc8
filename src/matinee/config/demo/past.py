"""Editions: what was shown, what was not and why, and the boards of those ahead."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from matinee.config.demo.desk import meet
from matinee.config.demo.house import House
from matinee.config.demo.reading import FilmText, seeded_code
from matinee.entries.actions import consider_entries, set_outcome
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ALIVE, ConsiderationState
from matinee.festival.actions import move_edition, plan_edition
from matinee.festival.models import Edition
from matinee.festival.states import EditionState
from matinee.kit.clock import at_local
from matinee.programming.actions import add_program, focus_edition, make_lineup, place_film
from matinee.programming.models import Lineup
from matinee.programming.states import ProgramKind
from matinee.schedule.actions import lay_out_day, set_open_hours
from matinee.workflows.adopt_lineup import adopt_lineup

OPENS: Final = time(13, 0)
OPEN_FOR: Final = timedelta(hours=10)
CONSIDERED_FOR: Final = timedelta(days=21)  # a film must be here that long before an edition to be weighed for it
NOT_THIS_TIME: Final = (
    "The program went another way this month. You are still considered for the Saturdays to come.",
    "We liked it and could not find its neighbours yet. It stays in the running.",
    "Two films told nearly the same story, and one of them was shorter. It stays in the running.",
    "There was no room left beside the strand. It stays in the running for the others.",
)


def plan_editions(house: House, words: Mapping[str, Any]) -> None:
    """Plan every edition with its day, its colour and its strands."""
    for said in words["editions"]:
        day = house.almanac.saturday(said["day"])
        edition = plan_edition(
            festival=house.festival,
            slug=house.almanac.slug(said["day"]),
            title=house.almanac.title(said["day"]),
            by=house.manager,
            starts_on=day,
            about=said["about"],
            accent=said["accent"],
            place=house.auditoriums[0].venue.name,
        )
        focus_edition(edition=edition, strands=[house.strands[s] for s in said["strands"]], by=house.programmer)
        house.editions[said["slug"]] = edition
        _open_auditoriums(house, edition, day)


def _open_auditoriums(house: House, edition: Edition, day: date) -> None:
    """Say that the large auditorium is the festival's that Saturday."""
    opens_at: datetime = at_local(day, OPENS, house.festival.time_zone)
    set_open_hours(
        edition=edition,
        auditorium=house.auditoriums[0],
        opens_at=opens_at,
        closes_at=opens_at + OPEN_FOR,
        by=house.manager,
    )


def make_board(house: House, said: Mapping[str, Any], title: str) -> Lineup:
    """Make a lineup with its programs and the films that are told."""
    lineup = make_lineup(edition=house.editions[said["slug"]], title=title, by=house.programmer)
    for position, one in enumerate(said["programs"]):
        program = add_program(
            lineup=lineup,
            title=one["title"],
            by=house.programmer,
            kind=ProgramKind(one["kind"]),
            strand=house.strands[one["strand"]] if "strand" in one else None,
            about=one.get("about", ""),
            slug=one.get("slug", ""),
            code=seeded_code("program", f"{said['slug']}-{position}"),
        )
        for slug in one.get("films", []):
            place_film(program=program, film=house.films[slug], by=house.programmer)
    return lineup


def hold_edition(
    house: House, said: Mapping[str, Any], texts: Iterable[FilmText], entries: Mapping[str, Entry]
) -> Edition:
    """Let an edition have happened: considered, programmed, decided, scheduled."""
    edition = house.editions[said["slug"]]
    latest = said["day"] - CONSIDERED_FOR
    shown = {slug for program in said["programs"] for slug in program["films"]}
    weighed = [entries[text.slug] for text in texts if text.entered_on <= latest or text.slug in shown]
    consider_entries(festival=house.festival, entries=weighed, by=house.manager, editions=[edition])
    adopt_lineup(lineup=make_board(house, said, "The lineup"), by=house.programmer)
    _decline(house, edition)
    lay_out_day(edition=edition, by=house.manager)
    return edition


def _decline(house: House, edition: Edition) -> None:
    """Decide what was not chosen; each of them reads one of our reasons."""
    open_rows = Consideration.objects.filter(
        edition=edition, state=ConsiderationState.ELIGIBLE, entry__state__in=ALIVE
    ).select_related("entry__film", "entry__festival")
    for number, reason in enumerate(NOT_THIS_TIME):
        rows = [row for row in open_rows if sum(row.entry.code.encode()) % len(NOT_THIS_TIME) == number]
        set_outcome(considerations=rows, state=ConsiderationState.NOT_SELECTED, reason=reason, by=house.programmer)


def close_edition(house: House, edition: Edition) -> None:
    """Put an edition that was planned into the past."""
    for state in (EditionState.OPEN, EditionState.PUBLISHED, EditionState.PAST):
        move_edition(edition=edition, to=state, by=house.manager)


def decide_some(house: House, edition: Edition, entries: Mapping[str, Entry], said: Mapping[str, Any]) -> None:
    """Hold, shortlist and decline what the files say, for one edition."""
    states = (ConsiderationState.HELD, ConsiderationState.SHORTLISTED, ConsiderationState.NOT_SELECTED)
    for state in states:
        for slug, reason in said[state.value].items():
            row = (
                Consideration.objects.select_related("entry__festival", "entry__film")
                .filter(edition=edition, entry__film=entries[slug].film if slug in entries else None)
                .first()
            )
            if row is not None:
                set_outcome(considerations=row, state=state, reason=reason, by=house.programmer)
    meet(house, edition)
