"""Opening, changing and closing calls."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.terms import revise_terms
from matinee.entries.models import Call
from matinee.entries.queries.terms import terms_now, terms_on
from matinee.entries.rules.terms import Category, Terms
from matinee.entries.states import CallKind
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import Conflict
from matinee.kit.rows import apply_changes, checked

ROLLING_SLUG = "rolling"
VERSIONED = ("wanted", "running_time_min_s", "running_time_max_s")


@transaction.atomic
def open_call(*, festival: Festival, slug: str, title: str, by: User | None, **fields: Any) -> Call:  # noqa: ANN401
    """Open a call: rolling unless ``kind`` and ``closes_at`` say otherwise; ``terms`` may bring all that it asks.

    Raises
    ------
    Conflict
        The festival has a call of that short name.
    """
    terms: Terms | None = fields.pop("terms", None)
    call = Call(festival=festival, slug=slug, title=title, **fields)
    if Call.objects.filter(festival=festival, slug=slug).exists():
        raise Conflict(_("There is a call “%(slug)s” already. Choose another short name.") % {"slug": slug})
    checked(call)
    call.save()
    audit(festival=festival, by=by, verb="open_call", about=call)
    revise_terms(call=call, terms=terms or terms_on(call), by=by)
    return call


@transaction.atomic
def change_call(*, call: Call, by: User | None, **fields: Any) -> Call:  # noqa: ANN401  columns
    """Change a call; what it asks for becomes a new version, and entries already sent keep theirs."""
    terms = _with(terms_now(call), fields)
    changed = apply_changes(call, fields)
    if changed:
        audit(festival=call.festival, by=by, verb="change_call", about=call, changed=changed)
    revise_terms(call=call, terms=terms, by=by)
    return call


def _with(terms: Terms, fields: dict[str, Any]) -> Terms:
    """Return terms with what a form of the call says of them."""
    said = {name: fields[name] for name in VERSIONED if name in fields}
    if "categories" in fields:
        known = {category.name: category for category in terms.categories}
        said["categories"] = tuple(known.get(name) or Category(key="", name=name) for name in fields["categories"])
    return replace(terms, **said)


def close_call(*, call: Call, by: User | None) -> Call:
    """Take no more entries by this call; ``change_call(is_open=True)`` opens it again."""
    return change_call(call=call, by=by, is_open=False)


@transaction.atomic
def rolling_call(*, festival: Festival, by: User | None) -> Call:
    """Return the festival's rolling call, opening one where there is none."""
    Festival.objects.select_for_update().get(pk=festival.pk)
    found = Call.objects.filter(festival=festival, kind=CallKind.ROLLING).order_by("-is_open", "pk").first()
    return found or open_call(festival=festival, slug=ROLLING_SLUG, title=_("Rolling call"), by=by)
