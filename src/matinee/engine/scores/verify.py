"""An independent check of calibrated scores, with plain arithmetic over each entry's own marks."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from matinee.engine.decision import read_decision
from matinee.engine.references import numbered, require_known
from matinee.engine.scores.arithmetic import expectations, log_normal, mean_of
from matinee.engine.scores.claim import Decision
from matinee.engine.solution import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matinee.engine.problem import Check
    from matinee.engine.scores.problem import Mark, ScoresProblem

OFF = 0.8  # an entry's mean may stand so many standard deviations from what its own marks say
ROUNDED = 2e-6


def checker(problem: ScoresProblem) -> Check:
    """Prepare the marks by entry and return the check of one output document."""
    marks: dict[tuple[str, str], Mark] = {}
    for mark in problem.marks:
        before = marks.get((mark.reviewer, mark.entry))
        if before is None or (mark.at or "") > (before.at or ""):
            marks[mark.reviewer, mark.entry] = mark
    wanted = {mark.entry for mark in problem.marks} | set(problem.entries)
    people = {mark.reviewer for mark in problem.marks}

    def check(output: object) -> Verdict:
        claim = read_decision(Decision, output)
        numbered([entry.entry for entry in claim.entries], "entries[{}].entry")
        require_known([entry.entry for entry in claim.entries], wanted, "entries[{}].entry")
        require_known([reviewer.reviewer for reviewer in claim.reviewers], people, "reviewers[{}].reviewer")
        claimed = {reviewer.reviewer for reviewer in claim.reviewers}
        known = {key: mark for key, mark in marks.items() if key[0] in claimed}
        violations = [
            *_missing(claim, wanted, people),
            *_entries(problem, claim),
            *_reviewers(claim, known),
            *_own_marks(problem, claim, known),
        ]
        terms = _terms(problem, claim, known)
        score = sum(term.points for term in terms.values())
        return Verdict(violations=tuple(violations), score=score, terms=terms)

    return check


def _missing(claim: Decision, wanted: set[str], people: set[str]) -> Iterator[str]:
    for name in sorted(wanted - {entry.entry for entry in claim.entries}):
        yield f"entries: {name} is missing"
    for name in sorted(people - {reviewer.reviewer for reviewer in claim.reviewers}):
        yield f"reviewers: {name} is missing"


def _entries(problem: ScoresProblem, claim: Decision) -> Iterator[str]:
    low = -math.inf if problem.scale.min is None else problem.scale.min
    high = math.inf if problem.scale.max is None else problem.scale.max
    for entry in claim.entries:
        if not low - ROUNDED <= entry.mean <= high + ROUNDED:
            yield f"entries: {entry.entry} has the mean {entry.mean:g}, which is off the scale"
        if not entry.sd > 0:
            yield f"entries: {entry.entry} has no uncertainty"
        if not 0 <= entry.top_k_probability <= 1:
            yield f"entries: {entry.entry} has the probability {entry.top_k_probability:g}"
        if not 1 <= entry.rank_low <= entry.rank_high <= len(claim.entries):
            yield f"entries: {entry.entry} has ranks {entry.rank_low} to {entry.rank_high}"
    total = sum(entry.top_k_probability for entry in claim.entries)
    places = min(problem.top_k, len(claim.entries))
    if abs(total - places) > 1e-3 * places + 1e-3:
        yield f"entries: the chances add up to {total:.3f}, but there are {places} places"
    means = [entry.mean for entry in claim.entries]
    if any(b > a + ROUNDED for a, b in pairwise(means)):
        yield "entries: they do not stand in the order of their means"


def _reviewers(claim: Decision, marks: Mapping[tuple[str, str], Mark]) -> Iterator[str]:
    for r in claim.reviewers:
        ordered = [
            r.bias_low <= r.bias <= r.bias_high,
            r.stretch_low <= r.stretch <= r.stretch_high,
            0 < r.spread_low <= r.spread <= r.spread_high,
            all(g.bias_low <= g.bias <= g.bias_high for g in r.genres),
        ]
        if not all(ordered):
            yield f"reviewers: {r.reviewer} has a value outside its own interval"
        if r.marks != sum(who == r.reviewer for who, _ in marks):
            yield f"reviewers: {r.reviewer} is said to have given {r.marks} marks, which is wrong"


def _own_marks(problem: ScoresProblem, claim: Decision, marks: Mapping[tuple[str, str], Mark]) -> Iterator[str]:
    """Check each mean against the entry's own marks, given the reviewers as claimed."""
    by_entry: dict[str, list[Mark]] = {entry.entry: [] for entry in claim.entries}
    for mark in marks.values():
        by_entry.setdefault(mark.entry, []).append(mark)
    spread = expectations(problem, claim)
    for entry in claim.entries:
        own = by_entry[entry.entry]
        if entry.marks != len(own):
            yield f"entries: {entry.entry} is said to have {entry.marks} marks, but has {len(own)}"
        if not entry.sd > 0:
            continue
        middle = mean_of(claim.model, [spread(mark) for mark in own])
        low = -math.inf if problem.scale.min is None else problem.scale.min
        high = math.inf if problem.scale.max is None else problem.scale.max
        middle = min(max(middle, low), high)
        if abs(middle - entry.mean) > OFF * entry.sd + ROUNDED:
            yield f"entries: {entry.entry} has the mean {entry.mean:.2f}, its marks say {middle:.2f}"


def _terms(problem: ScoresProblem, claim: Decision, marks: Mapping[tuple[str, str], Mark]) -> dict[str, Term]:
    """Return the log posterior at the claimed values, term by term."""
    model = claim.model
    quality = {entry.entry: entry.mean - model.level for entry in claim.entries}
    of = expectations(problem, claim)
    c = model.bias_stretch_correlation
    people = 0.0
    for r in claim.reviewers:
        x, y = r.bias / model.bias_sd, (r.stretch - 1) / model.stretch_sd
        people -= (x * x - 2 * c * x * y + y * y) / (2 * (1 - c * c))
        people -= math.log(2 * math.pi * model.bias_sd * model.stretch_sd * math.sqrt(1 - c * c))
    raw = {
        "marks": sum(of(mark)(quality[mark.entry]) for mark in marks.values() if mark.entry in quality),
        "entries": sum(log_normal(q, model.quality_sd) for q in quality.values()),
        "reviewers": people,
        "genres": sum(log_normal(g.bias, model.genre_sd) for r in claim.reviewers for g in r.genres),
    }
    return {name: Term(value, 1.0, value) for name, value in raw.items()}
