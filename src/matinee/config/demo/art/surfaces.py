"""Scenes seen flat: shelves, sheets, small things, shapes alone."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, clouds, spot, vertical
from matinee.config.demo.art.things import THINGS

CONTOUR = 0.07  # how wide a line of a map is, as a share of a step


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
            tint = c.tone.accents[int(c.rng.integers(0, 2))] if c.chance(0.26) else c.tone.level(c.between(0.05, 0.5))
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
            tint = c.tone.accents[int(c.rng.integers(0, 2))] if c.chance(0.16) else c.tone.level(c.between(0.16, 0.86))
            lean = c.between(6, 30) if c.chance(0.06) else 0
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


def town_map(c: Canvas, _prop: str) -> None:
    """Show a map with its contours and somebody's corrections."""
    light = clouds(c.rng, 5, 4) + clouds(c.rng, 9, 6) * 0.4
    lines = np.abs(((light * 15) % 1.0) - 0.5) < CONTOUR
    c.ground(np.where(lines, 0.52, 0.9).astype(np.float32) + clouds(c.rng, 3, 3) * 0.06)
    with c.layer(c.tone.accents[1], opacity=0.85) as pen:
        xs = np.linspace(-20, 1620, 60)
        pen.line([(x, 470 + 130 * math.sin(x / 260 + light[0, 0] * 20) + 40 * math.sin(x / 90)) for x in xs], 13)
    with c.layer(c.tone.accents[0]) as pen:
        for _ in range(23):
            at = (c.between(60, 1540), c.between(60, 840))
            pen.arc(at, 15, (0, 360), 5)
            if c.chance(0.5):
                pen.line([(at[0] + 24, at[1] - 4), (at[0] + 24 + c.between(40, 130), at[1] - 6)], 4)
    with c.layer(0.2, blur=10, opacity=0.3) as pen:
        for x in (400, 800, 1200):
            pen.box(x, 0, x + 10, HEIGHT)
        pen.box(0, 450, WIDTH, 460)


def buttons(c: Canvas, _prop: str) -> None:
    """Show buttons, sorted by nobody."""
    c.ground(0.84 + clouds(c.rng, 40, 24) * 0.07)
    for _ in range(64):
        at, size = (c.between(0, WIDTH), c.between(0, HEIGHT)), c.between(26, 92)
        tint = c.tone.accents[int(c.rng.integers(0, 2))] if c.chance(0.35) else c.tone.level(c.between(0.08, 0.7))
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
