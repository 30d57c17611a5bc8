"""``matinee propose``: ask the engine for an edition's lineup, and adopt it if that is wanted."""

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from types import FrameType
from typing import Any, Self

from django.core.management.base import BaseCommand, CommandError

from matinee.festival.models import Edition
from matinee.kit.errors import MatineeError
from matinee.programming.actions import ask_engine, run_proposal, start_lineup
from matinee.programming.models import Lineup, Proposal
from matinee.programming.queries import board, draft_of
from matinee.programming.states import ProposalState
from matinee.workflows.adopt_proposal import adopt_proposal

EXIT_BAD_INPUT, EXIT_INFEASIBLE, EXIT_NOTHING = 2, 3, 4
Event = list[float | None]


class Command(BaseCommand):
    """Ask the engine to fill an edition's programs."""

    help = (
        "Ask the engine to fill an edition's programs: the board at work, or a new draft with as many programs as the "
        "edition's minutes hold. Ctrl-C ends the search and keeps the best so far. Exit status: 0 a proposal, 2 bad "
        "input, 3 not possible (the rules that clash are named), 4 nothing found in the time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the command line."""
        parser.add_argument("--festival", required=True, metavar="S", help="short name of the festival")
        parser.add_argument("--edition", required=True, metavar="E", help="short name of the edition")
        parser.add_argument("--budget", type=int, default=None, metavar="SECONDS", help="how long to search")
        parser.add_argument("--seed", type=int, default=0, help="the same seed, board and machine find the same")
        parser.add_argument("--adopt", action="store_true", help="put the films on the board")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Ask, show progress, adopt."""
        edition = Edition.objects.filter(festival__slug=options["festival"], slug=options["edition"]).first()
        if edition is None:
            words = f"There is no edition “{options['edition']}” of a festival “{options['festival']}”."
            raise CommandError(f"{words} Plan it in the office first.", returncode=EXIT_BAD_INPUT)
        try:
            proposal = self._ask(edition, options)
            if options["adopt"]:
                lineup = adopt_proposal(proposal=proposal, by=None).lineup
                self.stdout.write(f"Adopted: {lineup} ({lineup.get_state_display()}).")
        except MatineeError as error:
            raise CommandError(error.message, returncode=EXIT_BAD_INPUT) from error

    def _ask(self, edition: Edition, options: dict[str, Any]) -> Proposal:
        """Return a proposal with an answer, or leave with the status that says why there is none."""
        lineup = draft_of(edition) or start_lineup(edition=edition, by=None)
        if not board(lineup).programs:
            lineup = start_lineup(edition=edition, by=None)
        asked = ask_engine(lineup=lineup, by=None, budget_s=options["budget"], seed=options["seed"], is_queued=False)
        with Teller(self) as teller:
            proposal = run_proposal(proposal=asked, listener=teller.heard)
        is_impossible = proposal.state == ProposalState.INFEASIBLE
        if is_impossible or not (proposal.solution or {}).get("programs"):
            raise CommandError(proposal.message, returncode=EXIT_INFEASIBLE if is_impossible else EXIT_NOTHING)
        self._tell(lineup, proposal)
        return proposal

    def _tell(self, lineup: Lineup, proposal: Proposal) -> None:
        """Write the proposed programs."""
        solution, titles = proposal.solution or {}, {f["id"]: f["title"] for f in proposal.problem["films"]}
        names = {program.code: program.title for program in lineup.programs.all()}
        for program in solution["programs"]:
            self.stdout.write(f"{names[program['id']]}: {program['time_s'] // 60} min")
            for number, film in enumerate(program["films"], 1):
                self.stdout.write(f"  {number}. {titles.get(film, film)}")
        gap = solution.get("gap")
        proven = "" if gap is None else f", at most {100 * gap:.1f} % from the best possible"
        self.stdout.write(f"Score {solution['score']:.2f}{proven}.")


class Teller:
    """Writes how far the engine is, and hears a Ctrl-C as the wish to stop."""

    def __init__(self, command: BaseCommand) -> None:
        self._command = command
        self._told = 0
        self._is_enough = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._remember)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _remember(self, _number: int, _frame: FrameType | None) -> None:
        self._is_enough = True

    def heard(self, trace: Sequence[Event]) -> bool:
        """Write what is new; tell whether it is enough."""
        if len(trace) > self._told:
            self._told = len(trace)
            seconds, score, bound = trace[-1]
            words = f"{seconds:6.1f} s  score {_figure(score)}  bound {_figure(bound)}"
            self._command.stderr.write(words, ending="\r" if sys.stderr.isatty() else "\n")
        return self._is_enough


def _figure(value: float | None) -> str:
    return "  --" if value is None else f"{value:.2f}"
