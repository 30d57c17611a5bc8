"""Proven bounds: column generation whose pricing is exact without any list of sets. Door: ``prover_for``."""

from __future__ import annotations

from matinee.engine.blocks.bounds.prover import Prover, prover_for

__all__ = ["Prover", "prover_for"]
