"""Changing what reviewers are asked: always a new version, so that old cards keep the sheet they were filled in on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Call
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict
from matinee.preselection.models import Sheet
from matinee.preselection.queries.sheets import sheet_of
from matinee.preselection.rules.sheets import checked_criteria


@transaction.atomic
def set_sheet(  # noqa: PLR0913  a sheet has these lines
    *,
    call: Call,
    by: User | None,
    criteria: Iterable[Mapping[str, Any]] = (),
    asks_weight: bool = True,
    asks_strands: bool = True,
    asks_maker_note: bool = False,
    is_blind: bool = False,
    seen: int | None = None,
) -> Sheet:
    """Give a call a new version of its sheet; the same words again change nothing.

    ``seen`` is the version that was looked at while writing.

    Raises
    ------
    Conflict
        Somebody else made a version meanwhile.
    """
    Call.objects.select_for_update().get(pk=call.pk)
    last = sheet_of(call)
    number = last.number if last else 0
    if seen is not None and seen != number:
        raise Conflict(_("Somebody else has changed this sheet meanwhile. Look at theirs, then change it again."))
    columns = {
        "criteria": checked_criteria(criteria),
        "asks_weight": asks_weight,
        "asks_strands": asks_strands,
        "asks_maker_note": asks_maker_note,
        "is_blind": is_blind,
    }
    if last is not None and all(getattr(last, name) == value for name, value in columns.items()):
        return last
    sheet = Sheet.objects.create(call=call, number=number + 1, by=by, **columns)
    audit(festival=call.festival, by=by, verb="set_sheet", about=call, number=sheet.number, is_blind=is_blind)
    return sheet
