"""Scenes on land: hills, fields, snow, trees."""

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, clouds, spot, vertical
from matinee.config.demo.art.open_air import flakes, grasses, headlights, lit_window, put, ridge, sky
from matinee.config.demo.art.things import THINGS


def ridges(c: Canvas, prop: str) -> None:
    """Show hills behind hills, each paler than the one before it."""
    sun = sky(c, 470, 0.42, 0.97)
    c.glow(sun, 330, 0.75)
    with c.layer(c.tone.lamp) as pen:
        pen.oval(sun, c.between(24, 62))
    levels = (0.74, 0.58, 0.42, 0.26, 0.1)
    for step, level in enumerate(levels):
        with c.layer(level) as pen:
            pen.poly(ridge(c, 420 + step * 92, 46 + step * 13, 0.52))
        c.fog(440 + step * 92, 900, level + 0.2, 0.42)
    x = c.between(420, 1180)
    put(c, prop, (x, 742), 150)
    with c.layer(0.02) as pen:
        pen.poly(ridge(c, 836, 24, 0.5))
    if prop == "house":
        lit_window(c, (x - 48, 716), 13)


def field(c: Canvas, prop: str) -> None:
    """Show a wide field with furrows that run to the horizon."""
    horizon = c.between(480, 740)
    sun = sky(c, horizon, c.between(0.22, 0.5), 0.95)
    c.glow(sun, 480, 0.62)
    with c.layer(c.haze(0.8, 0.5)) as pen:
        pen.poly(ridge(c, horizon + 4, 13, 0.6))
    x, meet = c.between(500, 1100), c.between(600, 1000)
    put(c, prop, (x, horizon + 34), c.between(310, 460) if prop in {"tree", "tower", "pole"} else c.between(150, 210))
    with c.layer(0.13) as pen:
        pen.poly([(0, horizon + 26), (WIDTH, horizon + 18), (WIDTH, HEIGHT), (0, HEIGHT)])
    with c.layer(0.3, opacity=0.55) as pen:
        for furrow in np.linspace(-2600, 4200, 40):
            pen.poly([(meet, horizon + 24), (furrow, HEIGHT), (furrow + 70, HEIGHT)])
    grasses(c, 0.02)
    c.shade(vertical((0, 0.95), (horizon, 1), (HEIGHT, 0.7)))


def dunes(c: Canvas, _prop: str) -> None:
    """Show dunes, one side in the sun."""
    sun = sky(c, 430, 0.62, 0.96)
    c.glow(sun, 300, 0.7)
    with c.layer(c.tone.lamp) as pen:
        pen.oval((sun[0], sun[1] - 90), c.between(30, 66))
    for step in range(4):
        peak, base = c.between(300, 1300), 420 + step * 120
        tip = (peak, base - 40 - step * 14)
        left, right = (peak - 1300, base + 260), (peak + 1300, base + 240)
        with c.layer(0.78 - step * 0.13) as pen:
            pen.poly(
                [left, (peak - 420, base + 40), tip, (peak + 360, base + 50), right, (right[0], 1000), (left[0], 1000)]
            )
        bend = [(peak + 60, base + 80), (peak - 40, base + 170), (peak + 130, base + 300)]
        with c.layer(0.4 - step * 0.09) as pen:
            pen.poly([tip, (peak + 360, base + 50), right, (right[0], 1000), *reversed(bend)])


def snow(c: Canvas, prop: str) -> None:
    """Show a plain of snow under a big sky."""
    sun = sky(c, 610, 0.3, 0.86)
    c.glow(sun, 460, 0.55)
    with c.layer(c.haze(0.7, 0.55)) as pen:
        pen.poly(ridge(c, 606, 16, 0.6))
    for step in range(3):
        with c.layer(0.7 + step * 0.09) as pen:
            pen.poly(ridge(c, 630 + step * 90, 12, 0.5))
    x = c.between(560, 1040)
    put(c, prop, (x, 720), 280 if prop == "booth" else 130)
    if prop == "booth":
        c.glow((x, 590), 300, 0.9)
        with c.layer(c.tone.lamp, opacity=0.6) as pen:
            pen.box(x - 60, 472, x + 60, 630)
        put(c, prop, (x, 720), 280)
    flakes(c, 260)
    c.shade(vertical((0, 0.8), (610, 1), (900, 0.82)))


def forest(c: Canvas, prop: str) -> None:
    """Show trunks in the mist, with light between them."""
    light = (c.between(500, 1100), c.between(260, 460))
    c.ground(vertical((0, 0.5), (520, 0.74), (900, 0.3)) + spot(light, 300, 1.3) * 0.4 + clouds(c.rng, 5, 4) * 0.16)
    if prop == "moon":
        with c.layer(c.tone.lamp) as pen:
            pen.oval(light, 74)
    c.glow(light, 420, 0.6)
    for depth in range(5):
        wide = 8 + depth**2 * 5.5
        with c.layer(max(0.02, 0.56 - depth * 0.14), blur=4 * (depth // 4)) as pen:
            for _ in range(17 - depth * 3):
                x, lean = c.between(-40, WIDTH + 40), float(c.rng.normal(0, 22))
                pen.poly(
                    [(x - wide, HEIGHT), (x + lean - wide * 0.6, 0), (x + lean + wide * 0.6, 0), (x + wide, HEIGHT)]
                )
                pen.line([(x + lean * 0.4, 320), (x + c.between(-160, 160), 190)], wide * 0.22)
        c.fog(300, 900, 0.62 - depth * 0.1, 0.3)
    if prop == "road":
        headlights(c, (light[0], 640))
    with c.layer(0.02) as pen:
        pen.poly(ridge(c, 830, 16, 0.7))


def orchard(c: Canvas, _prop: str) -> None:
    """Show rows of fruit trees in blossom that run away from us."""
    sun = sky(c, 470, 0.5, 0.98)
    c.glow((800, 450), 420, 0.7)
    with c.layer(0.34) as pen:
        pen.box(0, 470, WIDTH, HEIGHT)
    with c.layer(0.6, opacity=0.6) as pen:
        pen.poly([(800, 468), (560, 900), (1060, 900)])
    for step in range(1, 8):
        share = (step / 7) ** 2
        for side in (-1, 1):
            foot = (800 + side * (60 + share * 560), 480 + share * 330)
            with c.layer(0.3 - share * 0.24) as pen:
                THINGS["tree"](pen, foot, 70 + share * 470, c.rng)
            with c.layer(0.96 - share * 0.1, opacity=0.85, blur=1 + share * 4) as pen:
                for _ in range(46):
                    reach = (70 + share * 470) * 0.3
                    pen.oval(
                        (
                            foot[0] + float(c.rng.normal(0, reach)),
                            foot[1] - reach * 2.2 + float(c.rng.normal(0, reach * 0.62)),
                        ),
                        2 + share * 9,
                    )
    c.glow(sun, 300, 0.4)
