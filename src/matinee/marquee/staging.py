"""Facts staged for the templates: addresses, reels, lines of facts and pictures beside them."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from matinee.films.states import CreditRole
from matinee.marquee.downloads import staged_handouts
from matinee.marquee.site import Site
from matinee.marquee.talks import staged_talk
from matinee.marquee.words import count_words, directors_of, facts_line, role_words, source_words, when_words
from matinee.schedule.states import ScreeningState
from matinee.web.reel import Segment

Facts = dict[str, Any]
FOCUS_STEP, FOCUS_MIDDLE = 5, 50  # percent; the classes stand in web/css/pictures.css
# What a film's own page tells and no other: a new synopsis changes one page, and not those that only name the film.
APART = frozenset(
    {"synopsis", "making", "content_notes", "school", "course", "collective", "sources", "interviews", "poster"}
)
MAKING_ROLES = (CreditRole.DIRECTOR, CreditRole.WRITER, CreditRole.PRODUCER, CreditRole.CREW)


def staged_edition(card: Facts, site: Site) -> Facts:
    """Return an edition with its address, its day in words and how much it shows."""
    return site.once(("edition", card["edition"]["slug"]), lambda: _edition(card, site))


def _edition(card: Facts, site: Site) -> Facts:
    edition: Facts = card["edition"]
    strands = card["strands"]
    return edition | {
        "href": site.href(edition["slug"]),
        "when": capfirst(when_words(edition)),
        "counts": count_words(card),
        "handouts": staged_handouts(card, site),
        "strands": strands,
        "accent": strands[0]["accent"] if strands else edition["accent"],
    }


def staged_film(slug: str, card: Facts, site: Site, *, accent: str = "") -> Facts:
    """Return a film as a card shows it."""
    edition = card["edition"]
    plain = site.once(("film", edition["slug"], slug), lambda: _film(slug, card, site))
    if accent in {"", plain["accent"]}:
        return plain
    return site.once(("film", edition["slug"], slug, accent), lambda: plain | {"accent": accent})


def _film(slug: str, card: Facts, site: Site) -> Facts:
    film: Facts = card["films"][slug]
    return {name: value for name, value in film.items() if name not in APART} | {
        "href": site.href(card["edition"]["slug"], "films", slug),
        "directors": ", ".join(directors_of(film, card["people"])),
        "line": facts_line(film),
        "picture": staged_still(film["still"], site),
        "accent": card["edition"]["accent"],
    }


def staged_still(still: Facts | None, site: Site) -> Facts | None:
    """Return a still's addresses in every form and width, the size that keeps the page from jumping, and its focus.

    Releases from before there were forms and a focus say so by leaving them out.
    """
    if not still:
        return None
    base = site.file(still["base"])
    focus = still.get("focus")
    forms = ("avif", "webp") if focus else ("webp",)
    return still | {
        "sources": [
            {"type": f"image/{form}", "srcset": ", ".join(f"{base}-{w}.{form} {w}w" for w in still["widths"])}
            for form in forms
        ],
        "src": f"{base}-{still['jpeg']}.jpg",
        "jpeg_height": max(1, round(still["height"] * still["jpeg"] / still["width"])),
        "focus_class": focus_class(*(focus or (FOCUS_MIDDLE, FOCUS_MIDDLE))),
    }


def focus_class(x: int, y: int) -> str:
    """Return the classes that keep a point in sight where a picture is cut, in steps; none for the middle."""
    steps = {axis: FOCUS_STEP * round(value / FOCUS_STEP) for axis, value in (("x", x), ("y", y))}
    return "".join(f" focus-{axis}-{step}" for axis, step in steps.items() if step != FOCUS_MIDDLE)


def staged_program(program: Facts, card: Facts, site: Site) -> Facts:
    """Return a program with its films, its reel and its showings in order."""
    return site.once(("program", card["edition"]["slug"], program["slug"]), lambda: _program(program, card, site))


def _program(program: Facts, card: Facts, site: Site) -> Facts:
    accent = program["strand"]["accent"] if program["strand"] else card["edition"]["accent"]
    films = [staged_film(slug, card, site, accent=accent) for slug in program["films"]]
    showings = sorted(program["screenings"], key=lambda row: row["starts_at"])
    going = [row for row in showings if row["state"] == ScreeningState.SCHEDULED]
    known = [film["running_time_s"] for film in films if film["running_time_s"]]
    return program | {
        "href": site.href(card["edition"]["slug"], "programs", program["slug"]),
        "calendar": site.file(f"{card['edition']['slug']}/programs/{program['slug']}.ics"),
        "accent": accent,
        "films": films,
        "face": next((film for film in films if film["picture"]), films[0] if films else None),
        "showings": showings,
        "first": going[0] if going else None,
        "films_s": sum(known) if known and len(known) == len(films) else None,
        "reel": _reel(films, going[0] if going else None),
    }


def _reel(films: list[Facts], showing: Facts | None) -> list[Segment]:
    """Return the program's segments; where no running time is known there is no reel to draw."""
    segments = [
        Segment(film["title"], film["running_time_s"], href=film["href"], note=film["directors"])
        for film in films
        if film["running_time_s"]
    ]
    if not segments or showing is None:
        return segments
    before = [Segment(gettext("Reception"), showing["reception_min"] * 60, "reception")]
    after = [Segment(gettext("Q&A"), showing["qa_min"] * 60, "qa")]
    return [*before, *segments, *after]


