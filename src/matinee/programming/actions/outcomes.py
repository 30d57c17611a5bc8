"""What a lineup means for the entries: placed where it is the edition's, considered again where it no longer is."""

from matinee.accounts.models import User
from matinee.entries.actions import set_outcome
from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState, EntryState
from matinee.programming.models import Invitation, Lineup, Placement
from matinee.programming.states import LineupState, OfferState

GONE = (EntryState.WITHDRAWN, EntryState.DISQUALIFIED, EntryState.DRAFT)


def settle_outcomes(lineup: Lineup, by: User | None, *, was_adopted: bool = False) -> None:
    """Let the considerations of an edition follow its adopted lineup; drafts change nothing.

    Films in the lineup become placed, films that left it are considered again; those whose makers declined are kept
    for later editions. Nothing else is decided here.
    """
    if lineup.state != LineupState.ADOPTED and not was_adopted:
        return
    here = {"program__lineup__edition": lineup.edition, "program__lineup__state": LineupState.ADOPTED}
    placed = set(Placement.objects.filter(**here).values_list("film", flat=True))
    weighed = Consideration.objects.filter(edition=lineup.edition).select_related("entry", "edition")
    new = weighed.filter(entry__film__in=placed).exclude(state=ConsiderationState.PLACED)
    new = new.exclude(entry__state__in=GONE)
    left = weighed.filter(state=ConsiderationState.PLACED).exclude(entry__film__in=placed)
    offers = Invitation.objects.filter(edition=lineup.edition, entry__in=left.values("entry")).order_by("pk")
    said = {offer.entry_id: offer.state for offer in offers}
    declined = [row for row in left if said.get(row.entry_id) == OfferState.DECLINED]
    gone = [row for row in left if said.get(row.entry_id) != OfferState.DECLINED]
    for rows, state, reason in (
        (list(new), ConsiderationState.PLACED, f"In the lineup of {lineup.edition}."),
        (gone, ConsiderationState.ELIGIBLE, f"Considered again for {lineup.edition}."),
        (declined, ConsiderationState.HELD, f"You have declined {lineup.edition}; it is kept for later editions."),
    ):
        if rows:
            set_outcome(considerations=rows, state=state, reason=reason, by=by)
