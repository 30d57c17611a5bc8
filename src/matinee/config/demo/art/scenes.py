"""The scenes by name, and which of them suits a theme."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from matinee.config.demo.art import outdoors, places, rooms, tables
from matinee.config.demo.art.canvas import Canvas

Scene = Callable[[Canvas, str], None]

SCENES: Final[dict[str, Scene]] = {
    "ridges": outdoors.ridges, "sea": outdoors.sea, "wave": outdoors.wave, "field": outdoors.field, "road": outdoors.road,
    "river": outdoors.river, "bridge": outdoors.bridge, "dunes": outdoors.dunes, "snow": outdoors.snow,
    "forest": outdoors.forest, "orchard": outdoors.orchard, "nightsky": outdoors.nightsky, "mast": outdoors.radio_mast,
    "saltpans": outdoors.saltpans, "birds": outdoors.birds, "house": outdoors.home, "barn": outdoors.barn,
    "harbour": outdoors.harbour, "fair": outdoors.fair,
    "city": places.city, "street": places.street, "facade": places.facade, "arches": places.arches,
    "columns": places.columns, "crossing": places.crossing, "ramp": places.ramp, "playground": places.playground,
    "pool": places.pool, "court": places.court, "factory": places.factory, "train": places.train,
    "paper": places.paper_street, "chapel": places.chapel, "bandstand": places.bandstand, "lanterns": places.lanterns,
    "window": rooms.window, "corridor": rooms.corridor, "stairs": rooms.stairs, "hall": rooms.hall, "lift": rooms.lift,
    "stage": rooms.stage, "curtain": rooms.curtain, "cinema": rooms.cinema, "classroom": rooms.classroom,
    "clocks": rooms.clocks, "shop": rooms.shop, "oven": rooms.oven, "machine": rooms.machine,
    "table": tables.table, "desk": tables.desk, "lamp": tables.lamp, "lamps": tables.lamps, "shelf": tables.shelf,
    "books": tables.books, "letters": tables.letters, "workshop": tables.workshop, "microphone": tables.microphone,
    "chairs": tables.chairs, "chess": tables.chess, "map": tables.town_map, "globes": tables.globes,
    "buttons": tables.buttons, "poster": tables.poster,
}  # fmt: skip

SUITS: Final[dict[str, tuple[str, ...]]] = {
    "sea": ("sea", "wave"), "water": ("river", "pool"), "labour": ("factory", "machine", "workshop"),
    "work": ("desk", "workshop"), "city": ("city", "street", "facade"), "night": ("street", "forest", "nightsky"),
    "family": ("table", "window", "house"), "memory": ("window", "letters", "stairs"), "music": ("stage", "microphone"),
    "north": ("snow", "ridges"), "road": ("road",), "nature": ("forest", "field"), "books": ("books",),
    "cinema": ("cinema",), "hospital": ("corridor", "lift"), "war": ("field", "bridge"), "theatre": ("curtain", "stage"),
}  # fmt: skip


def scene_for(themes: Sequence[str], rng: np.random.Generator) -> str:
    """Return a scene that suits the film's themes, or any where none does."""
    suiting = [name for theme in themes for name in SUITS.get(theme, ())]
    return str(rng.choice(suiting or list(SCENES)))
