"""From a film to its picture."""

import hashlib
import io
from dataclasses import dataclass, field

import numpy as np
from PIL import ImageOps

from matinee.config.demo.art.canvas import Canvas
from matinee.config.demo.art.finish import finish
from matinee.config.demo.art.scenes import SCENES, scene_for
from matinee.config.demo.art.tones import STOPS, Colour, make_tone

QUALITY = 72
MIRRORED = 0.5


@dataclass(frozen=True)
class Sketch:
    """What a picture is drawn from: the slug is the seed; ``art`` may name a scene, a thing in it and a light."""

    slug: str
    form: str = "fiction"
    themes: tuple[str, ...] = field(default=())
    art: str = ""
    accents: tuple[Colour, Colour] = ((125, 82, 0), (31, 95, 168))

    def seed(self) -> int:
        """Return the seed of everything that varies."""
        return int.from_bytes(hashlib.sha256(self.slug.encode()).digest()[:8], "big")


def draw_still(sketch: Sketch) -> bytes:
    """Draw a 1600 x 900 JPEG; the same sketch gives the same bytes."""
    rng = np.random.default_rng(sketch.seed())
    words = sketch.art.split() or [scene_for(sketch.themes, rng)]
    light = words[-1] if words[-1] in STOPS else str(rng.choice(list(STOPS)))
    things = [word for word in words[1:] if word not in STOPS]
    canvas = Canvas(make_tone(light, sketch.accents, rng), rng, is_paper=sketch.form == "animation")
    SCENES.get(words[0], SCENES["ridges"])(canvas, things[0] if things else "")
    if rng.random() < MIRRORED:
        canvas.image = ImageOps.mirror(canvas.image)
    finish(canvas, sketch.form)
    out = io.BytesIO()
    canvas.image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
