"""Scenes by the water."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, vertical
from matinee.config.demo.art.open_air import glitter, grasses, lit_window, put, ridge, sky


def sea(c: Canvas, prop: str) -> None:
    """Show a low horizon, the light's road on the water, and one thing on it."""
    horizon = c.between(400, 700)
    sun = sky(c, horizon, c.between(0.18, 0.5), c.between(0.78, 0.95))
    c.glow(sun, 420, 0.6)
    if c.chance(0.6):
        with c.layer(c.tone.lamp) as pen:
            pen.oval(sun, c.between(22, 70))
    with c.layer(c.haze(0.5, 0.75)) as pen:
        left = sun[0] - c.between(500, 1100)
        pen.poly(
            [(left, horizon + 2), (left + 260, horizon - 22), (left + 560, horizon - 12), (left + 820, horizon + 2)]
        )
    c.mirror(horizon, 0.34)
    glitter(c, sun[0], horizon)
    place_on_water(c, prop, sun[0], horizon)
    c.shade(vertical((0, 0.94), (horizon, 1.0), (HEIGHT, 0.62)))


def place_on_water(c: Canvas, prop: str, x: float, horizon: float) -> None:
    """Set a boat afloat, or anything else on a rock or a pier."""
    side = x + (420 if x < WIDTH / 2 else -420)
    if prop == "boat":
        put(c, prop, (side, horizon + c.between(70, 150)), c.between(120, 270))
    elif prop == "stairs":
        with c.layer(0.02) as pen:
            for step in range(9):
                pen.box(0, 640 + step * 32, 420 + step * 120, 900)
    elif prop:
        with c.layer(0.03) as pen:
            pen.poly(
                [
                    (side - 330, horizon + 40),
                    (side - 210, horizon - 22),
                    (side - 60, horizon - 40),
                    (side + 120, horizon - 30),
                    (side + 300, horizon + 40),
                ]
            )
        size = c.between(300, 380) if prop in {"lighthouse", "tower"} else c.between(170, 260)
        put(c, prop, (side, horizon - 28), size)
        if prop == "lighthouse":
            beam(c, (side, horizon - 28 - size * 0.86))
        elif prop == "house":
            lit_window(c, (side - 70, horizon - 90), 10)


def beam(c: Canvas, at: Point) -> None:
    """Turn the light on."""
    for side, reach in ((-1, 1500), (1, 1200)):
        with c.layer(c.tone.lamp, blur=9, opacity=0.3) as pen:
            pen.poly([at, (at[0] + side * reach, at[1] - 150), (at[0] + side * reach, at[1] + 40)])
    c.glow(at, 170, 1.0)


def wave(c: Canvas, _prop: str) -> None:
    """Show water that stands up: band behind band of it."""
    c.ground(vertical((0, 0.9), (420, 0.97), (900, 0.6)) + clouds(c.rng, 4, 8) * 0.1)
    with c.layer(c.tone.accents[0]) as pen:
        pen.oval((c.between(380, 1220), c.between(200, 300)), c.between(70, 120))
    for step in range(8):
        base, tall = 380 + step * 68, 150 - step * 8
        phase, level = c.between(0, math.tau), 0.78 - step * 0.1
        xs = np.linspace(-20, WIDTH + 20, 200)
        swell = np.abs(np.sin(xs / WIDTH * math.pi * (2.1 + step * 0.25) + phase)) ** 1.7
        crest = base - tall * swell + 12 * np.sin(xs / 37 + phase)
        with c.layer(max(0.04, level)) as pen:
            pen.poly([*zip(xs.tolist(), crest.tolist(), strict=True), (1640, 900), (-40, 900)])
        with c.layer(0.98, opacity=0.8) as pen:
            pen.line([(x, y - 1) for x, y in zip(xs.tolist(), crest.tolist(), strict=True)], 2.6)


