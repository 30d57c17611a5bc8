"""Scenes close by: tables, shelves and small things, and sheets that are only shapes."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, clouds, spot, vertical
from matinee.config.demo.art.outdoors import put, ridge
from matinee.config.demo.art.things import THINGS


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
    if c.rng.random() < 0.5:
        bokeh(c, 16)
    else:
        with c.layer(0.5, blur=16, opacity=0.6) as pen:
            x = c.between(260, 900)
            for bar in (0, 250, 500):
                pen.box(x + bar, 0, x + bar + 26, 640)
            pen.box(x, 280, x + 520, 304)
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
    put(
        c,
        prop or "cup",
        (main, line + 60),
        {"radio": 300, "kettle": 330, "cards": 270, "glass": 420, "pots": 300}.get(prop, 300),
        0.02,
    )
    if prop == "kettle":
        with c.layer(0.98, blur=26, opacity=0.4) as pen:
            for puff in range(9):
                pen.oval((main + 240 + 26 * math.sin(puff), line - 120 - puff * 56), 22 + puff * 9)
    elif prop == "radio":
        c.glow((main + 98, line - 140), 190, 0.9)
    with c.layer(c.tone.lamp, opacity=0.5) as pen:
        pen.line([(0, line), (WIDTH, line)], 2)


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
            if c.rng.random() < 0.7:
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


def shelf(c: Canvas, _prop: str) -> None:
    """Show shelves of small things, each with its shadow."""
    c.ground(0.7 + clouds(c.rng, 4, 3) * 0.12)
    kinds = ["cup", "bottle", "bowl", "lamp", "glass", "radio", "kettle", "phone", "house"]
    for row in range(4):
        y, x = 215 + row * 218, 50.0
        with c.layer(0.4) as pen:
            pen.box(0, y, WIDTH, y + 20)
        with c.layer(0.2, opacity=0.6) as pen:
            pen.box(0, y + 20, WIDTH, y + 34)
        while x < WIDTH:
            name, size = kinds[int(c.rng.integers(0, len(kinds)))], c.between(70, 150)
            with c.layer(0.25, blur=6, opacity=0.5) as pen:
                THINGS[name](pen, (x + 22, y + 6), size, c.rng)
            tint = (
                c.tone.accents[int(c.rng.integers(0, 2))]
                if c.rng.random() < 0.26
                else c.tone.level(c.between(0.05, 0.5))
            )
            with c.layer(tint) as pen:
                THINGS[name](pen, (x, y), size, c.rng)
            x += size * c.between(0.9, 1.5) + 20


def books(c: Canvas, _prop: str) -> None:
    """Show spines, and one lamp's worth of light on them."""
    c.ground(np.full((450, 800), 0.06, dtype=np.float32))
    for row in range(3):
        x, y = -10.0, 290 + row * 300
        while x < WIDTH:
            wide, tall = c.between(22, 76), c.between(180, 262)
            tint = (
                c.tone.accents[int(c.rng.integers(0, 2))]
                if c.rng.random() < 0.16
                else c.tone.level(c.between(0.16, 0.86))
            )
            lean = c.between(6, 30) if c.rng.random() < 0.06 else 0
            with c.layer(tint) as pen:
                pen.poly([(x + lean, y - tall), (x + wide + lean, y - tall), (x + wide, y), (x, y)])
            with c.layer(0.04, opacity=0.45) as pen:
                pen.box(x + wide - 5, y - tall, x + wide, y)
                for band in (0.12, 0.2, 0.82):
                    pen.box(
                        x + lean * (1 - band) + 3,
                        y - tall * (1 - band),
                        x + wide - 6 + lean * (1 - band),
                        y - tall * (1 - band) + 3,
                    )
            x += wide + c.between(1, 4) + lean
        with c.layer(0.1) as pen:
            pen.box(0, y, WIDTH, y + 24)
    at = (c.between(400, 1200), c.between(240, 600))
    c.shade(0.22 + 0.95 * spot(at, 360, 1.5))
    c.glow(at, 420, 0.22)


