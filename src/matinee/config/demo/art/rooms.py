"""Scenes indoors, where the light comes through something."""

import itertools
import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, spot, vertical
from matinee.config.demo.art.open_air import put
from matinee.config.demo.art.things import THINGS

FEW, MANY = 9, 22  # clocks on a wall: the first are large, then there are enough


def room(c: Canvas, wall: float, floor: float, line: float = 690) -> None:
    """Paint a wall and a floor with a skirting between them."""
    light = vertical((0, wall), (line, wall * 0.8), (line + 1, floor), (HEIGHT, floor * 0.5))
    c.ground(light + clouds(c.rng, 3, 3) * 0.08)
    with c.layer(wall * 0.45) as pen:
        pen.box(0, line - 14, WIDTH, line)


def window(c: Canvas, prop: str) -> None:
    """Let a window fall on a wall, with one thing in its light."""
    c.ground(0.2 + clouds(c.rng, 3, 3) * 0.12 + spot((c.between(500, 1000), 400), 520, 1.3) * 0.14)
    left, top, lean = c.between(380, 760), c.between(110, 190), c.between(-190, -90)
    wide, high, panes = c.between(420, 560), c.between(430, 500), int(c.rng.integers(2, 4))

    def pane(i: int, j: int) -> list[Point]:
        gap = 11
        x0, x1 = wide * i / panes + gap, wide * (i + 1) / panes - gap
        y0, y1 = high * j / 3 + gap, high * (j + 1) / 3 - gap
        return [(left + x + lean * y / high, top + y + x * 0.13) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]

    for blur, opacity in ((26, 0.35), (5, 0.92)):
        with c.layer(c.tone.lamp, blur=blur, opacity=opacity) as pen:
            for i in range(panes):
                for j in range(3):
                    pen.poly(pane(i, j))
    with c.layer(0.24, blur=9, opacity=0.75) as pen:
        THINGS["tree"](pen, (left + wide * c.between(0.2, 0.8), top + high), high * 0.95, c.rng)
    with c.layer(0.07) as pen:
        pen.poly([(0, 760), (WIDTH, 760), (WIDTH, HEIGHT), (0, HEIGHT)])
    with c.layer(c.tone.lamp, blur=16, opacity=0.3) as pen:
        pen.poly([(left + lean, 770), (left + wide + lean, 770), (left + wide * 1.2, HEIGHT), (left, HEIGHT)])
    put(c, prop or "chair", (left + wide * 0.4 + lean, 800), 430 if prop == "chair" else 340, 0.02)
    c.shade(0.42 + 0.75 * spot((left + wide / 2, 400), 560, 1.25))


def corridor(c: Canvas, _prop: str) -> None:
    """Show a corridor, door after door, to the light at its end."""
    meet = (c.between(560, 1040), c.between(400, 480))
    c.ground(0.12 + spot(meet, 240) * 0.3)
    frames = [0.7**step for step in range(8)]
    for near, far in itertools.pairwise(frames):
        stretch_of_corridor(c, meet, near, far)
    with c.layer(c.tone.lamp) as pen:
        x, y, last = *meet, frames[-1]
        pen.box(x + (-60 - x) * last, y + (-40 - y) * last, x + (1660 - x) * last, y + (940 - y) * last)
    c.glow(meet, 330, 0.95)
    with c.layer(c.tone.lamp, blur=26, opacity=0.35) as pen:
        x, top = meet[0], meet[1] + 60
        pen.poly([(x - 30, top), (x + 30, top), (x + 260, HEIGHT), (x - 260, HEIGHT)])
    c.shade(0.5 + 0.7 * spot(meet, 520, 1.4))


def stretch_of_corridor(c: Canvas, meet: Point, near: float, far: float) -> None:
    """Draw walls, doors, floor, ceiling and lamp between two depths (1 is here, 0 is infinitely far)."""

    def corner(share: float, x: float, y: float) -> Point:
        return meet[0] + (x - meet[0]) * share, meet[1] + (y - meet[1]) * share

    def band(share: tuple[float, float], one: Point, two: Point) -> list[Point]:
        return [corner(share[0], *one), corner(share[1], *one), corner(share[1], *two), corner(share[0], *two)]

    lit = 0.1 + 0.62 * (1 - near) ** 1.4
    for x, level in ((-60, lit), (1660, lit * 0.78)):
        with c.layer(level) as pen:
            pen.poly(band((near, far), (x, -40), (x, 940)))
        with c.layer(c.tone.lamp if c.chance(0.2) else level * 0.35) as pen:
            pen.poly(band((near * 0.9 + far * 0.1, near * 0.34 + far * 0.66), (x, 140), (x, 940)))
    with c.layer(lit * 1.1) as pen:
        pen.poly(band((near, far), (-60, 940), (1660, 940)))
    with c.layer(lit * 0.6) as pen:
        pen.poly(band((near, far), (-60, -40), (1660, -40)))
    with c.layer(c.tone.lamp, opacity=0.9) as pen:
        pen.poly(band((near * 0.7 + far * 0.3, near * 0.4 + far * 0.6), (700, -40), (900, -40)))


