"""What the pages of the preselection desk show, put together from queries and rules."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matinee.entries.models import Entry
from matinee.festival.models import Policy
from matinee.preselection.models import Assignment, Curve, Scorecard, Standing
from matinee.preselection.queries.queues import OVERDUE
from matinee.preselection.rules import interval_of, is_disputed, viewings_missing
from matinee.preselection.rules.sheets import criteria_of, weighted

BORDER = 0.12  # a chance of change from which a film counts as standing at the border
MARKS = [str(mark) for mark in range(1, 11)]
NEAR = 0.25  # a bias within this is as the team
AS_WIDE = 0.12  # a stretch within this of 1 likewise


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of the ranking."""

    number: int
    standing: Standing
    low: float
    high: float
    is_disputed: bool
    missing: int
    is_above: bool
    is_first_below: bool
    cut: float
    is_kept_away: bool = False

    @property
    def drawn(self) -> dict[str, str]:
        """Where the interval, the mean and the cut lie on a line of 90 units for the marks from 1 to 10."""
        marks = {"low": self.low, "high": self.high, "mean": float(self.standing.mean), "cut": self.cut}
        return {name: f"{10 * (mark - 1):.1f}" for name, mark in marks.items()}


def ranked(
    standings: Iterable[Standing], policy: Policy, *, first: int, above: bool = True, away: Collection[int] = ()
) -> list[Rank]:
    """Return lines numbered from ``first``; ``above`` tells whether the line before them was above the cut.

    Of the entries in ``away`` the reader sees no marks.
    """
    lines, was_above = [], above
    for number, standing in enumerate(standings, first):
        low, high = interval_of(float(standing.mean), float(standing.sd))
        is_above = standing.mean >= policy.quality_cut
        spread = float(standing.spread)
        lines.append(
            Rank(
                number=number,
                standing=standing,
                low=low,
                high=high,
                is_disputed=is_disputed(spread, policy),
                missing=viewings_missing(standing.viewings, spread, policy),
                is_above=is_above,
                is_first_below=was_above and not is_above,
                cut=float(policy.quality_cut),
                is_kept_away=standing.entry_id in away,
            )
        )
        was_above = is_above
    return lines


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A film in the queue, and why it is its turn."""

    turn: Assignment
    why: str


def turn_lines(turns: Iterable[Assignment], policy: Policy) -> list[TurnLine]:
    """Return the queue with a reason in words for each film, as things stand now."""
    return [TurnLine(turn, _why(turn, policy)) for turn in turns]


def _why(turn: Assignment, policy: Policy) -> str:
    """Return why it is a film's turn."""
    if turn.is_claimed:
        return _("You asked for it.")
    standing: Standing | None = getattr(turn.entry, "standing", None)
    if standing is not None:
        return reason_to_claim(turn.entry, policy) or turn.reason
    waited = timezone.now() - turn.entry.sent_at if turn.entry.sent_at else None
    if waited and waited > OVERDUE:
        return _("It has waited %(days)d days for its first viewing.") % {"days": waited.days}
    return turn.reason or _("Nobody has watched it yet.")


def reason_to_claim(entry: Entry, policy: Policy) -> str:
    """Return what one more viewing of an entry is good for, without telling any mark."""
    standing: Standing | None = getattr(entry, "standing", None)
    if standing is None:
        return _("Nobody has watched it yet.")
    spread = float(standing.spread)
    if is_disputed(spread, policy):
        words = ngettext("%(n)d reviewer", "%(n)d reviewers", standing.viewings) % {"n": standing.viewings}
        return _("%(reviewers)s disagree by %(spread)g.") % {"reviewers": words, "spread": spread}
    missing = viewings_missing(standing.viewings, spread, policy)
    if standing.chance_of_change >= BORDER:
        return _("It stands at the border: one more viewing may change what is chosen.")
    if missing:
        return ngettext("%(n)d viewing is missing.", "%(n)d viewings are missing.", missing) % {"n": missing}
    return ""


@dataclass(frozen=True, slots=True)
class CardLine:
    """Somebody's card, with its criteria in the words of its own sheet."""

    card: Scorecard
    criteria: list[tuple[str, int, int]]
    weighted: float | None


def card_lines(cards: Iterable[Scorecard]) -> list[CardLine]:
    """Return cards with what each sheet asked for."""
    lines = []
    for card in cards:
        asked = criteria_of(card.sheet)
        marked = [(one.name, card.criteria[one.key], one.most) for one in asked if one.key in card.criteria]
        lines.append(CardLine(card, marked, weighted(asked, card.criteria)))
    return lines


@dataclass(frozen=True, slots=True)
class CurveLine:
    """How somebody uses the scale, in words, and their marks before and after."""

    curve: Curve
    level: str
    width: str
    labels: list[str]


def curve_lines(curves: Iterable[Curve]) -> list[CurveLine]:
    """Return curves with kind and exact words."""
    return [CurveLine(curve, _level(curve), _width(curve), MARKS) for curve in curves]


def _level(curve: Curve) -> str:
    """Return how high somebody marks; an interval across nothing says nothing."""
    if curve.bias_low <= 0 <= curve.bias_high or abs(curve.bias) < NEAR:
        return _("Marks as high as the team, as far as %(n)d marks can tell.") % {"n": curve.marks}
    said = {"by": f"{abs(curve.bias):.1f}"}
    if curve.bias > 0:
        return _("Marks about %(by)s higher than the team; that much is taken off.") % said
    return _("Marks about %(by)s lower than the team; that much is added.") % said


def _width(curve: Curve) -> str:
    """Return how wide somebody uses the scale."""
    if curve.stretch_low <= 1 <= curve.stretch_high or abs(curve.stretch - 1) < AS_WIDE:
        return _("Uses the scale as wide as the team.")
    if curve.stretch > 1:
        return _("Uses more of the scale than the team; their steps count for less.")
    return _("Keeps to the middle of the scale; their steps count for more.")
