"""The API as a program uses it: keys, scope, pages, problems, and no secrets."""

import json
from collections.abc import Callable
from datetime import datetime, time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.street import open_house

from matinee.accounts.actions import issue_token, revoke_token
from matinee.accounts.models import ApiToken, User
from matinee.api.site import api
from matinee.entries.actions import open_call, receive_entry
from matinee.entries.models import Entry
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import credit, record_film, set_screener
from matinee.kit.clock import at_local
from matinee.people.actions import person_named
from matinee.schedule.actions import add_event, take_part
from matinee.schedule.models import Auditorium

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
API = "/api/v1/festivals"
Member = Callable[[Role], User]


@pytest.fixture
def key(director: User) -> str:
    return issue_token(user=director, name="Test", by=director)[1]


@pytest.fixture
def enter(festival: Festival, director: User) -> Callable[[str], Entry]:
    def make(title: str) -> Entry:
        call = festival.calls.first() or open_call(festival=festival, slug="rolling", title="Rolling", by=director)
        film = record_film(festival=festival, title=title, by=director, running_time_s=600)
        set_screener(film=film, url="https://example.org/film", password="hush-hush", by=director)
        credit(
            film=film, person=person_named(festival=festival, name=f"Ana {title}", by=None), role="director", by=None
        )
        return receive_entry(
            call=call, film=film, by=director, sender_name="Ana", sender_email="ana@example.org",
            private_details='{"phone": "555-0199"}',
        )  # fmt: skip

    return make


def get(address: str, key: str = "", **query: object) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = Client().get(address, query, headers=headers)
    return answer.status_code, answer.json()


def test_api_is_closed_without_a_key_and_says_how_to_get_one() -> None:
    answer = Client().get(API)
    assert (answer.status_code, answer["Content-Type"], answer["WWW-Authenticate"]) == (
        401, "application/problem+json", "Bearer",
    )  # fmt: skip
    assert "Authorization: Bearer" in answer.json()["detail"]


def test_key_opens_its_persons_festivals_and_no_others(key: str, other_festival: Festival) -> None:
    status, body = get(API, key)
    assert (status, [one["slug"] for one in body["items"]], body["count"]) == (200, ["lanterns"], 1)
    status, body = get(f"{API}/harbour", key)
    assert (status, body["title"], body["detail"]) == (404, "Not Found", "There is no festival “harbour” among yours.")


def test_revoked_key_opens_nothing(key: str, director: User) -> None:
    revoke_token(token=ApiToken.objects.get(user=director), by=director)
    assert get(API, key)[0] == 401


def test_signed_in_browser_reads(director: User, signed_in: Callable[[User], Client]) -> None:
    assert signed_in(director).get(API).json()["count"] == 1


@pytest.mark.parametrize(
    "address", [f"{API}/lanterns/films", f"{API}/lanterns/entries", f"{API}/lanterns/editions/2031-03/considerations"]
)
def test_reviewer_is_refused_what_the_role_does_not_see(member: Member, edition: Edition, address: str) -> None:
    reviewer = member(Role.REVIEWER)
    status, body = get(address, issue_token(user=reviewer, name="R", by=None)[1])
    assert (status, body["status"], "Ask a festival manager" in body["detail"]) == (403, 403, True)


def test_resources_tell_what_the_festival_knows(key: str, edition: Edition, enter: Callable[[str], Entry]) -> None:
    entry = enter("Low Tide")
    [film] = get(f"{API}/lanterns/films", key)[1]["items"]
    assert (film["title"], film["credits"]) == (
        "Low Tide", [{"name": "Ana Low Tide", "role": "director", "detail": ""}],
    )  # fmt: skip
    assert get(f"{API}/lanterns/films/{film['slug']}", key)[1] == film
    [listed] = get(f"{API}/lanterns/entries", key, state="considered")[1]["items"]
    assert (listed["code"], listed["film_title"], listed["call"]) == (entry.code, "Low Tide", "rolling")
    assert get(f"{API}/lanterns/entries/{entry.code}", key)[1] == listed
    [weighed] = get(f"{API}/lanterns/editions/2031-03/considerations", key)[1]["items"]
    assert (weighed["entry"], {reason["code"] for reason in weighed["reasons"]} != set()) == (entry.code, True)
    assert get(f"{API}/lanterns/editions/2031-03", key)[1]["starts_on"] == "2031-03-08"
    assert get(f"{API}/lanterns/editions/2031-03/programs", key)[1] == {"items": [], "count": 0}
    assert get(f"{API}/lanterns/editions/2031-03/screenings", key)[1] == {"items": [], "count": 0}


