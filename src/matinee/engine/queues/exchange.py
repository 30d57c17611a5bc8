"""The loops of the quick assignment, compiled: serve entries one by one, then exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from matinee.engine.compiled import compiled

if TYPE_CHECKING:
    from matinee.engine.queues.pairs import Numbers, Places

SHORTFALL = 50.0  # what a unit of mean expertise below the goal costs, in units of total expertise
GAIN = 1e-9
ROOM = 1e-9  # minutes


class Desk(NamedTuple):
    """An assignment being made; ``load`` and ``chosen`` change in place."""

    table: Numbers  # expertise (entries, reviewers), far below zero where a pair is not allowed
    need: Places  # viewings (entries,)
    minutes: Numbers  # (entries,)
    least: Numbers  # minutes (reviewers,)
    most: Numbers  # (reviewers,)
    load: Numbers  # (reviewers,)
    chosen: Places  # reviewers by entry (entries, most needed), -1 where none


@compiled
def serve(desk: Desk, order: Places, worth: Numbers) -> bool:
    """Give each entry, in this order, its worthiest reviewers with room; says whether all were served.

    Reviewers below their least minutes then take over from those who stay above theirs, at the least loss.
    """
    is_whole = True
    for e in order:
        for slot in range(desk.need[e]):
            best = _worthiest(desk, e, slot, worth)
            if best < 0:
                is_whole = False
            else:
                desk.chosen[e, slot] = best
                desk.load[best] += desk.minutes[e]
    for r in range(len(desk.most)):
        while desk.load[r] < desk.least[r] - ROOM and _take_over(desk, r):
            pass
    return is_whole


@compiled
def _worthiest(desk: Desk, e: int, slot: int, worth: Numbers) -> int:
    """Return the worthiest reviewer with room who does not watch the entry yet, -1 where none is."""
    best, found = -1, -np.inf
    for r in range(len(desk.most)):
        if desk.table[e, r] < 0 or worth[e, r] <= found or desk.load[r] + desk.minutes[e] > desk.most[r] + ROOM:
            continue
        if not _has(desk, e, slot, r):
            best, found = r, worth[e, r]
    return best


@compiled
def _has(desk: Desk, e: int, slots: int, r: int) -> bool:
    for slot in range(slots):  # noqa: SIM110 (a generator is not compiled)
        if desk.chosen[e, slot] == r:
            return True
    return False


@compiled
def _take_over(desk: Desk, r: int) -> bool:
    """Let reviewer ``r`` take the viewing whose expertise suffers least; says whether there was one."""
    best_e, best_slot, best = -1, -1, -np.inf
    for e in range(len(desk.need)):
        is_free = desk.table[e, r] >= 0 and desk.load[r] + desk.minutes[e] <= desk.most[r] + ROOM
        if not is_free or _has(desk, e, desk.need[e], r):
            continue
        for slot in range(desk.need[e]):
            q = desk.chosen[e, slot]
            if q >= 0 and desk.load[q] - desk.minutes[e] >= desk.least[q] - ROOM:
                gain = desk.table[e, r] - desk.table[e, q]
                if gain > best:
                    best_e, best_slot, best = e, slot, gain
    if best_e < 0:
        return False
    _move(desk, best_e, best_slot, r)
    return True


@compiled
def _move(desk: Desk, e: int, slot: int, r: int) -> None:
    """Let reviewer ``r`` watch in place of whoever holds this viewing."""
    desk.load[desk.chosen[e, slot]] -= desk.minutes[e]
    desk.load[r] += desk.minutes[e]
    desk.chosen[e, slot] = r


@compiled
def exchange(desk: Desk, goal: float) -> bool:
    """Look once, for every viewing, for a reviewer whose taking it is worth more; says whether one was found.

    One with room takes it, one without gives a viewing of theirs in return. An entry's worth is its expertise,
    and falls steeply where its mean is below ``goal``.
    """
    holdings = _holdings(desk)
    gained = False
    for e in range(len(desk.need)):
        for slot in range(desk.need[e]):
            if desk.chosen[e, slot] >= 0 and (_hand_over(desk, e, slot) or _swap(desk, e, slot, goal, holdings)):
                gained = True
    return gained


@compiled
def _holdings(desk: Desk) -> tuple[Places, Places]:
    """Return viewings (entry * width + slot) by reviewer: those of ``r`` are ``held[start[r]:start[r + 1]]``."""
    width = desk.chosen.shape[1]
    start = np.zeros(len(desk.most) + 1, dtype=np.int64)
    for r in desk.chosen.ravel():
        start[r + 1] += r >= 0
    start = np.cumsum(start)
    held, fill = np.zeros(start[-1], dtype=np.int64), start.copy()
    for e in range(len(desk.need)):
        for slot in range(width):
            r = desk.chosen[e, slot]
            if r >= 0:
                held[fill[r]] = e * width + slot
                fill[r] += 1
    return start, held


@compiled
def _hand_over(desk: Desk, e: int, slot: int) -> bool:
    """Give a viewing to the reviewer with room who knows most, if they know more."""
    q = desk.chosen[e, slot]
    if desk.load[q] - desk.minutes[e] < desk.least[q] - ROOM:
        return False
    best, known = -1, desk.table[e, q] + GAIN
    for r in range(len(desk.most)):
        has_room = desk.load[r] + desk.minutes[e] <= desk.most[r] + ROOM
        if desk.table[e, r] > known and has_room and not _has(desk, e, desk.need[e], r):
            best, known = r, desk.table[e, r]
    if best >= 0:
        _move(desk, e, slot, best)
    return best >= 0


@compiled
def _swap(desk: Desk, e: int, slot: int, goal: float, holdings: tuple[Places, Places]) -> bool:
    """Exchange a viewing for the first of another reviewer's that makes both entries together worth more."""
    q, width = desk.chosen[e, slot], desk.chosen.shape[1]
    start, held = holdings
    for r in range(len(desk.most)):
        if r == q or desk.table[e, r] <= desk.table[e, q] + GAIN or _has(desk, e, desk.need[e], r):
            continue
        gain = _change(desk, e, q, r, goal)
        for viewing in held[start[r] : start[r + 1]]:
            f, other = viewing // width, viewing % width
            if _may_trade(desk, e, viewing, r, q) and gain + _change(desk, f, r, q, goal) > GAIN:
                _move(desk, e, slot, r)
                _move(desk, f, other, q)
                return True
    return False


