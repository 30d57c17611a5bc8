"""Scenes of streets, walls and built things."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, clouds, spot, vertical
from matinee.config.demo.art.outdoors import glitter, grasses, headlights, put, ridge, sky, window
from matinee.config.demo.art.things import THINGS


def skyline(c: Canvas, base: float, tallest: float, level: float) -> None:
    """Draw a row of houses, and the windows of those who are awake."""
    lit, x = [], -60.0
    with c.layer(level) as pen:
        while x < WIDTH:
            wide, tall = c.between(50, 150), tallest * float(c.rng.beta(1.6, 2.4))
            pen.box(x, base - tall, x + wide, HEIGHT)
            if c.rng.random() < 0.3:
                pen.line([(x + wide / 2, base - tall), (x + wide / 2, base - tall - 46)], 3)
            lit += [
                (x + 14 + 22 * i, base - tall + 16 + 26 * j)
                for i in range(int(wide // 24))
                for j in range(int(tall // 28))
                if c.rng.random() < 0.24
            ]
            x += wide * c.between(0.86, 1.15)
    with c.layer(c.tone.lamp, opacity=0.85) as pen:
        for at in lit:
            pen.box(at[0], at[1], at[0] + 8, at[1] + 11)


def city(c: Canvas, _prop: str) -> None:
    """Show a city across the water."""
    sun = sky(c, 560, 0.24, 0.9)
    c.glow(sun, 420, 0.6)
    skyline(c, 570, 330, 0.42)
    c.fog(380, 590, 0.7, 0.5)
    skyline(c, 590, 230, 0.1)
    c.mirror(602, 0.3)
    glitter(c, sun[0], 610)


def street(c: Canvas, prop: str) -> None:
    """Show a street with lamps, wet from rain."""
    horizon = c.between(500, 600)
    meet = c.between(560, 1040)
    c.ground(
        vertical((0, 0.1), (horizon, 0.56), (HEIGHT, 0.14))
        + spot((meet, horizon), 330, 1.7) * 0.36
        + clouds(c.rng, 4, 5) * 0.12
    )
    for step in range(6):
        share = ((step + 1) / 6) ** 1.9
        level, tall = 0.42 - step * 0.07, 60 + share * 620
        for side in (-1, 1):
            near, far = meet + side * (110 + share * 780), meet + side * (110 + (step / 6) ** 1.9 * 780)
            with c.layer(max(0.03, level)) as pen:
                lift = c.between(0.7, 1.1)
                pen.poly(
                    [
                        (far, horizon + 6),
                        (far, horizon - tall * lift * 0.86),
                        (near + side * 40, horizon - tall * lift),
                        (near + side * 40, HEIGHT),
                        (far, HEIGHT),
                    ]
                )
            with c.layer(c.tone.lamp, opacity=0.8) as pen:
                for _ in range(int(5 + share * 8)):
                    at = (c.between(min(near, far), max(near, far)), horizon - c.between(14, 40 + tall * 0.5))
                    pen.box(at[0], at[1], at[0] + 5 + share * 18, at[1] + 8 + share * 26)
    with c.layer(0.1) as pen:
        pen.poly([(meet - 110, horizon + 4), (meet + 110, horizon + 4), (meet + 1000, HEIGHT), (meet - 1000, HEIGHT)])
    c.mirror(horizon + 60, 0.62)
    if prop == "cars":
        for step in range(3):
            headlights(c, (meet - 70 - step * 70, horizon + 30 + step * 62))
    elif prop == "car":
        put(c, "car", (meet, horizon + 210), 190, 0.02)
        headlights(c, (meet + 290, horizon + 140))
    elif prop in {"sign", "pole", "house"}:
        put(c, prop, (meet + 240, horizon + 140), 330)
    for side in (-1, 1):
        x = meet + side * 470
        with c.layer(0.02) as pen:
            pen.line([(x, horizon + 190), (x, 210), (x - side * 90, 196)], 9)
        c.glow((x - side * 96, 206), 250, 0.95)
    rain(c, 150)


def rain(c: Canvas, count: int) -> None:
    """Let it rain a little."""
    with c.layer(0.95, opacity=0.24) as pen:
        for _ in range(count):
            x, y, long = c.between(0, WIDTH), c.between(0, HEIGHT), c.between(16, 70)
            pen.line([(x, y), (x - long * 0.16, y + long)], 1.5)


def facade(c: Canvas, _prop: str) -> None:
    """Show a house front, floor above floor, and who is at home."""
    c.ground(
        vertical((0, 0.4), (HEIGHT, 0.2)) + spot((c.between(300, 1300), 120), 700) * 0.2 + clouds(c.rng, 9, 6) * 0.14
    )
    rows, columns = int(c.rng.integers(4, 6)), int(c.rng.integers(6, 10))
    wide, high = WIDTH / columns, HEIGHT / rows
    glows = []
    for row in range(rows):
        for column in range(columns):
            left, top = column * wide + wide * 0.22, row * high + high * 0.16
            right, bottom = left + wide * 0.56, top + high * 0.62
            is_lit = c.rng.random() < 0.3
            with c.layer(c.tone.lamp if is_lit else c.between(0.04, 0.16)) as pen:
                pen.box(left, top, right, bottom)
            if is_lit:
                glows.append(((left + right) / 2, (top + bottom) / 2))
                with c.layer(0.2, opacity=0.8) as pen:
                    kind = int(c.rng.integers(0, 4))
                    if kind == 0:
                        pen.poly([(left, top), (left + wide * 0.2, top), (left + wide * 0.1, bottom), (left, bottom)])
                    elif kind == 1:
                        THINGS["lamp"](pen, ((left + right) / 2, bottom), high * 0.4, c.rng)
                    elif kind == 2:
                        pen.box(left, top, right, top + high * c.between(0.1, 0.4))
                    else:
                        THINGS["crown"](pen, (left + wide * 0.16, bottom), high * 0.5, c.rng)
            with c.layer(0.05) as pen:
                pen.box(left - 8, bottom, right + 8, bottom + 8)
                pen.line([((left + right) / 2, top), ((left + right) / 2, bottom)], 4)
                for bar in range(9):
                    x = left - 16 + (right - left + 32) * bar / 8
                    pen.line([(x, bottom - high * 0.16), (x, bottom + 8)], 2)
    for at in glows:
        c.glow(at, wide * 0.9, 0.34)


def arches(c: Canvas, _prop: str) -> None:
    """Show vault behind vault, with the light at the far end."""
    meet = (c.between(700, 900), c.between(470, 520))
    c.ground(spot(meet, 260) * 0.9 + 0.12)
    for step in range(1, 8):
        share = (step / 7) ** 1.7
        wide, tall = 110 + share * 800, 120 + share * 560
        level = 0.66 * (1 - share) ** 1.6 + 0.02
        with c.layer(level) as pen:
            pen.box(-10, -10, WIDTH + 10, HEIGHT + 10)
            pen.wipe()
            inner = 0.8
            pen.oval((meet[0], meet[1] - tall * 0.16), wide * inner, tall * inner)
            pen.box(meet[0] - wide * inner, meet[1] - tall * 0.16, meet[0] + wide * inner, meet[1] + tall * 0.62)
    c.glow(meet, 330, 0.95)
    c.mirror(meet[1] + 210, 0.55)
    with c.layer(c.tone.lamp, blur=22, opacity=0.5) as pen:
        pen.poly(
            [(meet[0] - 40, meet[1] + 90), (meet[0] + 40, meet[1] + 90), (meet[0] + 300, 900), (meet[0] - 300, 900)]
        )
    c.shade(0.35 + 0.8 * spot(meet, 560, 1.3))


def columns(c: Canvas, _prop: str) -> None:
    """Show a colonnade and the stripes that it throws."""
    c.ground(vertical((0, 0.62), (560, 0.98), (HEIGHT, 0.7)) + clouds(c.rng, 5, 4) * 0.06)
    with c.layer(0.84) as pen:
        pen.box(0, 640, WIDTH, HEIGHT)
    lean = c.between(220, 420)
    for step in range(6):
        x = 90 + step * 290 + c.between(-10, 10)
        with c.layer(0.4, opacity=0.7) as pen:
            pen.poly([(x, 690), (x + 96, 690), (x + 96 + lean, HEIGHT), (x + lean - 30, HEIGHT)])
        for strip in range(6):
            with c.layer(0.9 - abs(strip - 1.6) * 0.15) as pen:
                pen.box(x + strip * 16, 150, x + strip * 16 + 17, 690)
        with c.layer(0.46) as pen:
            pen.box(x - 22, 112, x + 118, 152)
            pen.box(x - 18, 686, x + 114, 716)
    with c.layer(0.55) as pen:
        pen.box(0, 0, WIDTH, 92)
    with c.layer(0.3) as pen:
        pen.box(0, 92, WIDTH, 114)


def crossing(c: Canvas, _prop: str) -> None:
    """Show a crossing from above: stripes, a pole and its long shadow."""
    c.ground(0.2 + clouds(c.rng, 20, 12) * 0.12 + spot((c.between(300, 1300), 300), 620, 1.4) * 0.2)
    turn = c.between(0.1, 0.3)
    with c.layer(0.9, opacity=0.92) as pen:
        for step in range(-3, 14):
            x = step * 150
            pen.poly([(x, 250), (x + 84, 250), (x + 84 + 450 * turn, 700), (x + 450 * turn, 700)])
    with c.layer(0.02, blur=5, opacity=0.7) as pen:
        pen.poly([(1020, 640), (1040, 640), (380, 130), (350, 150)])
        pen.round_box(300, 80, 420, 190, radius=20)
    with c.layer(0.04) as pen:
        pen.box(1010, 250, 1044, 660)
        pen.round_box(972, 170, 1082, 300, radius=18)
    with c.layer(c.tone.lamp) as pen:
        pen.oval((1027, 236), 34)
    c.glow((1027, 236), 260, 0.95)


def ramp(c: Canvas, _prop: str) -> None:
    """Show planes of concrete and one diagonal."""
    c.ground(vertical((0, 0.5), (HEIGHT, 0.78)) + clouds(c.rng, 3, 3) * 0.05)
    with c.layer(c.tone.lamp) as pen:
        pen.oval((c.between(300, 1200), 190), 70)
    with c.layer(0.92) as pen:
        pen.poly([(0, 760), (1240, 330), (1240, 900), (0, 900)])
    with c.layer(0.72) as pen:
        pen.box(1240, 120, 1600, 900)
    with c.layer(0.3, opacity=0.8) as pen:
        pen.poly([(1240, 120), (1240, 900), (760, 900), (1080, 386)])
    with c.layer(0.1) as pen:
        pen.line([(0, 640), (1240, 206), (1290, 206)], 9)
        for step in range(11):
            x = step * 122
            pen.line([(x, 640 - x * 0.35), (x, 762 - x * 0.347)], 6)


def playground(c: Canvas, _prop: str) -> None:
    """Show a playground without children: swings and a slide, long shadows."""
    sun = sky(c, 520, 0.6, 0.96)
    c.glow(sun, 360, 0.5)
    with c.layer(0.76) as pen:
        pen.box(0, 520, WIDTH, HEIGHT)
    with c.layer(0.36, opacity=0.6) as pen:
        pen.poly([(430, 700), (470, 700), (180, 900), (110, 900)])
        pen.poly([(980, 700), (1010, 700), (830, 900), (770, 900)])
    with c.layer(0.08) as pen:
        pen.line([(400, 720), (480, 250), (1000, 250), (1080, 720)], 14)
        for x, swing in ((600, 0.0), (760, 40.0), (900, -60.0)):
            pen.line([(x - 26, 250), (x - 26 + swing, 590)], 3)
            pen.line([(x + 26, 250), (x + 26 + swing, 590)], 3)
            pen.box(x - 44 + swing, 586, x + 44 + swing, 600)
        pen.poly([(1180, 390), (1240, 380), (1540, 730), (1470, 735)])
        pen.line([(1180, 390), (1180, 730)], 12)
    with c.layer(c.tone.accents[0]) as pen:
        pen.oval((c.between(200, 330), 740), 46)


def pool(c: Canvas, _prop: str) -> None:
    """Show a pool from above, the light on its floor."""
    c.ground(0.5 + clouds(c.rng, 6, 5) * 0.12 + spot((c.between(300, 1300), c.between(200, 700)), 560) * 0.22)
    net = c.rng.random((8, 14), dtype=np.float32)
    xs, ys = np.meshgrid(np.linspace(0, 12, 800, dtype=np.float32), np.linspace(0, 7, 450, dtype=np.float32))
    waves = np.sin(xs * 1.9 + 2.2 * np.sin(ys * 1.4 + net[0, 0] * 6) + net[0, 1] * 6) + np.sin(
        ys * 2.3 + 2.1 * np.sin(xs * 1.2 + net[1, 0] * 6)
    )
    waves += np.sin((xs + ys) * 1.3 + net[1, 1] * 9) * 0.8
    caustic = np.exp(-np.abs(waves) * 3.4)
    c.ground((0.42 + clouds(c.rng, 4, 4) * 0.12 + caustic * 0.42).astype(np.float32))
    with c.layer(0.12, opacity=0.55, blur=4) as pen:
        for x in (330, 800, 1270):
            points = [(x + 16 * math.sin(y / 46 + x), y) for y in range(-10, 920, 20)]
            pen.line(points, 34)
    edge = int(c.rng.integers(0, 3))
    with c.layer(0.93) as pen:
        if edge:
            pen.poly([(0, 0), (WIDTH, 0), (WIDTH, 110), (0, 170)])
        else:
            pen.poly([(0, 0), (300, 0), (190, HEIGHT), (0, HEIGHT)])
    if edge:
        with c.layer(0.16) as pen:
            for x in (1180, 1290):
                pen.arc((x, 130), 56, (180, 360), 10)
                pen.line([(x - 56, 130), (x - 56, 330)], 10)
            for y in (210, 270, 330):
                pen.line([(1124, y), (1234, y)], 10)
    with c.layer(c.tone.accents[0]) as pen:
        at = (c.between(420, 1100), c.between(400, 700))
        pen.oval(at, 92)
        pen.wipe()
        pen.oval(at, 46)


def court(c: Canvas, _prop: str) -> None:
    """Show the lines of a court under a hard light, and one ball."""
    c.ground(0.5 + spot((800, 430), 520, 1.5) * 0.36 + clouds(c.rng, 16, 9) * 0.05)
    turn = c.between(-0.1, 0.1)
    with c.layer(0.97, opacity=0.9) as pen:
        pen.arc((800, 930), 420, (180, 360), 12)
        pen.line([(0, 330 + turn * 600), (WIDTH, 330 - turn * 600)], 12)
        pen.line([(180, 0), (60, HEIGHT)], 12)
        pen.line([(1430, 0), (1560, HEIGHT)], 12)
        pen.arc((800, 330), 170, (0, 360), 12)
    with c.layer(c.tone.accents[0], opacity=0.6) as pen:
        pen.oval((800, 330), 162)
    at = (c.between(420, 1180), c.between(520, 700))
    with c.layer(0.03, blur=7, opacity=0.7) as pen:
        pen.poly(
            [(at[0] - 30, at[1] + 20), (at[0] + 30, at[1] - 10), (at[0] + 330, at[1] + 130), (at[0] + 270, at[1] + 170)]
        )
    with c.layer(c.tone.lamp) as pen:
        pen.oval(at, 48)
    with c.layer(0.2, opacity=0.6) as pen:
        pen.arc(at, 46, (20, 140), 5)
    c.shade(0.3 + spot((800, 430), 640, 1.4) * 0.8)


def factory(c: Canvas, _prop: str) -> None:
    """Show saw-tooth roofs and chimneys at the change of shifts."""
    sun = sky(c, 660, 0.34, 0.94)
    c.glow(sun, 420, 0.6)
    stacks = [(c.between(160, 1440), c.between(250, 420)) for _ in range(4)]
    for x, top in stacks:
        with c.layer(0.96, blur=22, opacity=0.4) as pen:
            for puff in range(14):
                pen.oval((x + puff * 34 + float(c.rng.normal(0, 12)), top - 16 - puff * 13), 22 + puff * 8)
        with c.layer(0.2) as pen:
            pen.poly([(x - 26, 720), (x - 17, top), (x + 17, top), (x + 26, 720)])
    with c.layer(0.3) as pen:
        for tooth in range(-1, 12):
            x = tooth * 150
            pen.poly([(x, 720), (x, 540), (x + 150, 620), (x + 150, 720)])
    with c.layer(0.06) as pen:
        pen.box(0, 690, WIDTH, HEIGHT)
        pen.poly([(0, 700), (0, 640), (520, 640), (520, 600), (760, 600), (760, 700)])
    with c.layer(c.tone.lamp) as pen:
        for x in range(40, 1600, 62):
            if c.rng.random() < 0.6:
                pen.box(x, 724, x + 36, 752)
    c.shade(vertical((0, 1), (700, 1), (HEIGHT, 0.7)))


def train(c: Canvas, _prop: str) -> None:
    """Show a row of windows with a landscape that runs past them."""
    c.ground(np.full((450, 800), 0.05, dtype=np.float32))
    horizon, runs = c.between(400, 470), []
    for step in range(26):
        y = 180 + step * 16
        runs.append((y, c.between(0.3, 0.95) if y < horizon else c.between(0.08, 0.42)))
    with_streaks = vertical(*runs) + clouds(c.rng, 3, 60) * 0.24
    c.ground(with_streaks + spot((c.between(300, 1300), horizon - 40), 160, 2.4) * 0.4)
    c.glow((c.between(400, 1200), horizon - 30), 260, 0.7)
    with c.layer(0.03) as pen:
        pen.box(-10, -10, WIDTH + 10, HEIGHT + 10)
        pen.wipe()
        for left in (-420, 160, 740, 1320):
            pen.round_box(left, 170, left + 520, 590, radius=54)
    with c.layer(0.1) as pen:
        for left in (-420, 160, 740, 1320):
            pen.line([(left, 300), (left + 520, 300)], 7)
    for left in (-160, 420, 1000, 1580):
        with c.layer(c.tone.accents[0], opacity=0.6) as pen:
            pen.round_box(left - 150, 660, left + 150, 960, radius=46)
        with c.layer(0.3, blur=4, opacity=0.5) as pen:
            pen.line([(left - 120, 672), (left + 120, 672)], 8)


def paper_street(c: Canvas, prop: str) -> None:
    """Show a town or hills cut from paper."""
    c.ground(np.full((450, 800), 0.9, dtype=np.float32))
    with c.layer(c.tone.accents[0]) as pen:
        pen.oval((c.between(300, 1300), 240), c.between(90, 150))
    for step in range(4):
        with c.layer(0.72 - step * 0.18) as pen:
            if prop == "ridges":
                pen.poly(ridge(c, 470 + step * 120, 70, 0.45))
                continue
            x = -40.0
            while x < WIDTH:
                wide, tall = c.between(90, 190), c.between(140, 330) - step * 30
                base = 600 + step * 90
                pen.poly(
                    [
                        (x, base - tall),
                        (x + wide / 2, base - tall - 60),
                        (x + wide, base - tall),
                        (x + wide, HEIGHT),
                        (x, HEIGHT),
                    ]
                )
                pen.wipe()
                for row in range(2):
                    pen.box(x + wide * 0.25, base - tall + 40 + row * 80, x + wide * 0.45, base - tall + 84 + row * 80)
                    pen.box(x + wide * 0.58, base - tall + 40 + row * 80, x + wide * 0.78, base - tall + 84 + row * 80)
                pen.ink()
                x += wide + 6
    with c.layer(c.tone.accents[1]) as pen:
        if prop == "ridges":
            pen.poly([(0, 700), (WIDTH, 640), (WIDTH, 668), (0, 730)])
        else:
            pen.oval((800, 930), 700, 120)


def chapel(c: Canvas, _prop: str) -> None:
    """Show a chapel on a hill."""
    sun = sky(c, 690, 0.22, 0.9)
    c.glow(sun, 460, 0.6)
    with c.layer(c.haze(0.6, 0.6)) as pen:
        pen.poly(ridge(c, 680, 40, 0.6))
    put(c, "chapel", (760, 730), 380)
    window(c, (900, 640), 18)
    with c.layer(0.03) as pen:
        pen.poly(ridge(c, 730, 22, 0.5))
    put(c, "tree", (1240, 760), 300)
    grasses(c, 0.01)


def bandstand(c: Canvas, _prop: str) -> None:
    """Show a bandstand with its lamps on and nobody in it."""
    sun = sky(c, 640, 0.14, 0.62)
    c.glow(sun, 360, 0.3)
    skyline(c, 660, 190, 0.16)
    c.glow((800, 560), 420, 0.9)
    with c.layer(c.tone.lamp, opacity=0.35) as pen:
        pen.box(560, 430, 1040, 690)
    with c.layer(0.03) as pen:
        pen.poly([(500, 420), (800, 250), (1100, 420), (1080, 446), (520, 446)])
        pen.line([(800, 250), (800, 190)], 8)
        for x in (540, 640, 740, 860, 960, 1060):
            pen.box(x - 7, 440, x + 7, 720)
        pen.box(500, 690, 1100, 760)
        pen.line([(540, 620), (1060, 620)], 6)
        pen.poly([(0, 760), (1600, 750), (1600, 900), (0, 900)])
        for x in (660, 800, 930):
            THINGS["chair"](pen, (x, 694), 130, c.rng)
    for step in range(15):
        x = 520 + step * 40
        c.glow((x, 452 + 16 * math.sin(step * math.pi / 2)), 26, 1.0)


def lanterns(c: Canvas, _prop: str) -> None:
    """Show strings of lanterns out of focus over a table."""
    c.ground(vertical((0, 0.1), (620, 0.3), (HEIGHT, 0.08)) + spot((800, 420), 420, 1.9) * 0.16)
    for blur, size, count in ((16, 64, 9), (7, 38, 14), (0, 20, 22)):
        sag, drop = c.between(60, 190), c.between(20, 260)
        spots = []
        for step in range(count):
            x = (step + 0.5) / count * WIDTH
            spots.append((x, drop + sag * math.sin(step / (count - 1) * math.pi)))
        with c.layer(0.04, blur=blur / 3) as pen:
            pen.line(spots, max(2, size / 14))
        for at in spots:
            tint = c.tone.lamp if c.rng.random() < 0.6 else c.tone.accents[int(c.rng.integers(0, 2))]
            low = (at[0], at[1] + size)
            with c.layer(tint, blur=blur, opacity=0.92) as pen:
                pen.oval(low, size * 0.74, size)
            c.glow(low, size * 3.4, 0.5)
    with c.layer(0.02) as pen:
        pen.poly([(0, 780), (WIDTH, 740), (WIDTH, HEIGHT), (0, HEIGHT)])
        for x in np.linspace(120, 1480, 9):
            kind = ("glass", "bottle", "bowl")[int(c.rng.integers(0, 3))]
            THINGS[kind](pen, (x + c.between(-40, 40), 786 - x * 0.026), c.between(80, 150), c.rng)
