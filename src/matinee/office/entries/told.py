"""What filmmakers told beyond the film's facts, as the page of an entry shows it to the team."""

from typing import Any

from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.entries.queries import strands_open_to, terms_for
from matinee.entries.rules import Terms
from matinee.films.models import Film
from matinee.funding.queries import sources_of
from matinee.kit.signing import media_address
from matinee.programming.queries import strands_of


def told_of(entry: Entry, film: Film) -> dict[str, Any]:
    """Return making, sources with their proofs, replies, consents, cuts and the strands that are open."""
    terms = terms_for(entry)
    sources = [(row, media_address(str(row.proof.name)) if row.proof else "") for row in sources_of(film)]
    slugs = strands_open_to([entry]).get(entry.pk, set())
    titles = [strand.title for strand in strands_of(entry.festival) if strand.slug in slugs] if slugs else []
    return {
        "told": _making(film),
        "sources": sources,
        "replies": [(row.text, _said(entry.replies[row.key])) for row in terms.questions if row.key in entry.replies],
        "agreed": _agreed(entry, terms),
        "opened": titles,
        "cuts": list(entry.cuts.all()),
    }


def _making(film: Film) -> list[tuple[str, str]]:
    """Return how a film was made, under headings; what was not told is left out."""
    rows = (
        (_("Produced"), film.get_context_display() if film.context else ""),
        (_("School"), ", ".join(part for part in (film.school, film.course) if part)),
        (_("Credit of all"), film.collective),
        (_("Its making"), film.making),
    )
    return [(label, words) for label, words in rows if words]


def _agreed(entry: Entry, terms: Terms) -> list[str]:
    return [row.title for row in terms.consents if row.key in entry.consents]


def _said(answer: Any) -> str:  # noqa: ANN401  JSON
    return ", ".join(str(one) for one in answer) if isinstance(answer, list) else str(answer)
