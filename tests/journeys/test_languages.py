"""Pages from right to left, and in several languages, in a real browser at the width of a telephone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from matinee.accounts.models import User
from matinee.festival.actions import change_festival, choose_languages
from matinee.festival.models import Edition
from matinee.marquee.publishing import publish_edition
from tests.journeys.conftest import WIDTHS
from tests.street import make_bill, tell_stories

ARABIC = ["النول الطويل", "جدول المد والجزر في الميناء القديم", "Ember ✨ 불씨"]
INSIDE = """all => all.map(one => {{
  const [word, frame] = [one.getBoundingClientRect(), one.closest("{frame}").getBoundingClientRect()];
  return word.left >= frame.left - 1 && word.right <= frame.right + 1;
}})"""
PAGES = (
    "", "2031-03/", "2031-03/programs/shorts-1/", "2031-03/films/{film}/", "people/", "strands/", "archive/",
    "articles/looms/", "search/", "my-schedule/", "nothing-here/",
)  # fmt: skip


@pytest.fixture
def bill(edition: Edition, settings: Settings, tmp_path: Path) -> Edition:
    """Return a publishable edition whose films have Arabic and Korean titles."""
    settings.RELEASES_ROOT = tmp_path / "releases"
    settings.MEDIA_ROOT = tmp_path / "media"
    programs = make_bill(edition, titles=ARABIC, programs=1)
    first = programs[0].placements.first()
    assert first is not None
    tell_stories(edition, first.film)
    edition.first_film = first.film.slug  # type: ignore[attr-defined]  # for the addresses above
    return edition


@pytest.mark.django_db(transaction=True)
def test_pages_from_right_to_left_mirror_and_fit_a_telephone(
    bill: Edition, page: Page, live_server: Any, violations: Callable[[Page], list[str]]
) -> None:
    change_festival(festival=bill.festival, by=None, language="ar", name="فوانيس")
    publish_edition(edition=bill, by=None)
    found = []

    for address in (one.format(film=bill.first_film) for one in PAGES):  # type: ignore[attr-defined]
        page.goto(f"{live_server.url}/at/lanterns/{address}")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{address} is wider than {width} px")
        page.set_viewport_size({"width": 360, "height": 800})
        found += [f"{address}: {violation}" for violation in violations(page)]
        brand = page.locator(".brand").first.bounding_box()
        heading = page.locator("h1").first.bounding_box()
        assert brand is not None
        assert heading is not None
        if brand["x"] + brand["width"] < 320 or heading["x"] + heading["width"] < 320:
            found.append(f"{address} does not begin at the right")
    assert found == []


@pytest.mark.django_db(transaction=True)
def test_reel_runs_from_right_to_left_and_titles_stay_inside_their_cards(
    bill: Edition, page: Page, live_server: Any
) -> None:
    change_festival(festival=bill.festival, by=None, language="ar")
    publish_edition(edition=bill, by=None)

    page.goto(f"{live_server.url}/at/lanterns/2031-03/")

    places = (
        page.locator(".reel-bar")
        .first.locator(".reel-seg")
        .evaluate_all("all => all.map(one => one.getBoundingClientRect().x)")
    )
    assert places == sorted(places, reverse=True)
    words = page.locator(".reel-bar").first.locator("text.min:visible").evaluate_all(INSIDE.format(frame="svg"))
    titles = page.locator(".titlecard text").evaluate_all(INSIDE.format(frame=".titlecard"))
    assert (len(words) > 0, len(titles) > 0) == (True, True)
    assert all([*words, *titles])


@pytest.mark.django_db(transaction=True)
def test_lounge_from_right_to_left_fits_a_telephone(
    page: Page, live_server: Any, settings: Settings, edition: Edition
) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    page.set_viewport_size({"width": 360, "height": 800})

    for address in ("/", "/lounge/calls/", "/accounts/login/", "/accounts/signup/"):
        page.goto(live_server.url + address)
        page.get_by_role("button", name="العربية").click()
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.get_by_role("button", name="English").click()


@pytest.mark.django_db(transaction=True)
def test_visitor_changes_the_language_and_stays_where_they_are(bill: Edition, page: Page, live_server: Any) -> None:
    choose_languages(festival=bill.festival, languages=["es", "fr", "it"], by=None)
    publish_edition(edition=bill, by=None)
    page.goto(f"{live_server.url}/at/lanterns/2031-03/programs/shorts-1/")

    page.get_by_role("navigation", name="Language").get_by_role("link", name="Français").click()

    expect(page).to_have_url(f"{live_server.url}/at/lanterns/fr/2031-03/programs/shorts-1/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("link", name="Ajouter à votre agenda")).to_be_visible()
    page.get_by_role("link", name="Archives").first.click()
    expect(page).to_have_url(f"{live_server.url}/at/lanterns/fr/archive/")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser_context_args(locale="it-IT")
@pytest.mark.django_db(transaction=True)
def test_maker_reads_the_lounge_in_the_language_of_the_browser_or_of_their_choice(
    page: Page, live_server: Any, make_user: Callable[..., User], sign_in: Callable[[User], None]
) -> None:
    page.goto(f"{live_server.url}/lounge/calls/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bandi aperti")

    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Convocatorias abiertas")

    maker = make_user("maker@example.org")
    sign_in(maker)
    page.goto(f"{live_server.url}/lounge/")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes films")
    maker.refresh_from_db()
    assert maker.language == "fr"
