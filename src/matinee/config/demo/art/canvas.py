"""The picture while it is being made: a soft ground of light, then silhouettes, glows, fog and reflections on it."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from matinee.config.demo.art.tones import Colour, Tone, mix

WIDTH: Final = 1600
HEIGHT: Final = 900
SIZE: Final = (WIDTH, HEIGHT)
WORK: Final = 0.75  # pictures are composed at three quarters, then enlarged: faster, and soft as a lens is
WORK_SIZE: Final = (round(WIDTH * WORK), round(HEIGHT * WORK))
REDUCE: Final = 2  # silhouettes are drawn twice as large, then reduced: that is their smooth edge
FINE: Final = WORK * REDUCE
SOFT: Final = (HEIGHT // 2, WIDTH // 2)  # fields of light are computed at half size

Field = NDArray[np.float32]
Point = tuple[float, float]
FULL: Final = 255

_ys = np.linspace(0, HEIGHT, SOFT[0], dtype=np.float32)
_xs = np.linspace(0, WIDTH, SOFT[1], dtype=np.float32)


def vertical(*stops: Point) -> Field:
    """Return a field that changes downwards: ``(y, lightness)`` in picture coordinates."""
    line = np.interp(_ys, [y for y, _ in stops], [v for _, v in stops]).astype(np.float32)
    return np.repeat(line[:, None], SOFT[1], axis=1)


def spot(at: Point, radius: float, wide: float = 1.0) -> Field:
    """Return a round, soft light of height 1."""
    down = np.exp(-(((_ys - at[1]) / radius) ** 2))
    across = np.exp(-(((_xs - at[0]) / (radius * wide)) ** 2))
    return np.asarray(np.outer(down, across), dtype=np.float32)


def clouds(rng: np.random.Generator, columns: int, rows: int) -> Field:
    """Return slow noise between -0.5 and 0.5: weather, plaster, dust."""
    total = np.zeros(SOFT, dtype=np.float32)
    for octave, weight in ((1, 0.65), (3, 0.35)):
        small = rng.random((rows * octave, columns * octave), dtype=np.float32)
        large = Image.fromarray(small).resize((SOFT[1], SOFT[0]), Image.Resampling.BICUBIC)
        total += weight * (np.asarray(large) - 0.5)
    return total


@cache
def _disc() -> Image.Image:
    """Return a soft round mask that glows are made of."""
    line = np.linspace(-1, 1, 256, dtype=np.float32)
    distance = np.sqrt(line[:, None] ** 2 + line[None, :] ** 2)
    falling = np.clip(1 - distance, 0, 1) ** 2.2
    return Image.fromarray((falling * FULL).astype(np.uint8))


class Pen:
    """Draws shapes of one layer in picture coordinates (1600 x 900) and keeps the box that they fill."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw
        self.strength = FULL
        self._low, self._high = [math.inf, math.inf], [-math.inf, -math.inf]

    def box_filled(self) -> tuple[int, int, int, int] | None:
        """Return the box that holds all that was drawn, in the mask's own pixels."""
        wide, high = WORK_SIZE[0] * REDUCE, WORK_SIZE[1] * REDUCE
        if self._low[0] == math.inf:
            return None
        left, top = max(0, math.floor(self._low[0]) - 2), max(0, math.floor(self._low[1]) - 2)
        right, bottom = min(wide, math.ceil(self._high[0]) + 3), min(high, math.ceil(self._high[1]) + 3)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _reach(self, x: float, y: float, margin: float = 0) -> None:
        self._low[0], self._low[1] = min(self._low[0], x - margin), min(self._low[1], y - margin)
        self._high[0], self._high[1] = max(self._high[0], x + margin), max(self._high[1], y + margin)

    def poly(self, points: Sequence[Point]) -> None:
        """Fill a polygon."""
        fine = [(x * FINE, y * FINE) for x, y in points]
        for at in fine:
            self._reach(*at)
        self._draw.polygon(fine, fill=self.strength)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Fill a rectangle; corners may come in any order."""
        x0, x1 = sorted((left * FINE, right * FINE))
        y0, y1 = sorted((top * FINE, bottom * FINE))
        self._reach(x0, y0)
        self._reach(x1, y1)
        self._draw.rectangle((x0, y0, x1, y1), fill=self.strength)

    def round_box(self, left: float, top: float, right: float, bottom: float, *, radius: float) -> None:
        """Fill a rectangle with round corners."""
        self._reach(left * FINE, top * FINE)
        self._reach(right * FINE, bottom * FINE)
        self._draw.rounded_rectangle(
            (left * FINE, top * FINE, right * FINE, bottom * FINE), radius * FINE, fill=self.strength
        )

    def oval(self, at: Point, wide: float, high: float | None = None) -> None:
        """Fill an ellipse with half axes ``wide`` and ``high``."""
        half_x, half_y = wide * FINE, (wide if high is None else high) * FINE
        x, y = at[0] * FINE, at[1] * FINE
        self._reach(x - half_x, y - half_y)
        self._reach(x + half_x, y + half_y)
        self._draw.ellipse((x - half_x, y - half_y, x + half_x, y + half_y), fill=self.strength)

    def line(self, points: Sequence[Point], width: float) -> None:
        """Draw a line."""
        wide = max(1, round(width * FINE))
        fine = [(x * FINE, y * FINE) for x, y in points]
        for at in fine:
            self._reach(*at, wide)
        self._draw.line(fine, fill=self.strength, width=wide, joint="curve")

    def arc(self, at: Point, radius: float, angles: tuple[float, float], width: float) -> None:
        """Draw a part of a circle between two angles in degrees, clockwise from the right."""
        x, y, r = at[0] * FINE, at[1] * FINE, radius * FINE
        self._reach(x, y, r)
        self._draw.arc((x - r, y - r, x + r, y + r), *angles, fill=self.strength, width=max(1, round(width * FINE)))

    def wipe(self) -> None:
        """Let what follows cut out of what is there."""
        self.strength = 0

    def ink(self) -> None:
        """Let what follows add again."""
        self.strength = FULL


@dataclass
class Canvas:
    """A picture in the making."""

    tone: Tone
    rng: np.random.Generator
    is_paper: bool = False
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", WORK_SIZE))
    mask: Image.Image = field(default_factory=lambda: Image.new("L", (WORK_SIZE[0] * REDUCE, WORK_SIZE[1] * REDUCE)))

    def between(self, low: float, high: float) -> float:
        """Return a number drawn from the film's seed."""
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        """Tell, from the film's seed, whether something with this share of chances happens."""
        return float(self.rng.random()) < share

    def ground(self, light: Field) -> None:
        """Fill the picture from a field of lightness."""
        small = Image.fromarray((np.clip(light, 0, 1) * FULL).astype(np.uint8))
        grey = small.resize(WORK_SIZE, Image.Resampling.BICUBIC)
        self.image = Image.merge("RGB", [grey.point(self.tone.ramp[:, c].tolist()) for c in range(3)])

    @contextmanager
    def layer(self, colour: Colour | float, *, blur: float = 0, opacity: float = 1.0) -> Iterator[Pen]:
        """Draw silhouettes in one colour, sharp or out of focus; in a paper picture they throw a shadow."""
        shade = self.tone.level(colour) if isinstance(colour, (int, float)) else colour
        pen = Pen(ImageDraw.Draw(self.mask))
        yield pen
        filled = pen.box_filled()
        if filled is None:
            return
        blur *= WORK
        box = _even(filled, int(blur * 3) + 2)
        small = self.mask.crop(box).reduce(REDUCE)
        self.mask.paste(0, filled)
        at = (box[0] // REDUCE, box[1] // REDUCE)
        if blur:
            small = _blurred(small, blur)
        elif self.is_paper:
            self._paste(_blurred(small, 7), (at[0] + 5, at[1] + 8), (0, 0, 0), 0.42)
        self._paste(small, at, shade, opacity)

    def _paste(self, mask: Image.Image, at: tuple[int, int], colour: Colour, opacity: float) -> None:
        if opacity < 1:
            mask = mask.point([round(v * opacity) for v in range(FULL + 1)])
        self.image.paste(colour, at, mask)

    def glow(self, at: Point, radius: float, strength: float = 0.8, colour: Colour | None = None) -> None:
        """Add a round light that brightens what is under it."""
        side = max(4, round(radius * 2 * WORK))
        mask = _disc().resize((side, side), Image.Resampling.BILINEAR)
        mask = mask.point([round(v * strength) for v in range(FULL + 1)])
        corner = (round((at[0] - radius) * WORK), round((at[1] - radius) * WORK))
        region = (corner[0], corner[1], corner[0] + side, corner[1] + side)
        under = self.image.crop(region)
        light = Image.new("RGB", (side, side), colour or self.tone.lamp)
        light = ImageChops.multiply(light, Image.merge("RGB", (mask, mask, mask)))
        self.image.paste(ImageChops.screen(under, light), corner)

    def fog(self, top: float, bottom: float, level: float, opacity: float) -> None:
        """Lay mist over a band: nothing above, full below."""
        first = round(top * WORK)
        rows = np.arange(WORK_SIZE[1] - first, dtype=np.float32)
        ramp = np.clip(rows / max(1.0, (bottom - top) * WORK), 0, 1) ** 1.4
        column = Image.fromarray((ramp * opacity * FULL).astype(np.uint8)[:, None])
        self.image.paste(self.tone.level(level), (0, first), column.resize((WORK_SIZE[0], rows.size)))

    def shade(self, light: Field) -> None:
        """Multiply the picture by a field: shadow where it is dark."""
        small = Image.fromarray((np.clip(light, 0, 1) * FULL).astype(np.uint8))
        grey = small.resize(WORK_SIZE, Image.Resampling.BILINEAR)
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", (grey, grey, grey)))

    def mirror(self, line: float, dim: float, *, stretch: float = 1.0) -> None:
        """Reflect what is above a line into what is below: water, wet asphalt, a polished floor."""
        wide, high = WORK_SIZE
        y, below = round(line * WORK), high - round(line * WORK)
        source = self.image.crop((0, max(0, y - round(below / stretch)), wide, y))
        small = source.resize((wide // 6, max(2, below // 3)), Image.Resampling.BILINEAR)
        flipped = small.transpose(Image.Transpose.FLIP_TOP_BOTTOM).filter(ImageFilter.BoxBlur(1))
        calm = flipped.resize((wide, below), Image.Resampling.BILINEAR)
        deep = Image.new("RGB", calm.size, self.tone.level(0.06))
        self.image.paste(Image.blend(calm, deep, dim), (0, y))

    def haze(self, level: float, share: float) -> Colour:
        """Return the colour of something ``share`` of the way into the mist of a lightness."""
        return mix(self.tone.level(0.02), self.tone.level(level), share)


def _even(box: tuple[int, int, int, int], margin: int) -> tuple[int, int, int, int]:
    """Return a box widened by a margin, on even numbers so that it can be halved."""
    left, top, right, bottom = box
    wide = margin * REDUCE
    return (left - wide) & ~1, (top - wide) & ~1, (right + wide + 1) & ~1, (bottom + wide + 1) & ~1


def _blurred(mask: Image.Image, blur: float) -> Image.Image:
    """Return a mask out of focus; wide blurs are made small, where they cost little."""
    down = max(1, int(blur // 3))
    if down == 1:
        return mask.filter(ImageFilter.BoxBlur(blur))
    small = mask.resize((max(1, mask.width // down), max(1, mask.height // down)), Image.Resampling.BOX)
    small = small.filter(ImageFilter.BoxBlur(blur / down)).filter(ImageFilter.BoxBlur(blur / down / 2))
    return small.resize(mask.size, Image.Resampling.BICUBIC)
