"""Silhouettes of what moves."""

import numpy as np

from matinee.config.demo.art.canvas import Pen, Point


def boat(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a small open boat with a mast."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.62, y - size * 0.2),
            (x + size * 0.66, y - size * 0.24),
            (x + size * 0.42, y),
            (x - size * 0.46, y),
        ]
    )
    pen.line([(x - size * 0.06, y - size * 0.15), (x - size * 0.04, y - size)], size / 42)
    pen.line([(x - size * 0.04, y - size * 0.94), (x + size * 0.6, y - size * 0.26)], size / 130)
    pen.box(x - size * 0.4, y - size * 0.36, x - size * 0.16, y - size * 0.18)


def car(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a saloon car from the side; ``size`` is its height."""
    x, y = foot
    pen.round_box(x - size * 1.65, y - size * 0.62, x + size * 1.65, y - size * 0.14, radius=size * 0.16)
    pen.poly(
        [
            (x - size * 1.0, y - size * 0.58),
            (x - size * 0.62, y - size),
            (x + size * 0.55, y - size),
            (x + size * 1.05, y - size * 0.58),
        ]
    )
    for side in (-1.0, 1.02):
        pen.oval((x + size * side, y - size * 0.17), size * 0.24)


def truck(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a long-haul truck from the side."""
    x, y = foot
    pen.box(x - size * 2.0, y - size, x + size * 0.8, y - size * 0.22)
    pen.poly(
        [
            (x + size * 0.9, y - size * 0.14),
            (x + size * 0.9, y - size * 0.92),
            (x + size * 1.3, y - size * 0.92),
            (x + size * 1.5, y - size * 0.5),
            (x + size * 1.85, y - size * 0.45),
            (x + size * 1.85, y - size * 0.14),
        ]
    )
    for place in (-1.7, -1.3, 0.4, 1.05, 1.55):
        pen.oval((x + size * place, y - size * 0.14), size * 0.15)


def sled(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a long sled on runners."""
    x, y = foot
    pen.line([(x - size * 1.6, y), (x + size * 1.3, y), (x + size * 1.7, y - size * 0.3)], size / 14)
    pen.line([(x - size * 1.4, y - size * 0.26), (x + size * 1.3, y - size * 0.26)], size / 12)
    for place in np.linspace(-1.3, 1.2, 9):
        pen.line([(x + size * place, y), (x + size * place, y - size * 0.26)], size / 20)
    pen.poly(
        [
            (x - size * 1.1, y - size * 0.28),
            (x - size * 0.9, y - size * 0.62),
            (x + size * 0.5, y - size * 0.7),
            (x + size * 0.8, y - size * 0.28),
        ]
    )


def tractor(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a tractor."""
    x, y = foot
    pen.oval((x - size * 0.4, y - size * 0.36), size * 0.37)
    pen.oval((x + size * 0.62, y - size * 0.2), size * 0.21)
    pen.poly(
        [
            (x - size * 0.2, y - size * 0.3),
            (x - size * 0.1, y - size * 0.66),
            (x + size * 0.72, y - size * 0.6),
            (x + size * 0.8, y - size * 0.26),
        ]
    )
    pen.line([(x - size * 0.66, y - size * 1.06), (x + size * 0.06, y - size * 1.06)], size / 16)
    for place in (-0.58, 0.0):
        pen.line([(x + size * place, y - size * 1.05), (x + size * place, y - size * 0.5)], size / 26)
    pen.line([(x + size * 0.46, y - size * 0.6), (x + size * 0.46, y - size * 0.98)], size / 26)
