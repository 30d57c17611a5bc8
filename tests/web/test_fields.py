"""What filmmakers write is understood, and what is not is told with what would be."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from matinee.web.fields import CodesField, LinesField, RoughDateField, RunningTimeField
from matinee.web.words import country_code, country_name, language_code, language_name


@pytest.mark.parametrize(
    ("language", "countries", "month"),
    [
        ("es", "España, Italy, estados unidos", "marzo de 2026"),
        ("fr", "Espagne, IT, États-Unis", "mars 2026"),
        ("it", "spagna, Italia, Stati Uniti", "Marzo 2026"),
    ],
)
def test_countries_and_months_are_understood_in_the_language_of_the_page(
    language: str, countries: str, month: str
) -> None:
    with translation.override(language):
        assert COUNTRIES.clean(countries) == ["ES", "IT", "US"]
        assert COUNTRIES.clean(COUNTRIES.prepare_value(["DE", "KR"])) == ["DE", "KR"]
        assert LANGUAGES.clean(LANGUAGES.prepare_value(["zxx", "bfi", "fr"])) == ["zxx", "bfi", "fr"]
        assert RoughDateField(required=False).clean(month) == (date(2026, 3, 1), "month")


COUNTRIES = CodesField(read=country_code, name=country_name, required=False)
LANGUAGES = CodesField(read=language_code, name=language_name, required=False)


@pytest.mark.parametrize(
    ("written", "seconds"), [("12:25", 745), ("1:02:25", 3745), ("12", 720), ("12 min", 720), ("0:45", 45), ("", None)]
)
def test_running_time_is_understood(written: str, seconds: int | None) -> None:
    assert RunningTimeField(required=False).clean(written) == seconds


@pytest.mark.parametrize("written", ["twelve", "12:75", "-3", "0", "25:00:00", "1:2:3:4", "٣", "9" * 40])
def test_running_time_refuses_what_no_film_lasts(written: str) -> None:
    if written == "٣":
        assert RunningTimeField().clean(written) == 180
        return
    with pytest.raises(forms.ValidationError):
        RunningTimeField().clean(written)


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2026-03-14", date(2026, 3, 14), "day"),
        ("2026-03", date(2026, 3, 1), "month"),
        ("March 2026", date(2026, 3, 1), "month"),
        ("Sept. 2025", date(2025, 9, 1), "month"),
        ("2026", date(2026, 1, 1), "year"),
        ("", None, "unknown"),
    ],
)
def test_rough_date_keeps_how_much_is_known(written: str, day: date | None, precision: str) -> None:
    field = RoughDateField(required=False)
    assert field.clean(written) == (day, precision)


@pytest.mark.parametrize("written", ["yesterday", "2026-02-30", "14/03/2026", "Smarch 2026", "0000"])
def test_rough_date_refuses_other_shapes(written: str) -> None:
    with pytest.raises(forms.ValidationError):
        RoughDateField(required=False).clean(written)


def test_rough_date_shows_what_is_known() -> None:
    assert RoughDateField().prepare_value((date(2026, 3, 1), "month")) == "2026-03"


def test_countries_are_read_by_name_and_shown_by_name() -> None:
    assert COUNTRIES.clean("Italy, usa; Peru, Italy") == ["IT", "US", "PE"]
    assert COUNTRIES.prepare_value(["IT", "PE"]) == "Italy, Peru"


def test_unknown_country_is_named() -> None:
    with pytest.raises(forms.ValidationError, match="Atlantis"):
        COUNTRIES.clean("Italy, Atlantis")


def test_lines_are_names_without_doubles() -> None:
    assert LinesField(required=False).clean(" Mara  Maker \n\nMara Maker\nJo Ito") == ["Mara Maker", "Jo Ito"]


def test_lines_refuse_a_name_that_is_a_novel() -> None:
    with pytest.raises(forms.ValidationError):
        LinesField().clean("x" * 151)
