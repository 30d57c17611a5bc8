"""A booklet as plain data: what the typesetter sets, in the words and the order of print."""

from collections import defaultdict
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, get_language_bidi, gettext

from matinee.films.states import CreditRole
from matinee.marquee.handouts.blocks import blocks_of, plain_blocks, printable
from matinee.marquee.staging import MAKING_ROLES
from matinee.marquee.words import directors_of, facts_line, role_words, when_words
from matinee.newsroom.models import Handout
from matinee.schedule.states import ScreeningState
from matinee.web.palette import accent_named
from matinee.web.words import long_day, runtime, time_in

Facts = dict[str, Any]
STORY, BIO, ABOUT = 620, 420, 900
LONG_TITLE = 60


def told_booklet(card: Facts, festival: Facts, handout: Handout) -> Facts:
    """Return everything that a booklet says; pictures are named after their films."""
    edition, people = card["edition"], card["people"]
    films = {slug: _film(slug, film, people) for slug, film in card["films"].items()}
    programs = [_program(program, card, films) for program in card["programs"]]
    return {
        "paper": handout.paper,
        "bleed": handout.has_bleed,
        "marks": handout.has_marks,
        "language": (get_language() or "en")[:2],
        "is_rtl": get_language_bidi(),
        "words": _words(),
        "festival": {
            "name": printable(festival["name"], 120),
            "tagline": printable(festival["tagline"], 200),
            "contact": [printable(text) for text in (festival["website"], festival["contact_email"]) if text],
            "submit": blocks_of(festival["how_to_submit"])[:4],
        },
        "edition": {
            "title": printable(edition["title"], 120),
            "when": when_words(edition),
            "place": printable(edition["place"]),
            "accent": accent_named(edition["accent"]).light,
            "strands": [_strand(strand) for strand in card["strands"]],
        },
        "welcome": blocks_of(handout.welcome or edition["about"] or festival["about"])[:24],
        "days": _days(card, programs),
        "programs": programs,
        "films": films,
        "elsewhere": [slug for slug in card["elsewhere"] if slug in films],
        "people": _people(card),
        "thanks": [_thanks(line) for line in handout.thanks.splitlines() if printable(line)],
    }


def _words() -> dict[str, str]:
    return {
        "welcome": gettext("Welcome"),
        "contents": gettext("In this booklet"),
        "schedule": gettext("The schedule"),
        "programs": gettext("The programs"),
        "also": gettext("Also shown"),
        "people": gettext("The people"),
        "index": gettext("Index"),
        "films": gettext("Films"),
        "thanks": gettext("With thanks to"),
        "submit": gettext("Send us your film"),
        "doors": gettext("doors"),
        "reception": gettext("Reception"),
        "qa": gettext("Q&A"),
        "undated": gettext("When and where is announced on our site."),
    }


def _strand(strand: Facts) -> Facts:
    title, about = printable(strand["title"], 120), blocks_of(strand["about"])[:3]
    return {"title": title, "accent": accent_named(strand["accent"]).light, "about": about}


def _film(slug: str, film: Facts, people: Facts) -> Facts:
    title = printable(film["title"], 400) or printable(film["original_title"], 400) or slug
    original = printable(film["original_title"], 200)
    makers = [
        [role_words(credit["role"], printable(credit["detail"])), printable(people[credit["person"]]["name"], 120)]
        for credit in film["credits"]
        if credit["role"] in MAKING_ROLES and credit["role"] != CreditRole.DIRECTOR
    ]
    return {
        "slug": slug,
        "title": title,
        "is_long": len(title) > LONG_TITLE,
        "original": original if original != title else "",
        "directors": printable(", ".join(directors_of(film, people)), 300),
        "line": [printable(part, 200) for part in facts_line(film)],
        "premiere": printable(film["premiere"]),
        "story": plain_blocks(printable(film["synopsis"] or film["logline"], STORY)),
        "notes": printable(film["content_notes"]),
        "makers": makers[:6],
        "picture": "",
        "alt": "",
        "credit": "",
    }


def _program(program: Facts, card: Facts, films: Facts) -> Facts:
    strand = program["strand"]
    accent = (strand or card["edition"])["accent"]
    going = [row for row in program["screenings"] if row["state"] == ScreeningState.SCHEDULED]
    zone = card["edition"]["time_zone"]
    lengths = [card["films"][slug]["running_time_s"] or 0 for slug in program["films"]]
    first = going[0] if going else None
    return {
        "slug": program["slug"],
        "title": printable(program["title"], 200),
        "accent": accent_named(accent).light,
        "strand": printable(strand["title"], 120) if strand else "",
        "about": blocks_of(printable(program["about"], ABOUT)),
        "length": runtime(sum(lengths)) if all(lengths) else "",
        "films": program["films"],
        "showings": [_showing(row, zone) for row in sorted(going, key=lambda row: row["starts_at"])],
        "reel": [[films[slug]["title"], seconds] for slug, seconds in zip(program["films"], lengths, strict=True)],
        "before_s": first["reception_min"] * 60 if first else 0,
        "after_s": first["qa_min"] * 60 if first else 0,
    }


def _showing(row: Facts, zone: str) -> Facts:
    return {
        "day": long_day(row["starts_at"], zone),
        "time": time_in(row["starts_at"], zone),
        "ends": time_in(row["ends_at"], zone),
        "doors": time_in(row["doors_at"], zone),
        "venue": printable(", ".join(dict.fromkeys([row["venue"]["name"], row["auditorium"]])), 160),
        "address": printable(", ".join(part for part in (row["venue"]["address"], row["venue"]["city"]) if part), 160),
    }


def _days(card: Facts, programs: list[Facts]) -> list[Facts]:
    """Return the schedule, a day with its showings in the order of time."""
    zone = card["edition"]["time_zone"]
    rows = [
        (row["starts_at"], place)
        for place, program in enumerate(card["programs"])
        for row in program["screenings"]
        if row["state"] == ScreeningState.SCHEDULED
    ]
    at = {
        (row["starts_at"], place): _showing(row, zone)
        for place, program in enumerate(card["programs"])
        for row in program["screenings"]
    }

    def day(found: tuple[datetime, int]) -> datetime:
        return found[0].astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)

    return [
        {"day": long_day(moment, zone), "rows": [at[key] | {"program": programs[key[1]]["slug"]} for key in keys]}
        for moment, keys in ((m, list(k)) for m, k in groupby(sorted(rows), key=day))
    ]


def _people(card: Facts) -> list[Facts]:
    works: dict[str, dict[str, None]] = defaultdict(dict)
    is_maker: set[str] = set()
    for slug, film in card["films"].items():
        for credit in film["credits"]:
            works[credit["person"]][slug] = None
            if credit["role"] == CreditRole.DIRECTOR:
                is_maker.add(credit["person"])
    found = [
        {
            "name": printable(person["name"], 120),
            "sort": person["sort_name"].casefold(),
            "index": printable(person["sort_name"], 120),
            "pronouns": printable(person["pronouns"], 40),
            "bio": printable(person["bio"], BIO),
            "films": list(works[slug]),
            "is_told": slug in is_maker or bool(person["bio"]),
        }
        for slug, person in card["people"].items()
    ]
    return sorted(found, key=lambda person: (person["sort"], person["name"]))


def _thanks(line: str) -> Facts:
    """Return ``Presented by: Kiln Brewery`` as its two parts."""
    role, colon, name = printable(line, 200).partition(":")
    return (
        {"role": role.strip(), "name": name.strip()} if colon and name.strip() else {"role": "", "name": role.strip()}
    )