def letters(c: Canvas, _prop: str) -> None:
    """Show letters and stamps spread on a table."""
    c.ground(0.22 + clouds(c.rng, 16, 3) * 0.08)
    for _ in range(26):
        at, turn = (c.between(-60, WIDTH), c.between(-60, HEIGHT)), c.between(-0.6, 0.6)
        wide, high = c.between(230, 380), c.between(150, 230)
        cos, sin = math.cos(turn), math.sin(turn)

        def place(
            x: float, y: float, at: tuple[float, float] = at, cos: float = cos, sin: float = sin
        ) -> tuple[float, float]:
            return at[0] + x * cos - y * sin, at[1] + x * sin + y * cos

        with c.layer(0.02, blur=8, opacity=0.55) as pen:
            pen.poly([place(9, 14), place(wide + 9, 14), place(wide + 9, high + 14), place(9, high + 14)])
        with c.layer(c.between(0.74, 0.97)) as pen:
            pen.poly([place(0, 0), place(wide, 0), place(wide, high), place(0, high)])
        with c.layer(c.tone.accents[int(c.rng.integers(0, 2))]) as pen:
            pen.poly([place(wide - 66, 16), place(wide - 18, 16), place(wide - 18, 78), place(wide - 66, 78)])
        with c.layer(0.2, opacity=0.7) as pen:
            for line in range(4):
                pen.line([place(24, 50 + line * 26), place(24 + c.between(60, wide - 130), 50 + line * 26)], 3)
            pen.arc(place(wide - 80, 60), 36, (0, 360), 3)
    c.shade(0.5 + 0.7 * spot((c.between(500, 1100), 400), 520, 1.5))


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
    with c.layer(0.03) as pen:
        at = (x + 200, 640)
        pen.round_box(at[0] - 190, at[1] - 50, at[0] + 200, at[1], radius=10)
        pen.poly(
            [
                (at[0] - 170, at[1] - 50),
                (at[0] - 170, at[1] - 210),
                (at[0] + 170, at[1] - 230),
                (at[0] + 190, at[1] - 150),
                (at[0] - 90, at[1] - 160),
                (at[0] - 90, at[1] - 50),
            ]
        )
        pen.oval((at[0] + 206, at[1] - 190), 46)
        for place in (x - 300, x + 620):
            for step in range(4):
                pen.round_box(place + step * 50, 580 - step * 6, place + 40 + step * 50, 640, radius=8)
    with c.layer(c.tone.lamp, blur=14, opacity=0.3) as pen:
        pen.poly([(x, 640), (x + 520, 640), (x + 760, HEIGHT), (x - 200, HEIGHT)])
    c.shade(0.4 + 0.8 * spot((x + 260, 400), 560, 1.4))


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
            half = 80 if 1 < row < 10 else 60
            pen.line([(at[0] - half, y), (at[0] - half * 0.1, y)], 5)
    with c.layer(0.16) as pen:
        for row in range(11):
            y = at[1] - 150 + row * 21
            pen.line([(at[0] + 4, y), (at[0] + 76, y)], 5)


def chairs(c: Canvas, _prop: str) -> None:
    """Show folding chairs in rows, one of them in colour."""
    c.ground(vertical((0, 0.92), (420, 0.86), (HEIGHT, 0.7)) + clouds(c.rng, 3, 3) * 0.06)
    special = int(c.rng.integers(9, 22))
    for number in range(40):
        row, column = divmod(number, 8)
        x, y, size = 60 + column * 220 + (row % 2) * 110 + c.between(-16, 16), 250 + row * 150, 130 + row * 22
        with c.layer(0.36, blur=5, opacity=0.4) as pen:
            pen.oval((x + 30, y + 4), size * 0.42, size * 0.08)
        with c.layer(c.tone.accents[0] if number == special else 0.3 - row * 0.05) as pen:
            THINGS["chair"](pen, (x, y), size, c.rng)


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
        with c.layer(0.02 if c.rng.random() < 0.6 else 0.97) as pen:
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


