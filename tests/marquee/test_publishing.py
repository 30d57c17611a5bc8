"""Publishing an edition: what goes up, what is refused, what changes in words, the way back."""

import errno
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matinee.entries.models import Call, Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.actions import plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState
from matinee.films.actions import change_film, set_still
from matinee.kit.errors import Conflict, Unavailable
from matinee.marquee.building import build, pending
from matinee.marquee.publishing import publish_edition, roll_back_edition
from matinee.programming.actions import add_program, make_lineup, place_film
from matinee.programming.models import Program
from matinee.programming.states import LineupState
from matinee.releases.models import Release
from matinee.schedule.actions import cancel_screening, move_screening
from matinee.schedule.models import Screening
from tests.street import make_bill, make_film, picture

Site = Callable[[str], str]


def test_edition_goes_public_with_all_its_pages(edition: Edition, programs: list[Program], releases_root: Path) -> None:
    publish_edition(edition=edition, by=None)

    edition.refresh_from_db()
    folder = releases_root / "live" / "lanterns"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    expected = {
        "index.html", "archive/index.html", "strands/index.html", "people/index.html", "people/ada-ferro/index.html",
        "articles/looms/index.html", "404.html", "robots.txt", "sitemap.xml", "articles.atom", "2031-03/index.html",
        f"2031-03/programs/{programs[0].slug}/index.html", "2031-03/films/the-long-loom/index.html",
        "2031-03/calendar.ics", "2031-03/schedule.xml", "2031-03/schedule.json", "2031-03/edition.json",
        "2031-03/changes.atom",
    }  # fmt: skip
    assert expected <= names
    assert edition.state == EditionState.PUBLISHED


def test_bill_names_what_plays_when(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)

    bill = site("2031-03/index.html")
    assert "Saturday, March 8, 2031" in bill
    assert "12:20" in bill
    assert all(title in bill for title in ("The Long Loom", "Tide Table", "Ember", "Work and Wages", "Large room"))


def test_film_page_tells_how_it_was_made_and_paid_for(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)

    page = site("2031-03/films/the-long-loom/index.html")
    for words in (
        "A film by Ada Ferro", "Italy · 20 min · Italian, English subtitles · Fiction", "Los Angeles premiere",
        "Grant, $2,500.00", "A college", "On video, not in this archive", "A loom in the dark.", "What the looms said",
    ):  # fmt: skip
        assert words in page, words


def test_every_page_keeps_to_its_own_folder(edition: Edition, programs: list[Program], releases_root: Path) -> None:
    """Whatever a page links inside the site is there."""
    publish_edition(edition=edition, by=None)

    folder = releases_root / "live" / "lanterns"
    broken = []
    for page in folder.rglob("*.html"):
        for link in _links(page.read_text()):
            target = folder / link.removeprefix("/at/lanterns/").split("#")[0]
            if link.startswith("/at/") and not (target / "index.html").exists() and not target.is_file():
                broken.append((page.name, link))
    assert broken == []


def _links(html: str) -> list[str]:
    return [
        part.split('"', 1)[0].split(" ")[0]
        for name in ("href", "src", "srcset")
        for part in html.split(f'{name}="')[1:]
    ]


def test_pages_run_no_code_of_their_own(edition: Edition, programs: list[Program], releases_root: Path) -> None:
    publish_edition(edition=edition, by=None)

    for page in (releases_root / "live" / "lanterns").rglob("*.html"):
        html = page.read_text()
        assert 'http-equiv="Content-Security-Policy"' in html
        assert " style=" not in html
        assert "onclick" not in html
        assert html.count("<script") == html.count('<script type="module" src=') + html.count(
            '<script type="application/ld+json">'
        )


HOSTILE = """<script>alert("x")</script>'"><img src=x onerror=alert(1)></title></script>"""


