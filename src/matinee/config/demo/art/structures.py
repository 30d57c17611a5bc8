"""Silhouettes of what stands outdoors; each is drawn from its foot, ``size`` high."""

import math

import numpy as np

from matinee.config.demo.art.canvas import Pen, Point


def tree(pen: Pen, foot: Point, size: float, rng: np.random.Generator) -> None:
    """Draw a bare tree, branch by branch."""

    def branch(at: Point, angle: float, length: float, width: float) -> None:
        end = (at[0] + math.cos(angle) * length, at[1] + math.sin(angle) * length)
        pen.line([at, end], width)
        if length > size / 26:
            for side in (-1, 1):
                turn = side * float(rng.uniform(0.2, 0.62))
                branch(end, angle + turn, length * float(rng.uniform(0.66, 0.82)), width * 0.64)

    branch(foot, -math.pi / 2 + float(rng.uniform(-0.06, 0.06)), size * 0.27, size / 22)


def crown(pen: Pen, foot: Point, size: float, rng: np.random.Generator) -> None:
    """Draw a tree in leaf."""
    x, y = foot
    pen.box(x - size / 40, y - size * 0.5, x + size / 40, y)
    for _ in range(26):
        angle, reach = rng.uniform(0, math.tau), math.sqrt(rng.uniform(0, 1)) * 0.3
        at = (x + math.cos(angle) * reach * size, y - size * 0.66 + math.sin(angle) * reach * size * 0.9)
        pen.oval(at, size * float(rng.uniform(0.06, 0.13)))


