"""Several people at one board: moves merge, are made once, and everybody can take back their own."""

import random
import time
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connections
from tests.pools import a_pool, make_eligible, reviewers

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.entries.models import Entry
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import Conflict, MatineeError, NotFound
from matinee.programming.actions import (
    add_program,
    adopt_lineup,
    bench_film,
    change_program,
    copy_lineup,
    go_back,
    lock_film,
    make_lineup,
    make_move,
    place_film,
    redo_change,
    remove_program,
    undo_change,
    write_note,
)
from matinee.programming.errors import Collision
from matinee.programming.models import Benched, BoardChange, BoardNote, Lineup, Placement, Program
from matinee.programming.queries import board, lineup_of, pool
from matinee.programming.queries.history import undo_next
from matinee.programming.queries.state import load
from matinee.programming.rules.operations import Move
from matinee.programming.rules.saying import words_of


@pytest.fixture
def entries(festival: Festival, edition: Edition) -> list[Entry]:
    """Return eight scored entries, open for the edition."""
    found = a_pool(festival, 8)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    return found


@pytest.fixture
def people(festival: Festival) -> tuple[User, User]:
    """Return two people."""
    first, second = reviewers(festival, 2)
    return first, second


@pytest.fixture
def lineup(edition: Edition, entries: list[Entry]) -> Lineup:
    """Return a draft with two programs, three films in the first."""
    draft = make_lineup(edition=edition, title="Draft", by=None)
    first = add_program(lineup=draft, title="Shorts I", by=None)
    add_program(lineup=draft, title="Shorts II", by=None)
    for entry in entries[:3]:
        place_film(program=first, film=entry.film, by=None)
    return Lineup.objects.get(pk=draft.pk)


def titles(lineup: Lineup) -> list[str]:
    """Return the last letters of the films of each program in order."""
    return ["".join(film.title[-1] for film in program.films) for program in board(lineup).programs]


def move(lineup: Lineup, entry: Entry, title: str, **where: str) -> Move:
    """Return a move of an entry's film into the program of this title."""
    program = Program.objects.get(lineup=lineup, title=title)
    return Move("place", (entry.film.code,), program.code, **where)


