"""Scenes indoors, where the light comes through something."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, spot, vertical
from matinee.config.demo.art.outdoors import put
from matinee.config.demo.art.things import THINGS


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
    meet, shrink = (c.between(560, 1040), c.between(400, 480)), 0.7
    c.ground(0.12 + spot(meet, 240) * 0.3)
    frames = [shrink**step for step in range(8)]

    def corner(share: float, x: float, y: float) -> Point:
        return meet[0] + (x - meet[0]) * share, meet[1] + (y - meet[1]) * share

    for near, far in zip(frames, frames[1:], strict=False):
        lit = 0.1 + 0.62 * (1 - near) ** 1.4
        sides = {"left": ((-60, -40), (-60, 940), lit), "right": ((1660, -40), (1660, 940), lit * 0.78)}
        for top, bottom, level in sides.values():
            with c.layer(level) as pen:
                pen.poly([corner(near, *top), corner(far, *top), corner(far, *bottom), corner(near, *bottom)])
            with c.layer(c.tone.lamp if c.rng.random() < 0.2 else level * 0.35) as pen:
                a, b = near * 0.9 + far * 0.1, near * 0.34 + far * 0.66
                door = (top[0], 140)
                pen.poly([corner(a, *door), corner(b, *door), corner(b, *bottom), corner(a, *bottom)])
        with c.layer(lit * 1.1) as pen:
            pen.poly([corner(near, -60, 940), corner(far, -60, 940), corner(far, 1660, 940), corner(near, 1660, 940)])
        with c.layer(lit * 0.6) as pen:
            pen.poly([corner(near, -60, -40), corner(far, -60, -40), corner(far, 1660, -40), corner(near, 1660, -40)])
        with c.layer(c.tone.lamp, opacity=0.9) as pen:
            a, b = near * 0.7 + far * 0.3, near * 0.4 + far * 0.6
            pen.poly([corner(a, 700, -40), corner(a, 900, -40), corner(b, 900, -40), corner(b, 700, -40)])
    with c.layer(c.tone.lamp) as pen:
        pen.poly(
            [
                corner(frames[-1], -60, -40),
                corner(frames[-1], 1660, -40),
                corner(frames[-1], 1660, 940),
                corner(frames[-1], -60, 940),
            ]
        )
    c.glow(meet, 330, 0.95)
    with c.layer(c.tone.lamp, blur=26, opacity=0.35) as pen:
        pen.poly(
            [
                (meet[0] - 30, meet[1] + 60),
                (meet[0] + 30, meet[1] + 60),
                (meet[0] + 260, HEIGHT),
                (meet[0] - 260, HEIGHT),
            ]
        )
    c.shade(0.5 + 0.7 * spot(meet, 520, 1.4))


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


def stage(c: Canvas, prop: str) -> None:
    """Show a bare stage under one lamp."""
    c.ground(0.07 + clouds(c.rng, 4, 3) * 0.05)
    at, floor = (c.between(540, 1060), c.between(700, 750)), 0.22
    with c.layer(floor) as pen:
        pen.poly([(0, 620), (WIDTH, 620), (WIDTH, HEIGHT), (0, HEIGHT)])
    with c.layer(0.05, opacity=0.7) as pen:
        for x in range(-600, 2300, 150):
            pen.line([(800 + (x - 800) * 0.6, 620), (x, HEIGHT)], 3)
    lamp = (at[0] + c.between(-240, 240), -60)
    for blur, opacity in ((40, 0.3), (14, 0.26)):
        with c.layer(c.tone.lamp, blur=blur, opacity=opacity) as pen:
            pen.poly([(lamp[0] - 20, lamp[1]), (lamp[0] + 20, lamp[1]), (at[0] + 300, at[1]), (at[0] - 300, at[1])])
    with c.layer(c.tone.lamp, blur=8, opacity=0.9) as pen:
        pen.oval((at[0], at[1]), 300, 74)
    with c.layer(0.02, blur=5, opacity=0.8) as pen:
        pen.oval((at[0] + 60, at[1] + 16), 120, 17)
    if prop != "court":
        put(c, "chair", (at[0], at[1] + 10), 300, 0.02)
    with c.layer(0.02) as pen:
        pen.poly([(0, 0), (150, 0), (90, 500), (130, HEIGHT), (0, HEIGHT)])
        pen.poly([(WIDTH, 0), (1450, 0), (1510, 500), (1470, HEIGHT), (WIDTH, HEIGHT)])


def curtain(c: Canvas, prop: str) -> None:
    """Show the folds of a curtain with a gap of light."""
    xs = np.linspace(0, 60, 800, dtype=np.float32)
    folds = 0.34 + 0.2 * np.sin(xs + 1.7 * np.sin(xs * 0.23)) + 0.07 * np.sin(xs * 2.7)
    c.ground(np.repeat(folds[None, :], 450, axis=0) * vertical((0, 0.6), (500, 1.1), (HEIGHT, 0.66)))
    gap = c.between(700, 1000)
    with c.layer(c.tone.lamp) as pen:
        pen.poly([(gap, -10), (gap + 16, -10), (gap + 70, 780), (gap - 46, 780)])
    c.glow((gap + 10, 480), 420, 0.7)
    with c.layer(0.06) as pen:
        pen.box(0, 780, WIDTH, HEIGHT)
    with c.layer(c.tone.lamp, blur=12, opacity=0.6) as pen:
        pen.poly([(gap - 46, 784), (gap + 70, 784), (gap + 230, HEIGHT), (gap - 240, HEIGHT)])
    put(c, prop, (gap - 250, 830), 330, 0.02)


def cinema(c: Canvas, _prop: str) -> None:
    """Show a house full of seats, a screen and the beam above it."""
    c.ground(0.05 + spot((800, 300), 420, 1.6) * 0.2)
    with c.layer(0.96) as pen:
        pen.poly([(420, 150), (1180, 150), (1170, 500), (430, 500)])
    with c.layer(0.4) as pen:
        base = c.between(340, 400)
        pen.poly(
            [
                (430, 500),
                (430, base + 60),
                (620, base),
                (800, base + 70),
                (960, base - 20),
                (1170, base + 60),
                (1170, 500),
            ]
        )
    c.glow((800, 320), 620, 0.5)
    for blur, spread in ((30, 300), (12, 160)):
        with c.layer(c.tone.lamp, blur=blur, opacity=0.2) as pen:
            pen.poly([(1560, -20), (1600, 10), (800 + spread, 500), (800 - spread, 160)])
    for row in range(6):
        y, size = 560 + row * 62, 40 + row * 17
        with c.layer(0.16 - row * 0.026) as pen:
            shift = size * (row % 2)
            for seat in np.arange(-size, WIDTH + size * 2, size * 2.24):
                pen.round_box(seat + shift - size, y, seat + shift + size, y + 240, radius=size * 0.42)
        with c.layer(c.tone.lamp, opacity=0.2 - row * 0.025) as pen:
            shift = size * (row % 2)
            for seat in np.arange(-size, WIDTH + size * 2, size * 2.24):
                pen.line([(seat + shift - size * 0.6, y + 2), (seat + shift + size * 0.6, y + 2)], 3)


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
        size = c.between(38, 150) * (0.6 if len(taken) > 8 else 1)
        at = (c.between(40, 1560), c.between(30, 780))
        if all(math.dist(at, other[:2]) > size + other[2] + 12 for other in taken):
            taken.append((*at, size))
            clock(c, at, size)
        if len(taken) > 22:
            break
    with c.layer(0.05) as pen:
        pen.box(0, 830, WIDTH, HEIGHT)
    c.shade(0.4 + 0.8 * spot((800, 380), 560, 1.5))


def shop(c: Canvas, _prop: str) -> None:
    """Show a shop at night from across the street."""
    c.ground(0.08 + clouds(c.rng, 5, 4) * 0.05)
    left, right = c.between(250, 360), c.between(1230, 1350)
    with c.layer(c.tone.lamp) as pen:
        pen.box(left, 300, right, 690)
    for row in range(4):
        y = 400 + row * 92
        with c.layer(0.36) as pen:
            pen.box(left + 30, y, right - 250, y + 8)
        x = left + 44
        while x < right - 270:
            wide, tall = c.between(14, 36), c.between(24, 66)
            tint = (
                c.tone.accents[int(c.rng.integers(0, 2))]
                if c.rng.random() < 0.3
                else c.tone.level(c.between(0.16, 0.7))
            )
            with c.layer(tint) as pen:
                pen.round_box(x, y - tall, x + wide, y, radius=4)
            x += wide + c.between(2, 10)
    with c.layer(0.03) as pen:
        pen.box(right - 200, 330, right - 190, 690)
        pen.box(right - 30, 300, right, 690)
        pen.box(left - 10, 286, right + 10, 304)
    stripes = int(c.rng.integers(9, 15))
    for step in range(stripes):
        x0, x1 = (
            left - 30 + (right - left + 60) * step / stripes,
            left - 30 + (right - left + 60) * (step + 1) / stripes,
        )
        with c.layer(c.tone.accents[0] if step % 2 else c.tone.level(0.9)) as pen:
            pen.poly([(x0 + 16, 216), (x1 + 16 - 32 / stripes, 216), (x1, 320), (x0, 320)])
            pen.oval(((x0 + x1) / 2, 320), (x1 - x0) / 2, 15)
    c.glow((800, 500), 640, 0.5)
    c.mirror(704, 0.45)
    with c.layer(0.02) as pen:
        pen.box(0, 690, WIDTH, 708)


def oven(c: Canvas, _prop: str) -> None:
    """Show the mouth of an oven."""
    c.ground(0.1 + clouds(c.rng, 8, 6) * 0.1 + spot((800, 480), 420) * 0.3)
    with c.layer(0.05, opacity=0.7) as pen:
        for row in range(12):
            for column in range(-1, 14):
                x, y = column * 128 + (row % 2) * 64, row * 78
                pen.box(x, y, x + 124, y + 5)
                pen.box(x, y, x + 5, y + 78)
    with c.layer(0.02) as pen:
        pen.oval((800, 520), 340, 260)
        pen.box(460, 520, 1140, 640)
    with c.layer(0.86) as pen:
        pen.oval((800, 530), 300, 214)
        pen.box(500, 530, 1100, 620)
    with c.layer(c.tone.lamp, blur=24) as pen:
        pen.oval((800, 600), 220, 110)
    c.glow((800, 560), 660, 0.8)
    with c.layer(0.22) as pen:
        for x in np.linspace(560, 1040, 6):
            pen.oval((x, 612), 52, 24)
    with c.layer(0.03) as pen:
        pen.box(380, 632, 1220, 680)
        pen.line([(800, 640), (1120, 960)], 22)


def machine(c: Canvas, _prop: str) -> None:
    """Show a great machine, lit from one side."""
    c.ground(0.26 + clouds(c.rng, 3, 3) * 0.1 + spot((300, 200), 560) * 0.4)
    with c.layer(0.1) as pen:
        pen.box(0, 740, WIDTH, HEIGHT)
        for x in range(100, 1600, 300):
            pen.box(x, 0, x + 24, 740)
    for x, y, size in ((620, 500, 290), (1060, 420, 190), (1310, 600, 130), (330, 640, 110)):
        teeth = int(size / 9)
        with c.layer(0.12) as pen:
            for tooth in range(teeth):
                angle = tooth / teeth * math.tau
                pen.line([(x, y), (x + math.cos(angle) * size, y + math.sin(angle) * size)], size / 9)
            pen.oval((x, y), size * 0.92)
        with c.layer(0.5) as pen:
            pen.arc((x, y), size * 0.84, (150, 300), size * 0.05)
            pen.arc((x, y), size * 0.5, (140, 290), size * 0.03)
        with c.layer(0.3) as pen:
            for spoke in range(6):
                angle = spoke / 6 * math.tau + x
                pen.oval((x + math.cos(angle) * size * 0.5, y + math.sin(angle) * size * 0.5), size * 0.15)
            pen.oval((x, y), size * 0.12)
    with c.layer(c.tone.lamp, blur=20, opacity=0.26) as pen:
        pen.poly([(-20, -20), (260, -20), (1200, HEIGHT), (560, HEIGHT)])
    for x in (210, 250, 290):
        c.glow((x, 806), 40, 1.0, c.tone.accents[0])
