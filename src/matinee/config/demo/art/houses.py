"""Scenes in houses of work and of pleasure."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, spot, vertical
from matinee.config.demo.art.open_air import put


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


def shop(c: Canvas, _prop: str) -> None:
    """Show a shop at night from across the street."""
    c.ground(0.08 + clouds(c.rng, 5, 4) * 0.05)
    left, right = c.between(250, 360), c.between(1230, 1350)
    with c.layer(c.tone.lamp) as pen:
        pen.box(left, 300, right, 690)
    stock(c, left, right)
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


def stock(c: Canvas, left: float, right: float) -> None:
    """Fill the shelves in a shop window."""
    for row in range(4):
        y = 400 + row * 92
        with c.layer(0.36) as pen:
            pen.box(left + 30, y, right - 250, y + 8)
        x = left + 44
        while x < right - 270:
            wide, tall = c.between(14, 36), c.between(24, 66)
            tint = c.tone.accents[int(c.rng.integers(0, 2))] if c.chance(0.3) else c.tone.level(c.between(0.16, 0.7))
            with c.layer(tint) as pen:
                pen.round_box(x, y - tall, x + wide, y, radius=4)
            x += wide + c.between(2, 10)


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


def workshop(c: Canvas, _prop: str) -> None:
    """Show a bench under a window, tools on the wall."""
    c.ground(0.3 + clouds(c.rng, 5, 4) * 0.1)
    x = c.between(460, 760)
    with c.layer(c.tone.lamp) as pen:
        pen.box(x, 90, x + 520, 480)
    with c.layer(0.16) as pen:
        for bar in range(5):
            pen.box(x + bar * 130 - 5, 90, x + bar * 130 + 5, 480)
        for y in (90, 220, 350, 480):
            pen.box(x, y - 5, x + 520, y + 5)
    c.glow((x + 260, 290), 620, 0.6)
    with c.layer(0.07) as pen:
        for step in range(9):
            place, long = x - 420 + step * 44, c.between(90, 210)
            pen.line([(place, 160), (place, 160 + long)], c.between(5, 12))
            pen.oval((place, 166 + long), c.between(8, 20), c.between(8, 26))
        for step in range(6):
            place = x + 590 + step * 70
            pen.arc((place, 200), c.between(20, 32), (0, 360), 7)
            pen.box(place - 3, 140, place + 3, 180)
        pen.box(0, 640, WIDTH, 690)
        pen.box(120, 690, 170, HEIGHT)
        pen.box(1430, 690, 1480, HEIGHT)
    sewing_machine(c, (x + 200, 640))
    with c.layer(c.tone.lamp, blur=14, opacity=0.3) as pen:
        pen.poly([(x, 640), (x + 520, 640), (x + 760, HEIGHT), (x - 200, HEIGHT)])
    c.shade(0.4 + 0.8 * spot((x + 260, 400), 560, 1.4))


def sewing_machine(c: Canvas, at: Point) -> None:
    """Set a sewing machine on the bench, with reels of thread to both sides."""
    x, y = at
    with c.layer(0.03) as pen:
        pen.round_box(x - 190, y - 50, x + 200, y, radius=10)
        arm = [(x - 170, y - 50), (x - 170, y - 210), (x + 170, y - 230), (x + 190, y - 150)]
        pen.poly([*arm, (x - 90, y - 160), (x - 90, y - 50)])
        pen.oval((x + 206, y - 190), 46)
        for place in (x - 500, x + 420):
            for step in range(4):
                pen.round_box(place + step * 50, y - 60 - step * 6, place + 40 + step * 50, y, radius=8)
