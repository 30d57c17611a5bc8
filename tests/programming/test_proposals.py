"""Asking the engine: its answer, its end by every road, its checker, and what becomes of the answer."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.pools import a_film, an_entry

from matinee.festival.models import Edition, Festival
from matinee.kit.errors import Conflict, InvalidInput
from matinee.programming import bridge
from matinee.programming.actions import (
    ask_engine,
    change_program,
    lock_film,
    make_lineup,
    place_film,
    run_proposal,
    stop_proposal,
)
from matinee.programming.models import Lineup, Program, Proposal
from matinee.programming.queries import board, lineup_of, pool
from matinee.programming.states import ProposalState
from matinee.programming.tasks import propose

Scripted = Callable[..., None]


def ask(lineup: Lineup, **options: Any) -> Proposal:
    """Ask the engine about a board and run it here."""
    return run_proposal(proposal=ask_engine(lineup=lineup, by=None, is_queued=False, budget_s=2, **options))


def test_problem_holds_the_board_and_its_pool(draft: Lineup, festival: Festival) -> None:
    first = Program.objects.filter(lineup=draft).first()
    film = pool(draft)[0].film
    assert first is not None
    place_film(program=first, film=film, by=None)
    lock_film(lineup=draft, film=film, by=None)
    an_entry(festival, a_film(festival, "Unmarked"))

    problem = ask_engine(lineup=draft, by=None, is_queued=False).problem

    assert problem["format"] == "matinee-blocks/1"
    assert len(problem["films"]) == 12
    assert problem["locks"] == [{"film": film.code, "program": first.code}]
    assert {one["min_s"] for one in problem["programs"]} == {3000}
    assert "Unmarked" not in {one["title"] for one in problem["films"]}


def test_locked_program_and_its_films_stay_out_of_the_question(draft: Lineup) -> None:
    first = Program.objects.filter(lineup=draft).first()
    assert first is not None
    film = pool(draft)[0].film
    place_film(program=first, film=film, by=None)
    change_program(program=first, is_locked=True, by=None)

    problem = ask_engine(lineup=draft, by=None, is_queued=False).problem

    assert [one["title"] for one in problem["programs"]] == ["Shorts II"]
    assert film.code not in {one["id"] for one in problem["films"]}


def test_answer_is_kept_for_replay(draft: Lineup, scripted: Scripted) -> None:
    scripted()

    proposal = Proposal.objects.get(pk=ask(draft, seed=7).pk)

    assert (proposal.state, proposal.score, proposal.bound, proposal.seed) == (ProposalState.READY, 41.5, 45.0, 7)
    assert proposal.solution is not None
    assert proposal.trace == [[0.1, 40.0, 50.0]]
    assert proposal.ended_at is not None


def test_answer_that_the_checker_refuses_is_not_ready(draft: Lineup, scripted: Scripted) -> None:
    scripted(is_feasible=False)

    proposal = ask(draft)

    assert proposal.state == ProposalState.FAILED
    assert "Shorts I is too long." in proposal.message


def test_impossible_board_is_told_in_words(draft: Lineup, scripted: Scripted) -> None:
    scripted("keep(); sys.exit(3)", conflict=["Shorts I needs 3 films.", "Only 2 fit."])

    proposal = ask(draft)

    assert proposal.state == ProposalState.INFEASIBLE
    assert proposal.message == "Shorts I needs 3 films. Only 2 fit."


def test_killed_engine_leaves_its_best_so_far(draft: Lineup, scripted: Scripted) -> None:
    scripted("keep(); os.kill(os.getpid(), signal.SIGKILL)")

    proposal = ask(draft)

    assert proposal.state == ProposalState.READY
    assert "killed" in proposal.message


@pytest.mark.parametrize(
    "then", ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(4)", "sys.exit('boom')", "open(out, 'w').write('{')"]
)
def test_engine_without_an_answer_fails_in_words(draft: Lineup, scripted: Scripted, then: str) -> None:
    scripted(then)

    proposal = ask(draft)

    assert proposal.state == ProposalState.FAILED
    assert proposal.message


def test_stop_keeps_the_best_so_far(draft: Lineup, scripted: Scripted) -> None:
    scripted("signal.signal(signal.SIGINT, lambda *_: (keep(), sys.exit(0))); say(0.2, 41.0, 50.0); time.sleep(60)")
    proposal = ask_engine(lineup=draft, by=None, is_queued=False, budget_s=60)

    def stop_soon(trace: Sequence[bridge.Event]) -> bool:
        if len(trace) == 2:
            stop_proposal(proposal=proposal, by=None)
        return False

    run_proposal(proposal=proposal, listener=stop_soon)

    assert (proposal.state, proposal.score) == (ProposalState.CANCELLED, 41.5)


def test_deaf_engine_is_killed(draft: Lineup, scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "GRACE_S", 0.2)
    scripted("signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(60)")

    proposal = run_proposal(proposal=ask_engine(lineup=draft, by=None, is_queued=False), listener=lambda _: True)

    assert (proposal.state, proposal.solution) == (ProposalState.CANCELLED, None)


def test_question_that_was_stopped_in_time_is_never_run(draft: Lineup, scripted: Scripted) -> None:
    scripted()
    proposal = ask_engine(lineup=draft, by=None, is_queued=False)
    stop_proposal(proposal=proposal, by=None)

    assert run_proposal(proposal=proposal).state == ProposalState.CANCELLED
    assert Proposal.objects.get().solution is None


def test_question_runs_once(draft: Lineup, scripted: Scripted) -> None:
    scripted()
    proposal = ask(draft)
    ended_at = proposal.ended_at

    again = run_proposal(proposal=Proposal.objects.get(pk=proposal.pk))

    assert again.ended_at == ended_at


def test_board_has_one_question_at_a_time_unless_its_worker_died(draft: Lineup) -> None:
    first = ask_engine(lineup=draft, by=None, is_queued=False)
    with pytest.raises(Conflict, match="working on this board"):
        ask_engine(lineup=draft, by=None, is_queued=False)
    long_ago = timezone.now() - timedelta(minutes=5)
    Proposal.objects.filter(pk=first.pk).update(state=ProposalState.RUNNING, heartbeat_at=long_ago)

    assert ask_engine(lineup=draft, by=None, is_queued=False).state == ProposalState.QUEUED


@pytest.mark.parametrize("seconds", [0, -1, 100_000])
def test_budget_out_of_reason_is_refused(draft: Lineup, seconds: int) -> None:
    with pytest.raises(InvalidInput):
        ask_engine(lineup=draft, by=None, budget_s=seconds)


def test_nothing_to_fill_or_to_fill_it_with_is_said(edition: Edition, draft: Lineup) -> None:
    with pytest.raises(Conflict, match="no program"):
        ask_engine(lineup=make_lineup(edition=edition, title="Empty", by=None), by=None)
    edition.festival.policy.quality_cut = 10
    edition.festival.policy.save()
    with pytest.raises(Conflict, match="above the cut"):
        ask_engine(lineup=Lineup.objects.get(pk=draft.pk), by=None)


def test_command_proposes_and_adopts(
    draft: Lineup, edition: Edition, scripted: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted()

    call_command("propose", "--festival", "lanterns", "--edition", edition.slug, "--budget", "2", "--adopt")

    assert lineup_of(edition) == draft
    assert "Shorts I: 90 min" in capsys.readouterr().out


def test_command_starts_a_lineup_where_there_is_none(draft: Lineup, edition: Edition, scripted: Scripted) -> None:
    draft.delete()
    scripted()

    call_command("propose", "--festival", "lanterns", "--edition", edition.slug)

    assert [len(program.films) for program in board(Lineup.objects.get()).programs] == [0, 0, 0]


def test_command_leaves_with_an_honest_status(draft: Lineup, edition: Edition, scripted: Scripted) -> None:
    scripted("keep(); sys.exit(3)", conflict=["No."])

    with pytest.raises(CommandError) as unknown:
        call_command("propose", "--festival", "lanterns", "--edition", "1999-01")
    with pytest.raises(CommandError) as impossible:
        call_command("propose", "--festival", "lanterns", "--edition", edition.slug)

    assert (unknown.value.returncode, impossible.value.returncode) == (2, 3)


def test_question_waits_for_the_worker_once_it_is_kept(
    draft: Lineup,
    scripted: Scripted,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    scripted()
    with django_capture_on_commit_callbacks(execute=True):
        proposal = ask_engine(lineup=draft, by=None)
    (task,) = DBTaskResult.objects.filter(task_path__endswith="propose")

    ended = propose.call(*task.args_kwargs["args"])

    assert (task.queue_name, ended, propose.call("gone")) == ("engine", "ready", "gone")
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.READY