def house(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a gabled house with a chimney."""
    x, y = foot
    wide, eaves = size * 0.62, size * 0.55
    pen.poly(
        [
            (x - wide, y),
            (x - wide, y - eaves),
            (x - wide * 0.35, y - size),
            (x + wide * 0.3, y - eaves),
            (x + wide * 0.3, y),
        ]
    )
    pen.poly(
        [
            (x - wide * 0.35, y - size),
            (x + wide * 0.85, y - size),
            (x + wide * 1.45, y - eaves),
            (x + wide * 0.3, y - eaves),
        ]
    )
    pen.box(x + wide * 0.2, y - eaves, x + wide * 1.35, y)
    pen.box(x + wide * 0.5, y - size * 1.18, x + wide * 0.64, y - size * 0.9)


def lighthouse(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a lighthouse."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.1, y),
            (x - size * 0.055, y - size * 0.8),
            (x + size * 0.055, y - size * 0.8),
            (x + size * 0.1, y),
        ]
    )
    pen.box(x - size * 0.085, y - size * 0.82, x + size * 0.085, y - size * 0.795)
    pen.box(x - size * 0.045, y - size * 0.92, x + size * 0.045, y - size * 0.8)
    pen.poly([(x - size * 0.06, y - size * 0.92), (x, y - size), (x + size * 0.06, y - size * 0.92)])


def tower(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a water tower on legs."""
    x, y = foot
    for share in (-0.24, -0.08, 0.08, 0.24):
        pen.line([(x + size * share, y), (x + size * share * 0.75, y - size * 0.6)], size / 52)
    for high in (0.2, 0.4):
        pen.line([(x - size * 0.22, y - size * high), (x + size * 0.22, y - size * high)], size / 90)
    pen.box(x - size * 0.23, y - size * 0.86, x + size * 0.23, y - size * 0.56)
    pen.poly([(x - size * 0.27, y - size * 0.85), (x, y - size), (x + size * 0.27, y - size * 0.85)])


def pole(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a telegraph pole with its arms."""
    x, y = foot
    pen.line([(x, y), (x, y - size)], size / 36)
    for high, wide in ((0.94, 0.17), (0.84, 0.13)):
        pen.line([(x - size * wide, y - size * high), (x + size * wide, y - size * high)], size / 60)
        for side in (-1, -0.5, 0.5, 1):
            pen.oval((x + size * wide * side, y - size * (high + 0.02)), size / 70)


def mast(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a lattice radio mast with guy wires."""
    x, y = foot
    wide = size * 0.028
    pen.line([(x - wide, y), (x - wide * 0.5, y - size)], size / 130)
    pen.line([(x + wide, y), (x + wide * 0.5, y - size)], size / 130)
    for step in range(22):
        low, high = y - size * step / 22, y - size * (step + 1) / 22
        side = 1 if step % 2 else -1
        pen.line([(x - wide * side * 0.8, low), (x + wide * side * 0.8, high)], size / 260)
    for reach, high in ((0.5, 0.62), (0.72, 0.95)):
        for side in (-1, 1):
            pen.line([(x + size * reach * side, y), (x, y - size * high)], size / 420)


def crane(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a harbour crane."""
    x, y = foot
    for side in (-0.16, 0.16):
        pen.line([(x + size * side, y), (x + size * side * 0.7, y - size * 0.6)], size / 34)
    pen.box(x - size * 0.15, y - size * 0.66, x + size * 0.15, y - size * 0.56)
    pen.line([(x - size * 0.34, y - size * 0.66), (x + size * 0.86, y - size * 0.92)], size / 30)
    pen.line([(x, y - size * 0.64), (x + size * 0.06, y - size)], size / 44)
    pen.line([(x + size * 0.06, y - size), (x + size * 0.84, y - size * 0.92)], size / 130)
    pen.line([(x + size * 0.06, y - size), (x - size * 0.32, y - size * 0.66)], size / 130)
    pen.line([(x + size * 0.78, y - size * 0.9), (x + size * 0.78, y - size * 0.42)], size / 160)
    pen.box(x + size * 0.72, y - size * 0.42, x + size * 0.84, y - size * 0.34)


def chapel(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a chapel with a bell tower."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.1, y),
            (x - size * 0.1, y - size * 0.36),
            (x + size * 0.2, y - size * 0.54),
            (x + size * 0.5, y - size * 0.36),
            (x + size * 0.5, y),
        ]
    )
    pen.box(x - size * 0.28, y - size * 0.72, x - size * 0.06, y)
    pen.poly([(x - size * 0.31, y - size * 0.71), (x - size * 0.17, y - size), (x - size * 0.03, y - size * 0.71)])
    pen.line([(x - size * 0.17, y - size * 0.98), (x - size * 0.17, y - size * 1.1)], size / 80)


def booth(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a telephone booth or a small shelter: frame and roof, open in between."""
    x, y = foot
    wide = size * 0.24
    pen.box(x - wide * 1.1, y - size, x + wide * 1.1, y - size * 0.9)
    for side in (-1, 1):
        pen.line([(x + wide * side, y), (x + wide * side, y - size)], size / 30)
    pen.box(x - wide, y - size * 0.3, x + wide, y)
    pen.line([(x, y - size * 0.3), (x, y - size * 0.9)], size / 60)
    pen.line([(x - wide, y - size * 0.6), (x + wide, y - size * 0.6)], size / 70)


def goal(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a football goal with its net."""
    x, y = foot
    wide = size * 1.3
    pen.line([(x - wide, y), (x - wide, y - size), (x + wide, y - size), (x + wide, y)], size / 26)
    for share in np.linspace(-0.9, 0.9, 19):
        pen.line([(x + wide * share, y - size), (x + wide * share * 0.86, y - size * 0.04)], size / 300)
    for share in np.linspace(0.1, 0.9, 9):
        pen.line([(x - wide, y - size * share), (x + wide, y - size * share)], size / 300)


def hives(pen: Pen, foot: Point, size: float, rng: np.random.Generator) -> None:
    """Draw a row of beehives."""
    x, y = foot
    for place in range(-3, 4):
        high = size * float(rng.uniform(0.5, 0.72))
        left = x + place * size * 0.72
        pen.box(left, y - high, left + size * 0.42, y - size * 0.08)
        pen.box(left - size * 0.04, y - high - size * 0.06, left + size * 0.46, y - high)
        for leg in (0.04, 0.34):
            pen.box(left + size * leg, y - size * 0.1, left + size * (leg + 0.04), y)


def canopy(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw the canopy and pumps of a petrol station."""
    x, y = foot
    pen.poly(
        [
            (x - size * 1.5, y - size),
            (x + size * 1.5, y - size * 0.94),
            (x + size * 1.5, y - size * 0.8),
            (x - size * 1.5, y - size * 0.84),
        ]
    )
    for place in (-0.9, 0.8):
        pen.box(x + size * (place - 0.04), y - size * 0.9, x + size * (place + 0.04), y)
    for place in (-0.45, 0.3):
        pen.round_box(x + size * (place - 0.1), y - size * 0.42, x + size * (place + 0.1), y, radius=size * 0.03)


def signs(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a big road sign on two posts."""
    x, y = foot
    for side in (-0.42, 0.42):
        pen.box(x + size * (side - 0.02), y - size * 0.9, x + size * (side + 0.02), y)
    pen.round_box(x - size * 0.72, y - size, x + size * 0.72, y - size * 0.46, radius=size * 0.04)
