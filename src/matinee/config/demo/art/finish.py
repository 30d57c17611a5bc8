"""What the lens, the stock and the laboratory do to a picture: halation, vignette, grain, paper, gates."""

from functools import cache
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from matinee.config.demo.art.canvas import HEIGHT, SIZE, WIDTH, WORK_SIZE, Canvas
from matinee.config.demo.art.tones import mix

GRAIN: Final = {"fiction": 5.0, "documentary": 7.0, "animation": 3.5, "experimental": 7.5}
SCOPE: Final = 0.07  # share of fiction films that were shot 2.39:1
GATE: Final = 0.3  # share of documentaries that show the rounded gate of 16 mm
SILVER: Final = 0.22  # share of documentaries and experiments without colour


@cache
def _grain(strength: float) -> Image.Image:
    """Return one sheet of grain, shared by all pictures and shifted for each."""
    rng = np.random.default_rng(1895)
    fine = rng.normal(0, strength, (HEIGHT, WIDTH)).astype(np.float32)
    coarse = Image.fromarray(rng.normal(0, strength * 0.8, (HEIGHT // 2, WIDTH // 2)).astype(np.float32))
    sheet = fine * 0.62 + np.asarray(coarse.resize(SIZE, Image.Resampling.BICUBIC))
    grey = Image.fromarray(np.clip(128 + sheet, 0, 255).astype(np.uint8))
    return Image.merge("RGB", (grey, grey, grey))


@cache
def _vignette() -> Image.Image:
    """Return the lens's darker corners."""
    down = np.linspace(-1, 1, WORK_SIZE[1], dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, WORK_SIZE[0], dtype=np.float32)[None, :]
    fall = 1 - 0.42 * np.clip(np.sqrt(down**2 * 0.8 + across**2) - 0.45, 0, 1) ** 1.6
    grey = Image.fromarray((np.clip(fall, 0, 1) * 255).astype(np.uint8))
    return Image.merge("RGB", (grey, grey, grey))


@cache
def _fibres() -> Image.Image:
    """Return the surface of a sheet of paper."""
    rng = np.random.default_rng(1906)
    small = Image.fromarray(rng.normal(0, 9, (WORK_SIZE[1], WORK_SIZE[0] // 5)).astype(np.float32)).resize(WORK_SIZE)
    large = Image.fromarray(rng.normal(0, 7, (HEIGHT // 4, WIDTH // 4)).astype(np.float32)).resize(WORK_SIZE)
    grey = Image.fromarray(np.clip(236 + np.asarray(small) * 0.7 + np.asarray(large), 0, 255).astype(np.uint8))
    return Image.merge("RGB", (grey, grey, grey))


def finish(c: Canvas, form: str) -> None:
    """Develop the picture."""
    if c.is_paper:
        c.image = ImageChops.multiply(c.image, _fibres())
    else:
        _halation(c)
        c.image = ImageChops.multiply(c.image, _vignette())
    c.image = c.image.resize(SIZE, Image.Resampling.BICUBIC)
    if form in {"documentary", "experimental"} and c.rng.random() < SILVER:
        _print_in_silver(c)
    shift = (int(c.rng.integers(WIDTH)), int(c.rng.integers(HEIGHT)))
    sheet = ImageChops.offset(_grain(GRAIN.get(form, 8.0)), *shift)
    c.image = ImageChops.add(c.image, sheet, offset=-128)
    if form == "fiction" and c.rng.random() < SCOPE:
        _letterbox(c)
    elif form == "documentary" and c.rng.random() < GATE:
        _round_gate(c)


def _halation(c: Canvas) -> None:
    """Let bright parts bleed into what is beside them, as film does."""
    small = c.image.reduce(6)
    bright = small.point([max(0, v - 150) * 0.62 for v in range(256)] * 3).filter(ImageFilter.BoxBlur(5))
    wide = bright.filter(ImageFilter.BoxBlur(9)).resize(WORK_SIZE, Image.Resampling.BILINEAR)
    c.image = ImageChops.screen(c.image, wide)


def _print_in_silver(c: Canvas) -> None:
    """Take the colour out and give the paper's warmth back."""
    grey = c.image.convert("L")
    dark, light = mix((14, 13, 12), c.tone.accents[1], 0.08), mix((250, 245, 235), c.tone.accents[0], 0.05)
    ramps = [[round(d + (b - d) * v / 255) for v in range(256)] for d, b in zip(dark, light, strict=True)]
    c.image = Image.merge("RGB", [grey.point(ramp) for ramp in ramps])


def _letterbox(c: Canvas) -> None:
    """Show the wide picture with its bars."""
    bar = round((HEIGHT - WIDTH / 2.39) / 2)
    draw = ImageDraw.Draw(c.image)
    for top, bottom in ((0, bar), (HEIGHT - bar, HEIGHT)):
        draw.rectangle((0, top, WIDTH, bottom), fill=(6, 6, 6))


@cache
def _gate() -> Image.Image:
    """Return the mask of a 16 mm gate."""
    mask = Image.new("L", SIZE, 255)
    ImageDraw.Draw(mask).rounded_rectangle((26, 20, WIDTH - 26, HEIGHT - 20), 44, fill=0)
    return mask.filter(ImageFilter.BoxBlur(2))


def _round_gate(c: Canvas) -> None:
    """Show the rounded corners of the gate."""
    c.image.paste((8, 7, 6), (0, 0), _gate())
