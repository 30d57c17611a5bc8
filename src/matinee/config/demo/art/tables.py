"""Scenes close by: a table, a desk, a lamp."""

import math

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, clouds, spot, vertical
from matinee.config.demo.art.open_air import put, ridge
from matinee.config.demo.art.things import THINGS

TALL = {"kettle": 330.0, "cards": 270.0, "glass": 420.0}  # sizes on a table


def bokeh(c: Canvas, count: int, tint: float = 0.4) -> None:
    """Put lights far behind, out of focus."""
    for _ in range(count):
        at, size = (c.between(0, WIDTH), c.between(40, 560)), c.between(16, 74)
        colour = c.tone.accents[int(c.rng.integers(0, 2))] if c.rng.random() < tint else c.tone.lamp
        with c.layer(colour, blur=2, opacity=c.between(0.12, 0.5)) as pen:
            pen.oval(at, size)


def table(c: Canvas, prop: str) -> None:
    """Show a still life against a window."""
    c.ground(
        vertical((0, 0.56), (560, 0.86), (HEIGHT, 0.3))
        + clouds(c.rng, 3, 3) * 0.16
        + spot((c.between(400, 1200), 330), 330, 1.4) * 0.3
    )
    if c.chance(0.5):
        bokeh(c, 16)
    else:
        far_window(c, c.between(260, 900))
    line = c.between(690, 750)
    with c.layer(0.1) as pen:
        pen.box(0, line, WIDTH, HEIGHT)
    with c.layer(c.tone.lamp, blur=12, opacity=0.34) as pen:
        pen.poly([(500, line + 4), (1100, line + 4), (1330, HEIGHT), (270, HEIGHT)])
    main = c.between(660, 940)
    others = [("cup", 118), ("bottle", 330), ("glass", 210), ("bowl", 150)]
    with c.layer(0.04, blur=3) as pen:
        for place in (main - c.between(330, 480), main + c.between(330, 480)):
            name, size = others[int(c.rng.integers(0, 4))]
            THINGS[name](pen, (place, line + 20), size, c.rng)
    put(c, prop or "cup", (main, line + 60), TALL.get(prop, 300), 0.02)
    if prop == "kettle":
        with c.layer(0.98, blur=26, opacity=0.4) as pen:
            for puff in range(9):
                pen.oval((main + 240 + 26 * math.sin(puff), line - 120 - puff * 56), 22 + puff * 9)
    elif prop == "radio":
        c.glow((main + 98, line - 140), 190, 0.9)
    with c.layer(c.tone.lamp, opacity=0.5) as pen:
        pen.line([(0, line), (WIDTH, line)], 2)


def far_window(c: Canvas, x: float) -> None:
    """Show a window frame far behind, out of focus."""
    with c.layer(0.5, blur=16, opacity=0.6) as pen:
        for bar in (0, 250, 500):
            pen.box(x + bar, 0, x + bar + 26, 640)
        pen.box(x, 280, x + 520, 304)


def desk(c: Canvas, prop: str) -> None:
    """Show a desk at night with a lamp on it."""
    c.ground(0.1 + clouds(c.rng, 4, 3) * 0.06)
    x = c.between(420, 620)
    c.glow((x, 420), 620, 0.7)
    with c.layer(0.2) as pen:
        pen.box(0, 700, WIDTH, HEIGHT)
    with c.layer(c.tone.lamp, blur=14, opacity=0.7) as pen:
        pen.oval((x + 60, 760), 420, 56)
    put(c, "lamp", (x, 730), 430, 0.03)
    with c.layer(c.tone.lamp) as pen:
        pen.poly([(x - 72, 304), (x + 72, 304), (x + 142, 486), (x - 142, 486)])
    if prop == "phone":
        put(c, "phone", (x + 440, 780), 210, 0.03)
    for sheet in range(5):
        at = (x + 260 + sheet * 90 + c.between(-30, 30), 770 + c.between(-16, 40))
        with c.layer(0.92 - sheet * 0.05) as pen:
            pen.poly([(at[0], at[1]), (at[0] + 170, at[1] - 16), (at[0] + 230, at[1] + 44), (at[0] + 40, at[1] + 64)])
    if prop == "phone":
        put(c, "phone", (x + 460, 770), 210, 0.02)


