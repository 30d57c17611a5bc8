"""The main job, end to end, in a real Chromium: import, consider, score, ask the engine, adopt, schedule, publish, look."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.models import Consideration, Entry
from matinee.festival.actions import give_role, plan_edition
from matinee.festival.models import Festival
from matinee.festival.states import EditionState, Role
from matinee.kit.clock import today_in
from matinee.preselection.actions import Card, record_scores_bulk
from matinee.preselection.models import Scorecard
from matinee.releases.queries import live_release

HEADINGS = (
    "Project Title", "Submission ID", "Submission Categories", "Duration", "Country of Origin", "Language", "Synopsis",
    "Directors", "Completion Date", "Submission Status", "First Name", "Last Name", "Email", "Submission Link",
    "Submission Password", "Genres", "Birthdate",
)  # fmt: skip
TITLES = (
    "Nine Lamps", "The Ferry at Low Water", "Salt Ledger", "What the Roofer Saw", "Bread for the Night Shift", "Aunt Ilse Drives",
    "The Tuner", "A Map of Puddles", "Cold Press", "Two Chairs", "The Lost Umbrella Office", "Glass Harbor", "Permission Slip",
    "Sunday Alphabet",
)  # fmt: skip


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return a small FilmFreeway export: fourteen good rows and one without a title."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(HEADINGS)
    for number, title in enumerate((*TITLES, "")):
        minutes = 9 + number % 6
        rows.writerow((
            title, 5000 + number, "Narrative Short", f"00:{minutes:02}:30", "United States", "English",
            f"A short about {title.lower()}, told in one evening.", "Mara Quill", f"{date.today() - timedelta(days=100)}", "In Consideration", "Mara",
            "Quill", "mara@example.org", "https://example.org/screener", "hush", "Drama", "1990-01-01",
        ))  # fmt: skip
    path = tmp_path / "export.csv"
    path.write_text(file.getvalue(), encoding="utf-8")
    return path


def work() -> None:
    """Let the background worker do what waits, as ``matinee serve`` does beside the pages."""
    call_command("db_worker", queue_name="*", batch=True, interval=0.1, startup_delay=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_festival_day_goes_all_the_way_through(
    live_server: Any,
    page: Page,
    sign_in: Callable[[User], None],
    director: User,
    festival: Festival,
    export: Path,
) -> None:
    day = today_in(festival.time_zone) + timedelta(days=40)
    edition = plan_edition(
        festival=festival, slug="next", title="The next day", starts_on=day, by=None, capacity_min=95, state=EditionState.OPEN
    )
    give_role(festival=festival, user=director, role=Role.REVIEWER, by=None)
    sign_in(director)
    office = f"{live_server.url}/office/{festival.slug}"

    # import: look at the file, leave the birth date out, take it
    page.goto(f"{office}/entries/imports/")
    page.set_input_files("input[type=file]", str(export))
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator(".lede")).to_contain_text("15 rows")
    page.get_by_role("button", name="Import 15 rows").click()
    work()
    page.reload()
    expect(page.get_by_role("link", name="Refused rows as CSV")).to_be_visible()
    assert Entry.objects.filter(festival=festival).count() == 14
    assert Consideration.objects.filter(edition=edition).count() == 14

    # score one by hand, the others are scored beside
    entries = list(Entry.objects.filter(festival=festival).select_related("film"))
    page.goto(f"{office}/preselection/reviewers/")
    page.locator("form[action$='/fill/'] button").click()
    page.goto(f"{office}/preselection/")
    page.get_by_role("link", name="Watch the next").click()
    page.locator("score-pad input[value='9'], score-pad input[value='9.0']").first.check(force=True)
    page.get_by_role("button", name="Save").click()
    marked = Scorecard.objects.get()
    assert (marked.viewing.reviewer, marked.mark) == (director, 9)
    others = [entry for entry in entries if entry != marked.viewing.entry]
    cards = [Card(entry=entry, reviewer=director, mark=8) for entry in others]
    record_scores_bulk(festival=festival, cards=cards, by=director)
    second = User.objects.create_user("second@example.org")
    record_scores_bulk(festival=festival, cards=[Card(entry=e, reviewer=second, mark=9) for e in entries], by=director)
    page.goto(f"{office}/preselection/ranking/")
    expect(page.get_by_text("Nine Lamps")).to_be_visible()

    # the engine proposes, a person adopts
    page.goto(f"{office}/programming/")
    page.get_by_role("button", name="Start a lineup").click()
    page.get_by_role("button", name="Ask the engine").click()
    work()
    page.reload()
    page.get_by_role("button", name="Adopt all of it").click()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    lineup = edition.lineups.get()
    placed = sum(program.placements.count() for program in lineup.programs.all())
    assert placed >= 5
    page.goto(f"{office}/programming/editions/{edition.slug}/")
    page.get_by_role("button", name="Adopt", exact=True).click()
    expect(page.get_by_role("button", name="Adopt", exact=True)).to_have_count(0)

    # a house, its hours, the day
    page.goto(f"{office}/schedule/venues/")
    page.get_by_label("Name", exact=True).fill("Gaslight")
    page.get_by_label("Short name").fill("gaslight")
    page.locator("main form button.button-main").first.click()
    expect(page.get_by_role("heading", name="Add an auditorium")).to_be_visible()
    page.get_by_label("Name", exact=True).last.fill("One")
    page.get_by_label("Short name").last.fill("one")
    page.get_by_label("Seats").fill("90")
    page.locator("form:has(input[value=auditorium]) button.button-main").click()
    expect(page.get_by_role("link", name="One", exact=True)).to_be_visible()
    page.goto(f"{office}/schedule/editions/{edition.slug}/hours/")
    page.get_by_label("Opens").fill("10:00")
    page.get_by_label("Closes").fill("23:00")
    page.locator("main form button.button-main").first.click()
    page.get_by_role("button", name="Lay out the day").click()
    expect(page.get_by_role("button", name="Lay out the day")).to_have_count(0)
    assert edition.screenings.count() == 1

    # publish, and see it as the street does
    page.goto(f"{office}/releases/editions/{edition.slug}/")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    work()
    assert live_release(edition) is not None
    page.goto(f"{live_server.url}/at/{festival.slug}/{edition.slug}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).to_contain_text("Gaslight")
