"""The pages of an edition: address, template and what the template is given."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string

from matinee.marquee.cards import Card, edition_card, film_card, program_card
from matinee.marquee.days import days_of
from matinee.marquee.feeds.jsonld import edition_ld, film_ld, program_ld
from matinee.marquee.site import Site
from matinee.marquee.staging import staged_edition, staged_film, staged_film_page, staged_program
from matinee.marquee.talks import frames_of

Facts = dict[str, Any]
OTHERS_NAMED = 8
_LD_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class Page:
    """One page before it is drawn.

    ``more`` is what follows from the context and the site, and from nothing else: it is worked out only where a page
    is drawn, and nobody looks at it to tell whether the page is the same.
    """

    address: str
    template: str
    context: Facts = field(default_factory=dict)
    here: str = ""
    card: Card | None = None
    more: Callable[[Facts, Site], Facts] | None = None


def drawn(page: Page, site: Site) -> tuple[str, bytes]:
    """Draw a page."""
    folder = page.address.removesuffix("index.html")
    tongues = site.in_other_languages(folder) if len(site.languages) > 1 else []
    given = {"page_url": site.origin + folder, "tongues": tongues, **site.context(page.here), **page.context}
    given |= page.more(page.context, site) if page.more else {}
    return page.address, render_to_string(f"marquee/{page.template}.html", given).encode()


def edition_pages(card: Facts, site: Site) -> Iterator[Page]:
    """Yield the bill, the program pages and the film pages of one edition."""
    edition = staged_edition(card, site)
    root = edition["slug"]
    programs = [staged_program(program, card, site) for program in card["programs"]]
    shared = {"edition": edition}
    yield carded(
        edition_card(edition, programs, site), site, f"{root}/index.html", "bill", shared | _bill(card, programs, site)
    )
    for program in programs:
        told = {"program": program, "others": _others(program, programs)}
        address = f"{root}/programs/{program['slug']}/index.html"
        told |= with_ld(program_ld(card, program, site))
        yield carded(program_card(program, edition, site), site, address, "program", shared | told)
    for slug in card["films"]:
        film = staged_film_page(slug, card, site)
        shown = {"film": film, "frames": frames_of(film["talks"])}
        page = carded(film_card(film, edition, site), site, f"{root}/films/{slug}/index.html", "film", shared | shown)
        yield replace(page, more=_around_film)


def _around_film(context: Facts, site: Site) -> Facts:
    return _beside(context["film"]) | with_ld(film_ld(context["film"], site))


def carded(card: Card, site: Site, address: str, template: str, context: Facts) -> Page:
    """Return a page that carries a card when it is shared."""
    told = {"card_src": site.url(site.file(card.address)), "card_alt": card.alt}
    return Page(address, template, context | told, card=card)


def _bill(card: Facts, programs: list[Facts], site: Site) -> Facts:
    """Return what an edition's bill tells, by days where there are several."""
    longest = max((sum(seg.duration_s for seg in program["reel"]) for program in programs), default=0)
    return {
        "days": days_of(programs, card["edition"]["time_zone"]),
        "unplaced": [program for program in programs if not program["showings"]],
        "scale_s": longest,
        "elsewhere": [staged_film(slug, card, site) for slug in card["elsewhere"]],
        "stories": _stories(card, site),
        "venues": _venues(programs),
    } | with_ld(edition_ld(card, programs, site))


def _others(program: Facts, programs: list[Facts]) -> list[Facts]:
    """Return what a program's page names of the rest of the bill, and no more: it is drawn anew when that changes."""
    others = [other for other in programs if other["slug"] != program["slug"]][:OTHERS_NAMED]
    return [{name: other[name] for name in ("title", "href", "first")} for other in others]


def _beside(film: Facts) -> Facts:
    """Return the reel of a film's program with the others dimmed, and those others."""
    program = next(iter(film["programs"]), None)
    if program is None:
        return {}
    reel = [replace(part, is_dim=part.kind == "film" and part.href != film["href"]) for part in program["reel"]]
    return {"beside_reel": reel, "beside": [row for row in program["films"] if row["slug"] != film["slug"]]}


def _stories(card: Facts, site: Site) -> list[Facts]:
    """Return the articles about an edition or one of its films."""
    slug = card["edition"]["slug"]
    return [row for row in site.articles if row["edition"] == slug or row["film"] in card["films"]]


def _venues(programs: list[Facts]) -> list[Facts]:
    """Return every house that shows something, once."""
    found = {row["venue"]["slug"]: row["venue"] for program in programs for row in program["showings"]}
    return list(found.values())


def with_ld(data: Facts) -> Facts:
    """Return structured data as JSON that cannot end its own element."""
    return {"jsonld": json.dumps(data, ensure_ascii=False).translate(_LD_ESCAPES)}