def staged_film_page(slug: str, card: Facts, site: Site) -> Facts:
    """Return everything that a film's own page shows."""
    film = card["films"][slug]
    programs: list[Facts] = programs_by_film(card, site).get(slug, [])
    accent = programs[0]["accent"] if programs else card["edition"]["accent"]
    credits_ = [_credit(credit, card, site) for credit in film["credits"]]
    whole: Facts = film | staged_film(slug, card, site, accent=accent)
    return whole | {
        "makers": [c for c in credits_ if c["role"] in MAKING_ROLES],
        "cast": [c for c in credits_ if c["role"] == CreditRole.CAST],
        "poster": staged_still(film.get("poster"), site),  # releases from before there were posters leave it out
        "paid_by": [_source(source, site) for source in film["sources"]],
        "talks": [staged_talk(talk, site) for talk in film["interviews"]],
        "handouts": staged_handouts(card, site, slug),
        "programs": programs,
        "stories": [row for row in site.articles if row["film"] == slug],
    }


def programs_by_film(card: Facts, site: Site) -> Facts:
    """Return the programs that each film is in, by its short name."""

    def make() -> Facts:
        found: Facts = {}
        for row in card["programs"]:
            program = staged_program(row, card, site)
            for slug in dict.fromkeys(row["films"]):
                found.setdefault(slug, []).append(program)
        return found

    return site.once(("programs by film", card["edition"]["slug"]), make)


def _credit(credit: Facts, card: Facts, site: Site) -> Facts:
    person = card["people"][credit["person"]]
    words = role_words(credit["role"], credit["detail"])
    return credit | {"name": person["name"], "href": site.href("people", credit["person"]), "words": words}


def _source(source: Facts, site: Site) -> Facts:
    return source | {"words": source_words(source, site.language)}


def people_of(site: Site) -> list[Facts]:
    """Return everybody of everything published, by name; what is told of a person is the newest."""
    found: dict[str, Facts] = {}
    for card in site.cards:
        for slug, person in card["people"].items():
            found.setdefault(slug, person | {"href": site.href("people", slug), "works": []})
        for film_slug, film in card["films"].items():
            for slug, roles in _roles_by_person(film).items():
                edition = card["edition"]
                where = {"edition": edition["title"], "edition_href": site.href(edition["slug"])}
                work = {"film": staged_film(film_slug, card, site), "roles": ", ".join(roles)}
                found[slug]["works"].append(work | where)
    return sorted(found.values(), key=lambda person: (person["sort_name"].casefold(), person["slug"]))


def _roles_by_person(film: Facts) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for credit in film["credits"]:
        roles.setdefault(credit["person"], []).append(role_words(credit["role"], credit["detail"]))
    return roles


def strands_of(site: Site) -> list[Facts]:
    """Return every strand of everything published, with the editions and programs that showed it."""
    found: dict[str, Facts] = {}
    for card in site.cards:
        programs = [staged_program(row, card, site) for row in card["programs"]]
        edition = staged_edition(card, site)
        named = {row["slug"]: row for row in card["strands"]}
        named |= {row["strand"]["slug"]: row["strand"] for row in programs if row["strand"]}
        for slug, strand in named.items():
            shown = [row for row in programs if row["strand"] and row["strand"]["slug"] == slug]
            href = site.href("strands", slug)
            found.setdefault(slug, strand | {"href": href, "years": []})["years"].append(
                {"edition": edition, "programs": shown}
            )
    return sorted(found.values(), key=lambda strand: strand["title"].casefold())
