"""Scenes under the sky."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, spot, vertical
from matinee.config.demo.art.things import THINGS


def sky(c: Canvas, horizon: float, low: float, high: float) -> Point:
    """Paint a sky that is brightest at the horizon, with weather in it, and return where the light stands."""
    sun = (c.between(200, WIDTH - 200), horizon - c.between(0, 230))
    bend = c.between(0.3, 0.6)
    light = vertical((0, low), (horizon * 0.6, low + (high - low) * bend), (horizon, high), (HEIGHT, high * 0.7))
    weather = float(c.rng.choice([0.0, 0.16, 0.26, 0.46]))
    light += (
        clouds(c.rng, int(c.rng.integers(2, 6)), int(c.rng.integers(7, 15)))
        * weather
        * vertical((0, 1.0), (horizon, 0.4), (HEIGHT, 0.1))
    )
    light += spot(sun, 260, 1.9) * 0.28
    c.ground(light)
    return sun


def ridge(c: Canvas, base: float, height: float, rough: float) -> list[Point]:
    """Return the outline of hills: sums of waves with the film's own phases."""
    xs = np.linspace(0, WIDTH, 161)
    line = np.full_like(xs, base)
    for octave in range(6):
        phase, pace = c.between(0, math.tau), (octave + 1) ** 1.45
        line -= height * rough**octave * np.sin(xs / WIDTH * math.tau * pace * 0.8 + phase)
    jag = c.rng.normal(0, height * 0.035 * rough, xs.size)
    return [*zip(xs.tolist(), (line + jag).tolist(), strict=True), (WIDTH, HEIGHT), (0, HEIGHT)]


def put(c: Canvas, prop: str, foot: Point, size: float, colour: float = 0.01) -> None:
    """Set a thing into the picture, if the picture has one."""
    if prop in THINGS:
        with c.layer(colour) as pen:
            THINGS[prop](pen, foot, size, c.rng)


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
        window(c, (x - 48, 716), 13)


def window(c: Canvas, at: Point, size: float) -> None:
    """Light one window."""
    with c.layer(c.tone.lamp) as pen:
        pen.box(at[0] - size, at[1] - size * 1.2, at[0] + size, at[1] + size * 1.2)
    c.glow(at, size * 9, 0.75)


def sea(c: Canvas, prop: str) -> None:
    """Show a low horizon, the light's road on the water, and one thing on it."""
    horizon = c.between(400, 700)
    sun = sky(c, horizon, c.between(0.18, 0.5), c.between(0.78, 0.95))
    c.glow(sun, 420, 0.6)
    if c.rng.random() < 0.6:
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


def glitter(c: Canvas, x: float, horizon: float) -> None:
    """Break the light's road into waves."""
    with c.layer(c.tone.lamp, opacity=0.75) as pen:
        for _ in range(240):
            depth = float(c.rng.random()) ** 1.6
            y = horizon + 4 + depth * (HEIGHT - horizon)
            spread, wide = 26 + depth * 200, 5 + depth * 44
            at = x + float(c.rng.normal(0, spread))
            pen.oval((at, y), wide, 0.7 + depth * 2.4)
    with c.layer(0.08, opacity=0.5) as pen:
        for _ in range(130):
            depth = float(c.rng.random()) ** 1.4
            y = horizon + 3 + depth * (HEIGHT - horizon)
            pen.oval((c.between(0, WIDTH), y), 12 + depth * 130, 0.6 + depth * 3)


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
            window(c, (side - 70, horizon - 90), 10)


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


def grasses(c: Canvas, level: float) -> None:
    """Let grass stand between us and the picture, out of focus."""
    with c.layer(level, blur=3) as pen:
        for _ in range(90):
            x, tall = c.between(-40, WIDTH + 40), c.between(30, 130)
            lean = float(c.rng.normal(0, 26))
            pen.poly([(x - 4, HEIGHT), (x + lean, HEIGHT - tall), (x + 4, HEIGHT)])


def road(c: Canvas, prop: str) -> None:
    """Show a road that goes where the light is."""
    horizon = c.between(330, 660)
    sun = sky(c, horizon, c.between(0.14, 0.44), 0.94)
    meet = min(max(sun[0], 300), 1300)
    c.glow((meet, horizon - 20), 420, 0.8)
    with c.layer(c.haze(0.7, 0.4)) as pen:
        pen.poly(ridge(c, horizon + 2, 26, 0.55))
    with c.layer(0.12) as pen:
        pen.box(0, horizon, WIDTH, HEIGHT)
    with c.layer(0.3) as pen:
        pen.poly([(meet - 3, horizon), (meet + 3, horizon), (meet + 760, HEIGHT), (meet - 620, HEIGHT)])
    lines(c, meet, horizon)
    if prop == "pole":
        poles(c, meet, horizon)
    elif prop in {"car", "truck"}:
        put(c, prop, (meet + (360 if meet < WIDTH / 2 else -360), horizon + 30), c.between(120, 170))
        headlights(c, (meet + 24, horizon + 70))
    else:
        put(
            c,
            prop,
            (meet + (380 if meet < WIDTH / 2 else -380), horizon + 26),
            c.between(280, 430) if prop in {"tree", "mast"} else c.between(180, 230),
        )
    c.shade(vertical((0, 0.85), (horizon, 1), (HEIGHT, 0.6)) * (0.75 + 0.3 * spot((meet, horizon + 60), 420, 1.6)))


