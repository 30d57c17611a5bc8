"""Checking and changing one row, in the words of the house."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from matinee.kit.errors import InvalidInput


def checked(row: models.Model) -> None:
    """Refuse a row whose columns do not fit.

    Raises
    ------
    InvalidInput
        With the first field that does not fit, its value and what would be accepted.
    """
    relations = [field.name for field in row._meta.fields if field.is_relation]  # noqa: SLF001  Django documents Model._meta
    try:
        row.clean_fields(exclude=relations)  # the database itself holds relations together
        row.clean()
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        kind = row._meta.model_name or "row"  # noqa: SLF001  Django documents Model._meta
        name = kind if field == NON_FIELD_ERRORS else field
        raise InvalidInput(name, getattr(row, field, ""), " ".join(messages)) from error


def apply_changes(row: models.Model, fields: dict[str, Any]) -> dict[str, list[str]]:
    """Set, check and save the columns that really differ; return them as ``{name: [before, after]}``."""
    before = {name: getattr(row, name) for name in fields}
    differing = {name: value for name, value in fields.items() if before[name] != value}
    changed = {name: [str(before[name]), str(value)] for name, value in differing.items()}
    if not changed:
        return {}
    for name in changed:
        setattr(row, name, fields[name])
    checked(row)
    row.save()
    return changed