def stairs(c: Canvas, prop: str) -> None:
    """Show a flight of stairs and the diagonal of light on it."""
    c.ground(0.34 + clouds(c.rng, 3, 3) * 0.1 + spot((1150, 130), 520) * 0.36)
    rise, run, start = 62.0, c.between(104, 130), c.between(80, 240)
    for step in range(14):
        x, y = start + step * run, HEIGHT - step * rise
        with c.layer(0.82 - step * 0.012) as pen:
            pen.box(x, y - rise, WIDTH, y - rise + 16)
        with c.layer(0.26 - step * 0.01) as pen:
            pen.box(x, y - rise + 16, WIDTH, y + 2)
    with c.layer(c.tone.lamp, blur=12, opacity=0.3) as pen:
        pen.poly([(1500, -10), (1640, -10), (700, HEIGHT), (380, HEIGHT)])
    with c.layer(0.04) as pen:
        pen.line([(start - 60, HEIGHT - 250), (start - 60 + 14 * run, HEIGHT - 250 - 14 * rise)], 15)
        for step in range(14):
            x = start - 10 + step * run
            pen.line([(x, HEIGHT - step * rise - rise), (x, HEIGHT - 276 - step * rise)], 6)
    if prop:
        put(c, prop, (start + run * 6.4, HEIGHT - rise * 6), 260, 0.02)
    c.shade(0.45 + 0.7 * spot((1000, 360), 620, 1.3))


def hall(c: Canvas, prop: str) -> None:
    """Show a hall of glass with its floor full of sky."""
    horizon = c.between(520, 580)
    c.ground(vertical((0, 0.52), (horizon, 0.98), (HEIGHT, 0.5)) + clouds(c.rng, 4, 6) * 0.14)
    sun = (c.between(400, 1200), horizon - 120)
    c.glow(sun, 380, 0.8)
    with c.layer(c.haze(0.8, 0.5)) as pen:
        pen.poly(
            [
                (0, horizon),
                (0, horizon - 26),
                (500, horizon - 40),
                (1100, horizon - 18),
                (WIDTH, horizon - 34),
                (WIDTH, horizon),
            ]
        )
    with c.layer(0.06) as pen:
        for x in np.linspace(-40, 1640, 8):
            pen.box(x - 9, 0, x + 9, horizon)
        for y in (90, 300):
            pen.box(0, y, WIDTH, y + 8)
        pen.box(0, horizon - 6, WIDTH, horizon)
    c.mirror(horizon, 0.28)
    with c.layer(0.04) as pen:
        for place in range(4):
            x = 240 + place * 300
            pen.box(x - 110, horizon + 76, x + 110, horizon + 92)
            pen.box(x - 110, horizon + 10, x - 94, horizon + 150)
            pen.box(x + 94, horizon + 10, x + 110, horizon + 150)
            pen.box(x - 110, horizon + 10, x + 110, horizon + 60)
    if prop == "chair":
        put(c, "chair", (1330, 820), 330, 0.02)


