"""What a maker may still correct once an entry is sent, and why not where not."""

from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.entries.states import EntryState

UNSENT = (EntryState.DRAFT, EntryState.INCOMPLETE)
SETTLED = frozenset({"categories", "consents"})
PROGRAMMED = frozenset({"facts", "screener", "dates"})


def why_fixed(entry: Entry, question: str) -> str:
    """Return why the answer to a question stands now, in a sentence; nothing where it may be corrected."""
    if entry.state in {EntryState.WITHDRAWN, EntryState.DISQUALIFIED, EntryState.EXPIRED}:
        return _("This entry is closed. Bring it back first, then correct it.")
    if question in SETTLED and entry.state != EntryState.DRAFT:
        return _("This stands as it was sent. Write to the festival if it is wrong.")
    if question in PROGRAMMED and entry.state == EntryState.PLACED:
        return _("The film is in a lineup, and this decides how it is shown. Write to the festival if it is wrong.")
    return ""
