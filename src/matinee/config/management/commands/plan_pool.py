"""``matinee plan-pool``: ask the engine which film goes to which coming edition, and adopt that if it is wanted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matinee.config.management.commands.propose import EXIT_BAD_INPUT, EXIT_INFEASIBLE, EXIT_NOTHING, Teller
from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.kit.errors import MatineeError
from matinee.programming.actions.planning import adopt_plan, ask_plan, run_plan
from matinee.programming.models import PoolPlan
from matinee.programming.queries.horizon import horizon_of
from matinee.programming.states import ProposalState

ALL = "all"


class Command(BaseCommand):
    """Plan the pool over the coming editions."""

    help = (
        "Ask the engine which film of the pool goes to which coming edition. Ctrl-C ends the search and keeps the best "
        "so far. Exit status: 0 a plan, 2 bad input, 3 not possible, 4 nothing found in the time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the command line."""
        parser.add_argument("--festival", required=True, metavar="S", help="short name of the festival")
        parser.add_argument("--budget", type=int, default=None, metavar="SECONDS", help="how long to search")
        parser.add_argument("--seed", type=int, default=0, help="the same seed, pool and machine find the same")
        parser.add_argument("--adopt", metavar="E", help="adopt it for this edition, or “all” of it")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Ask, show progress, adopt."""
        festival = Festival.objects.select_related("policy").filter(slug=options["festival"]).first()
        if festival is None:
            words = f"There is no festival “{options['festival']}”. “matinee festival list” names them."
            raise CommandError(words, returncode=EXIT_BAD_INPUT)
        try:
            plan = self._ask(festival, options)
            if options["adopt"]:
                wanted = None if options["adopt"] == ALL else [options["adopt"]]
                done = adopt_plan(plan=plan, by=None, editions=wanted)
                self.stdout.write(f"Adopted: {done.entries} entries. Passed over: {len(done.passed_over)}.")
        except MatineeError as error:
            raise CommandError(error.message, returncode=EXIT_BAD_INPUT) from error

    def _ask(self, festival: Festival, options: dict[str, Any]) -> PoolPlan:
        """Return a plan, or leave with the status that says why there is none."""
        asked = ask_plan(festival=festival, by=None, budget_s=options["budget"], seed=options["seed"], is_queued=False)
        with Teller(self) as teller:
            plan = run_plan(plan=asked, listener=teller.heard)
        is_impossible = plan.state == ProposalState.INFEASIBLE
        if is_impossible or not (plan.solution or {}).get("editions") or plan.state == ProposalState.FAILED:
            raise CommandError(plan.message, returncode=EXIT_INFEASIBLE if is_impossible else EXIT_NOTHING)
        self._tell(festival, plan)
        return plan

    def _tell(self, festival: Festival, plan: PoolPlan) -> None:
        """Write the plan, edition by edition."""
        solution = plan.solution or {}
        films = dict(Film.objects.filter(festival=festival).values_list("code", "title"))
        names = {edition.slug: edition.title for edition in horizon_of(festival)}
        for one in solution["editions"]:
            kept = f"{one['kept_minutes']:.0f} min kept for films to come"
            self.stdout.write(f"{names.get(one['id'], one['id'])}: {one['minutes']:.0f} min, {kept}")
            for put in one["films"]:
                self.stdout.write(f"  {films.get(put['film'], put['film'])}: {'; '.join(put['reasons'])}")
        gap = solution.get("gap")
        proven = "" if gap is None else f", at most {100 * gap:.1f} % from the best possible"
        self.stdout.write(f"Score {solution['score']:.2f}{proven}.")
