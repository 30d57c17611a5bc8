"""Reading what a person wrote in ``data``; pure, no database."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from matinee.kit.codes import ALPHABET

DATA = Path(__file__).parent / "data"
EXPORT = DATA / "filmfreeway-november.csv"
NO_WORDS = "zxx"  # BCP 47: no linguistic content


@dataclass(frozen=True)
class FilmText:
    """One film as it was written; ``slug`` is its name inside the demo's files and the seed of its picture."""

    slug: str
    said: dict[str, Any]

    @property
    def running_time_s(self) -> int:
        """The running time, written as minutes and seconds."""
        minutes, seconds = self.said["time"].split(":")
        return int(minutes) * 60 + int(seconds)

    @property
    def entered_on(self) -> date:
        """The day on which it was sent."""
        day: date = self.said["entered"]
        return day

    @property
    def strands(self) -> list[str]:
        """The strands to which people say that it belongs."""
        return list(self.said.get("strands", []))

    @property
    def subtitles(self) -> list[str]:
        """English, wherever it is not spoken and something is."""
        spoken = self.said["languages"]
        return [] if "en" in spoken or spoken == [NO_WORDS] else ["en"]


@cache
def read(name: str) -> dict[str, Any]:
    """Return one of the demo's files."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def read_films() -> dict[str, FilmText]:
    """Return every film by slug, in the order of the files."""
    files = sorted(path.stem for path in (DATA / "films").glob("*.toml"))
    texts = [said for name in files for said in read(f"films/{name}")["film"]]
    return {said["slug"]: FilmText(said["slug"], said) for said in texts}


def seeded_code(kind: str, name: str, length: int = 10) -> str:
    """Return the code that a thing of the demo has in every installation."""
    number = int.from_bytes(hashlib.sha256(f"{kind}:{name}".encode()).digest()[:16], "big")
    letters = []
    for _ in range(length):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)