def lines(c: Canvas, meet: float, horizon: float) -> None:
    """Paint the broken middle line in perspective, and the two edges."""
    deep = HEIGHT - horizon
    with c.layer(0.86, opacity=0.85) as pen:
        for step in range(14):
            near, far = (step / 14) ** 2.4, ((step + 0.5) / 14) ** 2.4
            for_near, for_far = horizon + deep * near, horizon + deep * far
            shift = 70
            pen.poly([
                (meet + shift * near - 9 * near, for_near), (meet + shift * near + 9 * near, for_near),
                (meet + shift * far + 9 * far, for_far), (meet + shift * far - 9 * far, for_far),
            ])  # fmt: skip
        for edge in (-600, 735):
            pen.poly([(meet, horizon), (meet + edge, HEIGHT), (meet + edge + 16, HEIGHT)])


def poles(c: Canvas, meet: float, horizon: float) -> None:
    """Set telegraph poles along the road, with their wires."""
    with c.layer(0.02) as pen:
        tops = []
        for step in range(1, 8):
            share = (step / 7) ** 2.6
            foot = (meet + 80 + share * 620, horizon + share * 180)
            THINGS["pole"](pen, foot, 30 + share * 640, c.rng)
            tops.append((foot[0], foot[1] - (30 + share * 640) * 0.95))
        pen.line([(meet, horizon - 2), *tops], 1.2)


def headlights(c: Canvas, at: Point) -> None:
    """Let a car come towards us."""
    for side in (-26, 26):
        c.glow((at[0] + side, at[1]), 150, 0.95)
        with c.layer(c.tone.lamp) as pen:
            pen.oval((at[0] + side, at[1]), 7)


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


def flakes(c: Canvas, count: int) -> None:
    """Let it snow, near and far."""
    for blur, share in ((0, 0.8), (5, 0.2)):
        with c.layer(0.98, blur=blur, opacity=0.85) as pen:
            for _ in range(int(count * share)):
                pen.oval((c.between(0, WIDTH), c.between(0, HEIGHT)), c.between(0.8, 2.6) + blur)


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
        with c.layer(max(0.02, 0.56 - depth * 0.14), blur=0 if depth < 4 else 4) as pen:
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


def nightsky(c: Canvas, prop: str) -> None:
    """Show more sky than earth, and what is up there."""
    c.ground(vertical((0, 0.1), (600, 0.3), (900, 0.5)) + np.abs(clouds(c.rng, 4, 4)) * 0.3)
    with c.layer(0.98) as pen:
        for _ in range(420):
            pen.oval((c.between(0, WIDTH), c.between(0, 720) ** 1.0), abs(float(c.rng.normal(0, 1.1))) + 0.3)
    if prop == "moon":
        at, size = (c.between(600, 1000), 350), c.between(170, 230)
        c.glow(at, size * 2.4, 0.6)
        with c.layer(0.93) as pen:
            pen.oval(at, size)
        with c.layer(0.76, opacity=0.7, blur=3) as pen:
            for _ in range(13):
                angle, reach = c.between(0, math.tau), c.between(0, size * 0.75)
                pen.oval((at[0] + math.cos(angle) * reach, at[1] + math.sin(angle) * reach), c.between(8, 46))
    with c.layer(0.02) as pen:
        pen.poly(ridge(c, 820, 18, 0.6))
    put(c, "house", (c.between(400, 1200), 830), 74)


def radio_mast(c: Canvas, _prop: str) -> None:
    """Show a mast at night, with its red lamps and a lit hut."""
    sky(c, 760, 0.12, 0.6)
    with c.layer(0.9, opacity=0.9) as pen:
        for _ in range(190):
            pen.oval((c.between(0, WIDTH), c.between(0, 620)), abs(float(c.rng.normal(0, 0.9))) + 0.3)
    x = c.between(620, 980)
    for radius in range(4):
        with c.layer(c.tone.accents[0], opacity=0.34 - radius * 0.07) as pen:
            pen.arc((x, 140), 120 + radius * 110, (200, 340), 3)
    put(c, "mast", (x, 800), 680)
    with c.layer(0.02) as pen:
        pen.poly(ridge(c, 790, 20, 0.55))
        pen.box(x + 120, 730, x + 250, 800)
    window(c, (x + 160, 762), 12)
    for high in (0.98, 0.66, 0.33):
        c.glow((x, 800 - 680 * high), 46, 1.0, (255, 60, 40))


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


