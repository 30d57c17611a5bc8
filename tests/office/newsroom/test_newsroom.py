"""The newsroom desk: articles, interviews and where the money came from."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.street import make_film

from matinee.accounts.models import User
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.models import Film
from matinee.funding.models import Source
from matinee.newsroom.models import Article, Interview


@pytest.fixture
def press(member: Callable[[Role], User], signed_in: Callable[[User], Client]) -> Client:
    return signed_in(member(Role.PRESS))


@pytest.fixture
def film(edition: Edition) -> Film:
    return make_film(edition, "The Long Loom")


def address(name: str = "", *args: str) -> str:
    return reverse(f"office-newsroom{name}", args=["lanterns", *args])


ARTICLE = {"headline": "What the looms said", "slug": "looms", "body": "It was **loud**.", "tags": "work, mills"}


def test_article_is_written_previewed_published_and_taken_back(press: Client, film: Film) -> None:
    made = press.post(address("-new-article"), ARTICLE | {"film": film.slug, "edition": "2031-03"})
    article = Article.objects.get()
    assert made["Location"] == address("-article", article.code)
    assert (article.film, article.tags, article.published_at) == (film, ["work", "mills"], None)
    assert 'value="The Long Loom"' in press.get(address("-article", article.code)).content.decode()

    fragment = press.post(address("-preview"), ARTICLE, headers={"HX-Request": "true"}).content.decode()
    whole = press.post(address("-preview"), ARTICLE).content.decode()
    assert "<strong>loud</strong>" in fragment
    assert "<html" not in fragment
    assert "<html" in whole

    press.post(address("-publish", article.code))
    article.refresh_from_db()
    assert article.published_at is not None
    press.post(address("-unpublish", article.code))
    article.refresh_from_db()
    assert article.published_at is None


def test_article_keeps_what_was_typed(press: Client, film: Film) -> None:
    press.post(address("-new-article"), ARTICLE)

    twice = press.post(address("-new-article"), ARTICLE).content.decode()
    wrong = press.post(address("-new-article"), ARTICLE | {"film": "nobody"}).content.decode()
    press.post(address("-new-article"), ARTICLE | {"slug": "by-title", "film": "the long loom"})

    assert "There is an article “looms” already" in twice
    assert "No film, or more than one, has this title" in wrong
    assert Article.objects.get(slug="by-title").film == film
    assert "It was **loud**." in wrong


def test_article_without_text_is_not_published(press: Client, film: Film) -> None:
    press.post(address("-new-article"), ARTICLE | {"body": ""})
    article = Article.objects.get()

    page = press.post(address("-publish", article.code), follow=True).content.decode()

    article.refresh_from_db()
    assert article.published_at is None
    assert "an article needs a headline and a text" in page


def test_interview_without_video_or_words_is_not_shown(press: Client, film: Film) -> None:
    asked = {"film": film.slug, "guests": "Ada Ferro", "video": "link", "is_published": "on"}

    refused = press.post(address("-new-interview"), asked).content.decode()
    press.post(address("-new-interview"), asked | {"video": "not_archived"})

    assert "needs its words" in refused
    interview = Interview.objects.get()
    assert (interview.video, interview.is_published) == ("not_archived", True)
    press.post(address("-interview", interview.code), asked | {"video": "link", "video_url": "https://video.example/1"})
    interview.refresh_from_db()
    assert interview.video_url == "https://video.example/1"


def sources(rows: list[dict[str, str]], known: int = 0) -> dict[str, str]:
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(known)}
    return data | {f"form-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}


def test_sources_are_added_corrected_and_removed(press: Client, film: Film) -> None:
    grant = {"name": "City Arts", "kind": "grant", "amount": "2,500.00", "currency": "USD"}
    press.post(address("-sources", film.slug), sources([grant]))
    press.post(
        address("-sources", film.slug), sources([grant, {"name": "A lamp shop", "kind": "in_kind", "what": "Lamps"}], 1)
    )
    assert [(s.name, s.amount_minor) for s in Source.objects.all()] == [("City Arts", 250_000), ("A lamp shop", None)]

    gone, corrected = grant | {"DELETE": "on"}, {"name": "A lamp shop", "kind": "in_kind", "what": "Forty lamps"}
    press.post(address("-sources", film.slug), sources([gone, corrected], 2))

    assert [(s.name, s.what) for s in Source.objects.all()] == [("A lamp shop", "Forty lamps")]


def test_wrong_amount_keeps_everything_as_it_was(press: Client, film: Film) -> None:
    rows = [{"name": "City Arts", "kind": "grant", "amount": "a lot", "currency": "USD"}]

    page = press.post(address("-sources", film.slug), sources(rows)).content.decode()

    assert Source.objects.count() == 0
    assert "Give a number such as 25" in page
    assert 'value="a lot"' in page


def test_lists_show_what_there_is(press: Client, film: Film) -> None:
    for name in ("", "-interviews", "-films"):
        assert press.get(address(name)).status_code == 200
    assert "The Long Loom" in press.get(address("-films"), {"q": "loom"}).content.decode()


def test_another_festivals_film_is_not_there(press: Client, other_festival: Festival, festival: Festival) -> None:
    Film.objects.create(festival=other_festival, slug="theirs", title="Theirs")

    assert press.get(address("-sources", "theirs")).status_code == 404


def test_box_office_does_not_write(
    festival: Festival, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    assert signed_in(member(Role.BOX_OFFICE)).get(address()).status_code == 403
