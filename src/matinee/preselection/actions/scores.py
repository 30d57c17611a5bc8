"""Recording what was watched and what it is worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import ALIVE
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput, NotAllowed, WrongState
from matinee.preselection.actions.standings import refresh_entry, refresh_standings
from matinee.preselection.models import Recusal, Scorecard, Sheet, Viewing
from matinee.preselection.rules import conflict_of
from matinee.preselection.rules.sheets import checked_answers

Number = float | Decimal | int | str
LOWEST, HIGHEST = Decimal(1), Decimal(10)
WHOLE = 100
WEIGHTS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Card:
    """One scorecard on its way in, for ``record_scores_bulk``."""

    entry: Entry
    reviewer: User
    mark: Number
    watched_percent: int = WHOLE
    emotional_weight: int | None = None
    note: str = ""
    strands: Sequence[str] = ()
    sheet: Sheet | None = None
    criteria: Mapping[str, int] = field(default_factory=dict)
    maker_note: str = ""


@transaction.atomic
def record_viewing(*, entry: Entry, reviewer: User, watched_percent: int, by: User | None) -> Viewing:
    """Record how far a reviewer watched, as they declare it; a later word replaces the earlier."""
    refuse_strangers(entry, reviewer)
    viewing = _declared(entry, reviewer, _percent(watched_percent))
    audit(festival=entry.festival, by=by, verb="record_viewing", about=entry, watched_percent=watched_percent)
    return viewing


@transaction.atomic
def record_score(  # noqa: PLR0913  a scorecard has these lines
    *,
    entry: Entry,
    reviewer: User,
    mark: Number,
    by: User | None,
    watched_percent: int = WHOLE,
    emotional_weight: int | None = None,
    note: str = "",
    strands: Sequence[str] = (),
    sheet: Sheet | None = None,
    criteria: Mapping[str, int] | None = None,
    maker_note: str = "",
) -> Scorecard:
    """Record a reviewer's marks of an entry, or correct them, and let the entry's standing follow.

    The card keeps the ``sheet`` it was filled in on. The same card sent twice changes nothing.

    Raises
    ------
    InvalidInput
        A mark off the scale of 1 to 10 in halves, a weight off 1 to 5, a percentage off 0 to 100, a criterion
        that the sheet does not have.
    NotAllowed
        The reviewer is recused, sent the film, or does not review for this festival.
    WrongState
        The entry is no longer in the running.
    """
    answers = criteria or {}
    card = Card(entry, reviewer, mark, watched_percent, emotional_weight, note, strands, sheet, answers, maker_note)
    given, values = _mark(mark), _values(card)
    refuse_strangers(entry, reviewer)
    viewing = _declared(entry, reviewer, _percent(watched_percent))
    wanted = {"mark": given, **values}
    known = Scorecard.objects.filter(viewing=viewing).first()
    if known is not None and all(getattr(known, name) == value for name, value in wanted.items()):
        return known
    scorecard, is_new = Scorecard.objects.update_or_create(viewing=viewing, defaults=wanted)
    refresh_entry(entry)
    audit(festival=entry.festival, by=by, verb="record_score", about=entry, mark=str(given), is_new=is_new)
    return scorecard


@transaction.atomic
def take_back_score(*, entry: Entry, reviewer: User, by: User | None) -> None:
    """Take a mark back (undo): the entry is in the reviewer's queue again if it was, and its standing follows."""
    gone, _ = Scorecard.objects.filter(viewing__entry=entry, viewing__reviewer=reviewer).delete()
    if gone:
        refresh_entry(entry)
        audit(festival=entry.festival, by=by, verb="take_back_score", about=entry, reviewer=str(reviewer))


