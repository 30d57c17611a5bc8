"""The board as its element speaks with it: JSON in, JSON out, nothing lost and nothing twice."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pools import a_pool, make_eligible

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.models import Film
from matinee.programming.actions import add_program, lock_film, make_lineup, make_move, place_film
from matinee.programming.models import BoardChange, BoardNote, Lineup, Placement, Program
from matinee.programming.rules.operations import Move

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
MOST_QUERIES = 20


@pytest.fixture
def tab(festival: Festival, member: Members, signed_in: SignedIn) -> Client:
    """Return the browser of a programmer."""
    return signed_in(member(Role.PROGRAMMER))


@pytest.fixture
def lineup(edition: Edition) -> Lineup:
    """Return a draft with two programs, a film in the first, beside a pool."""
    a_pool(edition.festival, 8)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=draft, title=title, by=None)
    place_film(program=Program.objects.get(title="Shorts I"), film=film(0), by=None)
    return Lineup.objects.get(pk=draft.pk)


def film(number: int) -> Film:
    """Return a film of the pool."""
    return Film.objects.get(title=f"Film {number:03d}")


def at(lineup: Lineup, page: str) -> str:
    """Return an address of the board."""
    return f"/office/lanterns/programming/boards/{lineup.code}/{page}"


def do(tab: Client, lineup: Lineup, **asked: Any) -> tuple[int, dict[str, Any]]:
    """Ask for something and return the status and what is said."""
    known = {"base": Lineup.objects.get(pk=lineup.pk).version, "id": ""} | asked
    answer = tab.post(at(lineup, "do/"), json.dumps(known), content_type="application/json")
    return answer.status_code, answer.json()


def test_every_operation_answers_with_the_board_as_it_is_then(tab: Client, lineup: Lineup) -> None:
    first, second = (program.code for program in Program.objects.order_by("position"))
    codes = [film(n).code for n in range(3)]

    do(tab, lineup, op="place", films=codes[1:], program=first, before=codes[0], id="t:1")
    do(tab, lineup, op="bench", films=[codes[2]], id="t:2")
    do(tab, lineup, op="lock", films=[codes[0]], id="t:3")
    do(tab, lineup, op="note", program=second, text="Late and light", id="t:4")
    do(tab, lineup, op="rename_program", program=second, title="Late", id="t:5")
    do(tab, lineup, op="add_program", title="Extra", id="t:6")
    status, news = do(tab, lineup, op="move_program", program=second, to=1, id="t:7")

    assert status == 200
    assert [(one["title"], one["films"]) for one in news["programs"]] == [
        ("Late", []),
        ("Shorts I", [codes[1], codes[0]]),
        ("Extra", []),
    ]
    assert (news["bench"], news["marks"][codes[0]]["is_locked"]) == ([codes[2]], True)
    assert news["notes"] == {f"program:{second}": "Late and light"}
    assert (news["undo"], news["log"][0]["is_mine"], news["log"][0]["tab"]) == ("Late moved in the day", True, "t")
    _, undone = do(tab, lineup, op="undo", id="t:8")
    _, again = do(tab, lineup, op="undo", id="t:8")
    assert undone["redo"] == "Late moved in the day"
    assert again["version"] == undone["version"]
    _, back = do(tab, lineup, op="go_back", version=lineup.version, id="t:9")
    assert [one["films"] for one in back["programs"]] == [[codes[0]], []]


def test_slower_move_is_told_who_was_faster(tab: Client, lineup: Lineup, director: User) -> None:
    second, code = Program.objects.get(title="Shorts II").code, film(0).code
    make_move(lineup=lineup, move=Move("place", (code,), second), by=director, base=lineup.version, client_id="x:1")

    status, news = do(tab, lineup, op="pool", films=[code], base=lineup.version - 1, id="t:1")
    repeated, _ = do(tab, lineup, op="pool", films=[code], base=news["version"], id="t:2")

    assert (status, news["may_force"], news["who"]) == (409, True, str(director))
    assert "moved to Shorts II" in news["error"]
    assert (repeated, Placement.objects.count()) == (200, 0)


def test_locked_film_and_unknown_things_are_refused_in_words(tab: Client, lineup: Lineup) -> None:
    code = film(0).code
    lock_film(lineup=lineup, film=film(0), by=None)

    locked = do(tab, lineup, op="pool", films=[code])
    odd = [
        do(tab, lineup, **asked)[0]
        for asked in (
            {"op": "fly"},
            {"op": "place", "films": [code]},
            {"op": "place", "films": "all", "program": "x"},
            {"op": "pool", "films": []},
            {"op": "note", "films": [code], "text": "x" * 401},
            {"op": "pool", "films": [code], "base": "new"},
        )
    ]
    gone = do(tab, lineup, op="place", films=[code], program="nowhere")[0]
    stranger = do(tab, lineup, op="place", films=["nobody"], program=Program.objects.order_by("position")[0].code)[0]
    broken = tab.post(at(lineup, "do/"), "{", content_type="application/json").status_code

    assert (locked[0], locked[1]["may_force"]) == (409, False)
    assert "Unlock it first" in locked[1]["error"]
    assert (odd, gone, stranger, broken) == ([400] * 6, 404, 404, 400)


def test_others_are_heard_and_nothing_else(tab: Client, lineup: Lineup, signed_in: SignedIn, director: User) -> None:
    other = signed_in(director)
    other.get(at(lineup, "state/"))
    tab.get(at(lineup, "state/"))
    place_film(program=Program.objects.get(title="Shorts II"), film=film(1), by=director)

    news = tab.get(at(lineup, f"state/?since={lineup.version}")).json()
    quiet = tab.get(at(lineup, f"state/?since={news['version']}&people={','.join(news['people'])}"))

    assert (news["people"], news["log"][0]["who"]) == ([str(director)], str(director))
    assert news["log"][0]["films"] == [film(1).code]
    assert (quiet.status_code, quiet.content) == (204, b"")
    assert tab.get(at(lineup, "state/?since=nonsense")).status_code == 200


def test_columns_are_drawn_again_with_their_checks_and_the_bench(tab: Client, lineup: Lineup) -> None:
    first, second = (program.code for program in Program.objects.order_by("position"))
    do(tab, lineup, op="bench", films=[film(2).code])
    do(tab, lineup, op="note", films=[film(0).code], text="Opens well")

    page = tab.get(at(lineup, f"columns/?program={first}&program=bench")).content.decode()

    assert (f'data-program="{first}"' in page, f'data-program="{second}"' in page) == (True, False)
    assert f'data-card="{film(2).code}"' in page
    assert "Opens well" in page


def test_a_move_takes_as_many_queries_on_a_full_board_as_on_an_empty_one(tab: Client, lineup: Lineup) -> None:
    second = Program.objects.get(title="Shorts II").code
    counts = []
    for n in (1, 2, 6):
        do(tab, lineup, op="note", films=[film(n - 1).code], text="Look again")
        do(tab, lineup, op="bench", films=[film(n - 1).code])
        with CaptureQueriesContext(connection) as captured:
            do(tab, lineup, op="place", films=[film(n).code], program=second, id=f"t:{n}")
        counts.append(len(captured))
        for more in range(3, 6):
            do(tab, lineup, op="place", films=[film(more).code], program=second)

    assert counts[0] == counts[2] <= MOST_QUERIES


def test_undo_and_redo_ask_little_and_answer_with_the_board_as_it_is(tab: Client, lineup: Lineup) -> None:
    second = Program.objects.get(title="Shorts II").code
    for n in range(1, 4):
        do(tab, lineup, op="place", films=[film(n).code], program=second, id=f"t:{n}")

    for n, op in enumerate(("undo", "undo", "redo", "redo", "undo"), 4):
        with CaptureQueriesContext(connection) as captured:
            _status, said = do(tab, lineup, op=op, id=f"t:{n}")
        whole = tab.get(at(lineup, "state/")).json()
        told = {name: whole[name] for name in said if name != "log"}
        assert (len(captured) <= MOST_QUERIES + 1, {name: said[name] for name in told}) == (True, told)
        again = do(tab, lineup, op=op, id=f"t:{n}", base=said["version"] - 1)[1]
        assert (again["version"], again["undo"], again["redo"]) == (said["version"], said["undo"], said["redo"])
        assert [one["version"] for one in again["log"]] == [one["version"] for one in said["log"]]


def test_page_without_scripts_does_everything_with_one_film(tab: Client, lineup: Lineup) -> None:
    code, version = film(3).code, lineup.version
    second = Program.objects.get(title="Shorts II")

    def post(**fields: object) -> str:
        given = {"film": code, "version": Lineup.objects.get(pk=lineup.pk).version, **fields}
        return tab.post(at(lineup, "film/"), given, follow=True).content.decode()

    page = tab.get(at(lineup, f"films/{code}/")).content.decode()
    post(do="bench")
    post(do="place", to=second.code)
    post(do="lock_place")
    post(do="note", text="Closer")
    placed = tab.get(at(lineup, f"films/{code}/")).content.decode()
    tab.post(at(lineup, f"programs/{second.code}/do/"), {"do": "note", "text": "For the night"})
    history = tab.get(at(lineup, "history/")).content.decode()
    tab.post(at(lineup, "history/"), {"to": version})

    assert "In the pool." in page
    assert ("In Shorts II." in placed, "Closer" in placed) == (True, True)
    assert "place of “Film 003” locked" in history
    assert (BoardNote.objects.count(), Placement.objects.count()) == (0, 1)
    tab.post(at(lineup, "undo/"))
    assert BoardNote.objects.count() == 2
    tab.post(at(lineup, "redo/"))
    assert BoardNote.objects.count() == 0
    assert BoardChange.objects.order_by("-version")[0].verb == "redo_change"
