"""What changes for a visitor from one state of an edition to the next, in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from matinee.marquee.words import count_words, when_words
from matinee.schedule.states import ScreeningState
from matinee.web.words import day_in, time_in

Facts = dict[str, Any]


def change_words(old: Facts | None, new: Facts) -> list[str]:
    """Return the changes that somebody who wants to come should know; none where nothing of that kind changed."""
    if old is None:
        counts = count_words(new)
        return [
            gettext("The program is published: %(counts)s.") % {"counts": counts} if counts else gettext("Published.")
        ]
    premieres = (text for _film, text in film_changes(old, new))
    return [*edition_changes(old, new), *_program_changes(old, new), *premieres]


def edition_changes(old: Facts, new: Facts) -> Iterator[str]:
    """Yield a new date and a new place."""
    before, after = when_words(old["edition"]), when_words(new["edition"])
    if before != after:
        yield gettext("The date is now %(after)s (was %(before)s).") % {"after": after, "before": before}
    if old["edition"]["place"] != new["edition"]["place"] and new["edition"]["place"]:
        yield gettext("The place is now %(place)s.") % {"place": new["edition"]["place"]}


def _program_changes(old: Facts, new: Facts) -> Iterator[str]:
    before = {program["slug"]: program for program in old["programs"]}
    after = {program["slug"]: program for program in new["programs"]}
    for slug, program in after.items():
        if slug not in before:
            yield gettext("New program: “%(title)s”.") % {"title": program["title"]}
            continue
        yield from showing_changes(before[slug], program, new["edition"]["time_zone"])
        yield from lineup_changes(before[slug], program, old, new)
    for slug in before.keys() - after.keys():
        yield gettext("“%(title)s” is no longer in the program.") % {"title": before[slug]["title"]}


def showing_changes(before: Facts, after: Facts, zone: str) -> Iterator[str]:
    """Yield what changes about when and where a program is shown."""
    old = {row["code"]: row for row in before["screenings"]}
    for row in after["screenings"]:
        says = {"title": after["title"], "time": _moment(row, zone), "room": row["auditorium"]}
        known = old.get(row["code"])
        is_going = row["state"] == ScreeningState.SCHEDULED
        was_going = known is not None and known["state"] == ScreeningState.SCHEDULED
        if is_going and not was_going:
            yield gettext("“%(title)s” is shown on %(time)s, %(room)s.") % says
        elif known is not None and was_going and not is_going:
            yield gettext("“%(title)s” on %(time)s is cancelled.") % (says | {"time": _moment(known, zone)})
        elif known is not None and is_going and known["starts_at"] != row["starts_at"]:
            text = gettext("“%(title)s” now starts on %(time)s (was %(before)s).")
            yield text % (says | {"before": _moment(known, zone)})
        elif known is not None and is_going and known["auditorium"] != row["auditorium"]:
            yield gettext("“%(title)s” is now shown in %(room)s.") % says


def lineup_changes(before: Facts, after: Facts, old: Facts, new: Facts) -> Iterator[str]:
    """Yield films that join a program and films that leave it."""
    says = {"program": after["title"]}
    for slug in after["films"]:
        if slug not in before["films"]:
            film = new["films"][slug]["title"]
            yield gettext("“%(film)s” joins “%(program)s”.") % (says | {"film": film})
    for slug in before["films"]:
        if slug not in after["films"]:
            film = old["films"][slug]["title"]
            yield gettext("“%(film)s” has left “%(program)s”.") % (says | {"film": film})


def film_changes(old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    """Yield films whose premiere is another now, and the words for it."""
    for slug, film in new["films"].items():
        known = old["films"].get(slug)
        if known and known["premiere"] != film["premiere"]:
            label = film["premiere"] or gettext("no premiere")
            yield slug, gettext("“%(film)s”: %(label)s.") % {"film": film["title"], "label": label}


def _moment(row: Facts, zone: str) -> str:
    return f"{day_in(row['starts_at'], zone)}, {time_in(row['starts_at'], zone)}"
