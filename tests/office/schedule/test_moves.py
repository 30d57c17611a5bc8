"""Moves of the grid's element: they merge, are made once, are undone, and are refused in words."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.street import make_bill

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.festival.states import EditionState, Role
from matinee.kit.errors import MatineeError
from matinee.office.schedule.intents import Move, carry_out
from matinee.schedule.models import Event, GridChange, Screening
from matinee.schedule.queries.changes import grid_version

ROOM = "lantern/large"


class Page:
    """A page with the grid open: knows a version and gives every move a name of its own."""

    def __init__(self, client: Client, edition: Edition) -> None:
        self.client, self.edition, self.turn = client, edition, 0
        self.version = self.state()["version"]

    def address(self, name: str) -> str:
        """Return one of the element's addresses."""
        return reverse(f"office-schedule-{name}", args=[self.edition.festival.slug, self.edition.slug])

    def state(self, since: int | None = None) -> Any:
        """Ask for everything, or for what changed; the status where nothing did."""
        query = "" if since is None else f"?since={since}"
        answer = self.client.get(f"{self.address('state')}{query}")
        return answer.json() if answer.status_code == 200 else answer.status_code

    def do(self, op: str, **fields: Any) -> tuple[int, dict[str, Any]]:
        """Make a move and take the version of the answer."""
        self.turn += 1
        body = {"op": op, "id": f"{id(self)}-{self.turn}", "base": self.version} | fields
        answer = self.client.post(self.address("do"), json.dumps(body), content_type="application/json")
        told = answer.json()
        self.version = told.get("version", self.version)
        return answer.status_code, told


@pytest.fixture
def bill(edition: Edition) -> Edition:
    """Return an edition with three screenings on its grid, one after another."""
    make_bill(edition, titles=["A"], programs=3)
    return edition


@pytest.fixture
def tab(bill: Edition, director: User, signed_in: Callable[[User], Client]) -> Page:
    return Page(signed_in(director), bill)


@pytest.fixture
def other(bill: Edition, member: Callable[[Role], User], signed_in: Callable[[User], Client]) -> Page:
    return Page(signed_in(member(Role.PROGRAMMER)), bill)


def minute(row: Screening) -> int:
    return int(row.starts_at.timestamp()) // 60


def test_move_changes_one_card_and_names_what_clashes(tab: Page, bill: Edition) -> None:
    one, two, _three = Screening.objects.order_by("starts_at")

    status, told = tab.do("move", card=one.code, room=ROOM, at=minute(two))

    assert status == 200
    assert [card["id"] for card in told["cards"]] == [one.code]
    assert told["cards"][0]["at"] == minute(two)
    found = tab.client.get(tab.address("findings")).json()["findings"]
    assert "forbids" in {one_found["level"] for one_found in found if one.code in one_found["cards"]}
    one.refresh_from_db()
    assert one.is_parked


def test_same_move_sent_twice_is_made_once(tab: Page, bill: Edition) -> None:
    one = Screening.objects.order_by("starts_at")[0]
    body = {"op": "move", "id": "again", "base": tab.version, "card": one.code, "room": ROOM, "at": minute(one) + 5}

    answers = [
        tab.client.post(tab.address("do"), json.dumps(body), content_type="application/json") for _turn in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].json()["version"] == answers[0].json()["version"]
    assert GridChange.objects.filter(key="again").count() == 1


def test_moves_of_different_cards_merge_and_are_told_with_who(tab: Page, other: Page, bill: Edition) -> None:
    one, _two, three = Screening.objects.order_by("starts_at")
    seen = tab.version

    other.do("move", card=three.code, room=ROOM, at=minute(three) + 10)
    status, _told = tab.do("move", card=one.code, room=ROOM, at=minute(one) + 5)

    assert status == 200
    assert tab.state(tab.version) == 204
    delta = tab.state(seen)
    assert {card["id"] for card in delta["cards"]} == {one.code, three.code}
    assert delta["by"] == {three.code: "Programmer"}


def test_stale_tab_is_told_who_moved_the_card_and_may_insist(tab: Page, other: Page, bill: Edition) -> None:
    one = Screening.objects.order_by("starts_at")[0]
    other.do("move", card=one.code, room=ROOM, at=minute(one) + 10)

    stale = {"card": one.code, "room": ROOM, "at": minute(one) + 30}
    status, told = tab.do("move", **stale)

    assert (status, told["may_force"]) == (409, True)
    assert told["message"].startswith("Programmer changed this")
    assert next(card["at"] for card in told["cards"] if card["id"] == one.code) == minute(one) + 10
    assert tab.do("move", force=True, **stale)[0] == 200


def test_undo_takes_back_ones_own_move_and_redo_makes_it_again(tab: Page, other: Page, bill: Edition) -> None:
    one, _two, three = Screening.objects.order_by("starts_at")
    tab.do("move", card=one.code, room=ROOM, at=minute(one) + 5)
    other.do("move", card=three.code, room=ROOM, at=minute(three) + 10)

    tab.do("undo")
    moved = Screening.objects.get(pk=three.pk).starts_at
    undone = Screening.objects.get(pk=one.pk).starts_at
    tab.do("redo")

    assert (undone, moved) == (one.starts_at, three.starts_at + timedelta(minutes=10))
    assert Screening.objects.get(pk=one.pk).starts_at == one.starts_at + timedelta(minutes=5)