def lamp(c: Canvas, prop: str) -> None:
    """Show one lamp in a dark room."""
    if prop == "street":
        streetlamp(c)
        return
    c.ground(0.08 + clouds(c.rng, 3, 3) * 0.06)
    at = (c.between(480, 1120), c.between(350, 440))
    c.glow(at, 760, 0.75)
    with c.layer(0.04) as pen:
        pen.line([(at[0], -10), (at[0], at[1] - 60)], 5)
        pen.poly(
            [(at[0] - 34, at[1] - 66), (at[0] + 34, at[1] - 66), (at[0] + 26, at[1] - 20), (at[0] - 26, at[1] - 20)]
        )
    with c.layer(c.tone.lamp) as pen:
        pen.oval((at[0], at[1] + 26), 52, 62)
    with c.layer(0.6) as pen:
        pen.line(
            [
                (at[0] - 16, at[1] - 10),
                (at[0] - 8, at[1] + 34),
                (at[0], at[1] + 12),
                (at[0] + 8, at[1] + 34),
                (at[0] + 16, at[1] - 10),
            ],
            3,
        )
    c.glow((at[0], at[1] + 30), 200, 1.0)
    with c.layer(0.03) as pen:
        pen.poly([(0, 800), (WIDTH, 780), (WIDTH, HEIGHT), (0, HEIGHT)])
    put(c, "chair", (at[0] + 300, 850), 330, 0.02)
    put(c, "table", (at[0] - 200, 850), 360, 0.02)


def streetlamp(c: Canvas) -> None:
    """Show a street lamp with its own small weather of moths."""
    c.ground(vertical((0, 0.12), (HEIGHT, 0.4)))
    with c.layer(0.06) as pen:
        pen.poly(ridge(c, 780, 30, 0.6))
        pen.line([(620, 900), (620, 220), (760, 200)], 16)
        pen.poly([(730, 190), (850, 190), (880, 240), (700, 240)])
    with c.layer(c.tone.lamp, opacity=0.4) as pen:
        pen.poly([(716, 240), (866, 240), (1130, 900), (450, 900)])
    c.glow((790, 260), 420, 0.8)
    with c.layer(0.97) as pen:
        for _ in range(70):
            at = (790 + float(c.rng.normal(0, 150)), 330 + float(c.rng.normal(0, 120)))
            size, turn = c.between(5, 17), c.between(-0.6, 0.6)
            pen.poly([at, (at[0] - size, at[1] - size * (0.8 + turn)), (at[0] - size * 0.8, at[1] + size * 0.3)])
            pen.poly([at, (at[0] + size, at[1] - size * (0.8 - turn)), (at[0] + size * 0.8, at[1] + size * 0.3)])


def lamps(c: Canvas, _prop: str) -> None:
    """Show a shop full of lamps."""
    c.ground(0.08 + clouds(c.rng, 4, 3) * 0.06)
    for row in range(4):
        y, size = 280 + row * 190, 150 + row * 44
        for column in range(7):
            x = 60 + column * 250 + (row % 2) * 120 + c.between(-40, 40)
            put(c, "lamp", (x, y), size, 0.03)
            if c.chance(0.7):
                tint = (c.tone.lamp, *c.tone.accents)[int(c.rng.choice([0, 0, 0, 1, 2]))]
                with c.layer(tint) as pen:
                    pen.poly(
                        [
                            (x - size * 0.18, y - size),
                            (x + size * 0.18, y - size),
                            (x + size * 0.34, y - size * 0.56),
                            (x - size * 0.34, y - size * 0.56),
                        ]
                    )
                c.glow((x, y - size * 0.75), size * 1.6, 0.66, tint)


