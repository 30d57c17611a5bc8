"""The scenes by name, and which of them suits a theme."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from matinee.config.demo.art import buildings, grounds, houses, land, roads, rooms, skies, surfaces, tables, water
from matinee.config.demo.art.canvas import Canvas

Scene = Callable[[Canvas, str], None]

SCENES: Final[dict[str, Scene]] = {
    "ridges": land.ridges, "sea": water.sea, "wave": water.wave, "field": land.field, "road": roads.road,
    "river": water.river, "bridge": water.bridge, "dunes": land.dunes, "snow": land.snow,
    "forest": land.forest, "orchard": land.orchard, "nightsky": skies.nightsky, "mast": skies.radio_mast,
    "saltpans": water.saltpans, "birds": skies.birds, "house": skies.home, "barn": skies.barn,
    "harbour": water.harbour, "fair": skies.fair,
    "city": buildings.city, "street": roads.street, "facade": buildings.facade, "arches": buildings.arches,
    "columns": buildings.columns, "crossing": roads.crossing, "ramp": grounds.ramp, "playground": grounds.playground,
    "pool": grounds.pool, "court": grounds.court, "factory": buildings.factory, "train": grounds.train,
    "paper": grounds.paper_street, "chapel": skies.chapel, "bandstand": buildings.bandstand,
    "lanterns": grounds.lanterns,
    "window": rooms.window, "corridor": rooms.corridor, "stairs": rooms.stairs, "hall": rooms.hall, "lift": rooms.lift,
    "stage": houses.stage, "curtain": houses.curtain, "cinema": houses.cinema, "classroom": rooms.classroom,
    "clocks": rooms.clocks, "shop": houses.shop, "oven": houses.oven, "machine": houses.machine,
    "table": tables.table, "desk": tables.desk, "lamp": tables.lamp, "lamps": tables.lamps, "shelf": surfaces.shelf,
    "books": surfaces.books, "letters": surfaces.letters, "workshop": houses.workshop, "microphone": tables.microphone,
    "chairs": surfaces.chairs, "chess": tables.chess, "map": surfaces.town_map, "globes": tables.globes,
    "buttons": surfaces.buttons, "poster": surfaces.poster,
}  # fmt: skip

SUITS: Final[dict[str, tuple[str, ...]]] = {
    "sea": ("sea", "wave"), "water": ("river", "pool"), "labour": ("factory", "machine", "workshop"),
    "work": ("desk", "workshop"), "city": ("city", "street", "facade"), "night": ("street", "forest", "nightsky"),
    "family": ("table", "window", "house"), "memory": ("window", "letters", "stairs"), "music": ("stage", "microphone"),
    "north": ("snow", "ridges"), "road": ("road",), "nature": ("forest", "field"), "books": ("books",),
    "cinema": ("cinema",), "hospital": ("corridor", "lift"), "war": ("field", "bridge"),
    "theatre": ("curtain", "stage"),
}  # fmt: skip


def scene_for(themes: Sequence[str], rng: np.random.Generator) -> str:
    """Return a scene that suits the film's themes, or any where none does."""
    suiting = [name for theme in themes for name in SUITS.get(theme, ())]
    return str(rng.choice(suiting or list(SCENES)))
