"""The pages of an edition and of its festival: address, template and what the template is given."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from matinee.marquee.feeds.jsonld import edition_ld, film_ld, program_ld
from matinee.marquee.site import Site
from matinee.marquee.staging import (
    people_of,
    staged_edition,
    staged_film,
    staged_film_page,
    staged_program,
    strands_of,
)

Facts = dict[str, Any]
_LD_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class Page:
    """One page before it is drawn."""

    address: str
    template: str
    context: Facts = field(default_factory=dict)
    here: str = ""


def drawn(page: Page, site: Site) -> tuple[str, bytes]:
    """Draw a page."""
    folder = page.address.removesuffix("index.html")
    given = {"page_url": site.origin + folder, **site.context(page.here), **page.context}
    return page.address, render_to_string(f"marquee/{page.template}.html", given).encode()


def edition_pages(card: Facts, site: Site) -> Iterator[Page]:
    """Yield the bill, the program pages and the film pages of one edition."""
    edition = staged_edition(card, site)
    root = edition["slug"]
    programs = [staged_program(program, card, site) for program in card["programs"]]
    longest = max((sum(seg.duration_s for seg in program["reel"]) for program in programs), default=0)
    shared = {"edition": edition, "scale_s": longest}
    elsewhere = [staged_film(slug, card, site) for slug in card["elsewhere"]]
    bill = {"programs": programs, "elsewhere": elsewhere, "stories": _stories(card, site), "venues": _venues(programs)}
    yield Page(f"{root}/index.html", "bill", shared | bill | _ld(edition_ld(card, programs, site)))
    for program in programs:
        told = {"program": program, "others": [other for other in programs if other["slug"] != program["slug"]]}
        address = f"{root}/programs/{program['slug']}/index.html"
        yield Page(address, "program", shared | told | _ld(program_ld(card, program, site)))
    for slug in card["films"]:
        film = staged_film_page(slug, card, site)
        yield Page(f"{root}/films/{slug}/index.html", "film", shared | {"film": film} | _ld(film_ld(film, card, site)))


def festival_pages(site: Site, today: date) -> Iterator[Page]:
    """Yield the pages that belong to the festival and to no edition."""
    editions = [staged_edition(card, site) for card in site.cards]
    ahead = [row for row in editions if _last_day(row) >= today]
    past = [row for row in editions if _last_day(row) < today]
    next_card = next(
        (card for card in reversed(site.cards) if ahead and card["edition"]["slug"] == ahead[-1]["slug"]), None
    )
    programs = [staged_program(row, next_card, site) for row in next_card["programs"]] if next_card else []
    calendar = sorted([*ahead, *site.announced], key=lambda row: (row["month"], str(row["starts_on"] or "")))
    home = {
        "next": ahead[-1] if ahead else None,
        "programs": programs,
        "calendar": calendar,
        "past": past[:4],
        "strands": strands_of(site),
    }
    yield Page("index.html", "home", home)
    yield Page("archive/index.html", "archive", {"years": _by_year(editions)}, "archive")
    yield Page("strands/index.html", "strands", {"strands": strands_of(site)}, "strands")
    yield from _people_pages(site)
    yield from _article_pages(site)
    yield Page("404.html", "missing")


def _people_pages(site: Site) -> Iterator[Page]:
    people = people_of(site)
    yield Page("people/index.html", "people", {"people": people}, "people")
    for person in people:
        yield Page(f"people/{person['slug']}/index.html", "person", {"person": person}, "people")


def _article_pages(site: Site) -> Iterator[Page]:
    yield Page("articles/index.html", "articles", {"articles": site.articles}, "articles")
    for article in site.articles:
        related = [row for row in site.articles if row["slug"] != article["slug"]][:3]
        told = {"article": article, "related": related, "film": _film_of(article, site)}
        yield Page(f"articles/{article['slug']}/index.html", "article", told, "articles")


def _film_of(article: Facts, site: Site) -> Facts | None:
    """Return the film that an article is about, where it is published."""
    card = next((card for card in site.cards if article["film"] in card["films"]), None)
    return staged_film(article["film"], card, site) if card else None


def _stories(card: Facts, site: Site) -> list[Facts]:
    """Return the articles about an edition or one of its films."""
    slug = card["edition"]["slug"]
    return [row for row in site.articles if row["edition"] == slug or row["film"] in card["films"]]


def _venues(programs: list[Facts]) -> list[Facts]:
    """Return every house that shows something, once."""
    found = {row["venue"]["slug"]: row["venue"] for program in programs for row in program["showings"]}
    return list(found.values())


def _by_year(editions: list[Facts]) -> list[Facts]:
    years = sorted({row["month"].year for row in editions}, reverse=True)
    return [{"year": year, "editions": [row for row in editions if row["month"].year == year]} for year in years]


def _last_day(edition: Facts) -> date:
    """Return an edition's last day; of a month whose day is not known, the month's first."""
    day: date = edition["ends_on"] or edition["starts_on"] or edition["month"]
    return day


def _ld(data: Facts) -> Facts:
    """Return structured data as JSON that cannot end its own element."""
    return {"jsonld": json.dumps(data, ensure_ascii=False).translate(_LD_ESCAPES)}