def birds(c: Canvas, _prop: str) -> None:
    """Show a flock that turns all at once."""
    horizon = c.between(700, 790)
    sun = sky(c, horizon, 0.46, 0.97)
    c.glow(sun, 420, 0.55)
    for blur, count, size in ((0, 150, 13.0), (0, 34, 34.0), (6, 5, 130.0)):
        heart, lean = (c.between(480, 1120), c.between(220, 420)), c.between(-0.5, 0.5)
        with c.layer(0.05, blur=blur) as pen:
            for _ in range(count):
                away = float(c.rng.normal(0, 300))
                at = (heart[0] + away, heart[1] + away * lean * 0.5 + float(c.rng.normal(0, 105)))
                span, lift = size * c.between(0.7, 1.25), c.between(-0.25, 0.62)
                pen.poly(
                    [
                        (at[0] - span, at[1] - span * lift),
                        (at[0], at[1]),
                        (at[0] + span, at[1] - span * lift * 0.8),
                        (at[0], at[1] + span * 0.16),
                    ]
                )
    with c.layer(0.03) as pen:
        pen.poly(ridge(c, horizon + 40, 16, 0.66))
        for place in np.linspace(100, 1500, 5):
            THINGS["pole"](pen, (place, horizon + 50), 150, c.rng)


def home(c: Canvas, prop: str) -> None:
    """Show one house, one window lit."""
    horizon = c.between(650, 700)
    sun = sky(c, horizon, 0.2, 0.82)
    c.glow(sun, 440, 0.5)
    with c.layer(c.haze(0.6, 0.5)) as pen:
        pen.poly(ridge(c, horizon + 6, 22, 0.6))
    x, size = c.between(460, 1000), c.between(210, 400)
    put(c, "tree", (x + size * 1.5, horizon + 36), size * 1.4)
    put(c, "house", (x, horizon + 40), size)
    window(c, (x - size * 0.3, horizon - 40), size * 0.065)
    if prop == "neon":
        window(c, (x + size * 0.5, horizon - 40), size * 0.065)
    with c.layer(0.03) as pen:
        pen.poly(ridge(c, horizon + 40, 8, 0.6))
    grasses(c, 0.01)


def barn(c: Canvas, _prop: str) -> None:
    """Show a barn in the snow with the door open on the light."""
    sky(c, 560, 0.16, 0.6)
    with c.layer(0.7) as pen:
        pen.poly(ridge(c, 600, 14, 0.5))
    with c.layer(0.05) as pen:
        pen.poly([(420, 700), (420, 430), (560, 280), (900, 250), (1180, 430), (1180, 700)])
    with c.layer(0.82, opacity=0.9) as pen:
        pen.poly([(405, 440), (556, 268), (906, 238), (1200, 436), (1180, 440), (898, 262), (566, 292), (424, 446)])
    with c.layer(c.tone.lamp) as pen:
        pen.poly([(690, 700), (690, 470), (860, 470), (860, 700)])
    with c.layer(0.05) as pen:
        pen.line([(775, 470), (775, 700)], 8)
    c.glow((775, 600), 360, 0.8)
    with c.layer(c.tone.lamp, blur=14, opacity=0.7) as pen:
        pen.poly([(690, 700), (860, 700), (1080, 900), (520, 900)])
    flakes(c, 420)


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


def fair(c: Canvas, _prop: str) -> None:
    """Show a big wheel at a fair that is closing."""
    sun = sky(c, 760, 0.2, 0.82)
    c.glow(sun, 420, 0.5)
    at, size = (c.between(640, 960), 440.0), 300.0
    with c.layer(0.03) as pen:
        pen.arc(at, size, (0, 360), 7)
        pen.arc(at, size * 0.9, (0, 360), 3)
        for spoke in range(16):
            angle = spoke / 16 * math.tau
            tip = (at[0] + math.cos(angle) * size, at[1] + math.sin(angle) * size)
            pen.line([at, tip], 2.4)
            pen.round_box(tip[0] - 20, tip[1] + 4, tip[0] + 20, tip[1] + 38, radius=10)
        for side in (-170, 170):
            pen.line([at, (at[0] + side, 800)], 12)
        pen.poly(ridge(c, 800, 6, 0.5))
    for spoke in range(32):
        angle = spoke / 32 * math.tau
        c.glow((at[0] + math.cos(angle) * size, at[1] + math.sin(angle) * size), 26, 0.9)
