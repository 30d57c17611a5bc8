"""Silhouettes of things that stand in a picture; each is drawn from its foot, ``size`` high."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from matinee.config.demo.art.canvas import Pen, Point

Thing = Callable[[Pen, Point, float, np.random.Generator], None]


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


def piano(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw an upright piano."""
    x, y = foot
    pen.box(x - size * 0.7, y - size, x + size * 0.7, y - size * 0.06)
    pen.box(x - size * 0.76, y - size * 1.04, x + size * 0.76, y - size * 0.98)
    pen.poly(
        [
            (x - size * 0.8, y - size * 0.58),
            (x + size * 0.8, y - size * 0.58),
            (x + size * 0.84, y - size * 0.48),
            (x - size * 0.84, y - size * 0.48),
        ]
    )
    for side in (-0.72, 0.64):
        pen.box(x + size * side, y - size * 0.5, x + size * (side + 0.08), y)


def chair(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a wooden chair, three quarters to us."""
    x, y = foot
    for place, drop in ((-0.2, 0.0), (0.18, 0.05), (-0.1, -0.08), (0.26, -0.04)):
        pen.line([(x + size * place, y - size * 0.44), (x + size * place * 1.12, y + size * drop)], size / 26)
    pen.poly(
        [
            (x - size * 0.23, y - size * 0.42),
            (x - size * 0.1, y - size * 0.5),
            (x + size * 0.29, y - size * 0.47),
            (x + size * 0.22, y - size * 0.38),
        ]
    )
    pen.line([(x - size * 0.2, y - size * 0.44), (x - size * 0.26, y - size)], size / 26)
    pen.line([(x - size * 0.09, y - size * 0.5), (x - size * 0.13, y - size * 0.98)], size / 26)
    for high in (0.96, 0.84, 0.7):
        pen.line([(x - size * 0.26, y - size * high), (x - size * 0.12, y - size * (high - 0.01))], size / 24)


def table(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a kitchen table."""
    x, y = foot
    pen.box(x - size * 0.9, y - size * 0.62, x + size * 0.9, y - size * 0.56)
    for side in (-0.84, 0.78):
        pen.poly(
            [
                (x + size * side, y - size * 0.58),
                (x + size * (side + 0.07), y - size * 0.58),
                (x + size * (side + 0.05), y),
                (x + size * (side + 0.02), y),
            ]
        )


def kettle(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a kettle with a long spout."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.46, y),
            (x - size * 0.38, y - size * 0.42),
            (x - size * 0.2, y - size * 0.6),
            (x + size * 0.2, y - size * 0.6),
            (x + size * 0.38, y - size * 0.42),
            (x + size * 0.46, y),
        ]
    )
    pen.poly(
        [
            (x + size * 0.34, y - size * 0.2),
            (x + size * 0.62, y - size * 0.52),
            (x + size * 0.72, y - size * 0.5),
            (x + size * 0.42, y - size * 0.04),
        ]
    )
    pen.oval((x, y - size * 0.66), size * 0.06)
    pen.arc((x, y - size * 0.54), size * 0.36, (185, 355), size / 18)


def bowl(pen: Pen, foot: Point, size: float, rng: np.random.Generator) -> None:
    """Draw a bowl of fruit."""
    x, y = foot
    for _ in range(7):
        pen.oval((x + size * float(rng.uniform(-0.34, 0.34)), y - size * float(rng.uniform(0.4, 0.6))), size * 0.15)
    pen.poly(
        [
            (x - size * 0.62, y - size * 0.42),
            (x + size * 0.62, y - size * 0.42),
            (x + size * 0.34, y - size * 0.06),
            (x - size * 0.34, y - size * 0.06),
        ]
    )
    pen.box(x - size * 0.2, y - size * 0.08, x + size * 0.2, y)


def glass(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a stemmed glass."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.17, y - size),
            (x + size * 0.17, y - size),
            (x + size * 0.12, y - size * 0.56),
            (x - size * 0.12, y - size * 0.56),
        ]
    )
    pen.line([(x, y - size * 0.58), (x, y)], size / 30)
    pen.oval((x, y - size * 0.01), size * 0.16, size * 0.025)