@transaction.atomic
def record_scores_bulk(*, festival: Festival, cards: Iterable[Card], by: User | None) -> int:
    """Record many scorecards at once (demo, imports) in a constant number of queries; return how many.

    A pair of entry and reviewer that is known already is corrected; what a player measured of it stays as it was
    measured. Marks are checked as one by one; who may review is not asked, as archives name people who have left.
    """
    pairs = {(c.entry.pk, c.reviewer.pk): (c, _mark(c.mark), _percent(c.watched_percent)) for c in cards}
    ids = _declared_bulk(festival, {key: percent for key, (_, _, percent) in pairs.items()})
    scorecards = [Scorecard(viewing_id=ids[key], mark=mark, **_values(card)) for key, (card, mark, _) in pairs.items()]
    Scorecard.objects.bulk_create(
        scorecards,
        update_conflicts=True,
        unique_fields=["viewing"],
        update_fields=[
            "mark",
            "emotional_weight",
            "note",
            "strands",
            "sheet",
            "criteria",
            "maker_note",
            "changed_at",
        ],
        batch_size=500,
    )
    refresh_standings(festival=festival)
    audit(festival=festival, by=by, verb="record_scores_bulk", about=festival, cards=len(scorecards))
    return len(scorecards)


def _values(card: Card) -> dict[str, object]:
    """Return the columns of a scorecard besides its mark."""
    if card.emotional_weight is not None and card.emotional_weight not in WEIGHTS:
        raise InvalidInput("emotional_weight", card.emotional_weight, "Give 1 (light) to 5 (heavy), or nothing.")
    return {
        "emotional_weight": card.emotional_weight,
        "note": card.note.strip(),
        "strands": sorted(set(card.strands)),
        "sheet": card.sheet,
        "criteria": checked_answers(card.sheet, card.criteria),
        "maker_note": card.maker_note.strip() if card.sheet and card.sheet.asks_maker_note else "",
    }


def _mark(given: Number) -> Decimal:
    """Return the mark, or refuse what is not on the scale."""
    try:
        mark = Decimal(str(given))
    except InvalidOperation as error:
        raise InvalidInput("mark", given, "Give a mark from 1 to 10 in steps of a half.") from error
    if not mark.is_finite() or not LOWEST <= mark <= HIGHEST or mark * 2 % 1:
        raise InvalidInput("mark", given, "Give a mark from 1 to 10 in steps of a half.")
    return mark


def _percent(given: int) -> int:
    """Return the share watched, or refuse what is none."""
    if not 0 <= given <= WHOLE:
        raise InvalidInput("watched_percent", given, "Give how far you watched, from 0 to 100.")
    return given


def _declared(entry: Entry, reviewer: User, percent: int) -> Viewing:
    """Return the viewing with what its reviewer declares; what the player measured is not talked over."""
    viewing, is_new = Viewing.objects.get_or_create(
        entry=entry, reviewer=reviewer, defaults={"watched_percent": percent}
    )
    if viewing.is_declared and not is_new and viewing.watched_percent != percent:
        viewing.watched_percent = percent
        viewing.save(update_fields=["watched_percent", "changed_at"])
    return viewing


def _declared_bulk(festival: Festival, percents: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Write what is declared of many viewings, but for those that a player measured; return all of the festival's."""
    known = Viewing.objects.filter(entry__festival=festival)
    measured = set(known.filter(is_declared=False).values_list("entry", "reviewer"))
    Viewing.objects.bulk_create(
        [
            Viewing(entry_id=entry, reviewer_id=reviewer, watched_percent=percent)
            for (entry, reviewer), percent in percents.items()
            if (entry, reviewer) not in measured
        ],
        update_conflicts=True,
        unique_fields=["entry", "reviewer"],
        update_fields=["watched_percent", "changed_at"],
        batch_size=500,
    )
    return {(entry, reviewer): pk for entry, reviewer, pk in known.values_list("entry", "reviewer", "pk")}


def refuse_strangers(entry: Entry, reviewer: User) -> None:
    """Refuse whoever must not mark this entry, and entries that are out of the running."""
    if entry.state not in ALIVE:
        raise WrongState(f"“{entry}” is no longer in the running ({entry.get_state_display()}), so it takes no marks.")
    if not may(reviewer, entry.festival, Permission.REVIEW):
        raise NotAllowed(f"{reviewer} does not review for {entry.festival}. Ask a festival manager for that role.")
    if Recusal.objects.filter(entry=entry, reviewer=reviewer).exists():
        raise NotAllowed(f"{reviewer} is recused from “{entry}”. Undo the recusal first if it was a mistake.")
    if conflict_of(entry, reviewer):
        raise NotAllowed(f"“{entry}” was sent by {reviewer}, who therefore cannot mark it.")
