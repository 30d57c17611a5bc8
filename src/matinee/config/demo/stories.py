"""Interviews and articles about past editions."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from matinee.config.demo.house import House
from matinee.kit.clock import at_local
from matinee.newsroom.actions import publish_article, record_interview, write_article


def tell_stories(house: House, words: Mapping[str, Any]) -> int:
    """Write and publish what the newsroom wrote; return how many stories there are."""
    by = house.team["press"]
    told = 0
    for said in words["interviews"]:
        columns = {key: said[key] for key in ("interviewer", "guests", "video", "body")}
        film, edition = house.films.get(said["film"]), house.editions[said["edition"]]
        if film is not None:
            record_interview(festival=house.festival, film=film, edition=edition, is_published=True, by=by, **columns)
            told += 1
    for said in words["articles"]:
        columns = {key: said[key] for key in ("slug", "headline", "standfirst", "byline", "tags", "body")}
        film, edition = house.films.get(said["film"]), house.editions[said["edition"]]
        article = write_article(festival=house.festival, film=film, edition=edition, by=by, **columns)
        at = at_local(house.almanac.day(said["published"]), time(9), house.festival.time_zone)
        publish_article(article=article, by=by, at=at)
        told += 1
    return told
