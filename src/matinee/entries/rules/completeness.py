"""What an entry still lacks, in the words of the question that asks for it."""

from datetime import datetime

from django.utils.translation import gettext as _

from matinee.entries.models import Call, Entry
from matinee.films.states import CreditRole


def is_call_open(call: Call, now: datetime) -> bool:
    """Tell whether a call takes entries at a moment."""
    has_begun = call.opens_at is None or call.opens_at <= now
    has_ended = call.closes_at is not None and call.closes_at <= now
    return call.is_open and has_begun and not has_ended


def missing_of(entry: Entry) -> list[str]:
    """Return what must be there before an entry can be sent; empty when nothing is missing."""
    film = entry.film
    roles = {credit.role for credit in film.credits.all()}
    wanted = (
        (film.title, _("the title")),
        (film.running_time_s, _("the running time")),
        (film.countries, _("the country or countries it comes from")),
        (film.logline or film.synopsis, _("what it is about, in a sentence or more")),
        (CreditRole.DIRECTOR in roles, _("who directed it")),
        (hasattr(film, "screener"), _("the film itself, or a link where we can watch it")),
        (entry.sender_email or entry.sender_id, _("an e-mail address for our answer")),
    )
    return [words for value, words in wanted if not value]
