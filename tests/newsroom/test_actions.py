"""Interviews and articles as the rooms above use them."""

from datetime import UTC, datetime, timedelta

import pytest

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.newsroom.actions import (
    change_interview,
    publish_article,
    record_interview,
    unpublish_article,
    write_article,
)
from matinee.newsroom.queries import published_articles
from tests.street import make_film

NOW = datetime(2031, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def film(edition: Edition) -> Film:
    return make_film(edition, "The Long Loom")


def test_article_is_public_from_its_moment_on(festival: Festival) -> None:
    article = write_article(festival=festival, slug="looms", headline="Looms", body="Loud.", by=None)
    publish_article(article=article, by=None, at=NOW)

    assert list(published_articles(festival, NOW - timedelta(minutes=1))) == []
    assert list(published_articles(festival, NOW)) == [article]
    unpublish_article(article=article, by=None)
    assert list(published_articles(festival, NOW)) == []


def test_article_needs_a_text_and_a_name_of_its_own(festival: Festival) -> None:
    article = write_article(festival=festival, slug="looms", headline="Looms", by=None)

    with pytest.raises(InvalidInput, match="needs a headline and a text"):
        publish_article(article=article, by=None)
    with pytest.raises(Conflict, match="“looms” already"):
        write_article(festival=festival, slug="looms", headline="Again", by=None)


def test_film_of_another_festival_is_refused(film: Film, other_festival: Festival) -> None:
    with pytest.raises(InvalidInput, match="Harbour Shorts"):
        write_article(festival=other_festival, slug="looms", headline="Looms", film=film, by=None)
    with pytest.raises(InvalidInput, match="Harbour Shorts"):
        record_interview(festival=other_festival, film=film, by=None)


@pytest.mark.parametrize(("video", "refused"), [("none", True), ("link", True), ("not_archived", False)])
def test_interview_is_shown_only_with_something_to_show(film: Film, video: str, *, refused: bool) -> None:
    interview = record_interview(festival=film.festival, film=film, by=None, video=video)

    if refused:
        with pytest.raises(InvalidInput):
            change_interview(interview=interview, by=None, is_published=True)
    else:
        assert change_interview(interview=interview, by=None, is_published=True).is_published
