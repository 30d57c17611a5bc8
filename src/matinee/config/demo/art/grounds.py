"""Scenes of places where people play, wait and celebrate."""

import math

import numpy as np

from matinee.config.demo.art.canvas import HEIGHT, WIDTH, Canvas, clouds, spot, vertical
from matinee.config.demo.art.open_air import ridge, sky
from matinee.config.demo.art.things import THINGS


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
            tint = c.tone.lamp if c.chance(0.6) else c.tone.accents[int(c.rng.integers(0, 2))]
            low = (at[0], at[1] + size)
            with c.layer(tint, blur=blur, opacity=0.92) as pen:
                pen.oval(low, size * 0.74, size)
            c.glow(low, size * 3.4, 0.5)
    with c.layer(0.02) as pen:
        pen.poly([(0, 780), (WIDTH, 740), (WIDTH, HEIGHT), (0, HEIGHT)])
        for x in np.linspace(120, 1480, 9):
            kind = ("glass", "bottle", "bowl")[int(c.rng.integers(0, 3))]
            THINGS[kind](pen, (x + c.between(-40, 40), 786 - x * 0.026), c.between(80, 150), c.rng)