def town_map(c: Canvas, _prop: str) -> None:
    """Show a map with its contours and somebody's corrections."""
    light = clouds(c.rng, 5, 4) + clouds(c.rng, 9, 6) * 0.4
    lines = np.abs(((light * 15) % 1.0) - 0.5) < 0.07
    c.ground(np.where(lines, 0.52, 0.9).astype(np.float32) + clouds(c.rng, 3, 3) * 0.06)
    with c.layer(c.tone.accents[1], opacity=0.85) as pen:
        xs = np.linspace(-20, 1620, 60)
        pen.line([(x, 470 + 130 * math.sin(x / 260 + light[0, 0] * 20) + 40 * math.sin(x / 90)) for x in xs], 13)
    with c.layer(c.tone.accents[0]) as pen:
        for _ in range(23):
            at = (c.between(60, 1540), c.between(60, 840))
            pen.arc(at, 15, (0, 360), 5)
            if c.rng.random() < 0.5:
                pen.line([(at[0] + 24, at[1] - 4), (at[0] + 24 + c.between(40, 130), at[1] - 6)], 4)
    with c.layer(0.2, blur=10, opacity=0.3) as pen:
        for x in (400, 800, 1200):
            pen.box(x, 0, x + 10, HEIGHT)
        pen.box(0, 450, WIDTH, 460)


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


def buttons(c: Canvas, _prop: str) -> None:
    """Show buttons, sorted by nobody."""
    c.ground(0.84 + clouds(c.rng, 40, 24) * 0.07)
    for _ in range(64):
        at, size = (c.between(0, WIDTH), c.between(0, HEIGHT)), c.between(26, 92)
        tint = (
            c.tone.accents[int(c.rng.integers(0, 2))] if c.rng.random() < 0.35 else c.tone.level(c.between(0.08, 0.7))
        )
        with c.layer(tint) as pen:
            pen.oval(at, size)
            pen.wipe()
            for hole in range(4):
                angle = hole * math.pi / 2 + size
                pen.oval((at[0] + math.cos(angle) * size * 0.26, at[1] + math.sin(angle) * size * 0.26), size * 0.1)
        with c.layer(0.98, opacity=0.3) as pen:
            pen.arc(at, size * 0.78, (180, 290), size * 0.07)


def poster(c: Canvas, prop: str) -> None:
    """Show shapes alone, as a poster would."""
    c.ground(np.full((450, 800), c.between(0.82, 0.95), dtype=np.float32) + clouds(c.rng, 3, 3) * 0.05)
    if prop == "lace":
        lace(c)
    elif prop == "arcs":
        arcs(c)
    else:
        blocks(c)


def lace(c: Canvas) -> None:
    """Repeat one flower in every way that a plane allows."""
    petals = int(c.rng.integers(5, 9))
    with c.layer(c.tone.accents[0]) as pen:
        for row in range(-1, 6):
            for column in range(-1, 9):
                x, y = column * 210 + (row % 2) * 105, row * 182
                for petal in range(petals):
                    angle = petal / petals * math.tau
                    pen.arc((x + math.cos(angle) * 52, y + math.sin(angle) * 52), 44, (0, 360), 5)
                pen.oval((x, y), 15)
    with c.layer(c.tone.accents[1]) as pen:
        pen.oval((c.between(500, 1100), 450), 250)


def arcs(c: Canvas) -> None:
    """Draw a voice in a shaft."""
    with c.layer(0.04) as pen:
        pen.box(0, 0, WIDTH, HEIGHT)
    for step in range(26):
        tint = (c.tone.accents[0], c.tone.lamp, c.tone.level(0.7))[step % 3]
        x = 60 + step * 60
        tall = 60 + 330 * abs(math.sin(step * 0.37 + c.between(-0.2, 0.2)))
        with c.layer(tint) as pen:
            pen.round_box(x, 450 - tall, x + 26, 450 + tall, radius=13)


def blocks(c: Canvas) -> None:
    """Draw the decks of a car park as planes."""
    for step in range(7):
        y, shift = 90 + step * 118, c.between(-60, 60)
        with c.layer(0.66 - step * 0.06) as pen:
            pen.poly([(180 + shift, y), (1420 + shift, y - 40), (1500 + shift, y + 20), (120 + shift, y + 64)])
        with c.layer(0.08) as pen:
            for x in (260, 640, 1020, 1380):
                pen.box(x + shift, y + 20, x + shift + 26, y + 120)
    with c.layer(c.tone.accents[0]) as pen:
        pen.oval((c.between(1000, 1350), 220), 120)
