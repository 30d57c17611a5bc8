"""Stills for films that do not exist, drawn from a seed: same film, same picture, on every machine.

No photograph and no person is shown: places, rooms, light and things, as a location scout would bring them home.
"""

from matinee.config.demo.art.still import Sketch, draw_still

__all__ = ["Sketch", "draw_still"]
