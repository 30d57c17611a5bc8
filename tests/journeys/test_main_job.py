"""The main job in a real Chromium: import, consider, score, ask the engine, adopt, schedule, publish, look."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from matinee.accounts.models import User
from matinee.entries.models import Consideration, Entry
from matinee.festival.actions import give_role, plan_edition
from matinee.festival.models import Edition, Festival
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
    "Nine Lamps", "The Ferry at Low Water", "Salt Ledger", "What the Roofer Saw", "Bread for the Night Shift",
    "Aunt Ilse Drives", "The Tuner", "A Map of Puddles", "Cold Press", "Two Chairs", "The Lost Umbrella Office",
    "Glass Harbor", "Permission Slip", "Sunday Alphabet",
)  # fmt: skip


@dataclass
class Walk:
    """One walk through the product: whose page, whose festival, which day."""

    page: Page
    site: str
    director: User
    festival: Festival
    edition: Edition

    @property
    def office(self) -> str:
        """Return where the desks are."""
        return f"{self.site}/office/{self.festival.slug}"


@pytest.fixture
def export(tmp_path: Path, festival: Festival) -> Path:
    """Return a small FilmFreeway export: fourteen good rows and one without a title."""
    completed = today_in(festival.time_zone) - timedelta(days=100)
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(HEADINGS)
    for number, title in enumerate((*TITLES, "")):
        rows.writerow((
            title, 5000 + number, "Narrative Short", f"00:{9 + number % 6:02}:30", "United States", "English",
            f"A short about {title.lower()}, told in one evening.", "Mara Quill", str(completed), "In Consideration",
            "Mara", "Quill", "mara@example.org", "https://example.org/screener", "hush", "Drama", "1990-01-01",
        ))  # fmt: skip
    path = tmp_path / "export.csv"
    path.write_text(file.getvalue(), encoding="utf-8")
    return path


@pytest.fixture
def walk(live_server: Any, page: Page, sign_in: Callable[[User], None], director: User, festival: Festival) -> Walk:
    """Return a signed-in director with a day of one program, forty days ahead."""
    day = today_in(festival.time_zone) + timedelta(days=40)
    edition = plan_edition(
        festival=festival, slug="next", title="The next day", starts_on=day, by=None, capacity_min=95,
        state=EditionState.OPEN,
    )  # fmt: skip
    give_role(festival=festival, user=director, role=Role.REVIEWER, by=None)
    sign_in(director)
    return Walk(page, live_server.url, director, festival, edition)


def work() -> None:
    """Let the background worker do what waits, as ``matinee serve`` does beside the pages."""
    call_command("db_worker", queue_name="*", batch=True, interval=0.1, startup_delay=False, verbosity=0)


def take_in(walk: Walk, export: Path) -> None:
    """Import a file: look at it, take it, see what was refused."""
    walk.page.goto(f"{walk.office}/entries/imports/")
    walk.page.set_input_files("input[type=file]", str(export))
    walk.page.get_by_role("button", name="Look at the file").click()
    expect(walk.page.locator(".lede")).to_contain_text("15 rows")
    walk.page.get_by_role("button", name="Import 15 rows").click()
    work()
    walk.page.reload()
    expect(walk.page.get_by_role("link", name="Refused rows as CSV")).to_be_visible()


def score(walk: Walk) -> None:
    """Mark one film by hand; two people have marked the others beside."""
    walk.page.goto(f"{walk.office}/preselection/reviewers/")
    walk.page.locator("form[action$='/fill/'] button").click()
    walk.page.goto(f"{walk.office}/preselection/")
    walk.page.get_by_role("link", name="Watch the next").click()
    walk.page.locator("score-pad input[value='9'], score-pad input[value='9.0']").first.check(force=True)
    walk.page.get_by_role("button", name="Save").click()
    expect(walk.page.get_by_text("has your 9")).to_be_visible()
    marked = Scorecard.objects.get().viewing
    entries = list(Entry.objects.filter(festival=walk.festival))
    second = User.objects.create_user("second@example.org")
    cards = [Card(entry=one, reviewer=walk.director, mark=8) for one in entries if one != marked.entry]
    cards += [Card(entry=one, reviewer=second, mark=9) for one in entries]
    record_scores_bulk(festival=walk.festival, cards=cards, by=walk.director)
    walk.page.goto(f"{walk.office}/preselection/ranking/")
    expect(walk.page.get_by_text("Nine Lamps")).to_be_visible()


def propose_and_adopt(walk: Walk) -> None:
    """Ask the engine for a lineup and adopt what it proposes."""
    walk.page.goto(f"{walk.office}/programming/")
    walk.page.get_by_role("button", name="Start a lineup").click()
    walk.page.get_by_role("button", name="Ask the engine").click()
    expect(walk.page.get_by_role("button", name="Ask the engine")).to_have_count(0)
    work()
    walk.page.reload()
    walk.page.get_by_role("button", name=re.compile("^Adopt all of (A|it)$")).click()
    expect(walk.page.get_by_role("button", name="Undo").first).to_be_visible()


def lay_out(walk: Walk) -> None:
    """Record a house with its hours and lay the program into it."""
    walk.page.goto(f"{walk.office}/schedule/venues/")
    walk.page.get_by_label("Name", exact=True).fill("Gaslight")
    walk.page.get_by_label("Short name").fill("gaslight")
    walk.page.locator("main form button.button-main").first.click()
    expect(walk.page.get_by_role("heading", name="Add an auditorium")).to_be_visible()
    walk.page.get_by_label("Name", exact=True).last.fill("One")
    walk.page.get_by_label("Short name").last.fill("one")
    walk.page.get_by_label("Seats").fill("90")
    walk.page.locator("form:has(input[value=auditorium]) button.button-main").click()
    expect(walk.page.get_by_role("link", name="One", exact=True)).to_be_visible()
    walk.page.goto(f"{walk.office}/schedule/editions/{walk.edition.slug}/hours/")
    walk.page.get_by_label("Opens").fill("10:00")
    walk.page.get_by_label("Closes").fill("23:00")
    walk.page.locator("main form button.button-main").first.click()
    walk.page.get_by_role("button", name="Lay out the day").click()
    expect(walk.page.get_by_role("button", name="Lay out the day")).to_have_count(0)


def publish(walk: Walk) -> None:
    """Publish the day."""
    walk.page.goto(f"{walk.office}/releases/editions/{walk.edition.slug}/")
    walk.page.get_by_role("button", name="Publish").click()
    expect(walk.page.get_by_role("button", name="Publish")).to_have_count(0)
    work()


@pytest.mark.django_db(transaction=True)
def test_a_festival_day_goes_all_the_way_through(walk: Walk, export: Path) -> None:
    take_in(walk, export)
    assert Entry.objects.filter(festival=walk.festival).count() == 14
    assert Consideration.objects.filter(edition=walk.edition, state="eligible").count() == 14

    score(walk)
    propose_and_adopt(walk)
    lineup = walk.edition.lineups.get()
    assert lineup.state == "adopted"
    assert sum(program.placements.count() for program in lineup.programs.all()) >= 5

    lay_out(walk)
    assert walk.edition.screenings.count() == 1

    publish(walk)
    assert live_release(walk.edition) is not None
    street = walk.page.context.new_page()  # the desk's own page is still on its way from progress to done
    street.goto(f"{walk.site}/at/{walk.festival.slug}/{walk.edition.slug}/")
    expect(street.get_by_role("heading", level=1)).to_be_visible()
    expect(street.locator("body")).to_contain_text("Gaslight")
