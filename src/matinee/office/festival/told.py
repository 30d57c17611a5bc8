"""How the audit log is told: an event as words."""

from dataclasses import dataclass
from typing import Any

from matinee.festival.models import AuditEvent

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its deed and its detail in words."""

    event: AuditEvent
    what: str
    detail: str


def told(event: AuditEvent) -> Told:
    """Return an event in words; ``changed`` is told as before and after."""
    detail = dict(event.detail)
    changed = detail.pop("changed", {})
    parts = [f"{_words(name)}: {_cut(before)} → {_cut(after)}" for name, (before, after) in _pairs(changed)]
    parts += [f"{_words(name)}: {_cut(value)}" for name, value in detail.items()]
    return Told(event, _words(event.verb), "; ".join(parts))


def _pairs(changed: Any) -> list[tuple[str, tuple[Any, Any]]]:  # noqa: ANN401  JSON from the log
    """Return what changed, where the log has it as ``{name: [before, after]}``."""
    if not isinstance(changed, dict):
        return []
    return [(name, (pair[0], pair[1])) for name, pair in changed.items() if isinstance(pair, list) and len(pair) == 2]  # noqa: PLR2004


def _words(name: str) -> str:
    return name.replace("_", " ")


def _cut(value: Any) -> str:  # noqa: ANN401  JSON from the log
    text = ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text or "—"
