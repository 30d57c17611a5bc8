"""Scenes of built things."""

import math

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, Point, clouds, spot, vertical
from matinee.config.demo.art.open_air import glitter, sky
from matinee.config.demo.art.things import THINGS


def skyline(c: Canvas, base: float, tallest: float, level: float) -> None:
    """Draw a row of houses, and the windows of those who are awake."""
    lit, x = [], -60.0
    with c.layer(level) as pen:
        while x < WIDTH:
            wide, tall = c.between(50, 150), tallest * float(c.rng.beta(1.6, 2.4))
            pen.box(x, base - tall, x + wide, HEIGHT)
            if c.chance(0.3):
                pen.line([(x + wide / 2, base - tall), (x + wide / 2, base - tall - 46)], 3)
            lit += [
                (x + 14 + 22 * i, base - tall + 16 + 26 * j)
                for i in range(int(wide // 24))
                for j in range(int(tall // 28))
                if c.chance(0.24)
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
            if front_window(c, (left, top), (wide, high)):
                glows.append((left + wide * 0.28, top + high * 0.31))
    for at in glows:
        c.glow(at, wide * 0.9, 0.34)


def front_window(c: Canvas, at: Point, cell: Point) -> bool:
    """Draw a window with its rail, and tell whether somebody is at home."""
    (left, top), (wide, high) = at, cell
    right, bottom = left + wide * 0.56, top + high * 0.62
    is_lit = c.chance(0.3)
    with c.layer(c.tone.lamp if is_lit else c.between(0.04, 0.16)) as pen:
        pen.box(left, top, right, bottom)
    if is_lit:
        inside(c, (left, top, right, bottom))
    with c.layer(0.05) as pen:
        pen.box(left - 8, bottom, right + 8, bottom + 8)
        pen.line([((left + right) / 2, top), ((left + right) / 2, bottom)], 4)
        for bar in range(9):
            x = left - 16 + (right - left + 32) * bar / 8
            pen.line([(x, bottom - high * 0.16), (x, bottom + 8)], 2)
    return is_lit


def inside(c: Canvas, box: tuple[float, float, float, float]) -> None:
    """Put a curtain, a lamp, a blind or a plant behind a lit window."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    thing = str(c.rng.choice(["curtain", "lamp", "blind", "crown"]))
    with c.layer(0.2, opacity=0.8) as pen:
        if thing == "curtain":
            pen.poly([(left, top), (left + wide * 0.36, top), (left + wide * 0.18, bottom), (left, bottom)])
        elif thing == "blind":
            pen.box(left, top, right, top + high * c.between(0.16, 0.6))
        else:
            THINGS[thing](pen, (left + wide * 0.4, bottom), high * 0.7, c.rng)


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
            if c.chance(0.6):
                pen.box(x, 724, x + 36, 752)
    c.shade(vertical((0, 1), (700, 1), (HEIGHT, 0.7)))


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
