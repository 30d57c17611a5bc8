"""Filling the database: one transaction, so that an interrupted build leaves nothing behind and simply runs again."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from matinee.config.demo import past
from matinee.config.demo.almanac import almanac_for
from matinee.config.demo.filmstock import receive_entries, set_apart, take_stock
from matinee.config.demo.house import House, found_house
from matinee.config.demo.marks import mark_everything
from matinee.config.demo.pictures import Studio
from matinee.config.demo.reading import FilmText, read, read_films
from matinee.config.demo.reels import SLUG, send_film
from matinee.config.demo.standing import BUILT, demo_festival
from matinee.config.demo.stories import tell_stories
from matinee.config.demo.terms import begin_draft
from matinee.config.demo.worked_case import tell_worked_case
from matinee.entries.actions import consider_edition
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.clock import today_in
from matinee.kit.errors import Conflict

Say = Callable[[str], None]


def build_demo(say: Say, *, today: date | None = None, per_file: int | None = None) -> Festival:
    """Fill the database with the demo and return its festival; a complete one is only recognised.

    ``per_file`` takes only so many of the films that nobody has shown yet from each file (tests).

    Raises
    ------
    Conflict
        Another festival lives under the demo's short name.
    """
    standing = demo_festival()
    if standing is not None:
        return standing
    words = read("festival")
    if Festival.objects.filter(slug=words["festival"]["slug"]).exists():
        raise Conflict(
            f"A festival “{words['festival']['slug']}” is here that the demo did not build. Use another database."
        )
    texts = _chosen(words, per_file)
    accents = {strand["slug"]: strand["accent"] for strand in words["strands"]}
    begun = time.monotonic()
    with Studio(texts, accents) as studio, transaction.atomic():
        house = found_house(words, almanac_for(today or today_in(words["festival"]["time_zone"])))
        _fill(house, texts, words, say)
        stills = studio.hang()
        audit(festival=house.festival, by=house.manager, verb=BUILT, about=house.festival, films=len(texts))
    say(f"{stills} stills drawn. Everything stands after {time.monotonic() - begun:.0f} s.")
    return house.festival


def _chosen(words: dict[str, Any], per_file: int | None) -> list[FilmText]:
    """Return the films to build: all, or those that were shown and some of the others."""
    texts = list(read_films().values())
    if per_file is None:
        return texts
    shown = {slug for said in words["editions"] for p in said.get("programs", []) for slug in p.get("films", [])}
    others = [text for text in texts if text.slug not in shown]
    return [text for text in texts if text.slug in shown] + others[:: max(1, len(others) // per_file)]


def _fill(house: House, texts: list[FilmText], words: dict[str, Any], say: Say) -> None:
    """Build everything in the order in which a festival grows."""
    team = len(words["team"])
    say(f"{house.festival}: a team of {team}, {len(house.strands)} strands, {len(house.auditoriums)} auditoriums.")
    take_stock(house, texts, words)
    if SLUG in house.films:
        send_film(house.films[SLUG], house.filmmakers.get(SLUG, house.manager))
    entries = receive_entries(house, texts, words)
    countries = {country for text in texts for country in text.said["countries"]}
    say(f"{len(texts)} films from {len(countries)} countries received, with credits, showings and money.")
    past.plan_editions(house, words)
    marks = mark_everything(house, texts, entries, words)
    say(f"{marks} marks by {len(house.biases)} reviewers, calibrated; what is left waits in their queues.")
    _live_through(house, texts, words, entries, say)
    apart = set_apart(house, entries, words)
    weighed = sum(consider_edition(edition=house.editions[slug], by=house.manager) for slug in _ahead(words))
    for slug, said in zip(_ahead(words), (words["states"], words["later"]), strict=False):
        past.decide_some(house, house.editions[slug], entries, said)
    say(
        f"{weighed} considerations for {len(_ahead(words))} coming Saturdays; "
        f"{apart} entries withdrawn, disqualified or incomplete."
    )
    begin_draft(house.calls["spring-2027"], house.filmmakers["the-lactation-room"])
    stories = tell_stories(house, read("stories"))
    tell_worked_case(read("worked_case"), house.team["director"])
    say(f"{stories} interviews and articles, and a real edition of March 2023 told from public facts.")


def _live_through(
    house: House, texts: list[FilmText], words: dict[str, Any], entries: dict[str, Any], say: Say
) -> None:
    """Let the past editions happen, and prepare the board of the one in the making."""
    held = [said for said in words["editions"] if all("films" in program for program in said.get("programs", [{}]))]
    for said in held:
        edition = past.hold_edition(house, said, texts, entries)
        past.close_edition(house, edition)
    shown = sum(len(program["films"]) for said in held for program in said["programs"])
    say(f"{len(held)} past Saturdays with {len(held) * 3} programs and {shown} films, each decided and scheduled.")
    for said in words["editions"]:
        if "programs" in said and said not in held:
            past.make_board(house, said, "First draft")


def _ahead(words: dict[str, Any]) -> list[str]:
    """Return the editions ahead, the one in the making first."""
    return [said["slug"] for said in words["editions"] if not any("films" in p for p in said.get("programs", []))]
