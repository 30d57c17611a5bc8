"""The one writer of the audit log, for this room and all above."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from matinee.accounts.models import User
from matinee.festival.models import AuditEvent, Festival


def audit(
    *,
    festival: Festival | None,
    by: User | None,
    verb: str,
    about: models.Model | None = None,
    **detail: Any,  # noqa: ANN401
) -> AuditEvent:
    """Write down a deed, inside the transaction of the deed itself.

    ``detail`` holds what changed as plain JSON values; never secrets, never self-identification.
    """
    return AuditEvent.objects.create(festival=festival, by=by, verb=verb, detail=_plain(detail), **_name_of(about))


def audit_many(
    *,
    festival: Festival,
    by: User | None,
    verb: str,
    about: Iterable[models.Model],
    **detail: Any,  # noqa: ANN401
) -> None:
    """Write down one deed for many rows in one statement (an import's batch)."""
    plain = _plain(detail)
    AuditEvent.objects.bulk_create(
        [AuditEvent(festival=festival, by=by, verb=verb, detail=plain, **_name_of(row)) for row in about]
    )


def _name_of(about: models.Model | None) -> dict[str, str]:
    """Return the columns that name the object so that the log outlives it."""
    if about is None:
        return {}
    code = getattr(about, "code", None) or getattr(about, "slug", None) or ""
    return {
        "object_kind": about._meta.model_name or "",  # noqa: SLF001  Django documents Model._meta
        "object_code": str(code),
        "object_label": str(about)[:200],
    }


def _plain(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return the detail with everything that JSON does not know as text."""
    known = (str, int, float, bool, list, dict, type(None))
    return {key: value if isinstance(value, known) else str(value) for key, value in detail.items()}
