"""Why a film is, or is not, in an edition: each rule with what was found, and what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition, Festival, Policy
from matinee.office.entries.pool_table import Cell, cell_of
from matinee.preselection.rules import viewings_missing
from matinee.programming.models import EditionStrand, FilmStrand
from matinee.programming.queries import memberships_of, opened_strands_of
from matinee.programming.queries.plans import newest_answer

RULES: dict[str, tuple[str | Promise, str | Promise]] = {
    "running_time": (
        gettext_lazy("Running time"),
        gettext_lazy("A shorter cut, or more program minutes at this edition."),
    ),
    "call": (gettext_lazy("Limits of the call"), gettext_lazy("Another call whose limits it fits.")),
    "completion": (
        gettext_lazy("Finished when"),
        gettext_lazy("Another date if this one is wrong, or a longer “finished within” in the numbers."),
    ),
    "premiere": (gettext_lazy("Premiere"), gettext_lazy("Showings that are recorded or corrected.")),
    "placed": (gettext_lazy("In another lineup"), gettext_lazy("Taking it out of that lineup.")),
    "dates": (
        gettext_lazy("Filmmaker’s own dates"),  # noqa: RUF001  a typographic apostrophe
        gettext_lazy("Only its maker can change this."),
    ),
    "window": (gettext_lazy("Window"), gettext_lazy("More time: extend its window in the pool.")),
    "outcome": (gettext_lazy("Decided by people"), gettext_lazy("Another decision: take it back, or end the hold.")),
}
STATE_RULE = (gettext_lazy("The entry itself"), gettext_lazy("Considering it again, on the page of the entry."))


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule: what was looked at, whether it stands in the way, what was found, what would change it."""

    rule: str
    is_ok: bool
    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an entry stands for one edition, rule by rule."""

    cell: Cell
    findings: list[Finding]


def answers_of(entry: Entry, rows: Sequence[Consideration], *, may_score: bool) -> list[Answer]:
    """Return the answer for each edition; marks are only looked at for who may see them."""
    festival = entry.festival
    strands = _strand_findings(entry, [row.edition for row in rows])
    marks = list(_marks(entry, festival.policy)) if may_score else []
    plan = _plan_findings(entry, festival)
    return [
        Answer(
            cell_of(row),
            [*_looked_at(row), *strands.get(row.edition_id, []), *marks, *plan.get(row.edition.slug, plan.get("", []))],
        )
        for row in rows
    ]


def _looked_at(row: Consideration) -> Iterator[Finding]:
    """Yield what the rules of the pool found."""
    for reason in row.reasons:
        name, change = RULES.get(reason["code"], STATE_RULE)
        is_ok = reason["ok"] and not (reason["code"] == "outcome" and row.state == ConsiderationState.HELD)
        yield Finding(str(name), is_ok, reason["text"], "" if is_ok else str(change))


def _strand_findings(entry: Entry, editions: Sequence[Edition]) -> dict[int, list[Finding]]:
    """Return what each edition's strands in focus say about the film; they never stand in the way."""
    film = entry.film
    here = memberships_of(entry.festival, [film])[film.pk]
    opened = opened_strands_of(entry.festival, [film]).get(film.pk, frozenset())
    words = dict(FilmStrand.objects.filter(film=film).values_list("strand", "belongs"))
    found: dict[int, list[Finding]] = {}
    links = EditionStrand.objects.filter(edition__in=editions).select_related("strand").order_by("strand__title")
    for link in links:
        said = words.get(link.strand_id)
        by_whom = _("by its facts") if said is None else _("by people’s word")  # noqa: RUF001  an apostrophe
        belongs = link.strand.slug in here
        if belongs:
            text, change = _("It belongs to it, %(by)s."), ""
        elif said is None and link.strand.slug in opened:
            text, change = _("Its makers have opened it for this strand; it may stand in its slots."), ""
        else:
            text = _("It does not belong to it, %(by)s. The other slots are open.")
            change = _("Saying that it belongs, on the page of the strand.")
        one = Finding(link.strand.title, is_ok=True, text=text % {"by": by_whom}, change=change)
        found.setdefault(link.edition_id, []).append(one)
    return found


def _marks(entry: Entry, policy: Policy) -> Iterator[Finding]:
    """Yield whether the marks suffice."""
    standing = getattr(entry, "standing", None)
    name, cut = _("Marks"), policy.quality_cut
    if standing is None:
        yield Finding(name, is_ok=False, text=_("Nobody has marked it yet."), change=_("Viewings and marks."))
        return
    missing = viewings_missing(standing.viewings, float(standing.spread), policy)
    said = {"mean": standing.mean, "cut": cut, "n": standing.viewings}
    text = _("Calibrated mean %(mean)s after %(n)d viewings; the cut is %(cut)s.") % said
    if missing:
        yield Finding(name, is_ok=False, text=text, change=_("%(n)d more viewings.") % {"n": missing})
    elif standing.mean < cut:
        change = _("A mean higher by %(by)s, or shortlisting it by hand.") % {"by": cut - standing.mean}
        yield Finding(name, is_ok=False, text=text, change=change)
    else:
        yield Finding(name, is_ok=True, text=text)


def _plan_findings(entry: Entry, festival: Festival) -> dict[str, list[Finding]]:
    """Return what the newest plan says: by the edition it proposes, or under no name why the film waits."""
    plan = newest_answer(festival)
    if plan is None or not plan.solution:
        return {}
    name, code = _("The engine’s plan"), entry.film.code  # noqa: RUF001  a typographic apostrophe
    for one in plan.solution["editions"]:
        for put in one["films"]:
            if put["film"] == code:
                text = _("It proposes this edition: %(why)s.") % {"why": "; ".join(put["reasons"])}
                return {one["id"]: [Finding(name, is_ok=True, text=text)]}
    for film in plan.solution.get("waiting", []):
        if film["film"] == code:
            text = _("It lets the film wait: %(why)s.") % {"why": film["reason"]}
            return {"": [Finding(name, is_ok=False, text=text, change=film["what_would_change"])]}
    return {}