def test_script_in_every_text_stays_text(edition: Edition, programs: list[Program], releases_root: Path) -> None:
    film = programs[0].placements.all()[0].film
    texts = (
        "title", "original_title", "logline", "synopsis", "making", "content_notes", "still_alt"
    )  # fmt: skip
    change_film(film=film, by=None, genres=[HOSTILE], **dict.fromkeys(texts, HOSTILE))
    person = film.credits.all()[0].person
    for row, names in (
        (person, ("name", "bio", "pronouns", "pronunciation")),
        (programs[0], ("title", "about")),
        (edition, ("title", "place", "about")),
        (edition.festival, ("tagline", "about", "how_to_submit", "city")),
        (film.interviews.all()[0], ("interviewer", "guests", "body")),
        (film.articles.all()[0], ("headline", "standfirst", "body", "byline")),
        (film.sources.all()[0], ("name", "what")),
        (Screening.objects.all()[0].auditorium, ("name",)),
        (Screening.objects.all()[0].auditorium.venue, ("name", "address", "access")),
    ):
        for name in names:
            setattr(row, name, HOSTILE[: {"city": 80, "pronouns": 40}.get(name, 200)])
        row.save()

    publish_edition(edition=Edition.objects.get(pk=edition.pk), by=None)

    for page in (releases_root / "live" / "lanterns").rglob("*.html"):
        html = page.read_text()
        assert "<img src=x" not in html, page
        assert "<script>alert" not in html, page
        assert "</title></script>" not in html, page


def test_only_web_addresses_become_links(edition: Edition, programs: list[Program], releases_root: Path) -> None:
    evil = "javascript:alert(1)"
    film = programs[0].placements.all()[0].film
    person = film.credits.all()[0].person
    person.links.create(label="Me", url=evil)
    type(film).objects.filter(pk=film.pk).update(website=evil)
    film.sources.update(url=evil)
    film.interviews.update(video="link", video_url=evil)
    Festival.objects.update(website=evil)

    publish_edition(edition=Edition.objects.get(pk=edition.pk), by=None)

    assert [page for page in (releases_root / "live").rglob("*.html") if "javascript:" in page.read_text()] == []


def test_emoji_hangul_and_arabic_titles_get_pages(edition: Edition, releases_root: Path, site: Site) -> None:
    make_bill(edition, titles=["🎞️🎞️", "기생충의 여름", "الحكاية", "x" * 400])

    publish_edition(edition=edition, by=None)

    bill = site("2031-03/index.html")
    assert all(title in bill for title in ("🎞️🎞️", "기생충의 여름", "الحكاية", "x" * 400))
    assert len(list((releases_root / "live" / "lanterns" / "2031-03" / "films").iterdir())) == 4


def test_edition_of_an_unknown_day_shows_what_is_known(festival: Festival, site: Site) -> None:
    """No day, no screening, no running time, no still, and a film in no program: the worked case."""
    edition = plan_edition(
        festival=festival, slug="2023-03", title="March 2023", month=date(2023, 3, 1), by=None, state=EditionState.PAST
    )
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    add_program(lineup=lineup, title="Shorts I", by=None)
    lineup.state = LineupState.ADOPTED
    lineup.save()
    film = make_film(edition, "Leaving the Loom")
    change_film(film=film, by=None, running_time_s=None, languages=[], subtitles=[], countries=[], synopsis="")
    film.showings.all().delete()
    call = Call.objects.create(festival=festival, slug="rolling", title="Rolling")
    entry = Entry.objects.create(festival=festival, call=call, film=film, state=EntryState.PLACED)
    Consideration.objects.create(entry=entry, edition=edition, state=ConsiderationState.PLACED)

    publish_edition(edition=edition, by=None)

    bill, page = site("2023-03/index.html"), site("2023-03/films/leaving-the-loom/index.html")
    assert "March 2023" in bill
    assert "Also shown" in bill
    assert "Leaving the Loom" in bill
    assert "In which program it played is not on record" in page
    assert "premiere" not in page.lower()
    assert "None" not in page


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _edition: Screening.objects.all().delete(), "has no screening yet"),
        (lambda edition: edition.lineups.all().delete(), "No lineup is adopted"),
        (lambda edition: edition.lineups.first().programs.all().delete(), "no program yet"),
        (lambda edition: Edition.objects.filter(pk=edition.pk).update(state="cancelled"), "is cancelled"),
        (lambda edition: Edition.objects.filter(pk=edition.pk).update(slug="archive"), "another short name"),
    ],
)
def test_publishing_is_refused_with_the_reason(
    edition: Edition, programs: list[Program], spoil: Callable[[Edition], object], words: str, releases_root: Path
) -> None:
    spoil(edition)

    with pytest.raises(Conflict, match=words):
        publish_edition(edition=Edition.objects.get(pk=edition.pk), by=None)

    assert not (releases_root / "live" / "lanterns").exists()


