"""The open address that plans a visitor's festival: no key, no database, not too often."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from matinee.api.resources.itineraries import turns
from matinee.api.turns import Turns, visitor_of

ASKED = {"festival": "lanterns", "edition": "2031-03", "stars": ["p/shorts"]}
ADDRESS = "/api/v1/public/itineraries"


@pytest.fixture(autouse=True)
def published(settings: Settings, tmp_path: Path) -> None:
    settings.RELEASES_ROOT = tmp_path
    turns._taken.clear()
    row = {
        "code": "1", "state": "scheduled", "venue": "a", "room": "One", "doors_at": "2131-03-08T19:40:00+00:00",
        "starts_at": "2131-03-08T20:00:00+00:00", "ends_at": "2131-03-08T21:30:00+00:00",
    }  # fmt: skip
    programs = [{"slug": "shorts", "title": "Shorts", "films": [], "showings": [row]}]
    told = {"venues": {"a": {"latitude": None, "longitude": None}}, "programs": programs}
    folder = tmp_path / "live" / "lanterns" / "2031-03"
    folder.mkdir(parents=True)
    (folder / "showings.json").write_text(json.dumps(told))


def ask(client: Client, asked: object) -> Any:
    return client.post(ADDRESS, asked, content_type="application/json")


def test_anybody_may_plan(client: Client) -> None:
    answer = ask(client, ASKED)

    assert answer.status_code == HTTPStatus.OK
    assert answer.json() == {"is_best": True, "kept": [{"program": "shorts", "showing": "1"}], "left": []}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"edition": "1999"}, HTTPStatus.NOT_FOUND),
        ({"festival": "../etc"}, HTTPStatus.BAD_REQUEST),
        ({"stars": []}, HTTPStatus.BAD_REQUEST),
        ({"stars": ["p/a"] * 81}, HTTPStatus.BAD_REQUEST),
        ({"stars": ["<script>"]}, HTTPStatus.BAD_REQUEST),
        ({"stars": ["p/" + "x" * 300]}, HTTPStatus.BAD_REQUEST),
    ],
)
def test_what_cannot_be_is_refused(client: Client, change: dict[str, Any], status: HTTPStatus) -> None:
    assert ask(client, ASKED | change).status_code == status


def test_whoever_asks_too_often_waits(client: Client) -> None:
    answers = [ask(client, ASKED) for _ in range(21)]

    assert [answer.status_code for answer in answers[-2:]] == [HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS]
    assert answers[-1]["Retry-After"] == "60"
    assert "Wait a minute" in answers[-1].json()["detail"]


def test_turns_are_counted_by_visitor_and_come_back() -> None:
    few = Turns(most=1, seconds=0.0)
    one = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")

    assert few.allow_request(one)
    assert few.allow_request(one)


def test_nobody_may_say_who_they_are_but_our_own_proxy(settings: Settings) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
    )

    settings.IS_BEHIND_PROXY = False
    assert visitor_of(request) == "192.0.2.1"
    settings.IS_BEHIND_PROXY = True
    assert visitor_of(request) == "203.0.113.9"
