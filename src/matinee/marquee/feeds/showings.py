"""``showings.json``: what an edition shows, when and where, small enough for a phone to carry.

The visitor's own schedule is made of it in the browser, and the server plans with it without asking the database.
"""

import json
from typing import Any

from matinee.marquee.site import Site

Facts = dict[str, Any]
VERSION = 1


def showings_of(edition: Facts, programs: list[Facts], site: Site) -> bytes:
    """Return an edition's programs with their films and showings; addresses are relative to the festival's folder."""
    venues = {row["venue"]["slug"]: row["venue"] for program in programs for row in program["showings"]}
    told = {
        "version": VERSION,
        "edition": {
            "slug": edition["slug"],
            "title": edition["title"],
            "when": edition["when"],
            "href": edition["href"].removeprefix(site.root),
            "accent": edition["accent"],
            "time_zone": edition["time_zone"],
            "festival": site.festival["name"],
        },
        "venues": {slug: _venue(row) for slug, row in sorted(venues.items())},
        "programs": [_program(row, site) for row in programs],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _venue(venue: Facts) -> Facts:
    return {name: venue[name] for name in ("name", "address", "city", "latitude", "longitude")}


def _program(program: Facts, site: Site) -> Facts:
    return {
        "slug": program["slug"],
        "title": program["title"],
        "href": program["href"].removeprefix(site.root),
        "accent": program["accent"],
        "films": [_film(film, site) for film in program["films"]],
        "showings": [_showing(row) for row in program["showings"]],
    }


def _film(film: Facts, site: Site) -> Facts:
    return {
        "slug": film["slug"],
        "title": film["title"],
        "directors": film["directors"],
        "href": film["href"].removeprefix(site.root),
        "running_time_s": film["running_time_s"],
    }


def _showing(row: Facts) -> Facts:
    moments = {name: row[name].isoformat() for name in ("doors_at", "starts_at", "ends_at")}
    names = ("code", "state", "sequence")
    return {name: row[name] for name in names} | moments | {"room": row["auditorium"], "venue": row["venue"]["slug"]}
