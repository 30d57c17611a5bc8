"""Light: the ramps of colour that a picture is graded with."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Colour = tuple[int, int, int]
Ramp = NDArray[np.uint8]

# From the deepest shadow to the highest light, then the colour of the lamp or sun in the picture.
STOPS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "dawn": (("#11182a", "#4a4a6b", "#b77f86", "#f0bf9a", "#fdf0da"), "#ffeccb"),
    "dusk": (("#0c0d1a", "#33264a", "#8e3f5c", "#e4814f", "#fbd79b"), "#ffd48f"),
    "night": (("#03060c", "#0a1626", "#15304c", "#3b6687", "#b5d2d8"), "#ffdf9e"),
    "noon": (("#153a4a", "#4a8794", "#9cc4c0", "#e8e2c8", "#fcf8ea"), "#fffce9"),
    "ember": (("#0a0504", "#300f08", "#82290d", "#dc741f", "#fbd087"), "#ffe0a3"),
    "moss": (("#070e0a", "#182d20", "#3d6040", "#90a86c", "#e6e8bd"), "#f7f3c4"),
    "neon": (("#06050f", "#15123a", "#431c70", "#c22f7d", "#ffb0a8"), "#74f1e4"),
    "bone": (("#1c1917", "#5a5148", "#a0927f", "#d9ccb5", "#f6efe1"), "#fff7e6"),
    "rose": (("#170911", "#4a1b31", "#a44a5d", "#e29f93", "#fae4d5"), "#fff0dc"),
    "frost": (("#0a1620", "#28445a", "#6a92a8", "#bbd4dc", "#f4f8f7"), "#ffffff"),
}


def rgb(text: str) -> Colour:
    """Return ``#rrggbb`` as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(one: Colour, two: Colour, share: float) -> Colour:
    """Return the colour ``share`` of the way from one to two."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Tone:
    """A ramp of 256 colours and the colour of the light; ``accents`` are the two strand colours."""

    ramp: Ramp
    lamp: Colour
    accents: tuple[Colour, Colour]

    def level(self, value: float) -> Colour:
        """Return the colour at a lightness between 0 and 1."""
        red, green, blue = self.ramp[int(min(1.0, max(0.0, value)) * 255)]
        return int(red), int(green), int(blue)


def make_tone(name: str, accents: tuple[Colour, Colour], rng: np.random.Generator) -> Tone:
    """Return the tone ``name``, drawn a little towards the strand's colour and never twice quite the same."""
    words, lamp = STOPS.get(name, STOPS["dusk"])
    stops = np.array([rgb(word) for word in words], dtype=np.float32)
    share = float(rng.uniform(0.06, 0.2))
    stops[2] += (np.array(accents[0], dtype=np.float32) - stops[2]) * share
    stops[1] += (np.array(accents[1], dtype=np.float32) - stops[1]) * share * 0.6
    stops[1:4] *= 1 + rng.uniform(-0.07, 0.07, size=(1, 3)).astype(np.float32)
    places = np.array([0, 0.22 + rng.uniform(-0.05, 0.05), 0.5, 0.76 + rng.uniform(-0.04, 0.04), 1.0]) * 255
    channels = [np.interp(np.arange(256), places, stops[:, channel]) for channel in range(3)]
    return Tone(np.clip(np.stack(channels, axis=1), 0, 255).astype(np.uint8), rgb(lamp), accents)
