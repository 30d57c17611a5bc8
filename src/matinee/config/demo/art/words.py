"""What a drawn still shows, in words for those who cannot see it."""

from typing import Final

from matinee.config.demo.art.tones import STOPS

SCENES: Final[dict[str, str]] = {
    "ridges": "hills behind hills",
    "sea": "a low horizon over the sea",
    "wave": "waves that stand up, one behind another",
    "field": "a wide field with furrows",
    "road": "a road that runs to the horizon",
    "river": "a river between dark banks",
    "bridge": "an old bridge and its reflection",
    "dunes": "dunes with one side in the sun",
    "snow": "a plain of snow",
    "forest": "tree trunks in mist",
    "orchard": "rows of fruit trees in blossom",
    "nightsky": "a night sky over a small house",
    "mast": "a radio mast at night",
    "saltpans": "salt pans that hold the sky",
    "birds": "a flock of birds in flight",
    "house": "a house with one lit window",
    "barn": "a barn in the snow, its door open on the light",
    "harbour": "harbour cranes against the last light",
    "fair": "a big wheel at a fairground",
    "city": "a city across the water",
    "street": "a wet street under lamps",
    "facade": "a house front with some windows lit",
    "arches": "vault behind vault",
    "columns": "a colonnade and its shadows",
    "crossing": "a pedestrian crossing from above",
    "ramp": "a ramp between planes of concrete",
    "playground": "an empty playground",
    "pool": "a swimming pool from above",
    "court": "the lines of a court and one ball",
    "factory": "saw-tooth roofs and chimneys",
    "train": "train windows with a landscape running past",
    "paper": "a town cut from paper",
    "chapel": "a chapel on a hill",
    "bandstand": "an empty bandstand with its lamps on",
    "lanterns": "strings of lanterns over a table",
    "window": "the light of a window on a wall",
    "corridor": "a corridor with light at its end",
    "stairs": "a flight of stairs in slanting light",
    "hall": "a hall of glass",
    "lift": "lift doors a hand's breadth open",
    "stage": "a bare stage under one lamp",
    "curtain": "a stage curtain with a gap of light",
    "cinema": "rows of seats before a screen",
    "classroom": "an empty classroom",
    "clocks": "a wall of clocks",
    "shop": "a lit shop at night",
    "oven": "the mouth of an oven",
    "machine": "the wheels of a great machine",
    "table": "a still life on a table",
    "desk": "a desk with a lamp",
    "lamp": "one lamp in the dark",
    "lamps": "a shop full of lamps",
    "shelf": "shelves of small things",
    "books": "rows of books",
    "letters": "letters spread on a table",
    "workshop": "a bench under a window",
    "microphone": "a microphone",
    "chairs": "rows of chairs",
    "chess": "a chessboard late in a game",
    "map": "a map with corrections",
    "globes": "snow globes on a bench",
    "buttons": "scattered buttons",
    "poster": "plain shapes, as on a poster",
}
LIGHTS: Final[dict[str, str]] = {
    "dawn": "at dawn",
    "dusk": "at dusk",
    "night": "by night",
    "noon": "in plain daylight",
    "ember": "in the light of embers",
    "moss": "in green light",
    "neon": "in neon light",
    "bone": "in pale light",
    "rose": "in rose light",
    "frost": "in cold light",
}


def alt_of(art: str) -> str:
    """Return the alternative text of a still from the words it was drawn from."""
    words = art.split()
    shown = SCENES.get(words[0], "a place without people") if words else "a place without people"
    light = LIGHTS[words[-1]] if words and words[-1] in STOPS else ""
    return f"Drawing: {shown} {light}".rstrip() + "."
