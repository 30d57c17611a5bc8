"""Times, lengths and texts as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from matinee.web import words
from matinee.web.pages import address_toggling, address_with


@pytest.mark.parametrize(("seconds", "said"), [(745, "12:25"), (3700, "1:01:40"), (9, "0:09"), (None, "")])
def test_timecode(seconds: int | None, said: str) -> None:
    assert words.timecode(seconds) == said


@pytest.mark.parametrize(("seconds", "said"), [(745, "12 min"), (45, "45 s"), (5460, "91 min"), (None, "")])
def test_runtime(seconds: int | None, said: str) -> None:
    assert words.runtime(seconds) == said


def test_moment_is_told_in_the_festivals_zone() -> None:
    moment = datetime(2026, 3, 8, 3, 30, tzinfo=UTC)
    assert words.day_in(moment, "America/Los_Angeles") == "Sat, Mar 7, 2026"
    assert words.zone_short(moment, "America/Los_Angeles") == "PST"
    assert words.day_in(date(2026, 3, 8)) == "Sun, Mar 8, 2026"


def test_markdown_keeps_no_raw_html() -> None:
    assert words.markdown("*a* <script>x</script>") == "<p><em>a</em> &lt;script&gt;x&lt;/script&gt;</p>\n"


def test_address_with_keeps_the_filters() -> None:
    assert address_with(QueryDict("state=a&state=b&page=3"), {"page": 4}) == "?state=a&state=b&page=4"
    assert address_with(QueryDict("q=x"), {"q": None}) == "?"


def test_address_toggling_turns_one_value_over_and_leaves_the_page() -> None:
    assert address_toggling(QueryDict("state=a&page=3"), "state", "b") == ("?state=a&state=b", False)
    assert address_toggling(QueryDict("state=a&state=b"), "state", "a") == ("?state=b", True)
    assert address_toggling(QueryDict("state=a"), "state", "a") == ("?", True)
