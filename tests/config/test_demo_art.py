"""The drawn stills: the same on every machine, no two alike, small enough for a page."""

import io

import numpy as np
import pytest
from PIL import Image

from matinee.config.demo.art import Sketch, draw_still
from matinee.config.demo.art.scenes import SCENES
from matinee.config.demo.art.tones import STOPS


def test_still_is_the_same_for_the_same_film() -> None:
    sketch = Sketch("a-film", art="sea boat dusk")

    assert draw_still(sketch) == draw_still(sketch)


def test_still_differs_between_films_of_one_scene() -> None:
    assert draw_still(Sketch("one", art="sea boat dusk")) != draw_still(Sketch("two", art="sea boat dusk"))


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_draws_a_jpeg_of_a_still_s_size(scene: str) -> None:
    light = sorted(STOPS)[len(scene) % len(STOPS)]

    content = draw_still(Sketch(f"film-{scene}", art=f"{scene} {light}"))

    picture = Image.open(io.BytesIO(content))
    grey = np.asarray(picture.convert("L"))
    assert (picture.format, picture.size) == ("JPEG", (1600, 900))
    assert len(content) < 350_000
    assert int(grey.max()) - int(grey.min()) > 60


def test_still_without_words_is_drawn_from_form_and_themes() -> None:
    content = draw_still(Sketch("unknown", form="animation", themes=("sea",)))

    assert Image.open(io.BytesIO(content)).size == (1600, 900)