def river(c: Canvas, prop: str) -> None:
    """Show a river between dark banks that holds the sky."""
    sun = sky(c, 430, 0.34, 0.94)
    c.glow(sun, 380, 0.6)
    for step in range(3):
        with c.layer(0.5 - step * 0.15) as pen:
            pen.poly(ridge(c, 400 + step * 22, 24 + step * 6, 0.66))
    c.mirror(452, 0.2)
    glitter(c, sun[0], 470)
    with c.layer(0.05) as pen:
        pen.poly(
            [(0, 452), (c.between(300, 520), 470), (c.between(560, 700), 520), (c.between(240, 420), 640), (0, 900)]
        )
        pen.poly(
            [
                (WIDTH, 450),
                (c.between(1150, 1300), 468),
                (c.between(1000, 1100), 540),
                (c.between(1240, 1400), 700),
                (WIDTH, 900),
            ]
        )
    if prop == "pole":
        with c.layer(0.02) as pen:
            for step in range(16):
                x = 500 + step * 46 + c.between(-8, 8)
                pen.line([(x, 640 - step * 5), (x + c.between(-10, 10), 520 - step * 4)], 4)
    grasses(c, 0.01)


def bridge(c: Canvas, _prop: str) -> None:
    """Show an old bridge and its reflection, one arch of light."""
    sun = sky(c, 520, 0.3, 0.95)
    c.glow((800, 500), 460, 0.7)
    with c.layer(c.haze(0.7, 0.5)) as pen:
        pen.poly(ridge(c, 500, 60, 0.6))
    with c.layer(0.06) as pen:
        pen.poly([(0, 400), (800, 250), (1600, 400), (1600, 620), (0, 620)])
        pen.wipe()
        pen.oval((800, 640), 300, 320)
        for x in (230, 1370):
            pen.oval((x, 640), 150, 150)
    c.mirror(610, 0.25)
    glitter(c, sun[0], 616)


def saltpans(c: Canvas, _prop: str) -> None:
    """Show salt pans, squares of sky on the ground, with white heaps between."""
    sky(c, 360, 0.62, 0.95)
    with c.layer(0.5) as pen:
        pen.box(0, 360, WIDTH, HEIGHT)
    for row in range(7):
        near, far = 360 + 540 * ((row + 0.92) / 7) ** 1.7, 360 + 540 * (row / 7) ** 1.7
        scale_near, scale_far = (near - 300) / 240, (far - 300) / 240
        for column in range(-6, 7):
            left, right = column * 240, column * 240 + 216
            with c.layer(c.between(0.66, 0.98)) as pen:
                pen.poly(
                    [
                        (800 + left * scale_far, far),
                        (800 + right * scale_far, far),
                        (800 + right * scale_near, near),
                        (800 + left * scale_near, near),
                    ]
                )
    for _ in range(7):
        share = float(c.rng.random())
        x, y, size = c.between(80, 1520), 420 + share * 330, 22 + share * 80
        with c.layer(0.99) as pen:
            pen.poly([(x - size * 1.5, y), (x, y - size), (x + size * 1.5, y)])
        with c.layer(0.55, opacity=0.7) as pen:
            pen.poly([(x, y - size), (x + size * 1.5, y), (x + size * 0.2, y)])


def harbour(c: Canvas, prop: str) -> None:
    """Show cranes against the last light."""
    sun = sky(c, 620, 0.28, 0.9)
    c.glow(sun, 460, 0.6)
    for step in range(3):
        put(c, prop or "crane", (260 + step * 480 + c.between(-60, 60), 640), 330 + step * 90, 0.24 - step * 0.1)
    with c.layer(0.05) as pen:
        for x in range(0, WIDTH, 96):
            pen.box(x, 640 - 28 * int(c.rng.integers(0, 4)), x + 92, 660)
        pen.box(0, 630, WIDTH, 662)
    c.mirror(660, 0.3)
    for x in (200, 620, 1100, 1420):
        c.glow((x, 628), 70, 0.9)
    glitter(c, sun[0], 668)
