"""Show a letter before it is sent, or while its words are being written: filled in for a real entry. Reads only."""

from collections.abc import Mapping

from matinee.entries.models import Entry
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import upcoming_editions
from matinee.mailroom.letters import Wording, Written, fill, occasion_of, wording_for
from matinee.workflows.letter_fields import fields_for


def preview_letter(  # noqa: PLR0913  all named
    *,
    festival: Festival,
    key: str,
    language: str,
    entry: Entry | None = None,
    edition: Edition | None = None,
    wording: Wording | None = None,
    more: Mapping[str, str] | None = None,
) -> Written:
    """Return a letter as it would go; what neither the entry nor ``more`` fills is shown by samples.

    Raises
    ------
    InvalidInput
        There is no such occasion.
    """
    words = wording or wording_for(key, language, festival)
    values = values_for(festival=festival, key=key, language=words.language, entry=entry, edition=edition)
    return fill(words, values | dict(more or {}))


def values_for(
    *, festival: Festival, key: str, language: str, entry: Entry | None = None, edition: Edition | None = None
) -> dict[str, str]:
    """Return a value for every field of an occasion: the entry's own, samples for what no entry can tell yet."""
    samples = occasion_of(key).samples | {"festival": festival.name, "contact": festival.contact_email}
    if entry is None:
        return samples
    known = fields_for(entry, language, edition=edition or upcoming_editions(festival).first())
    return samples | {name: value for name, value in known.items() if name in samples}