def test_changes_are_told_in_words(edition: Edition, programs: list[Program]) -> None:
    publish_edition(edition=edition, by=None)
    screening = Screening.objects.get()
    move_screening(
        screening=screening,
        starts_at=screening.starts_at + timedelta(hours=1),
        auditorium=screening.auditorium,
        by=None,
    )
    place_film(program=programs[0], film=make_film(edition, "Late Arrival", minutes=5), by=None)

    words = [text for row in pending(edition) for text in row.texts]

    told = [line.replace("\u202f", " ") for line in words]
    assert "“Shorts 1” now starts on Sat, Mar 8, 2031, 1:20 PM (was Sat, Mar 8, 2031, 12:20 PM)." in told
    assert "“Late Arrival” joins “Shorts 1”." in told
    cancel_screening(screening=screening, by=None)
    assert any("is cancelled" in line for row in pending(edition) for line in row.texts)


def test_nothing_changed_means_no_new_release(edition: Edition, programs: list[Program]) -> None:
    first = publish_edition(edition=edition, by=None)
    out = StringIO()

    again = publish_edition(edition=edition, by=None)
    call_command("publish", festival="lanterns", edition="2031-03", stdout=out)

    assert again == first
    assert Release.objects.count() == 1
    assert "Nothing has changed since March 2031, release 1" in out.getvalue()


def test_roll_back_brings_pages_and_festival_pages_back(edition: Edition, programs: list[Program], site: Site) -> None:
    first = publish_edition(edition=edition, by=None)
    film = make_film(edition, "Late Arrival", minutes=5, director="Zoe Last")
    place_film(program=programs[0], film=film, by=None)
    publish_edition(edition=edition, by=None)
    assert "Zoe Last" in site("people/index.html")

    roll_back_edition(release=first, by=None)

    assert "Late Arrival" not in site("2031-03/index.html")
    assert "Zoe Last" not in site("people/index.html")


def test_festival_pages_stay_when_they_are_not_drawn(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)
    place_film(program=programs[0], film=make_film(edition, "Late Arrival", director="Zoe Last"), by=None)

    publish_edition(edition=edition, by=None, with_festival_pages=False)

    assert "Late Arrival" in site("2031-03/index.html")
    assert "Zoe Last" not in site("people/index.html")
    publish_edition(edition=edition, by=None)
    assert "Zoe Last" in site("people/index.html")


def test_another_editions_draft_never_leaks(edition: Edition, programs: list[Program], site: Site) -> None:
    """People and strands are drawn from what is published, not from what the other edition's board says now."""
    publish_edition(edition=edition, by=None)
    place_film(program=programs[0], film=make_film(edition, "Secret Film", director="Zoe Secret"), by=None)
    april = plan_edition(
        festival=edition.festival, slug="2031-04", title="April", starts_on=date(2031, 4, 12), by=None,
        state=EditionState.OPEN,
    )  # fmt: skip
    lineup = make_lineup(edition=april, title="The lineup", by=None)
    add_program(lineup=lineup, title="April shorts", by=None, min_s=1)
    lineup.state = LineupState.ADOPTED
    lineup.save()
    april.starts_on = april.ends_on = None
    april.save()

    publish_edition(edition=april, by=None)

    assert "Zoe Secret" not in site("people/index.html")
    assert "Ada Ferro" in site("people/index.html")
    assert "Secret Film" not in site("2031-03/index.html")


