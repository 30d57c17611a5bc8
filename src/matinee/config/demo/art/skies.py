"""Scenes with more sky than earth."""

import math

import numpy as np

from matinee.config.demo.art.canvas import WIDTH, Canvas, clouds, vertical
from matinee.config.demo.art.open_air import flakes, grasses, lit_window, put, ridge, sky
from matinee.config.demo.art.things import THINGS


def nightsky(c: Canvas, prop: str) -> None:
    """Show more sky than earth, and what is up there."""
    c.ground(
        vertical((0, 0.1), (600, 0.3), (900, 0.5)) + np.asarray(np.abs(clouds(c.rng, 4, 4)) * 0.3, dtype=np.float32)
    )
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
    lit_window(c, (x + 160, 762), 12)
    for high in (0.98, 0.66, 0.33):
        c.glow((x, 800 - 680 * high), 46, 1.0, (255, 60, 40))


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
    lit_window(c, (x - size * 0.3, horizon - 40), size * 0.065)
    if prop == "neon":
        lit_window(c, (x + size * 0.5, horizon - 40), size * 0.065)
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


def chapel(c: Canvas, _prop: str) -> None:
    """Show a chapel on a hill."""
    sun = sky(c, 690, 0.22, 0.9)
    c.glow(sun, 460, 0.6)
    with c.layer(c.haze(0.6, 0.6)) as pen:
        pen.poly(ridge(c, 680, 40, 0.6))
    put(c, "chapel", (760, 730), 380)
    lit_window(c, (900, 640), 18)
    with c.layer(0.03) as pen:
        pen.poly(ridge(c, 730, 22, 0.5))
    put(c, "tree", (1240, 760), 300)
    grasses(c, 0.01)
