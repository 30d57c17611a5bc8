"""The picture that goes along with a shared link."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from matinee.festival.models import Edition
from matinee.marquee.cards import Card, Cards
from matinee.marquee.cards.drawing import drawn_card
from matinee.marquee.cards.lettering import TITLE, fitted, font, may_write, shortened
from matinee.marquee.publishing import publish_edition
from matinee.programming.models import Program
from tests.street import picture

PLAIN = Card("Ember", "World premiere", "A film by Ada Ferro", "Lanterns", "rose")
REEL = replace(PLAIN, reels=(("rose", ((600, "reception"), (900, "film"), (1200, "film"), (600, "qa"))),))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("card", "still"),
    [
        (PLAIN, None), (REEL, None), (PLAIN, picture(640, 480)), (replace(PLAIN, title="x" * 400), None),
        (replace(PLAIN, title="الحكاية"), picture()), (replace(PLAIN, title="🎞️"), None),
        (replace(REEL, title="기생충"), None),
        (replace(PLAIN, title="", over="", under="", foot=""), None), (replace(PLAIN, accent="no such"), None),
    ],
)  # fmt: skip
def test_every_card_is_a_jpeg_of_the_size_that_is_told(card: Card, still: bytes | None) -> None:
    drawn = opened(drawn_card(card, still))

    assert (drawn.format, drawn.size) == ("JPEG", (1200, 630))


def test_the_title_is_on_the_card() -> None:
    assert drawn_card(PLAIN, None) != drawn_card(replace(PLAIN, title="Tide"), None)


def test_scripts_that_the_font_lacks_are_not_drawn_as_boxes() -> None:
    assert [may_write(text) for text in ("Łódź à Ночь", "الحكاية", "기생충", "🎞️")] == [True, False, False, False]
    assert drawn_card(replace(REEL, title="الحكاية"), None) == drawn_card(replace(REEL, title="기생충"), None)


def test_a_title_is_set_as_large_as_it_fits_and_cut_at_last() -> None:
    short, long = fitted("Ember", 1000, 2, (96, 40)), fitted("Ember " * 60, 1000, 2, (96, 40))

    assert (short[0].size, short[1]) == (96, ["Ember"])
    assert (long[0].size, len(long[1])) == (40, 2)
    assert long[1][-1].endswith("…")
    assert font(TITLE, 40).getlength(shortened("x" * 400, font(TITLE, 40), 500)) <= 500


def test_cards_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Cards(tmp_path, {}).files([PLAIN, REEL, PLAIN])
    monkeypatch.setattr("matinee.marquee.cards.store.drawn_card", None)

    assert Cards(tmp_path, {}).files([REEL, PLAIN]) == [first[1], first[0]]
    assert len(first) == 2


def test_pages_name_their_card_and_it_is_there(
    edition: Edition, programs: list[Program], site: Callable[[str], str], releases_root: Path
) -> None:
    publish_edition(edition=edition, by=None)

    root = "http://localhost:8000/at/lanterns/"
    pages = ("", "2031-03/", f"2031-03/programs/{programs[0].slug}/", "2031-03/films/the-long-loom/")
    found = [site(f"{page}index.html").split('property="og:image" content="')[1].split('"')[0] for page in pages]
    assert len(set(found)) == len(pages)
    for address in found:
        content = (releases_root / "live" / "lanterns" / address.removeprefix(root)).read_bytes()
        assert opened(content).size == (1200, 630)
