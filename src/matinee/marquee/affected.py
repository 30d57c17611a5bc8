"""What changes from one state of an edition to the next, for whom: those who come, the makers, the readers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from matinee.marquee.changes import change_words, edition_changes, film_changes, lineup_changes, showing_changes
from matinee.marquee.words import directors_of

Facts = dict[str, Any]
TEXTS = ("title", "original_title", "logline", "synopsis", "making", "content_notes")
LINES = (
    "running_time_s",
    "countries",
    "languages",
    "subtitles",
    "form",
    "genres",
    "year",
    "is_student",
    "is_first_film",
)
NAMED_MOST = 8


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody for whom something changes, and what."""

    whom: str
    texts: list[str]


def affected(old: Facts | None, new: Facts) -> list[Affected]:
    """Return who is affected by a release and how, those first who would stand before a closed door."""
    if old is None:
        return [Affected(gettext("Everybody"), change_words(None, new))]
    found = [
        Affected(gettext("Everybody who comes"), list(edition_changes(old, new))),
        *_audiences(old, new),
        *_makers(old, new),
        Affected(gettext("Readers"), list(_reading(old, new))),
    ]
    return [row for row in found if row.texts]


def _audiences(old: Facts, new: Facts) -> Iterator[Affected]:
    before = {program["slug"]: program for program in old["programs"]}
    after = {program["slug"]: program for program in new["programs"]}
    for slug, program in after.items():
        texts = [gettext("It is new.")] if slug not in before else _of_program(before[slug], program, old, new)
        yield Affected(gettext("Who comes to “%(program)s”") % {"program": program["title"]}, texts)
    for slug in [slug for slug in before if slug not in after]:
        whom = gettext("Who wanted to come to “%(program)s”") % {"program": before[slug]["title"]}
        yield Affected(whom, [gettext("It is no longer in the program.")])


def _of_program(before: Facts, after: Facts, old: Facts, new: Facts) -> list[str]:
    return [
        *showing_changes(before, after, new["edition"]["time_zone"]),
        *lineup_changes(before, after, old, new),
    ]


def _makers(old: Facts, new: Facts) -> Iterator[Affected]:
    """Yield what the makers of each film would ask about: is it in, when does it play, what is said of its premiere."""
    premieres = dict(film_changes(old, new))
    moved = _moved_films(old, new)
    for slug in dict.fromkeys([*new["films"], *old["films"]]):
        film, card = (new["films"][slug], new) if slug in new["films"] else (old["films"][slug], old)
        texts = [] if slug in old["films"] else [gettext("It is shown.")]
        texts += [] if slug in new["films"] else [gettext("It is no longer shown.")]
        texts += [*moved.get(slug, []), *([premieres[slug]] if slug in premieres else [])]
        yield Affected(_maker_words(film, card), texts)


def _moved_films(old: Facts, new: Facts) -> dict[str, list[str]]:
    """Return what changes about the showings of every film that stays."""
    before = {program["slug"]: program for program in old["programs"]}
    found: dict[str, list[str]] = {}
    for program in new["programs"]:
        if program["slug"] in before:
            texts = list(showing_changes(before[program["slug"]], program, new["edition"]["time_zone"]))
            for film in program["films"] if texts else []:
                found.setdefault(film, []).extend(texts)
    return found


def _maker_words(film: Facts, card: Facts) -> str:
    names = ", ".join(directors_of(film, card["people"]))
    told = {"film": film["title"], "names": names}
    return (
        gettext("The makers of “%(film)s” (%(names)s)") % told if names else gettext("The makers of “%(film)s”") % told
    )


def _reading(old: Facts, new: Facts) -> Iterator[str]:
    """Yield what reads or looks otherwise, film names behind it."""
    both = [slug for slug in new["films"] if slug in old["films"]]

    def differing(is_other: Callable[[Facts, Facts], bool]) -> str:
        titles = [new["films"][slug]["title"] for slug in both if is_other(old["films"][slug], new["films"][slug])]
        return _listed(titles)

    kinds = (
        (gettext("Other texts: %s."), lambda a, b: any(a[key] != b[key] for key in TEXTS)),
        (gettext("Another line of facts: %s."), lambda a, b: any(a[key] != b[key] for key in LINES)),
        (gettext("Another picture, or other words for it: %s."), lambda a, b: _look(a) != _look(b)),
        (gettext("Other credits: %s."), lambda a, b: a["credits"] != b["credits"]),
        (gettext("Told otherwise how it was paid for: %s."), lambda a, b: a["sources"] != b["sources"]),
        (gettext("Another interview: %s."), lambda a, b: a["interviews"] != b["interviews"]),
    )
    for words, is_other in kinds:
        titles = differing(is_other)
        if titles:
            yield words % titles
    people = [person["name"] for slug, person in new["people"].items() if old["people"].get(slug, person) != person]
    if people:
        yield gettext("Other words about people: %s.") % _listed(people)
    programs = {program["slug"]: program["about"] for program in old["programs"]}
    about = [row["title"] for row in new["programs"] if programs.get(row["slug"], row["about"]) != row["about"]]
    if about:
        yield gettext("Programs are told otherwise: %s.") % _listed(about)


def _look(film: Facts) -> tuple[object, ...]:
    still = film["still"] or {}
    return still.get("base"), still.get("alt"), still.get("focus")


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:NAMED_MOST])
    more = len(names) - NAMED_MOST
    return f"{shown} {ngettext('and %d more', 'and %d more', more) % more}" if more > 0 else shown