def test_moves_of_two_people_on_the_same_version_both_hold(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    seen = lineup.version
    one, two = people

    make_move(lineup=lineup, move=move(lineup, entries[0], "Shorts II"), by=one, base=seen, client_id="a:1")
    here = move(lineup, entries[3], "Shorts I", before=entries[2].film.code)
    make_move(lineup=lineup, move=here, by=two, base=seen, client_id="b:1")

    assert titles(lineup) == ["132", "0"]


def test_second_move_of_the_same_film_is_told_who_was_faster_and_goes_through_when_repeated(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    seen = lineup.version
    make_move(lineup=lineup, move=move(lineup, entries[0], "Shorts II"), by=people[0], base=seen, client_id="a:1")
    again = Move("bench", (entries[0].film.code,))

    with pytest.raises(Collision) as refused:
        make_move(lineup=lineup, move=again, by=people[1], base=seen, client_id="b:1")
    make_move(lineup=lineup, move=again, by=people[1], base=Lineup.objects.get().version, client_id="b:2")

    assert (refused.value.who, refused.value.what) == (str(people[0]), "“Film 000” moved to Shorts II")
    assert titles(lineup) == ["12", ""]
    assert Benched.objects.get().film == entries[0].film


def test_page_builds_upon_its_own_moves_before_their_answers_are_back(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    seen, film = lineup.version, entries[0].film

    make_move(lineup=lineup, move=move(lineup, entries[0], "Shorts II"), by=people[0], base=seen, client_id="a:1")
    make_move(lineup=lineup, move=Move("lock", (film.code,)), by=people[0], base=seen, client_id="a:2")

    assert Placement.objects.get(film=film).is_locked


def test_move_that_is_sent_twice_is_made_once(lineup: Lineup, entries: list[Entry], people: tuple[User, User]) -> None:
    here = move(lineup, entries[4], "Shorts II")

    first = make_move(lineup=lineup, move=here, by=people[0], base=lineup.version, client_id="a:1")
    make_move(lineup=lineup, move=Move("pool", (entries[4].film.code,)), by=people[0], client_id="a:2")
    again = make_move(lineup=lineup, move=here, by=people[0], base=1, client_id="a:1")

    assert (first.is_again, again.is_again, again.change) == (False, True, first.change)
    assert titles(lineup) == ["012", ""]


def test_program_with_somebody_elses_new_film_is_not_taken_off_unseen(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    seen, second = lineup.version, Program.objects.get(title="Shorts II")
    make_move(lineup=lineup, move=move(lineup, entries[5], "Shorts II"), by=people[0], base=seen, client_id="a:1")

    with pytest.raises(Collision, match="placed in Shorts II"):
        remove_program(program=second, by=people[1], version=seen)

    make_move(lineup=lineup, move=Move("lock_program", program=second.code), by=people[0])
    with pytest.raises(Conflict, match="is locked"):
        make_move(lineup=lineup, move=move(lineup, entries[6], "Shorts II"), by=people[1])


def test_film_of_no_program_and_program_of_no_board_are_not_found(lineup: Lineup, entries: list[Entry]) -> None:
    for odd in (Move("pool", (entries[7].film.code,)), Move("place", (entries[7].film.code,), "nowhere")):
        with pytest.raises(NotFound):
            make_move(lineup=lineup, move=odd, by=None)


def test_everybody_takes_back_their_own_changes_without_limit(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    one, two = people
    start = titles(lineup)
    for n in range(60):
        make_move(lineup=lineup, move=move(lineup, entries[3 + n % 2], ("Shorts I", "Shorts II")[n // 2 % 2]), by=one)
    make_move(lineup=lineup, move=move(lineup, entries[5], "Shorts II"), by=two)

    while undo_next(lineup, one):
        undo_change(lineup=lineup, by=one)
    undone = titles(lineup)
    for _ in range(60):
        redo_change(lineup=lineup, by=one)

    assert (start, undone) == (["012", ""], ["012", "5"])
    assert sorted("".join(titles(lineup))) == ["0", "1", "2", "3", "4", "5"]
    with pytest.raises(Conflict, match="nothing to do again"):
        redo_change(lineup=lineup, by=one)


def test_redo_ends_when_something_new_is_done(lineup: Lineup, entries: list[Entry], people: tuple[User, User]) -> None:
    make_move(lineup=lineup, move=move(lineup, entries[3], "Shorts II"), by=people[0])
    undo_change(lineup=lineup, by=people[0])
    make_move(lineup=lineup, move=move(lineup, entries[4], "Shorts II"), by=people[0])

    with pytest.raises(Conflict, match="nothing to do again"):
        redo_change(lineup=lineup, by=people[0])


def test_undo_that_collides_says_with_what(lineup: Lineup, entries: list[Entry], people: tuple[User, User]) -> None:
    make_move(lineup=lineup, move=move(lineup, entries[3], "Shorts II"), by=people[0])
    lock_film(lineup=lineup, film=entries[3].film, by=people[1])

    with pytest.raises(Collision, match="Film 003” locked in Shorts II"):
        undo_change(lineup=lineup, by=people[0])

    assert titles(lineup) == ["012", "3"]


def test_program_comes_back_with_its_films_its_note_and_its_code(lineup: Lineup, entries: list[Entry]) -> None:
    first = Program.objects.get(title="Shorts I")
    write_note(lineup=lineup, program=first, text="Opens the day", by=None)
    lock_film(lineup=lineup, film=entries[1].film, by=None)
    remove_program(program=Program.objects.get(pk=first.pk), by=None)

    undo_change(lineup=lineup, by=None)

    again = Program.objects.get(title="Shorts I")
    assert (titles(lineup), again.code, BoardNote.objects.get().text) == (["012", ""], first.code, "Opens the day")
    assert Placement.objects.get(film=entries[1].film).is_locked


def test_board_goes_back_to_a_version_and_forth_again(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    seen = lineup.version
    before = load(lineup).state
    make_move(lineup=lineup, move=move(lineup, entries[3], "Shorts II"), by=people[0])
    change_program(program=Program.objects.get(title="Shorts II"), title="Late", by=people[1])
    bench_film(lineup=lineup, film=entries[0].film, by=people[1])
    undo_change(lineup=lineup, by=people[1])
    after = titles(lineup)

    go_back(lineup=lineup, to=seen, by=people[0])
    back = load(lineup).state
    undo_change(lineup=lineup, by=people[0])

    assert (back.programs, back.films, back.marks) == (before.programs, before.films, before.marks)
    assert titles(lineup) == after
    assert words_of(BoardChange.objects.order_by("-version")[0]).startswith("undone: the board taken back")
    with pytest.raises(NotFound):
        go_back(lineup=lineup, to=0, by=None)


def test_benched_film_is_not_in_the_pool_and_follows_a_copy(lineup: Lineup, entries: list[Entry]) -> None:
    bench_film(lineup=lineup, film=entries[6].film, by=None)

    twin = copy_lineup(lineup=lineup, by=None)

    assert entries[6].film.code not in {film.code for film in pool(lineup)}
    assert Benched.objects.get(lineup=twin).film == entries[6].film


def test_of_two_who_adopt_two_drafts_at_once_the_second_is_told(lineup: Lineup, edition: Edition) -> None:
    twin = copy_lineup(lineup=lineup, by=None, title="Other")

    adopt_lineup(lineup=lineup, by=None, instead_of="")
    with pytest.raises(Conflict, match="made the lineup meanwhile"):
        adopt_lineup(lineup=twin, by=None, instead_of="")
    adopted = lineup_of(edition)
    adopt_lineup(lineup=twin, by=None, instead_of=lineup.code)

    assert (adopted, lineup_of(edition)) == (lineup, twin)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_two_people_do_and_undo_the_rows_stay_in_order(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User], seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311  a test
    codes = [entry.film.code for entry in entries]
    programs = list(Program.objects.values_list("code", flat=True))
    for _turn in range(40):
        who, film, program = rng.choice(people), rng.choice(codes), rng.choice(programs)
        todo = rng.choice(
            [
                lambda w=who, f=film, p=program: make_move(
                    lineup=lineup, move=Move("place", (f,), p, before=rng.choice(codes)), by=w
                ),
                lambda w=who, f=film: make_move(lineup=lineup, move=Move("bench", (f,)), by=w),
                lambda w=who, f=film: make_move(
                    lineup=lineup, move=Move("lock_place", (f,), on=rng.random() < 0.4), by=w
                ),
                lambda w=who: undo_change(lineup=lineup, by=w),
                lambda w=who: redo_change(lineup=lineup, by=w),
            ]
        )
        try:
            todo()
        except MatineeError:
            continue

    version = Lineup.objects.get().version
    placed = list(Placement.objects.values_list("film", flat=True)) + list(
        Benched.objects.values_list("film", flat=True)
    )
    assert len(placed) == len(set(placed))
    for program in Program.objects.all():
        positions = list(Placement.objects.filter(program=program).values_list("position", flat=True))
        assert positions == list(range(1, len(positions) + 1))
    assert BoardChange.objects.count() == version - 1


def sent(lineup: Lineup, todo: Move, by: User, base: int, client_id: str) -> None:
    """Send a move as a page does: under the same name again while the database is busy with somebody else's."""
    for _ in range(200):
        try:
            make_move(lineup=lineup, move=todo, by=by, base=base, client_id=client_id)
        except OperationalError:
            time.sleep(0.02)
        else:
            return


@pytest.mark.django_db(transaction=True)
def test_five_people_at_once_lose_and_double_nothing(
    lineup: Lineup, entries: list[Entry], people: tuple[User, User]
) -> None:
    start, seen = Barrier(5), lineup.version
    programs = list(Program.objects.order_by("position").values_list("code", flat=True))

    def work(n: int) -> None:
        start.wait()
        here = Lineup.objects.get(pk=lineup.pk)
        for turn in range(6):
            todo = Move("place", (entries[n].film.code,), programs[(n + turn) % 2])
            for _ in range(2):  # every move is sent twice
                sent(here, todo, people[0], seen, f"tab{n}:{turn}")
        connections.close_all()

    threads = [Thread(target=work, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    wanted = [sorted(str(n) for n in range(5) if (n + 5) % 2 == side) for side in (0, 1)]
    assert [sorted(films) for films in titles(lineup)] == wanted
    assert BoardChange.objects.exclude(client_id="").count() == Lineup.objects.get().version - seen
