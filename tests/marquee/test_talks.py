"""Interviews and corrections on the street: what is told, what is loaded when, and what never leaves the house."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.marquee.publishing import publish_edition
from matinee.newsroom.actions import (
    book_interview,
    change_interview,
    correct_article,
    publish_article,
    record_interview,
    set_captions,
    set_video,
    take_quote,
    write_article,
)
from matinee.newsroom.models import Interview
from matinee.newsroom.queries import free_slots
from tests.street import make_bill

WEBM = Path(__file__).parents[1] / "films" / "reels" / "lamp.webm"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada Ferro>There was one lamp & no more.\n"
Read = Callable[[str], str]


@pytest.fixture
def interview(edition: Edition, settings: Settings, tmp_path: Path) -> Interview:
    """Return a published interview, booked, with secrets of the team."""
    settings.RELEASES_ROOT, settings.MEDIA_ROOT = tmp_path / "releases", tmp_path / "media"
    make_bill(edition, titles=["The Long Loom", "Tide Table"])
    film = Film.objects.get(slug="the-long-loom")
    row = record_interview(
        festival=edition.festival, film=film, edition=edition, guests="Ada <Ferro>", interviewer="Sam Low", by=None,
        talking_points="Ask about the divorce.", body="In *words*, too.", is_published=True, video="not_archived",
    )  # fmt: skip
    return book_interview(
        interview=row, starts_at=free_slots(row)[0], remote_url="https://call.example/secret", by=None
    )


@pytest.fixture
def read(settings: Settings) -> Read:
    """Return a reader of published pages."""
    return lambda address: (Path(settings.RELEASES_ROOT) / "live" / "lanterns" / address).read_text()


def test_video_of_another_site_is_loaded_by_nobody_but_the_visitor(
    interview: Interview, edition: Edition, read: Read
) -> None:
    change_interview(interview=interview, by=None, video="embed", video_url="https://youtu.be/dQw4w9WgXcQ?si=x")
    publish_edition(edition=edition, by=None)

    for address in ("interviews/the-long-loom/index.html", "2031-03/films/the-long-loom/index.html"):
        page = read(address)
        assert "<iframe" not in page
        assert 'src="https://' not in page
        assert "; frame-src https://www.youtube-nocookie.com" in page
        assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"' in page
        assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in page
    assert "frame-src" not in read("2031-03/films/tide-table/index.html")


def test_own_video_is_published_with_captions_and_a_transcript_that_leads_to_its_moments(
    interview: Interview, edition: Edition, read: Read, settings: Settings
) -> None:
    set_video(interview=interview, path=WEBM, by=None)
    set_captions(interview=interview, language="en", content=VTT.encode(), by=None)
    take_quote(interview=interview, text="There was one lamp", by=None)
    take_quote(interview=interview, text="In words, too", by=None)
    publish_edition(edition=edition, by=None)
    publish_edition(edition=edition, by=None)

    page = read("interviews/the-long-loom/index.html")
    folder = Path(settings.RELEASES_ROOT) / "live" / "lanterns" / "files" / "interviews"
    video, captions = next(folder.glob("*.webm")), next(folder.glob("*.vtt"))
    assert video.read_bytes() == WEBM.read_bytes()
    assert captions.read_text() == VTT.replace("&", "&amp;")
    assert f'<source src="/at/lanterns/files/interviews/{video.name}" type="video/webm">' in page
    assert f'href="/at/lanterns/files/interviews/{video.name}#t=1" data-at="1"' in page
    assert "There was one lamp &amp; no more." in page
    assert "“There was one lamp”" in page
    assert "“In words, too”" in page


def test_quote_that_nobody_says_any_more_is_not_shown(interview: Interview, edition: Edition, read: Read) -> None:
    take_quote(interview=interview, text="In words, too", by=None)
    change_interview(interview=interview, by=None, body="Written anew.")
    publish_edition(edition=edition, by=None)

    assert "“In words, too”" not in read("interviews/the-long-loom/index.html")


def test_what_is_the_teams_own_is_in_no_public_file(interview: Interview, edition: Edition, settings: Settings) -> None:
    publish_edition(edition=edition, by=None)

    files = [
        path for path in (Path(settings.RELEASES_ROOT) / "live" / "lanterns").resolve().rglob("*") if path.is_file()
    ]
    told = b"".join(path.read_bytes() for path in files if path.suffix in {".html", ".json", ".xml", ".ics", ".atom"})
    assert b"Written" not in told
    assert b"divorce" not in told
    assert b"call.example" not in told
    assert b"Ada <Ferro>" not in told.replace(b'"Ada <Ferro>"', b"")
    assert b"Ada &lt;Ferro&gt;" in told


def test_correction_stands_under_the_article_and_in_the_feed(
    interview: Interview, edition: Edition, read: Read
) -> None:
    article = write_article(
        festival=edition.festival, slug="looms", headline="Looms", body="In 1910.", film=interview.film, by=None
    )
    publish_article(article=article, by=None)
    correct_article(article=article, note="It was 1910, <b>not</b> *1911*.", by=None)
    publish_edition(edition=edition, by=None)

    page, feed = read("articles/looms/index.html"), read("articles.atom")
    assert "It was 1910, &lt;b&gt;not&lt;/b&gt; *1911*." in page
    assert '"@type": "CorrectionComment"' in page
    assert "On video, not in this archive." in page
    assert "It was 1910" in feed
    assert 'href="/at/lanterns/interviews/the-long-loom/"' in read("articles/index.html")