@compiled
def _may_trade(desk: Desk, e: int, viewing: int, r: int, q: int) -> bool:
    """Say whether reviewers ``r``, who holds that viewing, and ``q``, who holds one of ``e``, may trade them."""
    f, other = viewing // desk.chosen.shape[1], viewing % desk.chosen.shape[1]
    if f == e or desk.chosen[f, other] != r or desk.table[f, q] < 0 or _has(desk, f, desk.need[f], q):
        return False
    shift = desk.minutes[e] - desk.minutes[f]
    mine, theirs = desk.load[r] + shift, desk.load[q] - shift
    is_mine_inside = desk.least[r] - ROOM <= mine <= desk.most[r] + ROOM
    return bool(is_mine_inside and desk.least[q] - ROOM <= theirs <= desk.most[q] + ROOM)


@compiled
def _change(desk: Desk, e: int, out: int, into: int, goal: float) -> float:
    """Return what an entry's worth changes by when ``into`` watches it in place of ``out``."""
    total = 0.0
    for slot in range(desk.need[e]):
        r = desk.chosen[e, slot]
        total += desk.table[e, r] if r >= 0 else 0.0
    after, need = total + desk.table[e, into] - desk.table[e, out], desk.need[e]
    short, shorter = min(0.0, total / need - goal), min(0.0, after / need - goal)
    return float(after - total + SHORTFALL * need * (shorter - short))