def test_no_answer_holds_a_secret(key: str, edition: Edition, enter: Callable[[str], Entry]) -> None:
    enter("Low Tide")
    addresses = ["films", "entries", "editions", "editions/2031-03/considerations"]
    told = " ".join(json.dumps(get(f"{API}/lanterns/{address}", key)[1]) for address in addresses)
    secrets = ["hush-hush", "example.org/film", "555-0199", "ana@example.org", "director@example.org"]
    assert [secret for secret in secrets if secret in told] == []


def test_lists_come_in_pages(key: str, enter: Callable[[str], Entry]) -> None:
    for title in "ABC":
        enter(title)
    status, body = get(f"{API}/lanterns/films", key, limit=2, offset=1)
    assert (status, [film["title"] for film in body["items"]], body["count"]) == (200, ["B", "C"], 3)


@pytest.mark.parametrize(
    ("query", "field"), [({"limit": 201}, "limit"), ({"offset": -1}, "offset"), ({"state": "lost"}, "state")]
)
def test_query_that_does_not_fit_is_named(key: str, festival: Festival, query: dict[str, object], field: str) -> None:
    status, body = get(f"{API}/lanterns/entries", key, **query)
    assert (status, [error["field"] for error in body["errors"]]) == (400, [field])


@pytest.mark.parametrize("resource", ["films", "entries", "editions/2031-03/considerations"])
def test_list_asks_as_much_for_8_as_for_1(
    key: str, edition: Edition, enter: Callable[[str], Entry], resource: str
) -> None:
    enter("Film 0")
    get(f"{API}/lanterns/{resource}", key)
    with CaptureQueriesContext(connection) as at_one:
        get(f"{API}/lanterns/{resource}", key)
    for number in range(1, 8):
        enter(f"Film {number}")
    with CaptureQueriesContext(connection) as at_eight:
        get(f"{API}/lanterns/{resource}", key)
    assert len(at_eight) == len(at_one)


def test_description_is_current() -> None:
    out = StringIO()
    call_command("openapi", check=ROOT / "docs/api/openapi.json", stdout=out)
    assert "is current" in out.getvalue()
    with pytest.raises(CommandError, match="matinee openapi --output"):
        call_command("openapi", check=ROOT / "README.md")


def test_every_route_is_told() -> None:
    told = (ROOT / "docs/api/index.md").read_text()
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    routes = [f"`{method.upper()} {path.removeprefix('/api/v1')}`" for path in paths for method in paths[path]]
    assert [route for route in routes if route not in told] == []


def test_page_of_the_api_runs_no_script_but_our_own_files(client: Client) -> None:
    page = client.get("/api/v1/docs")
    assert (page.status_code, "GET /api/v1/festivals/{festival}/films" in page.content.decode()) == (200, True)
    assert [tag for tag in page.content.decode().split("<script")[1:] if 'src="/static/' not in tag.split(">")[0]] == []
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"


def test_grid_is_told_with_its_rooms_hours_events_people_and_findings(edition: Edition, key: str) -> None:
    open_house(edition)
    room = Auditorium.objects.get()
    event = add_event(edition=edition, title="Panel", auditorium=room, starts_at=_at(edition, 18), by=None)
    add_event(edition=edition, title="Talk", auditorium=room, starts_at=_at(edition, 18), by=None, may_clash=True)
    ana = person_named(festival=edition.festival, name="Ana", by=None)
    take_part(edition=edition, person=ana, part="speaker", event=event, by=None)
    here = f"{API}/lanterns/editions/{edition.slug}"

    answers = [get(f"{here}/{name}", key)[1] for name in ("open-hours", "events", "participants", "findings")]
    rooms = get(f"{API}/lanterns/auditoriums", key)[1]["items"]

    assert [one["features"] for one in rooms] == [room.features]
    assert answers[0]["items"][0]["auditorium"] == room.slug
    assert [(one["title"], one["is_parked"]) for one in answers[1]["items"]] == [("Panel", False), ("Talk", True)]
    assert [(one["name"], one["part"], one["event"]) for one in answers[2]["items"]] == [("Ana", "speaker", event.code)]
    assert [(one["level"], one["check"]) for one in answers[3]] == [("forbids", "room_taken")]


def _at(edition: Edition, hour: int) -> datetime:
    return at_local(edition.starts_on, time(hour), edition.festival.time_zone)  # type: ignore[arg-type]  # it has its day
