"""Answer the makers of films that are not in an edition: honestly, with the receipt, the reason and picked notes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.actions import set_outcome
from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.kit.errors import Conflict
from matinee.mailroom.models import Letter
from matinee.preselection.models import Scorecard
from matinee.preselection.queries.makers import may_go
from matinee.workflows.tell_maker import tell_maker


@transaction.atomic
def decline_entries(  # noqa: PLR0913  all named
    *,
    considerations: Iterable[Consideration],
    by: User | None,
    because: str = "",
    notes: Mapping[int, Iterable[Scorecard]] | None = None,
    send_at: datetime | None = None,
    batch: str = "",
) -> list[Letter]:
    """Post an answer for each; those not decided yet are decided with ``because``, a code of ``entries.rules.reasons``.

    ``notes`` are the scorecards, by primary key of the entry, whose words for the filmmaker go along. A letter that was
    stopped before is written anew. Entries without an address get none; the others' letters are returned.

    Raises
    ------
    Conflict
        A film is in the edition's lineup, or is not decided and no reason is given.
    """
    rows = list(considerations)
    _decide([row for row in rows if row.state != ConsiderationState.NOT_SELECTED], because, by)
    picked = notes or {}
    letters = [
        tell_maker(
            entry=row.entry,
            occasion="decline",
            by=by,
            once=f"{row.edition_id}",
            edition=row.edition,
            send_at=send_at,
            batch=batch,
            is_again=True,
            more={"notes": notes_of(row, picked.get(row.entry_id, ()))},
        )
        for row in rows
    ]
    return [letter for letter in letters if letter is not None]


def notes_of(row: Consideration, cards: Iterable[Scorecard]) -> str:
    """Return the words for the filmmaker of these cards, without names; cards of another entry are passed over."""
    mine = (card for card in cards if card.viewing.entry_id == row.entry_id and may_go(card))
    return "\n\n".join(f"“{card.maker_note.strip()}”" for card in mine)


def decline_key(row: Consideration) -> str:
    """Return the occasion by which an answer is known, so that nobody is told twice."""
    return f"decline:{row.entry.code}:{row.edition_id}"


def _decide(rows: list[Consideration], because: str, by: User | None) -> None:
    """Decide what is not decided yet."""
    placed = next((row for row in rows if row.state == ConsiderationState.PLACED), None)
    if placed is not None:
        raise Conflict(f"“{placed.entry}” is in the lineup of {placed.edition}. Take it out first.")
    if rows and not because:
        raise Conflict(f"“{rows[0].entry}” is not decided for {rows[0].edition}. Choose a reason, or decide it first.")
    if rows:
        set_outcome(considerations=rows, state=ConsiderationState.NOT_SELECTED, reason="", because=because, by=by)
