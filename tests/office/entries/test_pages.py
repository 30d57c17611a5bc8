"""The entries desk as staff use it."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.entries.exports import a_row, an_export, many_rows
from tests.pools import a_film, an_entry

from matinee.accounts.models import User
from matinee.entries.actions import claim_import, mark_incomplete, withdraw_entry
from matinee.entries.interchange import run_import, start_import
from matinee.entries.models import Call, Entry, ImportRun
from matinee.entries.states import EntryState, ImportState
from matinee.entries.tasks import import_file
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import record_showing, set_credits, set_screener
from matinee.films.models import PublicShowing
from matinee.films.states import CreditRole

pytestmark = pytest.mark.django_db
DESK = "/office/lanterns/entries/"


@pytest.fixture
def staff(director: User, signed_in: Callable[[User], Client]) -> Client:
    """Return the director's browser."""
    return signed_in(director)


@pytest.fixture
def entry(festival: Festival) -> Entry:
    """Return an entry with a director and a screener."""
    one = an_entry(festival, a_film(festival, countries=["PT", "US"]))
    set_credits(film=one.film, role=CreditRole.DIRECTOR, names=["Ana Lima"], by=None)
    set_screener(film=one.film, url="https://example.org/1", password="open sesame", by=None)
    return one


def titles(answer: object) -> list[str]:
    """Return the films that a list shows."""
    return re.findall(r'<a class="title"[^>]*>([^<]*)</a>', answer.content.decode())  # type: ignore[attr-defined]


def test_empty_list_says_what_to_do_first(staff: Client, festival: Festival) -> None:
    page = staff.get(DESK).content.decode()

    assert "No entries yet" in page
    assert f'href="{DESK}imports/"' in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Night Bus", "Ice", "Tram"]),
        ("?state=withdrawn", ["Ice"]),
        ("?state=withdrawn&state=incomplete", ["Ice", "Tram"]),
        ("?form=documentary", ["Ice"]),
        ("?country=PT", ["Night Bus"]),
        ("?country=PT&country=CA", ["Night Bus", "Ice"]),
        ("?q=ana+lima", ["Night Bus"]),
        ("?q=100%25", []),
        ("?call=rolling&state=considered", ["Night Bus"]),
        ("?call=other", []),
        ("?edition=2031-03&standing=ineligible", ["Night Bus", "Ice", "Tram"]),
        ("?edition=2031-03&standing=placed", []),
        ("?sort=title", ["Ice", "Night Bus", "Tram"]),
        ("?sort=-time", ["Ice", "Tram", "Night Bus"]),
        ("?sort=nonsense&page=99&state=nonsense", ["Night Bus", "Ice", "Tram"]),
    ],
)
def test_filters_live_in_the_address(  # noqa: PLR0913, PLR0917  what is in the list, what is asked, what is shown
    staff: Client, festival: Festival, edition: Edition, entry: Entry, query: str, shown: list[str]
) -> None:
    ice = an_entry(festival, a_film(festival, "Ice", 30, form="documentary", countries=["CA"]))
    tram = an_entry(festival, a_film(festival, "Tram", 20, countries=[]))
    withdraw_entry(entry=ice, by=None)
    mark_incomplete(entry=tram, reason="No sound.", by=None)

    found = titles(staff.get(DESK + query))

    assert (found if "sort" in query and "nonsense" not in query else sorted(found)) == (
        shown if "sort" in query and "nonsense" not in query else sorted(shown)
    )


