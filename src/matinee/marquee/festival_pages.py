"""The pages that belong to a festival and to no edition: home, archive, people, strands, stories, search, schedule."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from matinee.marquee.cards import festival_card
from matinee.marquee.feeds.jsonld import article_ld, festival_ld, person_ld, strand_ld, talk_ld
from matinee.marquee.pages import Page, carded, with_ld
from matinee.marquee.site import Site
from matinee.marquee.staging import people_of, staged_edition, staged_film, staged_program, strands_of
from matinee.marquee.talks import frames_of, staged_talk, talks_of
from matinee.marquee.words import tile_words

Facts = dict[str, Any]
PAST_TILES = timedelta(days=190)


def festival_pages(site: Site, today: date) -> Iterator[Page]:
    """Yield the pages that belong to the festival and to no edition."""
    editions = [staged_edition(card, site) for card in site.cards]
    strands = strands_of(site)
    ahead = [row for row in editions if last_day(row) >= today]
    home = _home(site, editions, strands, today) | with_ld(festival_ld(site))
    yield carded(festival_card(site), site, "index.html", "home", home)
    yield Page("archive/index.html", "archive", {"years": _by_year(editions)}, "archive")
    yield Page("strands/index.html", "strands", {"strands": strands}, "strands")
    for strand in strands:
        told = {"strand": strand, "strand_accent": strand["accent"]}
        yield Page(f"strands/{strand['slug']}/index.html", "strand", told | with_ld(strand_ld(strand, site)), "strands")
    yield from _people_pages(site)
    yield from _article_pages(site)
    yield from _talk_pages(site)
    yield Page("search/index.html", "search", {"strands": strands, "editions": editions[:4]}, "search")
    yield Page("my-schedule/index.html", "my_schedule", {"ahead": ahead[::-1]}, "my-schedule")
    yield Page("404.html", "missing", {"ahead": ahead[::-1], "past": [row for row in editions if row not in ahead][:3]})
    yield Page("offline.html", "offline")


def _home(site: Site, editions: list[Facts], strands: list[Facts], today: date) -> Facts:
    """Return the next day with its programs, the year around it, and what the festival is."""
    ahead = [row for row in editions if last_day(row) >= today]
    soon = ahead[-1] if ahead else None
    card = next((card for card in site.cards if soon and card["edition"]["slug"] == soon["slug"]), None)
    rows = sorted([*editions, *site.announced], key=lambda row: (row["month"], str(row["starts_on"] or "")))
    year = [row for row in rows if last_day(row) >= today - PAST_TILES][:12] or rows[-12:]
    return {
        "next": soon,
        "programs": [staged_program(row, card, site) for row in card["programs"]] if card else [],
        "year": [row | {"tile": tile_words(row), "is_over": last_day(row) < today} for row in year],
        "strands": strands,
    }


def _people_pages(site: Site) -> Iterator[Page]:
    people = people_of(site)
    yield Page("people/index.html", "people", {"letters": _by_letter(people)}, "people")
    for person in people:
        yield Page(f"people/{person['slug']}/index.html", "person", {"person": person}, "people", more=_of_person)


def _of_person(context: Facts, site: Site) -> Facts:
    return with_ld(person_ld(context["person"], site))


def _article_pages(site: Site) -> Iterator[Page]:
    talks = [_talk_row(talk, film, card, site) for talk, film, card in talks_of(site)]
    yield Page("articles/index.html", "articles", {"articles": site.articles, "talks": talks}, "articles")
    for article in site.articles:
        related = [row for row in site.articles if row["slug"] != article["slug"]][:3]
        film = _film_of(article, site)
        said = [row for row in talks if film and row["film"]["slug"] == film["slug"]]
        told = {"article": article, "related": related, "film": film, "talks": said, "frames": frames_of(said)}
        told |= with_ld(article_ld(article, film, site))
        yield Page(f"articles/{article['slug']}/index.html", "article", told, "articles")


def _talk_pages(site: Site) -> Iterator[Page]:
    for talk, film, card in talks_of(site):
        row = _talk_row(talk, film, card, site)
        stories = [article for article in site.articles if article["film"] == film["slug"]]
        told = {"talk": row, "film": row["film"], "stories": stories, "frames": frames_of([row])}
        told |= with_ld(talk_ld(row, site))
        yield Page(f"interviews/{talk['slug']}/index.html", "interview", told, "articles")


def _talk_row(talk: Facts, film: Facts, card: Facts, site: Site) -> Facts:
    """Return an interview beside its film and its edition."""
    edition = staged_edition(card, site)
    shown = staged_film(film["slug"], card, site, accent=edition["accent"])
    return staged_talk(talk, site) | {"film": shown, "edition": edition}


def _film_of(article: Facts, site: Site) -> Facts | None:
    """Return the film that an article is about, where it is published."""
    card = next((card for card in site.cards if article["film"] in card["films"]), None)
    return staged_film(article["film"], card, site) if card else None


def _by_letter(people: list[Facts]) -> list[Facts]:
    """Return people, each with one film, under the first letter of the name they are sorted by; others under ``#``."""
    found: dict[str, list[Facts]] = {}
    for person in people:
        first, films = person["sort_name"][:1].upper(), [work["film"]["title"] for work in person["works"][:1]]
        told = {"name": person["name"], "href": person["href"], "films": films}
        found.setdefault(first if first.isalpha() else "#", []).append(told)
    return [{"letter": letter, "people": rows} for letter, rows in found.items()]


def _by_year(editions: list[Facts]) -> list[Facts]:
    years = sorted({row["month"].year for row in editions}, reverse=True)
    told = [row | {"tile": tile_words(row)} for row in editions]
    return [{"year": year, "editions": [row for row in told if row["month"].year == year]} for year in years]


def last_day(edition: Facts) -> date:
    """Return an edition's last day; of a month whose day is not known, the month's first."""
    day: date = edition["ends_on"] or edition["starts_on"] or edition["month"]
    return day
