"""Terms as the database keeps them (JSON), and back."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from matinee.entries.rules.terms import Category, Consent, Identity, Question, Terms, Tier
from matinee.entries.states import QuestionKind

Sheet = dict[str, Any]


def sheet_of(terms: Terms) -> Sheet:
    """Return terms as plain JSON: moments and days in ISO 8601."""
    sheet: Sheet = _plain(asdict(terms))
    return sheet


def terms_from(sheet: Sheet) -> Terms:
    """Return the terms of a sheet; what an older version did not know has its default."""
    plain = {name: sheet[name] for name in _SIMPLE if name in sheet}
    return Terms(
        **plain,
        categories=tuple(_category(row) for row in sheet.get("categories", ())),
        tiers=tuple(_tier(row) for row in sheet.get("tiers", ())),
        questions=tuple(_question(row) for row in sheet.get("questions", ())),
        consents=tuple(Consent(**row) for row in sheet.get("consents", ())),
        identities=tuple(Identity(**row | {"strands": tuple(row["strands"])}) for row in sheet.get("identities", ())),
    )


_SIMPLE = ("wanted", "running_time_min_s", "running_time_max_s", "currency", "categories_most")


def _category(row: Sheet) -> Category:
    day = row.get("completed_after")
    return Category(**row | {"completed_after": date.fromisoformat(day) if day else None})


def _tier(row: Sheet) -> Tier:
    until = row.get("until")
    return Tier(**row | {"until": datetime.fromisoformat(until) if until else None})


def _question(row: Sheet) -> Question:
    return Question(**row | {"kind": QuestionKind(row["kind"]), "choices": tuple(row["choices"])})


def _plain(value: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, QuestionKind) else value