def microphone(c: Canvas, _prop: str) -> None:
    """Show a microphone in a booth, with sound about it."""
    c.ground(0.16 + spot((c.between(500, 1100), 380), 420) * 0.3 + clouds(c.rng, 3, 3) * 0.06)
    bokeh(c, 9, 0.8)
    at = (c.between(600, 1000), 380.0)
    for ring in range(7):
        with c.layer(c.tone.accents[ring % 2], opacity=0.5 - ring * 0.06) as pen:
            pen.arc(at, 190 + ring * 84, (0, 360), 4)
    c.glow((at[0] - 60, at[1] - 40), 320, 0.5)
    with c.layer(0.03) as pen:
        pen.round_box(at[0] - 92, at[1] - 190, at[0] + 92, at[1] + 120, radius=90)
        pen.line([(at[0], at[1] + 120), (at[0], HEIGHT)], 17)
        pen.arc((at[0], at[1] + 20), 138, (0, 180), 12)
    with c.layer(0.5) as pen:
        for row in range(11):
            y = at[1] - 150 + row * 21
            half = 60 if row in {0, 1, 10} else 80
            pen.line([(at[0] - half, y), (at[0] - half * 0.1, y)], 5)
    with c.layer(0.16) as pen:
        for row in range(11):
            y = at[1] - 150 + row * 21
            pen.line([(at[0] + 4, y), (at[0] + 76, y)], 5)


def globes(c: Canvas, _prop: str) -> None:
    """Show snow globes on a bench."""
    c.ground(vertical((0, 0.34), (600, 0.6), (HEIGHT, 0.16)) + spot((800, 300), 420, 1.6) * 0.2)
    with c.layer(0.08) as pen:
        pen.box(0, 690, WIDTH, HEIGHT)
    for x, size in ((330, 150), (790, 230), (1260, 170)):
        at = (x + c.between(-20, 20), 690 - size * 0.92)
        with c.layer(0.86, opacity=0.75) as pen:
            pen.oval(at, size)
        with c.layer(0.24) as pen:
            THINGS[("house", "chapel", "tree")[int(c.rng.integers(0, 3))]](
                pen, (at[0], at[1] + size * 0.62), size * 0.9, c.rng
            )
        with c.layer(0.99) as pen:
            pen.oval((at[0], at[1] + size * 0.76), size * 0.62, size * 0.17)
            for _ in range(46):
                angle, reach = c.between(0, math.tau), math.sqrt(c.between(0, 0.8)) * size
                pen.oval((at[0] + math.cos(angle) * reach, at[1] + math.sin(angle) * reach), c.between(1.5, 4.5))
        with c.layer(0.99, opacity=0.7) as pen:
            pen.arc(at, size * 0.88, (195, 260), size * 0.05)
        with c.layer(0.05) as pen:
            pen.poly(
                [
                    (at[0] - size * 0.8, 710),
                    (at[0] - size * 0.6, 690 - size * 0.16),
                    (at[0] + size * 0.6, 690 - size * 0.16),
                    (at[0] + size * 0.8, 710),
                ]
            )


def chess(c: Canvas, _prop: str) -> None:
    """Show a chessboard from a player's height, late in the game."""
    c.ground(vertical((0, 0.9), (360, 0.72), (HEIGHT, 0.5)) + clouds(c.rng, 5, 4) * 0.2)
    bokeh(c, 14, 0.3)
    rows = [340 + 560 * (step / 8) ** 1.5 for step in range(9)]
    for row in range(8):
        for column in range(8):
            near, far = (rows[row + 1] - 140) / 300, (rows[row] - 140) / 300
            left, right = (column - 4) * 250, (column - 3) * 250
            with c.layer(0.88 if (row + column) % 2 else 0.2) as pen:
                pen.poly(
                    [
                        (800 + left * far, rows[row]),
                        (800 + right * far, rows[row]),
                        (800 + right * near, rows[row + 1]),
                        (800 + left * near, rows[row + 1]),
                    ]
                )
    for _ in range(9):
        row, column = int(c.rng.integers(0, 7)), int(c.rng.integers(1, 7))
        y, scale = (rows[row] + rows[row + 1]) / 2, (rows[row] - 140) / 300
        x, tall = 800 + (column - 3.5) * 250 * scale, 150 * scale + 60
        with c.layer(0.02 if c.chance(0.6) else 0.97) as pen:
            pen.oval((x, y), tall * 0.26, tall * 0.08)
            pen.poly(
                [
                    (x - tall * 0.2, y),
                    (x - tall * 0.07, y - tall * 0.7),
                    (x + tall * 0.07, y - tall * 0.7),
                    (x + tall * 0.2, y),
                ]
            )
            pen.oval((x, y - tall * 0.8), tall * 0.14)
