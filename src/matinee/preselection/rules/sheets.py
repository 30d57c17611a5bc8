"""What a sheet asks, and whether a card answers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from matinee.kit.errors import InvalidInput
from matinee.preselection.models import Sheet

MOST_CRITERIA = 8
MARKS_OF_A_CRITERION = range(3, 11)
WEIGHTS_OF_A_CRITERION = range(1, 6)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a sheet asks for: marks from 1 to ``most``, counting ``weight`` times."""

    key: str
    name: str
    help: str
    weight: int
    most: int


def criteria_of(sheet: Sheet | None) -> list[Criterion]:
    """Return what a sheet asks for besides the mark; the usual sheet asks for nothing more."""
    return [Criterion(**one) for one in sheet.criteria] if sheet else []


def checked_criteria(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return criteria as a sheet keeps them; those without a name are left out.

    Raises
    ------
    InvalidInput
        Too many, twice the same name, a scale or weight that is none.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = str(row.get("name") or "").strip()[:60]
        if not name:
            continue
        key = slugify(name)[:40] or f"criterion-{len(found) + 1}"
        if key in found:
            raise InvalidInput("name", name, _("Name each criterion once."))
        weight, most = int(row.get("weight") or 1), int(row.get("most") or 5)
        if weight not in WEIGHTS_OF_A_CRITERION or most not in MARKS_OF_A_CRITERION:
            raise InvalidInput("scale", f"{weight}, {most}", _("Weights go from 1 to 5, scales end at 3 to 10."))
        told = str(row.get("help") or "").strip()[:200]
        found[key] = {"key": key, "name": name, "help": told, "weight": weight, "most": most}
    if len(found) > MOST_CRITERIA:
        raise InvalidInput("criteria", len(found), _("At most eight: more are not filled in with care."))
    return list(found.values())


def checked_answers(sheet: Sheet | None, given: Mapping[str, int]) -> dict[str, int]:
    """Return a card's marks of the criteria, those not given left out.

    Raises
    ------
    InvalidInput
        A criterion that the sheet does not have, or a mark off its scale.
    """
    asked = {one.key: one for one in criteria_of(sheet)}
    for key, mark in given.items():
        if key not in asked:
            raise InvalidInput("criteria", key, _("This sheet does not ask for it. Reload the page."))
        if not 1 <= mark <= asked[key].most:
            raise InvalidInput(asked[key].name, mark, _("Give 1 to %(most)d.") % {"most": asked[key].most})
    return dict(given)


def weighted(criteria: Iterable[Criterion], given: Mapping[str, int]) -> float | None:
    """Return the weighted mean of the criteria that were marked, on the scale from 1 to 10."""
    marked = [(one.weight, 1 + 9 * (given[one.key] - 1) / (one.most - 1)) for one in criteria if one.key in given]
    total = sum(weight for weight, _mark in marked)
    return sum(weight * mark for weight, mark in marked) / total if total else None
