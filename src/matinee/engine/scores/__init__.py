"""Noisy marks to calibrated scores: how good a film is, how sure that is, and how each reviewer uses the scale.

An additive Bayesian model (quality, bias, stretch, bias by genre, heavy tails, marks as cells of a scale),
fitted in closed form, updated after each mark in milliseconds. Doors: `calibrate`, `Calibration.with_mark`, and
``matinee engine scores`` (contract ``matinee-scores/1``).
"""

from matinee.engine.problem import Kind
from matinee.engine.scores.calibrate import (
    Calibration,
    EntryScore,
    GenreBias,
    ReviewerScore,
    calibrate,
)
from matinee.engine.scores.explain import explain
from matinee.engine.scores.problem import Mark, Scale, ScoresProblem, parse, schema
from matinee.engine.scores.solution import ScoresSolution
from matinee.engine.scores.solve import solve
from matinee.engine.scores.verify import checker

PROBLEM = Kind("scores", parse, solve, schema, checker, explain)

__all__ = [
    "PROBLEM",
    "Calibration",
    "EntryScore",
    "GenreBias",
    "Mark",
    "ReviewerScore",
    "Scale",
    "ScoresProblem",
    "ScoresSolution",
    "calibrate",
    "parse",
    "schema",
    "solve",
]
