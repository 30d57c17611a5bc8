"""What a check can say."""

from dataclasses import asdict, dataclass
from enum import Enum


class Level(Enum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``mend`` says what to do about it."""

    level: Level
    about: str
    text: str
    mend: str = ""

    def plain(self) -> dict[str, str]:
        """Return it for JSON."""
        return asdict(self) | {"level": self.level.value}


def fine(about: str, text: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(Level.FINE, about, text)


def warning(about: str, text: str, mend: str) -> Finding:
    """Return that something works but should not stay so."""
    return Finding(Level.WARNING, about, text, mend)


def problem(about: str, text: str, mend: str) -> Finding:
    """Return that something does not work, or is not safe."""
    return Finding(Level.PROBLEM, about, text, mend)
