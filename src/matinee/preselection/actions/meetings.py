"""Deciding on an edition's candidates, one or many at once, and taking it back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions import set_outcome
from matinee.entries.models import Consideration
from matinee.entries.rules.reasons import BY_CODE, reasons_for
from matinee.entries.states import ConsiderationState
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import Conflict, InvalidInput
from matinee.preselection.models import Decision, DecisionLine, Meeting, Recusal
from matinee.preselection.rules import conflict_of

TO_DECIDE = (
    ConsiderationState.ELIGIBLE,
    ConsiderationState.SHORTLISTED,
    ConsiderationState.HELD,
    ConsiderationState.NOT_SELECTED,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a wish to decide: the decision, and the titles it passed over, each with the reason."""

    decision: Decision | None
    decided: int
    stale: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)


@transaction.atomic
def start_meeting(*, edition: Edition, by: User | None) -> Meeting:
    """Open the meeting on an edition, or join the one that is open."""
    Festival.objects.select_for_update().get(pk=edition.festival_id)
    known = Meeting.objects.filter(edition=edition, ended_at__isnull=True).first()
    if known is not None:
        return known
    meeting = Meeting.objects.create(edition=edition, by=by)
    audit(festival=edition.festival, by=by, verb="start_meeting", about=edition)
    return meeting


@transaction.atomic
def end_meeting(*, meeting: Meeting, by: User | None) -> Meeting:
    """End a meeting; what it decided stays."""
    if meeting.ended_at is None:
        meeting.ended_at = timezone.now()
        meeting.save(update_fields=["ended_at", "changed_at"])
        audit(festival=meeting.edition.festival, by=by, verb="end_meeting", about=meeting.edition)
    return meeting


@transaction.atomic
def decide(
    *, edition: Edition, seen: Mapping[str, str], state: ConsiderationState, by: User, reason_code: str = ""
) -> Outcome:
    """Decide on entries as they were seen (code to state), with a reason where the filmmaker should read one.

    An entry that somebody else has moved meanwhile is passed over and named, as is one that ``by`` keeps away from.

    Raises
    ------
    InvalidInput
        No such outcome, or no reason that belongs to it.
    """
    _check(state, reason_code)
    rows = _locked(edition, seen)
    away = set(
        Recusal.objects.filter(reviewer=by, entry__in=[r.entry_id for r in rows]).values_list("entry", flat=True)
    )
    barred = [row for row in rows if row.entry_id in away or conflict_of(row.entry, by)]
    stale = [
        row for row in rows if row not in barred and (row.state != seen[row.entry.code] or row.state not in TO_DECIDE)
    ]
    kept = [row for row in rows if row not in barred and row not in stale]
    decision = _decided(edition, kept, state, reason_code, by) if kept else None
    return Outcome(decision, len(kept), [str(row.entry) for row in stale], [str(row.entry) for row in barred])


@transaction.atomic
def undo_decision(*, decision: Decision, by: User | None) -> int:
    """Restore what stood before a decision, but for entries that have moved on since; return how many came back.

    Raises
    ------
    Conflict
        It was taken back already.
    """
    held = Decision.objects.select_for_update().select_related("edition__festival").get(pk=decision.pk)
    if held.undone_at is not None:
        raise Conflict(_("This decision was taken back already. Reload the page to see how everything stands."))
    groups: defaultdict[tuple[str, str, str], list[Consideration]] = defaultdict(list)
    lines = held.lines.filter(consideration__state=held.state)
    for line in lines.select_related("consideration__entry__film", "consideration__entry__festival"):
        said = line.before_reason
        groups[line.before_state, said.get("text", ""), said.get("because", "")].append(line.consideration)
    for (state, text, because), rows in groups.items():
        set_outcome(considerations=rows, state=ConsiderationState(state), reason=text, because=because, by=by)
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at", "changed_at"])
    restored = sum(map(len, groups.values()))
    audit(festival=held.edition.festival, by=by, verb="undo_decision", about=held.edition, entries=restored)
    return restored


def _check(state: ConsiderationState, reason_code: str) -> None:
    """Refuse an outcome that a meeting does not give, and one without its reason."""
    if state not in TO_DECIDE:
        raise InvalidInput("to", state, _("Shortlist, hold, decline, or put back."))
    fitting = [reason.code for reason in reasons_for(state)]
    if fitting and reason_code not in fitting:
        raise InvalidInput("reason", reason_code, _("Choose the reason that the filmmaker reads."))


def _locked(edition: Edition, seen: Mapping[str, str]) -> list[Consideration]:
    """Return the considerations of these entries, held until the decision is written."""
    found = Consideration.objects.select_for_update(of=("self",)).filter(edition=edition, entry__code__in=seen)
    return list(found.select_related("entry__film", "entry__festival", "edition").order_by("pk"))


def _decided(
    edition: Edition, rows: Sequence[Consideration], state: ConsiderationState, reason_code: str, by: User
) -> Decision:
    """Write the decision down with what stood before, and let it take effect."""
    code = reason_code if reason_code in BY_CODE and BY_CODE[reason_code].state == state else ""
    meeting = Meeting.objects.filter(edition=edition, ended_at__isnull=True).first()
    decision = Decision.objects.create(edition=edition, meeting=meeting, state=state, reason_code=code, by=by)
    DecisionLine.objects.bulk_create(
        DecisionLine(decision=decision, consideration=row, before_state=row.state, before_reason=_outcome_of(row))
        for row in rows
    )
    set_outcome(considerations=rows, state=state, reason="", because=code, by=by)
    return decision


def _outcome_of(row: Consideration) -> dict[str, object]:
    """Return the outcome's reason as it stands."""
    return next((dict(reason) for reason in row.reasons if reason["code"] == "outcome"), {})