def test_events_are_added_locked_taken_off_and_brought_back(tab: Page, bill: Edition) -> None:
    at = minute(Screening.objects.latest("starts_at")) + 200
    _status, told = tab.do("event", kind="panel", title="Who pays?", minutes=45, room=ROOM, at=at)
    code = told["made"]

    tab.do("lock", card=code, on=True)
    assert Event.objects.get(code=code).is_locked
    tab.do("remove", card=code)
    assert Event.objects.count() == 0
    tab.do("undo")

    row = Event.objects.get(code=code)
    assert (row.title, row.length_min, row.is_locked) == ("Who pays?", 45, True)


def test_what_the_public_has_seen_is_cancelled_not_gone(tab: Page, bill: Edition) -> None:
    Edition.objects.filter(pk=bill.pk).update(state=EditionState.PUBLISHED)
    one = Screening.objects.order_by("starts_at")[0]

    _status, told = tab.do("remove", card=one.code)

    assert told["gone"] == [one.code]
    assert [card["title"] for card in tab.client.get(tab.address("findings")).json()["tray"]] == ["Shorts 1"]
    assert Screening.objects.get(pk=one.pk).state == "cancelled"


@pytest.mark.parametrize(
    "body",
    [
        "{", "[]", '{"op": "move"}', '{"op": "move", "id": "a", "base": "x"}',
        '{"op": "move", "id": "a", "base": 1, "at": 1e40}', '{"op": "fly", "id": "a", "base": 1}',
        '{"op": "event", "id": "a", "base": 1, "kind": "panel", "minutes": -5, "room": "lantern/large", "at": 5}',
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_words(tab: Page, bill: Edition, body: str) -> None:
    answer = tab.client.post(tab.address("do"), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["message"]
    assert grid_version(bill) == tab.version


def test_move_and_poll_ask_the_same_at_any_size(tab: Page, bill: Edition) -> None:
    one = Screening.objects.order_by("starts_at")[0]
    tab.do("move", card=one.code, room=ROOM, at=minute(one) + 5)

    with CaptureQueriesContext(connection) as moved:
        tab.do("move", card=one.code, room=ROOM, at=minute(one) + 10)
    with CaptureQueriesContext(connection) as polled:
        tab.state(tab.version)

    assert len(moved) <= 27
    assert len(polled) <= 6


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time there, by design")
@pytest.mark.django_db(transaction=True)
def test_five_people_at_once_lose_and_double_nothing(bill: Edition, director: User) -> None:
    rows, start, seen = list(Screening.objects.order_by("starts_at")), Barrier(5), grid_version(bill)

    def work(n: int) -> None:
        start.wait()
        here = Edition.objects.get(pk=bill.pk)
        for turn in range(6):
            row = rows[(n + turn) % 3]
            body = {"op": "move", "id": f"tab{n}:{turn}", "base": seen, "card": row.code, "room": ROOM, "force": True}
            for _sent in range(2):
                _try(here, body | {"at": minute(row) + 5 * (n + 5 * turn + 1)}, director)
        connections.close_all()

    threads = [Thread(target=work, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    keys = list(GridChange.objects.filter(key__startswith="tab").values_list("key", flat=True))
    assert sorted(keys) == sorted({f"tab{n}:{turn}" for n in range(5) for turn in range(6)})
    assert GridChange.objects.count() == grid_version(bill) - 1


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["move", "lock", "remove", "undo", "redo"]), st.integers(0, 2),
              st.integers(-40, 40)),
    max_size=10,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_two_people_do_every_undo_leads_back(
    bill: Edition, director: User, make_user: Callable[..., User], steps: list[tuple[int, str, int, int]]
) -> None:
    people = [director, User.objects.filter(email="two@example.org").first() or make_user("two@example.org")]
    start = _picture(bill)
    codes = sorted(Screening.objects.filter(edition=bill).values_list("code", flat=True))

    for n, (who, op, which, by) in enumerate(steps):
        row = Screening.objects.filter(code=codes[which]).first()
        at = (row.starts_at if row else bill.created_at.replace(minute=0, second=0, microsecond=0)).timestamp() / 60
        body = {"op": op, "id": f"{GridChange.objects.count()}-{n}", "base": grid_version(bill), "card": codes[which]}
        _try(bill, body | {"room": ROOM, "at": at + 5 * by, "on": by > 0}, people[who])
    for n in range(4 * len(steps)):
        for person in people:
            _try(bill, {"op": "undo", "id": f"back-{GridChange.objects.count()}-{n}", "base": 1}, person)

    assert _picture(bill) == start


def _try(edition: Edition, body: dict[str, Any], by: User) -> None:
    """Make a move as a person would; a refusal in words is an answer too."""
    with suppress(MatineeError):
        carry_out(edition, Move.read(body), by)


def _picture(edition: Edition) -> list[tuple[Any, ...]]:
    columns = ("code", "starts_at", "auditorium_id", "is_locked", "is_parked", "state", "occupied_until")
    return list(Screening.objects.filter(edition=edition).order_by("code").values_list(*columns))
