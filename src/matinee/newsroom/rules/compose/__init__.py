"""Composing: the coverage of a day drafted from its facts, every sentence with the facts it was made of."""

from matinee.newsroom.rules.compose.draft import composed, telling_films
from matinee.newsroom.rules.compose.facts import Block, Coverage, Draft, Fact, Passage, ProgramPart, say, taken
from matinee.newsroom.rules.compose.hooks import Hook, hooks_of
from matinee.newsroom.rules.compose.trace import Evidence, Standing, by_hand, standings, trace_of

__all__ = [
    "Block",
    "Coverage",
    "Draft",
    "Evidence",
    "Fact",
    "Hook",
    "Passage",
    "ProgramPart",
    "Standing",
    "by_hand",
    "composed",
    "hooks_of",
    "say",
    "standings",
    "taken",
    "telling_films",
    "trace_of",
]
