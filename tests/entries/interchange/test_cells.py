"""One cell at a time: lengths, dates, money, names, earlier showings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.entries.interchange.filmfreeway.cells import (
    armoured,
    disarmoured,
    read_date,
    read_duration,
    read_email,
    read_money,
    read_url,
    unquoted,
)
from matinee.entries.interchange.filmfreeway.names import split_names
from matinee.entries.interchange.filmfreeway.showings import read_showings
from matinee.films.states import DatePrecision
from matinee.kit.money import Money

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR


@given(st.integers(1, 86_400))
def test_duration_is_read_back(seconds: int) -> None:
    hours, rest = divmod(seconds, 3600)

    assert read_duration(f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}") == seconds
    if hours == 0:
        assert read_duration(f" {rest // 60:02d}:{rest % 60:02d} ") == seconds


@given(st.text(max_size=20))
def test_duration_never_breaks(text: str) -> None:
    seconds = read_duration(text)

    assert seconds is None or 1 <= seconds <= 86_400


@pytest.mark.parametrize(
    "text", ["twelve minutes", "99:99:99", "00:00:00", "12", "-1:00", "00:61:00", "12:61", "24:00:01", "0:0:1:1", ""]
)
def test_duration_refuses(text: str) -> None:
    assert read_duration(text) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_date_is_read_in_every_writing(day: date) -> None:
    writings = [
        "%Y-%m-%d",
        "%B %d, %Y",
        "%d %B %Y",
        "%m/%d/%Y",
        "%d.%m.%Y",
        "%Y/%m/%d",
        "%b. %d, %Y",
        "%Y-%m-%dT10:30:00Z",
    ]

    assert [read_date(day.strftime(writing)) for writing in writings] == [(day, DAY)] * len(writings)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("February 2026", (date(2026, 2, 1), MONTH)),
        ("2026-02", (date(2026, 2, 1), MONTH)),
        ("2025", (date(2025, 1, 1), YEAR)),
        ("21st of March 2026", (date(2026, 3, 21), DAY)),
        ("31/01/2026", (date(2026, 1, 31), DAY)),
        ("2026-11-06 12:33:44 -0700", (date(2026, 11, 6), DAY)),
    ],
)
def test_date_keeps_its_precision(text: str, found: tuple[date, DatePrecision]) -> None:
    assert read_date(text) == found


@pytest.mark.parametrize("text", ["Sometime last spring", "31/02/2026", "2026-13-01", "1066", "soon", "99999", ""])
def test_date_refuses(text: str) -> None:
    assert read_date(text) is None


@given(st.text(max_size=40))
def test_date_never_breaks(text: str) -> None:
    read_date(text)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("$30,000", Money(3_000_000, "USD")),
        ("12000 EUR", Money(1_200_000, "EUR")),
        ("28,500", Money(2_850_000, "CAD")),
        ("€1.250,50", Money(125_050, "EUR")),
        ("25.00", Money(2_500, "CAD")),
        ("0", Money(0, "CAD")),
    ],
)
def test_money_is_read(text: str, money: Money) -> None:
    assert read_money(text, "CAD") == money


@pytest.mark.parametrize("text", ["about 30k, under union agreement", "-5", "5 XXQ", "1e9", "free", "9" * 30])
def test_money_refuses(text: str) -> None:
    assert read_money(text, "USD") is None


def test_addresses_are_checked() -> None:
    assert read_url("vimeo.com/1") == "https://vimeo.com/1"
    assert [read_url(text) for text in ("javascript:alert(1)", "see my site", "ftp://example.org")] == [None] * 3
    assert (read_email(" ana@example.org "), read_email("not an address")) == ("ana@example.org", None)


def test_title_loses_the_quotes_around_all_of_it() -> None:
    assert [unquoted(t) for t in ('"Night Bus"', "“Noir”", '"A" and "B"', 'The "Bus"')] == [
        "Night Bus",
        "Noir",
        '"A" and "B"',
        'The "Bus"',
    ]


@given(st.text(max_size=10).filter(lambda text: not text.startswith("'")))
def test_formula_is_disarmed_and_comes_back(text: str) -> None:
    assert armoured(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert disarmoured(armoured(text)) == text


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "DIRECTED BY: Ana Lima & João Pires and Zoë O'Neil-Smith",
            [("Ana Lima", ""), ("João Pires", ""), ("Zoë O'Neil-Smith", "")],
        ),
        ("KEY CAST: Rosa Okafor, Ada Moreau", [("Rosa Okafor", ""), ("Ada Moreau", "")]),
        ('Rosa Tanaka "Mara", Ben Wong (as The Driver)', [("Rosa Tanaka", "Mara"), ("Ben Wong", "The Driver")]),
        ("Sand and Sea Films, Ana Lima", [("Sand and Sea Films", ""), ("Ana Lima", "")]),
        ("Sam Vega, Jr., Ana Lima\nAna Lima; n/a", [("Sam Vega Jr", ""), ("Ana Lima", "")]),
        ("-, ..., 1234", []),
        ("MUSIC BY: Li Wei", [("Li Wei", "")]),
    ],
)
def test_names_are_told_apart(text: str, people: list[tuple[str, str]]) -> None:
    assert split_names(text) == people


@given(st.text(max_size=200))
def test_names_never_break_and_fit(text: str) -> None:
    assert all(
        name.strip() == name and 0 < len(name) <= 150 and len(detail) <= 120 for name, detail in split_names(text)
    )


def read(text: str) -> list[tuple[str, str, str, date | None, bool]]:
    """Return event, city, country, day and whether it counts."""
    return [(s["event"], s["city"], s["country"], s["shown_on"], s["is_public"]) for s in read_showings(text)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Seoul Short Film Night Seoul, South Korea March 01, 2026 World Premiere",
            ("Seoul Short Film Night", "Seoul", "KR", date(2026, 3, 1), True),
        ),
        ("Los Angeles, February 2026, Audience Award", ("", "Los Angeles", "", date(2026, 2, 1), True)),
        ("Austin Film Week, 2027-03-30, Austin", ("Austin Film Week", "Austin", "", date(2027, 3, 30), True)),
        ("01/28/2027 - San Diego (United States) Official Selection", ("", "San Diego", "US", date(2027, 1, 28), True)),
        ("Fest of Oldtown, Oldtown, France, 2025", ("Fest of Oldtown", "Oldtown", "FR", date(2025, 1, 1), True)),
        ("Cast & crew screening, Santa Monica, private", ("Cast & crew", "Santa Monica", "", None, False)),
    ],
)
def test_showing_is_read_from_free_text(line: str, found: tuple[str, str, str, date | None, bool]) -> None:
    assert read(line) == [found]


def test_showings_keep_their_words_and_wait_for_a_person() -> None:
    shown = read_showings("Something, somewhere\r\nOther thing; World Premiere TBD")

    assert [(s["source_text"], s["is_checked"], s["precision"]) for s in shown] == [
        ("Something, somewhere", False, DatePrecision.UNKNOWN),
        ("Other thing", False, DatePrecision.UNKNOWN),
    ]


@pytest.mark.parametrize(
    "text", ["", "n/a", "None", "not yet", "No screenings so far", "World Premiere status available"]
)
def test_nothing_shown_is_no_showing(text: str) -> None:
    assert read_showings(text) == []


def test_lines_of_one_showing_belong_together() -> None:
    assert read("Porto Shorts, Porto, Portugal\nMarch 3, 2026\nEuropean Premiere") == [
        ("Porto Shorts", "Porto", "PT", date(2026, 3, 3), True)
    ]


@given(st.text(max_size=200))
def test_showings_never_break(text: str) -> None:
    for showing in read_showings(text):
        assert len(showing["event"]) <= 200
        assert len(showing["city"]) <= 80
        assert showing["shown_on"] is None or isinstance(showing["shown_on"] - date(1888, 1, 1), timedelta)
