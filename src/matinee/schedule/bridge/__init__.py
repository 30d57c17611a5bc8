"""The one door from this room to the engine: an edition's grid as ``matinee-grid/1``, and its answer as moves.

The engine counts minutes that really pass from the edition's first midnight on; zones, the two nights a year when the
clock jumps, and the calendar are all on this side of the door (``clock``).
"""

from matinee.schedule.bridge.answer import Move, local_words, moves_of
from matinee.schedule.bridge.clock import Clock
from matinee.schedule.bridge.problem import Ask, Asked, problem_of

__all__ = ["Ask", "Asked", "Clock", "Move", "local_words", "moves_of", "problem_of"]
