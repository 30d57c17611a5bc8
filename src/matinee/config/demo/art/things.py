"""The things by name."""

from collections.abc import Callable
from typing import Final

import numpy as np

from matinee.config.demo.art import furniture, structures, vehicles
from matinee.config.demo.art.canvas import Pen, Point

Thing = Callable[[Pen, Point, float, np.random.Generator], None]

THINGS: Final[dict[str, Thing]] = {
    "tree": structures.tree,
    "crown": structures.crown,
    "house": structures.house,
    "lighthouse": structures.lighthouse,
    "tower": structures.tower,
    "pole": structures.pole,
    "mast": structures.mast,
    "crane": structures.crane,
    "chapel": structures.chapel,
    "booth": structures.booth,
    "goal": structures.goal,
    "hives": structures.hives,
    "canopy": structures.canopy,
    "signs": structures.signs,
    "boat": vehicles.boat,
    "car": vehicles.car,
    "truck": vehicles.truck,
    "sled": vehicles.sled,
    "tractor": vehicles.tractor,
    "piano": furniture.piano,
    "chair": furniture.chair,
    "table": furniture.table,
    "kettle": furniture.kettle,
    "bowl": furniture.bowl,
    "glass": furniture.glass,
    "bottle": furniture.bottle,
    "cup": furniture.cup,
    "radio": furniture.radio,
    "phone": furniture.phone,
    "lamp": furniture.lamp,
    "pots": furniture.pots,
    "cards": furniture.cards,
    "cars": vehicles.car,
    "sign": structures.signs,
}
