"""Interviews and articles about past editions, and an interview that is booked for the coming one."""

from collections.abc import Mapping
from datetime import time
from importlib.resources import as_file, files
from typing import Any

from matinee.accounts.models import User
from matinee.config.demo.house import House
from matinee.config.demo.reels import SLUG
from matinee.festival.models import Edition
from matinee.films.queries import directors_of
from matinee.kit.clock import at_local
from matinee.newsroom.actions import (
    book_interview,
    publish_article,
    record_interview,
    set_captions,
    set_video,
    take_quote,
    write_article,
)
from matinee.newsroom.models import Interview
from matinee.newsroom.queries import free_slots, points_of
from matinee.schedule.queries import screenings_of


def tell_stories(house: House, words: Mapping[str, Any]) -> int:
    """Write and publish what the newsroom wrote; return how many stories there are."""
    by = house.team["press"]
    told = 0
    for said in words["interviews"]:
        if said["film"] in house.films:
            _talk(house, said, by)
            told += 1
    for said in words["articles"]:
        columns = {key: said[key] for key in ("slug", "headline", "standfirst", "byline", "tags", "body")}
        film, edition = house.films.get(said["film"]), house.editions[said["edition"]]
        article = write_article(festival=house.festival, film=film, edition=edition, by=by, **columns)
        at = at_local(house.almanac.day(said["published"]), time(9), house.festival.time_zone)
        publish_article(article=article, by=by, at=at)
        told += 1
    return told


def _talk(house: House, said: Mapping[str, Any], by: User) -> None:
    """Record one interview with what there is of it: video, captions, quotes."""
    columns = {key: said[key] for key in ("interviewer", "guests", "video", "body", "language") if key in said}
    film, edition = house.films[said["film"]], house.editions[said["edition"]]
    is_filmed = columns["video"] == "upload"
    interview = record_interview(
        festival=house.festival, film=film, edition=edition, is_published=True, by=by,
        **columns | ({"video": "not_archived"} if is_filmed else {}),
    )  # fmt: skip
    if is_filmed:  # the demo's one moving picture stands in for the conversation
        with as_file(files("matinee.config.demo").joinpath("data", f"{SLUG}.mp4")) as path:
            set_video(interview=interview, path=path, by=by)
        set_captions(interview=interview, language=said["language"], content=said["captions"].encode(), by=by)
    for quote in said.get("quotes", ()):
        take_quote(interview=interview, text=quote, by=by)


def book_talk(edition: Edition, by: User) -> Interview | None:
    """Book an interview about the first film of an edition at the first free time around its grid, once."""
    found = Interview.objects.filter(festival=edition.festival, edition=edition, starts_at__isnull=False).first()
    screening = screenings_of(edition).first()
    if found is not None or screening is None:
        return found
    film = screening.program.placements.select_related("film").order_by("position")[0].film
    points = "\n".join(f"- {point}" for point in points_of(film, edition))
    interview = record_interview(
        festival=edition.festival, film=film, edition=edition, by=by, interviewer="Sabine Achterhof",
        guests=", ".join(directors_of(film)), talking_points=points,
    )  # fmt: skip
    slots = free_slots(interview)
    return book_interview(interview=interview, starts_at=slots[0], place="The foyer", by=by) if slots else interview
