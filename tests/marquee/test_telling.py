"""Stories go public when they are due, and nothing else goes with them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film
from matinee.films.models import Film
from matinee.marquee.publishing import publish_edition
from matinee.marquee.telling import articles_up, renew_stories, sweep_stories
from matinee.newsroom.actions import publish_article, unpublish_article, write_article
from matinee.newsroom.models import Article
from tests.street import make_bill


@pytest.fixture
def article(edition: Edition) -> Article:
    """Return a draft about a film of an edition that is up."""
    make_bill(edition, titles=["The Long Loom"])
    film = Film.objects.get(slug="the-long-loom")
    publish_edition(edition=edition, by=None)
    return write_article(festival=edition.festival, slug="looms", headline="Looms", body="Loud.", film=film, by=None)


def test_article_goes_public_at_its_time_and_is_taken_back(article: Article, site: Callable[[str], str]) -> None:
    festival = article.festival
    publish_article(article=article, by=None, at=timezone.now() + timedelta(hours=1))
    assert sweep_stories() == []

    publish_article(article=article, by=None, at=timezone.now() - timedelta(seconds=1))
    assert sweep_stories(is_dry=True) == [f"The stories of {festival} are renewed."]
    assert articles_up(festival) == set()
    assert len(sweep_stories()) == 1
    assert "Loud." in site("articles/looms/index.html")
    assert sweep_stories() == []

    unpublish_article(article=article, by=None)
    sweep_stories()
    assert articles_up(festival) == set()


def test_what_else_has_changed_does_not_go_public_with_a_story(
    article: Article, edition: Edition, site: Callable[[str], str]
) -> None:
    change_film(film=Film.objects.get(slug="the-long-loom"), by=None, synopsis="A secret twist.")
    publish_article(article=article, by=None)

    assert renew_stories(festival=edition.festival, by=None)

    assert "Loud." in site("articles/looms/index.html")
    assert "A secret twist." not in site("2031-03/films/the-long-loom/index.html")
    assert "A secret twist." not in site("search/index.json")


def test_festival_without_a_site_has_nothing_to_renew(festival: Festival) -> None:
    assert not renew_stories(festival=festival, by=None)
