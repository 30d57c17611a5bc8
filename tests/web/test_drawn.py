"""Parts of pages that are kept drawn."""

from django.template import engines
from django.utils.translation import override

from matinee.web.templatetags import drawn

PART = '{% drawn "web/tags/gauge.html" here shows %}'


def test_drawn_part_is_kept_for_what_it_shows() -> None:
    page = engines["django"].from_string(PART)
    first = page.render({"seconds": 60, "here": "board", "shows": ("a", 60)})

    again = page.render({"seconds": 120, "here": "board", "shows": ("a", 60)})
    other = page.render({"seconds": 120, "here": "board", "shows": ("a", 120)})

    assert "1:00" in first
    assert again == first
    assert "2:00" in other


def test_drawn_part_is_drawn_for_each_language_and_anew_where_nothing_says_what_surrounds_it() -> None:
    page, kept = engines["django"].from_string(PART), len(drawn._kept)
    shown = {"seconds": 60, "here": "elsewhere", "shows": ("b",)}
    page.render(shown)
    with override("fr"):
        page.render(shown)
    page.render(shown | {"here": "", "seconds": 180})

    assert len(drawn._kept) == kept + 2
