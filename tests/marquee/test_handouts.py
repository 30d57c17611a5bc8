"""Booklets and press kits: what is in them, what bad input does to them, and how they go up with the release."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from matinee.festival.models import Edition
from matinee.films.actions import change_film, credit_still, set_still
from matinee.films.models import Film
from matinee.kit.errors import InvalidInput, Unavailable
from matinee.marquee.facts import festival_facts, thawed
from matinee.marquee.handouts import typeset as typesetting
from matinee.marquee.handouts.blocks import blocks_of, printable
from matinee.marquee.handouts.kit import as_csv
from matinee.marquee.handouts.making import digest_of, facts_now, make
from matinee.marquee.handouts.told import told_booklet
from matinee.marquee.handouts.typeset import typeset
from matinee.marquee.publishing import publish_edition
from matinee.newsroom.actions import ask_handout, record_interview, set_captions, show_handout
from matinee.newsroom.models import Handout, HandoutKind, Paper
from matinee.programming.models import Program
from tests.street import picture

pytestmark = pytest.mark.django_db
A5_TRIM = b"/TrimBox[8.503937 8.503906 428.0315 603.77954]"
A5_TRIM_IN_MARKS = b"/TrimBox[36.850395 "


def silent(_done: int, _total: int, _what: str) -> None:
    """Take progress."""


def content_of(handout: Handout) -> bytes:
    with handout.file.open("rb") as file:
        return file.read()


def booklet(edition: Edition, **fields: object) -> Handout:
    handout = ask_handout(edition=edition, kind=HandoutKind.BOOKLET, by=None, **{"paper": Paper.A5, **fields})
    return make(handout, by=None, progress=silent)


def kit(edition: Edition, film: Film | None = None) -> zipfile.ZipFile:
    handout = make(
        ask_handout(edition=edition, kind=HandoutKind.PRESS_KIT, film=film, by=None), by=None, progress=silent
    )
    return zipfile.ZipFile(io.BytesIO(content_of(handout)))


def told(edition: Edition, **fields: object) -> dict[str, Any]:
    handout = Handout(edition=edition, kind=HandoutKind.BOOKLET, paper=Paper.A5, **fields)
    return told_booklet(thawed(facts_now(edition)), festival_facts(edition.festival), handout)


def test_booklet_is_a_pdf_that_tells_the_day(edition: Edition, programs: list[Program]) -> None:
    set_still(film=Film.objects.get(slug="ember"), image=picture(), alt="A hearth", by=None)
    seen: list[str] = []
    handout = ask_handout(edition=edition, kind=HandoutKind.BOOKLET, paper=Paper.LETTER, thanks="Kiln Brewery", by=None)

    make(handout, by=None, progress=lambda _done, _total, what: seen.append(what))

    content = content_of(handout)
    assert content.startswith(b"%PDF-")
    assert (handout.size, handout.name) == (len(content), "booklet-letter")
    assert b"/Alt" in content
    assert (set(seen[:-1]), seen[-1]) == ({"stills"}, "setting")


def test_booklet_for_a_printer_has_bleed_and_pages_in_fours(edition: Edition, programs: list[Program]) -> None:
    content = content_of(booklet(edition, has_bleed=True))

    assert A5_TRIM in content
    assert content.count(A5_TRIM) % 4 == 0


def test_crop_marks_stand_outside_the_bleed_and_the_trim_stays_as_large(
    edition: Edition, programs: list[Program]
) -> None:
    content = content_of(booklet(edition, has_bleed=True, has_marks=True))

    assert content.count(A5_TRIM_IN_MARKS) % 4 == 0
    assert A5_TRIM_IN_MARKS in content
    with pytest.raises(InvalidInput, match="Crop marks need bleed"):
        booklet(edition, has_marks=True)


def test_booklet_tells_schedule_programs_people_and_thanks(edition: Edition, programs: list[Program]) -> None:
    said = told(edition, thanks="Presented by: Kiln Brewery\n\nFriends of the Lantern")

    assert [row["program"] for day in said["days"] for row in day["rows"]] == [programs[0].slug]
    assert said["programs"][0]["films"] == ["the-long-loom", "tide-table", "ember"]
    assert "Ada Ferro" in [person["name"] for person in said["people"]]
    assert said["thanks"] == [
        {"role": "Presented by", "name": "Kiln Brewery"},
        {"role": "", "name": "Friends of the Lantern"},
    ]


def test_booklet_of_an_edition_with_nothing_is_still_a_booklet(edition: Edition) -> None:
    assert content_of(booklet(edition)).startswith(b"%PDF-")


NASTY = st.text(max_size=60) | st.sampled_from(
    [
        '#panic(1) #read("/etc/passwd") $x$ @nobody <label> \\ *a* _b_ `c` // d /* e',
        "<script>alert(1)</script><b>bold</b> &amp; &#35;",
        "مدينة الأم",
        "기생충의 밤 晚安东京",
        "🎬🍿 👩‍👩‍👧",
        "x" * 400,
        "\x00\x07\u2028\ud7ff\ufffe",
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=NASTY, words=NASTY, markdown=NASTY)
def test_nothing_people_type_breaks_the_booklet(edition: Edition, title: str, words: str, markdown: str) -> None:
    person = {"name": words or "x", "sort_name": words, "pronouns": words, "bio": words, "links": []}
    film = {
        "title": title, "original_title": words, "running_time_s": 60, "form": "other", "genres": [], "countries": [],
        "languages": [], "subtitles": [], "logline": words, "synopsis": words, "content_notes": words, "year": None,
        "premiere": words, "credits": [{"role": "director", "detail": words, "person": "p"}],
    }  # fmt: skip
    program = {
        "slug": "shorts", "title": title, "about": markdown, "strand": None, "films": ["film"], "screenings": [],
    }  # fmt: skip
    card = {
        "edition": {
            "title": title, "starts_on": date(2031, 3, 8), "ends_on": None, "month": date(2031, 3, 1), "place": words,
            "about": markdown, "accent": "teal", "time_zone": "UTC",
        },
        "strands": [{"title": words, "accent": "rose", "about": markdown}],
        "programs": [program], "films": {"film": film}, "elsewhere": [], "people": {"p": person},
    }  # fmt: skip
    festival = {"name": words, "tagline": words, "website": words, "contact_email": "", "how_to_submit": markdown,
                "about": markdown}  # fmt: skip
    handout = Handout(edition=edition, paper=Paper.A5, welcome=markdown, thanks=words)

    assert typeset(told_booklet(card, festival, handout), {}).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  a\tb\nc ", "a b c"),
        ("Night 🎬 shift", "Night shift"),
        ("👩\u200d👩\u200d👧", ""),
        ("\u0646\u200c\u0628", "\u0646\u200c\u0628"),
        ("© 2031 ™", "© 2031 ™"),
        ("\x00\ud800", ""),
    ],
)
def test_print_has_letters_only(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_long_text_is_cut_at_a_word() -> None:
    assert printable("one two three", 9) == "one two…"


def test_markdown_becomes_runs_and_markup_stays_text() -> None:
    blocks = blocks_of("# Head\n\nSome *soft* **loud** <b>x</b> #strong[y]\n\n- one\n- two\n\n> said")

    assert [block["kind"] for block in blocks] == ["heading", "text", "item", "item", "quote"]
    assert [run["text"] for run in blocks[1]["runs"] if run["bold"] or run["italic"]] == ["soft", "loud"]
    assert "<b>x</b> #strong[y]" in "".join(run["text"] for run in blocks[1]["runs"])


def test_kit_of_an_edition_holds_texts_pictures_and_the_schedule(edition: Edition, programs: list[Program]) -> None:
    film = Film.objects.get(slug="tide-table")
    set_still(film=film, image=picture(), alt="A jetty", by=None)
    credit_still(film=film, credit="Photo: Bo Lind", rights="Free with coverage", by=None)

    archive = kit(edition)

    names = archive.namelist()
    assert {"READ-ME.txt", f"{edition.slug}.txt", "schedule.csv", "films/ember/ember.txt"} <= set(names)
    rows = list(csv.reader(io.StringIO(archive.read("films/tide-table/pictures.csv").decode("utf-8-sig"))))
    assert rows[1] == ["tide-table-still.jpg", "A jetty", "Photo: Bo Lind", "Free with coverage"]
    with Image.open(io.BytesIO(archive.read("films/tide-table/tide-table-still.jpg"))) as still:
        assert (still.getexif()[0x013B], still.getexif()[0x8298]) == ("Photo: Bo Lind", "Free with coverage")
    assert "The story of Tide Table." in archive.read("films/tide-table/tide-table.txt").decode()


def test_kit_of_a_film_holds_captions_of_its_published_interview(edition: Edition, programs: list[Program]) -> None:
    film = Film.objects.get(slug="tide-table")
    talk = record_interview(
        festival=edition.festival, film=film, guests="Ada Ferro", body="One lamp.", by=None, is_published=True
    )
    vtt = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThere was one lamp.\n"
    set_captions(interview=talk, content=vtt, language="en", by=None)

    archive = kit(edition, film)

    assert f"films/tide-table/interview-{talk.code}.en.vtt" in archive.namelist()
    assert not [name for name in archive.namelist() if "ember" in name]


def test_kit_is_the_same_for_the_same_facts(edition: Edition, programs: list[Program]) -> None:
    handout = ask_handout(edition=edition, kind=HandoutKind.PRESS_KIT, by=None)

    digests = {make(handout, by=None, progress=silent).sha256 for _ in range(2)}

    assert len(digests) == 1


def test_tables_hold_no_formulas() -> None:
    assert as_csv([["=1+1", "@x", "plain"]]).decode("utf-8-sig") == "'=1+1,'@x,plain\r\n"


def test_a_still_that_cannot_be_read_is_left_out(edition: Edition, programs: list[Program]) -> None:
    film = set_still(film=Film.objects.get(slug="ember"), image=picture(), alt="A hearth", by=None)
    Path(film.still.path).write_bytes(b"no picture")

    assert content_of(booklet(edition)).startswith(b"%PDF-")
    assert "films/ember/ember-still.jpg" in kit(edition).namelist()
    Path(film.still.path).unlink()
    assert "films/ember/ember-still.jpg" not in kit(edition).namelist()


def test_public_handouts_go_up_with_the_release_and_pages_link_them(
    edition: Edition, programs: list[Program], site: Callable[[str], str], releases_root: Path
) -> None:
    hidden = booklet(edition)
    film = Film.objects.get(slug="ember")
    film_kit = make(
        ask_handout(edition=edition, kind=HandoutKind.PRESS_KIT, film=film, by=None), by=None, progress=silent
    )
    show_handout(handout=film_kit, is_public=True, by=None)

    publish_edition(edition=edition, by=None)

    address = f"files/handouts/{film_kit.sha256[:20]}/{edition.slug}-press-kit-ember.zip"
    assert (releases_root / "live" / "lanterns" / address).read_bytes() == content_of(film_kit)
    assert f"/at/lanterns/{address}" in site(f"{edition.slug}/films/ember/index.html")
    assert hidden.sha256[:20] not in site(f"{edition.slug}/index.html")
    show_handout(handout=hidden, is_public=True, by=None)
    publish_edition(edition=edition, by=None)
    assert f"/at/lanterns/files/handouts/{hidden.sha256[:20]}/" in site(f"{edition.slug}/index.html")


def test_a_handout_is_old_when_its_facts_changed(edition: Edition, programs: list[Program]) -> None:
    handout = booklet(edition)
    assert handout.made_from == digest_of(handout, facts_now(edition))
    show_handout(handout=handout, is_public=True, by=None)
    assert handout.made_from == digest_of(handout, facts_now(edition))

    change_film(film=Film.objects.get(slug="ember"), by=None, logline="Another story.")

    assert handout.made_from != digest_of(handout, facts_now(edition))


def test_a_full_disk_keeps_what_was_made_before(
    edition: Edition, programs: list[Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    handout = booklet(edition)
    before = handout.file.name

    def full(*_args: object, **_keys: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(typesetting.tempfile, "TemporaryDirectory", full)
    with pytest.raises(Unavailable, match="No space left on device"):
        make(handout, by=None, progress=silent)

    assert Handout.objects.get(pk=handout.pk).file.name == before


def test_fonts_carry_their_licences() -> None:
    families = {path.stem.split("-")[0] for path in typesetting.FONTS.iterdir() if path.suffix in {".otf", ".ttf"}}
    licences = {path.stem.removeprefix("LICENSE-") for path in typesetting.FONTS.glob("LICENSE-*.txt")}

    assert families == licences