@pytest.mark.parametrize("films", [1, 30])
def test_building_asks_the_same_at_any_size(edition: Edition, films: int) -> None:
    make_bill(edition, films=films)

    with CaptureQueriesContext(connection) as asked:
        build(edition)

    assert len(asked) == 21


def test_stills_are_made_once(edition: Edition, programs: list[Program], monkeypatch: pytest.MonkeyPatch) -> None:
    publish_edition(edition=edition, by=None)
    monkeypatch.setattr("matinee.marquee.pictures._encoded", None)

    publish_edition(edition=edition, by=None)


def test_unreadable_still_is_left_out_and_named(edition: Edition, programs: list[Program], site: Site) -> None:
    film = programs[0].placements.all()[0].film
    Path(film.still.path).write_bytes(b"no picture")

    built = build(edition)

    assert built.unreadable == [film.still.name]
    publish_edition(edition=edition, by=None)
    assert 'class="titlecard"' in site("2031-03/films/the-long-loom/index.html")


def test_command_publishes_and_says_what_changed(edition: Edition, programs: list[Program]) -> None:
    out = StringIO()

    call_command("publish", festival="lanterns", edition="2031-03", note="First", stdout=out)

    assert "March 2031, release 1 is live" in out.getvalue()
    assert "The program is published: 1 program, 3 films." in out.getvalue()


@pytest.mark.parametrize(
    ("festival_slug", "edition_slug", "words"),
    [
        ("nowhere", "2031-03", "There is no festival “nowhere”. There are: lanterns"),
        ("lanterns", "1999", "has no edition “1999”. It has: 2031-03"),
        ("lanterns", "2031-03", "No lineup is adopted"),
    ],
)
def test_command_fails_honestly(edition: Edition, festival_slug: str, edition_slug: str, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("publish", festival=festival_slug, edition=edition_slug)


def test_release_command_looks_after_releases(
    edition: Edition, programs: list[Program], tmp_path: Path, client: Client
) -> None:
    publish_edition(edition=edition, by=None, note="First")
    place_film(program=programs[0], film=make_film(edition, "Late Arrival"), by=None)
    named = ("--festival", "lanterns", "--edition", "2031-03")

    def said(*words: str) -> str:
        out = StringIO()
        call_command("release", *words, stdout=out)
        return out.getvalue()

    assert "“Late Arrival” joins “Shorts 1”." in said("diff", *named)
    link = said("preview", *named).strip()
    assert "Late Arrival" in client.get(link.removeprefix("http://localhost:8000")).content.decode()
    publish_edition(edition=edition, by=None)
    assert "   2 live" in said("list", *named)
    assert "The makers of “Late Arrival”" in said("diff", *named, "--release", "2")
    assert "release 1 is live again" in said("rollback", *named, "--release", "1")
    assert "SHA256SUMS" in said("export", str(tmp_path / "out"), "--festival", "lanterns")
    assert "Late Arrival" not in (tmp_path / "out" / "2031-03" / "index.html").read_text()
    with pytest.raises(CommandError, match=r"has no release 9. It has: 2, 1\."):
        said("rollback", *named, "--release", "9")


def test_changes_have_a_page_of_their_own(edition: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=edition, by=None)
    place_film(program=programs[0], film=make_film(edition, "Late Arrival"), by=None)

    publish_edition(edition=edition, by=None)

    page = site("2031-03/changes/index.html")
    assert page.index("“Late Arrival” joins “Shorts 1”.") < page.index("The program is published")
    assert '/at/lanterns/2031-03/changes/"' in site("2031-03/index.html")


def test_full_disk_while_pictures_are_made_keeps_the_site_and_says_so(
    edition: Edition, programs: list[Program], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_edition(edition=edition, by=None)
    film = programs[0].placements.all()[1].film
    set_still(film=film, image=picture(), alt="A table by the sea", by=None)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Unavailable, match="No space left on device"):
        publish_edition(edition=edition, by=None)

    assert "The Long Loom" in site("2031-03/index.html")
