"""Reads: the words for filmmakers that may go along with an answer, for who may read them."""

from collections.abc import Iterable

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.preselection.models import Recusal, Scorecard
from matinee.preselection.queries.queues import turns_of
from matinee.preselection.rules import conflict_of
from matinee.preselection.rules.notes import names_its_writer


def maker_notes(entries: Iterable[Entry], reader: User) -> dict[int, list[Scorecard]]:
    """Return by entry the cards with words for its maker, in a constant number of queries.

    Left out are the entries that ``reader`` keeps away from or has yet to mark, as others' words would lead theirs,
    and words that name who wrote them.
    """
    asked = {entry.pk: entry for entry in entries}
    if not asked:
        return {}
    festival = next(iter(asked.values())).festival
    hidden = set(Recusal.objects.filter(entry__in=asked, reviewer=reader).values_list("entry_id", flat=True))
    hidden |= set(turns_of(reader, festival).filter(entry__in=asked).values_list("entry_id", flat=True))
    hidden |= {pk for pk, entry in asked.items() if conflict_of(entry, reader)}
    cards = Scorecard.objects.filter(viewing__entry__in=set(asked) - hidden).exclude(maker_note="")
    found: dict[int, list[Scorecard]] = {}
    for card in cards.select_related("viewing__reviewer").order_by("pk"):
        if may_go(card):
            found.setdefault(card.viewing.entry_id, []).append(card)
    return found


def may_go(card: Scorecard) -> bool:
    """Tell whether a card's words for the maker may be sent: there are some, and they do not name their writer."""
    writer = card.viewing.reviewer
    note = card.maker_note.strip()
    return bool(note) and not names_its_writer(note, writer.name, writer.email)
