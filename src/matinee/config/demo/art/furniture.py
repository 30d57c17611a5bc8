"""Silhouettes of what stands in rooms and on tables."""

import math

import numpy as np

from matinee.config.demo.art.canvas import Pen, Point


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
