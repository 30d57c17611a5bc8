"""The small tools: clocks, money, places, text, codes, secrets, signed addresses, states."""

from datetime import date, datetime, time
from enum import Enum
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from matinee.kit.clock import at_local, check_zone, months_after, zone_name
from matinee.kit.codes import ALPHABET, new_code, new_token
from matinee.kit.errors import InvalidInput, NotFound, Unavailable, WrongState
from matinee.kit.fields import decrypt, encrypt
from matinee.kit.money import Money, money_from_text
from matinee.kit.places import country_code, country_name, language_code, language_name
from matinee.kit.signing import media_address, media_of
from matinee.kit.states import check_move
from matinee.kit.text import html_from_markdown, plain_line, slug_of, sort_name_of


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2031, 3, 8), time(19), "2031-03-09T03:00:00+00:00"),
        (date(2031, 3, 9), time(2, 30), "2031-03-09T10:30:00+00:00"),  # skipped by daylight saving
        (date(2031, 11, 2), time(1, 30), "2031-11-02T08:30:00+00:00"),  # comes twice: the first
    ],
)
def test_at_local_knows_daylight_saving(day: date, clock: time, utc: str) -> None:
    assert at_local(day, clock, "America/Los_Angeles").isoformat() == utc


def test_check_zone_refuses_a_place_without_clocks() -> None:
    check_zone("Asia/Kathmandu")
    with pytest.raises(ValidationError, match="America/Los_Angeles"):
        check_zone("Mars/Olympus")


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-600, 600))
def test_months_after_goes_by_calendar_months(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and later.day >= 28)


@pytest.mark.parametrize(
    ("zone", "locale", "name"),
    [
        ("America/Los_Angeles", "en", "PST"),
        ("America/Los_Angeles", "es", "UTC\N{MINUS SIGN}8"),
        ("Asia/Kolkata", "it", "UTC+5:30"),
        ("Europe/Paris", "es", "CET"),
    ],
)
def test_zone_has_a_name_or_its_distance(zone: str, locale: str, name: str) -> None:
    assert zone_name(datetime(2031, 1, 2, 12, tzinfo=ZoneInfo(zone)), locale) == name


@pytest.mark.parametrize(("text", "minor"), [("25", 2500), ("25.50", 2550), ("1,250.5", 125050), ("0", 0)])
def test_money_is_read_as_people_write_it(text: str, minor: int) -> None:
    assert money_from_text(text, "USD").minor == minor


@pytest.mark.parametrize(
    ("language", "text", "minor"),
    [
        ("es", "1.250,50", 125050),
        ("it", "25,5", 2550),
        ("fr", "2 500", 250000),
        ("es", "2.500", 250000),
        ("en", "25,5", 2550),
        ("en", "2,500", 250000),
    ],
)
def test_money_is_read_as_each_language_writes_it(language: str, text: str, minor: int) -> None:
    with translation.override(language):
        assert money_from_text(text, "EUR").minor == minor


@pytest.mark.parametrize("text", ["", "-1", "1.234", "free", "NaN", "1e99"])
def test_money_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="25"):
        money_from_text(text, "USD")


def test_money_adds_only_its_own_currency_and_is_shown_in_it() -> None:
    assert (Money(150, "USD") + Money(50, "USD")).shown() == "$2.00"
    assert (money_from_text("3000", "JPY").minor, Money(3000, "JPY").shown()) == (3000, "¥3,000")
    with pytest.raises(InvalidInput):
        Money(1, "USD") + Money(1, "EUR")
    with pytest.raises(InvalidInput):
        Money(1, "ZZ")


def test_places_are_known_by_name_code_and_how_people_say_them() -> None:
    assert [country_code(name) for name in ("USA", "côte d'ivoire", "pt", "Korea, Republic of", "Narnia")] == [
        "US", "CI", "PT", "KR", None,
    ]  # fmt: skip
    assert [language_code(name) for name in ("Farsi", "no dialogue", "Español", "en")] == ["fa", "zxx", None, "en"]
    assert (country_name("PT", "de"), language_name("zxx"), country_name("QQ")) == ("Portugal", "No dialogue", "QQ")


@pytest.mark.parametrize(
    ("source", "has", "lacks"),
    [
        ("*Hello* <script>alert(1)</script>", "<em>Hello</em>", "<script>"),
        ("[x](javascript:alert(1))", "", "<a "),
        ("[x](https://example.org)", 'rel="noopener noreferrer"', "javascript"),
        ("<img src=x onerror=alert(1)>", "&lt;img", "<img"),
    ],
)
def test_markdown_comes_out_safe(source: str, has: str, lacks: str) -> None:
    html = html_from_markdown(source)
    assert (has in html, lacks in html) == (True, False)


def test_text_is_cleaned_for_lines_slugs_and_indexes() -> None:
    assert plain_line("a\x00b\r\nBcc: c\u2028d  e") == "a b Bcc: c d e"
    assert [slug_of(text, "film") for text in ("Low Tide!", "Été", "🎬", "映画")] == ["low-tide", "ete", "film", "film"]
    assert [sort_name_of(name) for name in ("Alessia Cruci", "Cher")] == ["Cruci, Alessia", "Cher"]


def test_codes_are_read_aloud_without_mistakes_and_never_repeat() -> None:
    codes = {new_code() for _ in range(500)}
    assert (len(codes), set("".join(codes)) <= set(ALPHABET), len(new_token()) > 40) == (500, True, True)


def test_secret_is_read_with_an_old_key_and_not_without_it(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = ["old"]
    sealed = encrypt("hush")
    settings.ENCRYPTION_KEYS = ["new", "old"]
    assert (decrypt(sealed), "hush" in sealed) == ("hush", False)
    settings.ENCRYPTION_KEYS = ["new"]
    with pytest.raises(Unavailable, match="MATINEE_ENCRYPTION_KEYS"):
        decrypt(sealed)


def test_address_of_a_file_works_for_its_time_and_only_as_it_was_made(settings: Settings) -> None:
    signed = media_address("stills/a.jpg", download_as="a.jpg").removeprefix("/media/")
    assert media_of(signed) == ("stills/a.jpg", "a.jpg")
    with pytest.raises(NotFound):
        media_of(signed[:-1] + ("a" if signed[-1] != "a" else "b"))
    settings.MEDIA_LINK_SECONDS = -1
    with pytest.raises(NotFound, match="run out"):
        media_of(signed)


class Light(Enum):
    """What a street has."""

    RED = "red"
    GREEN = "green"


def test_move_that_the_table_does_not_have_names_those_it_has() -> None:
    moves = {Light.RED: frozenset({Light.GREEN})}
    check_move(moves, Light.RED, Light.GREEN, "The light")
    with pytest.raises(WrongState, match=r"The light is “green” and cannot become “red”\. It can become: nothing"):
        check_move(moves, Light.GREEN, Light.RED, "The light")


def test_refusal_shows_a_long_value_cut() -> None:
    assert len(InvalidInput("title", "x" * 10_000, "Shorter.").message) < 120
