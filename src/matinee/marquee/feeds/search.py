"""``search/index.json``: everything that can be looked for on the festival's pages, in one small file.

The page that searches needs nothing else, so it works on a plain web host, and offline once it was opened.
"""

import json
from collections.abc import Iterator
from typing import Any

from matinee.marquee.site import Site
from matinee.marquee.words import directors_of, when_words
from matinee.web.words import country_name, language_name

Facts = dict[str, Any]
Row = list[str]
VERSION = 1


def search_index(site: Site) -> bytes:
    """Return the index: rows of kind, title, a line about it, address, and further words it is found by."""
    rows = [*_editions(site), *_programs(site), *_films(site), *_people(site), *_strands(site), *_articles(site)]
    return json.dumps({"version": VERSION, "rows": rows}, ensure_ascii=False, separators=(",", ":")).encode()


def _editions(site: Site) -> Iterator[Row]:
    for card in site.cards:
        edition = card["edition"]
        strands = " ".join(strand["title"] for strand in card["strands"])
        yield [
            "edition",
            when_words(edition),
            edition["title"],
            _at(site, edition["slug"]),
            f"{strands} {edition['place']}",
        ]


def _programs(site: Site) -> Iterator[Row]:
    for card in site.cards:
        root = card["edition"]["slug"]
        for program in card["programs"]:
            strand = program["strand"]["title"] if program["strand"] else ""
            line = when_words(card["edition"])
            yield ["program", program["title"], line, _at(site, root, "programs", program["slug"]), strand]


def _films(site: Site) -> Iterator[Row]:
    """Yield every film once, where it was shown last."""
    seen: set[str] = set()
    for card in site.cards:
        for slug, film in card["films"].items():
            if slug not in seen:
                seen.add(slug)
                yield _film(slug, film, card, site)


def _film(slug: str, film: Facts, card: Facts, site: Site) -> Row:
    names = ", ".join(directors_of(film, card["people"]))
    line = " · ".join(part for part in (names, str(film["year"] or "")) if part)
    words = [
        film["original_title"] if film["original_title"] != film["title"] else "",
        *film["genres"],
        *(country_name(code) for code in film["countries"]),
        *(language_name(code) for code in film["languages"]),
    ]
    address = _at(site, card["edition"]["slug"], "films", slug)
    return ["film", film["title"], line, address, " ".join(filter(None, words))]


def _at(site: Site, *parts: str) -> str:
    """Return an address relative to the festival's folder."""
    return site.href(*parts).removeprefix(site.root)


def _people(site: Site) -> Iterator[Row]:
    """Yield everybody once, with the newest film they are in."""
    seen: set[str] = set()
    for card in site.cards:
        for film in card["films"].values():
            for credit in film["credits"]:
                slug = credit["person"]
                if slug not in seen:
                    seen.add(slug)
                    yield ["person", card["people"][slug]["name"], film["title"], _at(site, "people", slug), ""]


def _strands(site: Site) -> Iterator[Row]:
    seen: set[str] = set()
    for card in site.cards:
        owned = [program["strand"] for program in card["programs"] if program["strand"]]
        for strand in [*card["strands"], *owned]:
            if strand["slug"] not in seen:
                seen.add(strand["slug"])
                yield ["strand", strand["title"], "", _at(site, "strands", strand["slug"]), ""]


def _articles(site: Site) -> Iterator[Row]:
    for article in site.articles:
        words = " ".join([article["standfirst"], *article["tags"]])
        yield ["article", article["headline"], article["byline"], article["href"].removeprefix(site.root), words]