def bottle(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a bottle."""
    x, y = foot
    pen.round_box(x - size * 0.14, y - size * 0.62, x + size * 0.14, y, radius=size * 0.04)
    pen.poly(
        [
            (x - size * 0.14, y - size * 0.58),
            (x - size * 0.05, y - size * 0.74),
            (x + size * 0.05, y - size * 0.74),
            (x + size * 0.14, y - size * 0.58),
        ]
    )
    pen.box(x - size * 0.05, y - size, x + size * 0.05, y - size * 0.7)


def cup(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a cup on a saucer."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.4, y - size * 0.62),
            (x + size * 0.4, y - size * 0.62),
            (x + size * 0.26, y - size * 0.06),
            (x - size * 0.26, y - size * 0.06),
        ]
    )
    pen.arc((x + size * 0.42, y - size * 0.38), size * 0.17, (-90, 110), size / 14)
    pen.oval((x, y - size * 0.03), size * 0.62, size * 0.06)


def radio(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a wireless set, dial and cloth cut out."""
    x, y = foot
    pen.round_box(x - size * 0.75, y - size, x + size * 0.75, y, radius=size * 0.16)
    pen.wipe()
    pen.oval((x - size * 0.34, y - size * 0.52), size * 0.24)
    pen.round_box(x + size * 0.06, y - size * 0.78, x + size * 0.6, y - size * 0.56, radius=size * 0.03)
    pen.oval((x + size * 0.2, y - size * 0.26), size * 0.07)
    pen.oval((x + size * 0.48, y - size * 0.26), size * 0.07)
    pen.ink()
    for step in range(-3, 4):
        pen.line(
            [(x - size * 0.58, y - size * (0.52 + step * 0.07)), (x - size * 0.1, y - size * (0.52 + step * 0.07))],
            size / 60,
        )


def phone(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a telephone with its receiver."""
    x, y = foot
    pen.poly(
        [
            (x - size * 0.6, y),
            (x - size * 0.36, y - size * 0.56),
            (x + size * 0.36, y - size * 0.56),
            (x + size * 0.6, y),
        ]
    )
    pen.round_box(x - size * 0.72, y - size * 0.82, x + size * 0.72, y - size * 0.66, radius=size * 0.08)
    for side in (-0.72, 0.5):
        pen.round_box(x + size * side, y - size * 0.82, x + size * (side + 0.22), y - size * 0.52, radius=size * 0.06)
    pen.wipe()
    pen.oval((x, y - size * 0.26), size * 0.19)
    pen.ink()
    pen.oval((x, y - size * 0.26), size * 0.09)


def lamp(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw a table lamp with its shade."""
    x, y = foot
    pen.oval((x, y - size * 0.02), size * 0.2, size * 0.04)
    pen.line([(x, y), (x, y - size * 0.6)], size / 22)
    pen.oval((x, y - size * 0.24), size * 0.1, size * 0.14)
    pen.poly(
        [
            (x - size * 0.18, y - size),
            (x + size * 0.18, y - size),
            (x + size * 0.34, y - size * 0.56),
            (x - size * 0.34, y - size * 0.56),
        ]
    )


def pots(pen: Pen, foot: Point, size: float, rng: np.random.Generator) -> None:
    """Draw three pots and a ladle."""
    x, y = foot
    for place, scale in ((-0.8, 0.62), (0.0, 0.95), (0.78, 0.5)):
        at, high = x + size * place, size * scale * 0.7
        pen.round_box(at - high * 0.6, y - high, at + high * 0.6, y, radius=high * 0.08)
        pen.box(at - high * 0.68, y - high * 1.06, at + high * 0.68, y - high)
        pen.oval((at, y - high * 1.12), high * 0.08)
    tip = x + size * float(rng.uniform(0.1, 0.3))
    pen.line([(x, y - size * 0.6), (tip, y - size * 1.2)], size / 30)


def cards(pen: Pen, foot: Point, size: float, _rng: np.random.Generator) -> None:
    """Draw stacks of chips and a hand of cards."""
    x, y = foot
    for place, count in ((-0.9, 7), (-0.58, 4), (0.62, 9), (0.95, 3)):
        for step in range(count):
            pen.oval((x + size * place, y - size * 0.075 * step), size * 0.15, size * 0.05)
    for turn in range(-2, 3):
        angle = turn * 0.26 - math.pi / 2
        tip = (x + math.cos(angle) * size * 0.8, y + math.sin(angle) * size * 0.8)
        pen.line([(x, y), tip], size * 0.2)


THINGS: Final[dict[str, Thing]] = {
    "tree": tree, "crown": crown, "house": house, "lighthouse": lighthouse, "boat": boat, "tower": tower, "pole": pole,
    "mast": mast, "car": car, "cars": car, "truck": truck, "crane": crane, "chapel": chapel, "booth": booth,
    "sled": sled, "goal": goal, "hives": hives, "canopy": canopy, "signs": signs, "sign": signs, "tractor": tractor,
    "piano": piano, "chair": chair, "table": table, "kettle": kettle, "bowl": bowl, "glass": glass, "bottle": bottle,
    "cup": cup, "radio": radio, "phone": phone, "lamp": lamp, "pots": pots, "cards": cards,
}  # fmt: skip