def lift(c: Canvas, _prop: str) -> None:
    """Show lift doors, a hand's breadth open."""
    c.ground(0.3 + clouds(c.rng, 6, 2) * 0.08 + spot((800, 460), 500) * 0.16)
    with c.layer(0.12) as pen:
        pen.box(470, 150, 1130, HEIGHT)
    for left, right, level in ((500, 790, 0.5), (870, 1100, 0.46)):
        for strip in range(8):
            with c.layer(level + 0.13 * math.sin(strip * 0.9 + left)) as pen:
                wide = (right - left) / 8
                pen.box(left + strip * wide, 180, left + strip * wide + wide + 1, HEIGHT)
    with c.layer(c.tone.lamp) as pen:
        pen.box(790, 180, 870, HEIGHT)
    c.glow((830, 520), 480, 0.75)
    with c.layer(c.tone.lamp, blur=18, opacity=0.5) as pen:
        pen.poly([(790, 850), (870, 850), (1010, HEIGHT), (640, HEIGHT)])
    numbers = int(c.rng.integers(7, 12))
    for step in range(numbers):
        x, is_here = 800 + (step - (numbers - 1) / 2) * 46, step == numbers - 3
        with c.layer(c.tone.lamp if is_here else 0.14) as pen:
            pen.oval((x, 96), 13)
        if is_here:
            c.glow((x, 96), 90, 1.0, c.tone.accents[0])
    with c.layer(0.12) as pen:
        pen.round_box(1210, 470, 1270, 610, radius=10)
    c.glow((1240, 520), 46, 1.0)


def classroom(c: Canvas, _prop: str) -> None:
    """Show rows of desks, windows on one side and a clock."""
    room(c, 0.56, 0.34, 600)
    with c.layer(c.tone.lamp) as pen:
        for x in (60, 330, 600):
            pen.poly([(x, 120 + x * 0.05), (x + 200, 130 + x * 0.05), (x + 200, 440 - x * 0.02), (x, 450 - x * 0.02)])
    with c.layer(0.3) as pen:
        for x in (60, 330, 600):
            pen.line([(x + 100, 120), (x + 100, 450)], 9)
            pen.line([(x, 290), (x + 200, 286)], 9)
    c.glow((330, 300), 520, 0.55)
    with c.layer(0.1) as pen:
        pen.box(930, 150, 1490, 450)
    with c.layer(0.9, opacity=0.55) as pen:
        for line in range(4):
            pen.line([(980, 220 + line * 56), (980 + c.between(180, 440), 216 + line * 56)], 5)
    clock(c, (860, 110), 62)
    with c.layer(c.tone.lamp, blur=14, opacity=0.3) as pen:
        for x in (140, 480, 820):
            pen.poly([(x, 620), (x + 190, 620), (x + 420, HEIGHT), (x + 130, HEIGHT)])
    for row in range(3):
        for column in range(4):
            x, y, size = 160 + column * 400 + row * 40, 690 + row * 90, 190 + row * 50
            with c.layer(0.12 - row * 0.04) as pen:
                pen.box(x - size * 0.6, y - 40, x + size * 0.6, y - 22)
                pen.box(x - size * 0.52, y - 30, x - size * 0.47, y + size)
                pen.box(x + size * 0.47, y - 30, x + size * 0.52, y + size)


def clock(c: Canvas, at: Point, size: float) -> None:
    """Hang a clock whose hands the film's seed has set."""
    with c.layer(0.08) as pen:
        pen.oval(at, size)
    with c.layer(0.95) as pen:
        pen.oval(at, size * 0.88)
    with c.layer(0.06) as pen:
        for hour in range(12):
            angle = hour / 12 * math.tau
            inner, outer = size * 0.7, size * 0.82
            pen.line(
                [
                    (at[0] + math.cos(angle) * inner, at[1] + math.sin(angle) * inner),
                    (at[0] + math.cos(angle) * outer, at[1] + math.sin(angle) * outer),
                ],
                size * 0.05,
            )
        for reach, wide in ((0.46, 0.075), (0.68, 0.045)):
            angle = c.between(0, math.tau)
            pen.line(
                [at, (at[0] + math.cos(angle) * size * reach, at[1] + math.sin(angle) * size * reach)], size * wide
            )


def clocks(c: Canvas, _prop: str) -> None:
    """Show a wall of clocks, no two agreed."""
    c.ground(0.34 + clouds(c.rng, 4, 3) * 0.14 + spot((c.between(400, 1200), 400), 520) * 0.3)
    taken: list[tuple[float, float, float]] = []
    for _ in range(160):
        size = c.between(38, 150) * (1 if len(taken) < FEW else 0.6)
        at = (c.between(40, 1560), c.between(30, 780))
        if all(math.dist(at, other[:2]) > size + other[2] + 12 for other in taken):
            taken.append((*at, size))
            clock(c, at, size)
        if len(taken) > MANY:
            break
    with c.layer(0.05) as pen:
        pen.box(0, 830, WIDTH, HEIGHT)
    c.shade(0.4 + 0.8 * spot((800, 380), 560, 1.5))