@pytest.mark.parametrize("address", ["", "imports/", "calls/"])
def test_page_costs_the_same_queries_at_one_and_at_thirty(
    staff: Client, festival: Festival, edition: Edition, address: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(DESK + address).status_code == 200
        return len(queries)

    def take(number: int, first: int) -> None:
        run_import(run=start_import(festival=festival, call=None, file=an_export(many_rows(number, first)), by=None))

    take(1, 1)
    one = cost()
    take(29, 100)

    assert cost() == one


def test_entry_shows_every_reason_and_no_password(staff: Client, edition: Edition, entry: Entry) -> None:
    page = staff.get(f"{DESK}{entry.code}/").content.decode()

    assert "Night Bus" in page
    assert "Ana Lima" in page
    assert "12 minutes fit." in page
    assert "sesame" not in page


def test_password_is_shown_on_asking_and_written_down(staff: Client, director: User, entry: Entry) -> None:
    assert staff.get(f"{DESK}{entry.code}/password/").status_code == 405

    page = staff.post(f"{DESK}{entry.code}/password/")

    assert "open sesame" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert AuditEvent.objects.get(verb="reveal_password").by == director


def test_private_details_are_shown_on_asking_but_never_who_somebody_is(staff: Client, entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(private_details='{"Phone": "555-0100", "Gender": "Female"}')

    before = staff.get(f"{DESK}{entry.code}/").content.decode()
    after = staff.post(f"{DESK}{entry.code}/private/").content.decode()

    assert ("555-0100" in before, "555-0100" in after, "Female" in after) == (False, True, False)
    assert AuditEvent.objects.filter(verb="reveal_private", object_code=entry.code).count() == 1


@pytest.mark.parametrize(
    ("to", "state"),
    [
        ("disqualify", EntryState.DISQUALIFIED),
        ("mark_incomplete", EntryState.INCOMPLETE),
        ("withdraw", EntryState.WITHDRAWN),
    ],
)
def test_entry_is_taken_out_with_a_way_back(staff: Client, entry: Entry, to: str, state: EntryState) -> None:
    page = staff.post(f"{DESK}{entry.code}/move/", {"to": to, "reason": "It has no sound."}, follow=True)

    entry.refresh_from_db()
    assert (entry.state, entry.state_reason) == (state, "It has no sound.")
    assert f'action="{DESK}{entry.code}/return/"' in page.content.decode()
    staff.post(f"{DESK}{entry.code}/return/")
    entry.refresh_from_db()
    assert entry.state == EntryState.CONSIDERED


def test_a_no_without_a_reason_keeps_the_form(staff: Client, entry: Entry) -> None:
    answer = staff.post(f"{DESK}{entry.code}/move/", {"to": "disqualify", "reason": ""})

    assert answer.status_code == 400
    assert "in words that the filmmaker reads" in answer.content.decode()


FACTS = {
    "title": "Day Bus", "running_time_s": "20:00", "completed": "March 2030", "form": "fiction",
    "countries": "Portugal, usa", "languages": "Portuguese", "directors": "Bo Wong\nAna Lima",
    "screener_url": "https://example.org/2",
}  # fmt: skip


def test_facts_are_corrected_and_weighed(staff: Client, edition: Edition, entry: Entry) -> None:
    assert "Ana Lima" in staff.get(f"{DESK}{entry.code}/edit/").content.decode()

    answer = staff.post(f"{DESK}{entry.code}/edit/", FACTS)

    entry.film.refresh_from_db()
    assert (answer.status_code, entry.film.title, entry.film.running_time_s) == (302, "Day Bus", 1200)
    assert (entry.film.completed_precision, entry.film.countries) == ("month", ["PT", "US"])
    assert [c.person.name for c in entry.film.credits.all()] == ["Bo Wong", "Ana Lima"]
    entry.film.screener.refresh_from_db()
    assert (entry.film.screener.url, entry.film.screener.password) == ("https://example.org/2", "open sesame")
    assert entry.considerations.get().reasons[0]["text"] == "20 minutes fit."


def test_wrong_facts_keep_what_was_typed(staff: Client, entry: Entry) -> None:
    answer = staff.post(f"{DESK}{entry.code}/edit/", FACTS | {"running_time_s": "twelve", "countries": "Wakanda"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="twelve"' in page
    assert "We do not know “Wakanda”" in page


def test_entry_is_recorded_by_hand(staff: Client, festival: Festival) -> None:
    assert staff.get(f"{DESK}new/").status_code == 200
    assert Call.objects.count() == 0

    answer = staff.post(f"{DESK}new/", FACTS)

    recorded = Entry.objects.get()
    assert answer["Location"] == f"{DESK}{recorded.code}/"
    assert (recorded.source, recorded.call.slug, recorded.state) == ("office", "rolling", "considered")


def test_still_is_saved_with_its_words(staff: Client, entry: Entry, settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "PNG")
    picture = SimpleUploadedFile("still.png", buffer.getvalue())

    staff.post(f"{DESK}{entry.code}/still/", {"image": picture, "alt": "A red bus"})
    refused = staff.post(f"{DESK}{entry.code}/still/", {"image": SimpleUploadedFile("x.png", b"no"), "alt": "A bus"})

    assert 'alt="A red bus"' in staff.get(f"{DESK}{entry.code}/").content.decode()
    assert (refused.status_code, "JPEG, PNG, WebP or AVIF" in refused.content.decode()) == (400, True)


def test_showings_are_added_checked_and_taken_out(staff: Client, edition: Edition, entry: Entry) -> None:
    told = record_showing(film=entry.film, by=None, city="Los Angeles", shown_on="2026-01-01", is_checked=False)
    address = f"{DESK}{entry.code}/showings/"

    staff.post(address, {"deed": "check", "showing": told.pk})
    told.refresh_from_db()
    assert told.is_checked
    staff.post(address, {"deed": "remove", "showing": told.pk})
    staff.post(address, {"event": "Porto Shorts", "shown_on": "2026-01-01", "city": "Porto", "country": "Portugal"})

    assert PublicShowing.objects.get().country == "PT"
    assert entry.considerations.get().premiere == "continental"
    assert staff.post(address, {"deed": "check", "showing": "999999"}).status_code == 404


def test_calls_are_opened_changed_and_closed(staff: Client, festival: Festival) -> None:
    staff.post(
        f"{DESK}calls/new/",
        {
            "title": "Autumn",
            "slug": "autumn",
            "kind": "dated",
            "closes_at": "2031-01-01T12:00",
            "running_time_max_s": "40:00",
        },
    )
    call = Call.objects.get()
    assert (call.closes_at is not None and call.closes_at.isoformat(), call.running_time_max_s) == (
        "2031-01-01T20:00:00+00:00",
        2400,
    )

    page = staff.post(f"{DESK}calls/autumn/close/", follow=True).content.decode()
    assert f'action="{DESK}calls/autumn/open/"' in page
    staff.post(f"{DESK}calls/autumn/open/")
    refused = staff.post(f"{DESK}calls/new/", {"title": "Again", "slug": "autumn", "kind": "rolling"})
    assert (refused.status_code, "Choose another short name" in refused.content.decode()) == (400, True)
    assert 'value="2031-01-01T12:00' in staff.get(f"{DESK}calls/autumn/").content.decode()
    no_deadline = staff.post(f"{DESK}calls/autumn/", {"title": "Autumn", "slug": "autumn", "kind": "dated"})
    assert "Give the deadline" in no_deadline.content.decode()


def upload(staff: Client, content: bytes, name: str = "export.csv") -> ImportRun:
    """Upload a file and return its import."""
    answer = staff.post(f"{DESK}imports/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("created_at")


@pytest.mark.django_db(transaction=True)
def test_import_goes_from_upload_to_refused_rows(staff: Client, director: User) -> None:
    run = upload(staff, an_export([a_row(Title="<b>Bus</b>"), a_row(Duration="ten", Phone="=1+1")]))
    here = f"{DESK}imports/{run.code}/"

    before = staff.get(here).content.decode()
    assert "2 rows in" in before
    assert "&lt;b&gt;Bus&lt;/b&gt;" in before
    assert re.search(r'value="phone"[^>]*>', before)
    assert not re.search(r'value="phone"[^>]* checked', before)
    assert staff.post(f"{here}start/", {"fields_taken": ["duration", "directors"]})["Location"] == here
    assert "Waiting for its turn" in staff.get(here).content.decode()
    assert "every 1s" in staff.get(f"{here}progress/").content.decode()

    import_file.call(run.code)

    run.refresh_from_db()
    after = staff.get(here).content.decode()
    assert (run.state, run.created, run.rejected, run.by) == (ImportState.DONE, 1, 1, director)
    assert "This is not a running time" in after
    assert staff.get(f"{here}progress/")["HX-Redirect"] == here
    refused = b"".join(staff.get(f"{here}refused.csv")).decode()
    assert "'=1+1" in refused
    assert Entry.objects.get().film.synopsis == ""


def test_file_of_another_product_keeps_the_page_and_says_what_was_expected(staff: Client, festival: Festival) -> None:
    answer = staff.post(f"{DESK}imports/", {"file": SimpleUploadedFile("orders.csv", b"Order,Amount\n1,2\n")})

    assert answer.status_code == 400
    assert "not FilmFreeway&#x27;s submissions export" in answer.content.decode()


def test_too_big_a_file_is_refused(staff: Client, festival: Festival, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 10  # type: ignore[attr-defined]  # pytest-django's wrapper

    assert staff.post(f"{DESK}imports/", {"file": SimpleUploadedFile("e.csv", an_export([]))}).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_import_is_cancelled_and_runs_again(staff: Client, festival: Festival) -> None:
    run = upload(staff, an_export([a_row()]))
    here = f"{DESK}imports/{run.code}/"
    staff.post(f"{here}start/")

    staff.post(f"{here}cancel/")
    import_file.call(run.code)
    assert Entry.objects.count() == 0
    staff.post(f"{here}start/")
    import_file.call(run.code)

    run.refresh_from_db()
    assert (run.state, Entry.objects.count()) == (ImportState.DONE, 1)


def test_running_import_is_not_started_twice(staff: Client, festival: Festival) -> None:
    run = upload(staff, an_export([a_row()]))
    claim_import(run=run)

    answer = staff.post(f"{DESK}imports/{run.code}/start/")

    run.refresh_from_db()
    assert (answer.status_code, run.state) == (302, ImportState.RUNNING)


def test_consider_again_tells_what_changed(staff: Client, edition: Edition, entry: Entry) -> None:
    entry.considerations.all().delete()

    assert "1 consideration has changed" in staff.post(f"{DESK}consider/", follow=True).content.decode()
    assert "nothing has changed" in staff.post(f"{DESK}consider/", follow=True).content.decode()


def test_role_that_may_only_see_cannot_change(
    member: Callable[[Role], User], signed_in: Callable[[User], Client], entry: Entry
) -> None:
    prints, reviewer = signed_in(member(Role.PRINTS)), signed_in(member(Role.REVIEWER))

    page = prints.get(f"{DESK}{entry.code}/").content.decode()
    assert "Take it out" not in page
    assert [
        prints.post(f"{DESK}{entry.code}/{deed}/").status_code for deed in ("move", "return", "still", "showings")
    ] == [403] * 4
    assert [prints.get(f"{DESK}{place}").status_code for place in ("new/", "imports/", "calls/new/")] == [403] * 3
    assert reviewer.get(DESK).status_code == 403


def test_other_festivals_things_are_not_there(
    staff: Client, other_festival: Festival, festival: Festival, signed_in: Callable[[User], Client]
) -> None:
    theirs = an_entry(other_festival)
    run = start_import(festival=other_festival, call=None, file=an_export([]), by=None)

    for address in (
        f"{theirs.code}/",
        f"{theirs.code}/edit/",
        f"imports/{run.code}/",
        f"imports/{run.code}/refused.csv",
    ):
        assert staff.get(DESK + address).status_code == 404
    for address in (f"{theirs.code}/password/", f"{theirs.code}/move/", f"imports/{run.code}/cancel/"):
        assert staff.post(DESK + address).status_code == 404
    assert titles(staff.get(DESK)) == []
