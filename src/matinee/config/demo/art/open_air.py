"""What scenes under the sky share: weather, hills, lamps, grass."""

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


def lit_window(c: Canvas, at: Point, size: float) -> None:
    """Light one window."""
    with c.layer(c.tone.lamp) as pen:
        pen.box(at[0] - size, at[1] - size * 1.2, at[0] + size, at[1] + size * 1.2)
    c.glow(at, size * 9, 0.75)


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


def grasses(c: Canvas, level: float) -> None:
    """Let grass stand between us and the picture, out of focus."""
    with c.layer(level, blur=3) as pen:
        for _ in range(90):
            x, tall = c.between(-40, WIDTH + 40), c.between(30, 130)
            lean = float(c.rng.normal(0, 26))
            pen.poly([(x - 4, HEIGHT), (x + lean, HEIGHT - tall), (x + 4, HEIGHT)])


def flakes(c: Canvas, count: int) -> None:
    """Let it snow, near and far."""
    for blur, share in ((0, 0.8), (5, 0.2)):
        with c.layer(0.98, blur=blur, opacity=0.85) as pen:
            for _ in range(int(count * share)):
                pen.oval((c.between(0, WIDTH), c.between(0, HEIGHT)), c.between(0.8, 2.6) + blur)


def headlights(c: Canvas, at: Point) -> None:
    """Let a car come towards us."""
    for side in (-26, 26):
        c.glow((at[0] + side, at[1]), 150, 0.95)
        with c.layer(c.tone.lamp) as pen:
            pen.oval((at[0] + side, at[1]), 7)


def rain(c: Canvas, count: int) -> None:
    """Let it rain a little."""
    with c.layer(0.95, opacity=0.24) as pen:
        for _ in range(count):
            x, y, long = c.between(0, WIDTH), c.between(0, HEIGHT), c.between(16, 70)
            pen.line([(x, y), (x - long * 0.16, y + long)], 1.5)
