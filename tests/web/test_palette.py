"""The accents can be read, and the style sheet says the same colours as the drawings."""

import re
from importlib.resources import files

import pytest

from matinee.web.palette import ACCENTS, INK, PAPER, Accent, accent_across, accent_named

TOKENS = files("matinee.web").joinpath("static/web/css/tokens.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("accent", ACCENTS.values(), ids=str)
def test_accent_is_readable_on_paper_and_on_ink(accent: Accent) -> None:
    assert contrast(accent.light, PAPER) >= 4.5
    assert contrast(accent.dark, INK) >= 4.5


@pytest.mark.parametrize("accent", ACCENTS.values(), ids=str)
def test_accent_is_the_one_of_the_style_sheet(accent: Accent) -> None:
    assert re.search(rf"--{accent.name}: light-dark\({accent.light}, {accent.dark}\);", TOKENS)


def test_accent_named_falls_back_to_the_house_accent() -> None:
    assert accent_named("no such colour").name == "teal"


def test_accent_across_is_never_the_same() -> None:
    assert all(accent_across(name).name != name for name in ACCENTS)
