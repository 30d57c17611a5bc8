"""The reviewers' marks: each film has a worth of its own, each reviewer a leaning and a hand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np

from matinee.accounts.models import User
from matinee.config.demo.desk import answers_for, discuss, furnish_desk, introduce
from matinee.config.demo.house import House
from matinee.config.demo.reading import FilmText, seeded_code
from matinee.entries.models import Entry
from matinee.entries.states import ALIVE
from matinee.preselection.actions import Card, fill_queues, record_scores_bulk, recuse
from matinee.preselection.models import Sheet

FRESH: Final = date(2026, 10, 12)  # what came after this day is hardly watched yet
HARSHNESS: Final = 1.55  # the files tell worth among good films; marks use the whole scale
NOTED: Final = 0.3
HEAVY_OFF: Final = 0.25
NOTES: Final = {
    9: (
        "I forgot that I was working.",
        "Open the day with it, or close. Not in the middle.",
        "The last minute earns everything before it.",
        "Would pay to see this with a full house.",
    ),
    7: (
        "Strong. A minute too long in the second half.",
        "Performances carry it; the sound is excellent.",
        "Good company for something darker.",
        "Better on the second viewing. Discuss.",
        "Lovely idea, and for once it is also about somebody.",
    ),
    5: (
        "Well made, and I cannot remember it this morning.",
        "The premise does all the work.",
        "Two films in one; I liked the shorter.",
        "Right film, wrong length.",
    ),
    1: (
        "Not for us, with respect for the four summers.",
        "I watched it to the end so that nobody else has to.",
        "There is one good shot. It is the third.",
    ),
}


def mark_everything(
    house: House, texts: Iterable[FilmText], entries: Mapping[str, Entry], words: Mapping[str, Any]
) -> int:
    """Record every mark at once, and deal what is still to be watched; return how many marks there are."""
    apart = {(row["film"], row["reviewer"]) for row in words["recusals"]}
    for row in words["recusals"]:
        if row["film"] in entries:
            reviewer = house.team[row["reviewer"]]
            recuse(entry=entries[row["film"]], reviewer=reviewer, reason=row["reason"], by=reviewer)
    sheet = furnish_desk(house)
    cards = [
        _on_sheet(card, sheet, text.slug)
        for text in texts
        if entries[text.slug].state in ALIVE
        for card in _cards(house, text, entries[text.slug], apart)
    ]
    count = record_scores_bulk(festival=house.festival, cards=cards, by=house.manager)
    discuss(house)
    fill_queues(festival=house.festival, by=house.manager)
    introduce(house)
    return count


def _cards(house: House, text: FilmText, entry: Entry, apart: set[tuple[str, str]]) -> list[Card]:
    """Return the scorecards of one film."""
    rng = np.random.default_rng(int.from_bytes(seeded_code("marks", text.slug).encode(), "big"))
    order = rng.permutation(len(house.biases))
    able = [house.biases[i] for i in order if (text.slug, house.biases[i][0].email) not in apart]
    return [_card(text, entry, reviewer, rng) for reviewer in able[: _viewings(text, rng)]]


def _on_sheet(card: Card, sheet: Sheet, slug: str) -> Card:
    """Return a card filled in on the sheet of its entry's call; other calls were marked on the usual one."""
    if card.entry.call_id != sheet.call_id:
        return card
    return replace(card, sheet=sheet, criteria=answers_for(float(card.mark), slug))


def _viewings(text: FilmText, rng: np.random.Generator) -> int:
    """Return how many people have watched it by now."""
    if text.entered_on > FRESH:
        return int(rng.choice([0, 1, 1, 2]))
    return int(rng.choice([2, 3, 3, 4]))


def _card(text: FilmText, entry: Entry, reviewer: tuple[User, float, float], rng: np.random.Generator) -> Card:
    """Return one scorecard."""
    user, bias, spread = reviewer
    worth = 10 - (10 - float(text.said["q"])) * HARSHNESS
    mark = round(float(np.clip(worth + bias + rng.normal(0, spread), 1, 10)) * 2) / 2
    weight = int(np.clip(text.said["weight"] + (rng.choice([-1, 1]) if rng.random() < HEAVY_OFF else 0), 1, 5))
    note = ""
    if rng.random() < NOTED:
        level = max(floor for floor in NOTES if mark >= floor)
        note = str(rng.choice(NOTES[level]))
    strands = text.strands if rng.random() < 0.5 else []  # noqa: PLR2004  half of them think of strands
    return Card(entry, user, mark, emotional_weight=weight, note=note, strands=strands)
