"""Films, their people, screeners, showings and stills."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.db import connection
from PIL import Image

from matinee.accounts.models import User
from matinee.festival.models import AuditEvent, Festival
from matinee.films.actions import (
    change_film,
    change_showing,
    credit,
    record_film,
    record_showing,
    remove_showing,
    reveal_password,
    set_credits,
    set_poster,
    set_screener,
    set_still,
)
from matinee.films.models import Film
from matinee.films.queries import directors_of, film_of, films_of
from matinee.films.states import CreditRole
from matinee.kit.errors import InvalidInput, NotFound
from matinee.people.actions import person_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(festival: Festival) -> Film:
    """Return a film."""
    return record_film(festival=festival, title="Night Bus", by=None, running_time_s=745)


@pytest.fixture
def stills(settings: object, tmp_path: Path) -> Path:
    """Keep stills in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper
    return tmp_path / "stills"


def picture(kind: str, size: tuple[int, int] = (80, 45), **options: object) -> bytes:
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, (200, 30, 30, 128)[: len(mode)]).save(buffer, kind, **options)
    return buffer.getvalue()


def test_title_is_needed_and_facts_are_checked(festival: Festival, film: Film) -> None:
    with pytest.raises(InvalidInput):
        record_film(festival=festival, title="  ", by=None)
    with pytest.raises(InvalidInput):
        change_film(film=film, by=None, running_time_s=90_000)
    with pytest.raises(InvalidInput):
        change_film(film=film, by=None, emotional_weight=6)


def test_change_writes_down_only_what_differs(film: Film, director: User) -> None:
    change_film(film=film, by=director, title="Night Bus", running_time_s=750)

    event = AuditEvent.objects.filter(verb="change_film").get()
    assert (event.by, event.detail) == (director, {"changed": {"running_time_s": ["745", "750"]}})


def test_credits_stand_by_role_and_in_order(festival: Festival, film: Film) -> None:
    set_credits(film=film, role=CreditRole.CAST, names=["Rosa Tanaka"], by=None)
    set_credits(film=film, role=CreditRole.DIRECTOR, names=["Bo Wong", "Ana Lima", "Bo Wong", " "], by=None)
    credit(film=film, person=person_named(festival=festival, name="Li Wei", by=None), role=CreditRole.DIRECTOR, by=None)

    found = film_of(festival, "night-bus")
    assert found is not None
    assert [c.person.name for c in found.credits.all()] == ["Bo Wong", "Ana Lima", "Li Wei", "Rosa Tanaka"]
    assert directors_of(found) == ["Bo Wong", "Ana Lima", "Li Wei"]


def test_new_order_of_credits_keeps_characters(festival: Festival, film: Film) -> None:
    rosa = person_named(festival=festival, name="Rosa Tanaka", by=None)
    credit(film=film, person=rosa, role=CreditRole.CAST, by=None, detail="Mara")

    set_credits(film=film, role=CreditRole.CAST, names=["Bo Wong", "Rosa Tanaka"], by=None)

    assert list(film.credits.values_list("person__name", "detail")) == [("Bo Wong", ""), ("Rosa Tanaka", "Mara")]


def test_password_is_encrypted_and_asking_for_it_is_written_down(film: Film, director: User) -> None:
    set_screener(film=film, url="https://example.org/1", password="open sesame", by=director)

    assert reveal_password(film=film, by=director) == "open sesame"
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM films_screener")
        assert "sesame" not in cursor.fetchone()[0]
    assert AuditEvent.objects.filter(verb="reveal_password", by=director).count() == 1
    assert "sesame" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_screener_is_taken_away_by_an_empty_address(film: Film, director: User) -> None:
    set_screener(film=film, url="https://example.org/1", password="", by=None)
    set_screener(film=film, url="", password="", by=None)

    with pytest.raises(NotFound):
        reveal_password(film=film, by=director)


def test_showing_fills_in_what_its_city_tells(film: Film) -> None:
    showing = record_showing(film=film, by=None, city="Austin", shown_on="2030-01-01")
    elsewhere = record_showing(film=film, by=None, city="Austin", country="CA", is_checked=False)

    assert (showing.region, showing.country, showing.precision) == ("Texas", "US", "day")
    assert (elsewhere.region, elsewhere.country) == ("", "CA")
    change_showing(showing=elsewhere, by=None)
    assert elsewhere.is_checked
    remove_showing(showing=showing, by=None)
    assert film.showings.count() == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_still_is_written_anew(film: Film, stills: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    options = {"exif": exif} if kind == "JPEG" else {}

    set_still(film=film, image=picture(kind, **options), alt="A red bus", by=None)

    kept = next(stills.iterdir()).read_bytes()
    assert b"secret" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert (opened.format, opened.size, film.still_alt) == ("JPEG", (80, 45), "A red bus")


def test_big_still_is_made_smaller(film: Film, stills: Path) -> None:
    set_still(film=film, image=picture("JPEG", (5000, 100)), alt="A long bus", by=None)

    with Image.open(next(stills.iterdir())) as opened:
        assert opened.size == (2560, 51)


def bomb() -> bytes:
    """Return a small PNG that says it has 400 megapixels."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "content",
    [b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("PNG")[:40], bomb(), picture("GIF")],
)
def test_what_is_no_picture_is_refused(film: Film, stills: Path, content: bytes) -> None:
    with pytest.raises(InvalidInput, match="JPEG, PNG, WebP or AVIF"):
        set_still(film=film, image=content, alt="Something", by=None)

    assert not film.still


def test_picture_of_200_megapixels_is_refused(film: Film) -> None:
    vast = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(vast, "PNG", compress_level=1)

    with pytest.raises(InvalidInput, match="at most 40 MB and 80 megapixels"):
        set_still(film=film, image=vast.getvalue(), alt="A wall", by=None)

    assert not film.still


def test_still_needs_words(film: Film) -> None:
    with pytest.raises(InvalidInput):
        set_still(film=film, image=picture("PNG"), alt=" ", by=None)


def test_films_are_those_of_one_festival(festival: Festival, other_festival: Festival, film: Film) -> None:
    assert list(films_of(festival)) == [film]
    assert film_of(other_festival, film.code) is None


def test_poster_is_written_anew_and_a_file_that_is_none_names_the_poster(film: Film, stills: Path) -> None:
    set_poster(film=film, image=picture("PNG"), alt="A bus under a lamp", by=None)
    assert str(film.poster.name).startswith("posters/")
    assert not stills.exists()
    with pytest.raises(InvalidInput) as refused:
        set_poster(film=film, image=b"not a picture", alt="A bus", by=None)
    assert refused.value.field == "poster"
