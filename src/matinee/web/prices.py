"""A call's prices as a table: a row for each tier, a column for each category where they differ."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from matinee.entries.rules.terms import Terms, fee_in


def price_table(terms: Terms, at: datetime) -> dict[str, Any]:
    """Return what ``web/parts/call_terms.html`` needs beside the terms and their host."""
    by_category = any(tier.fees for tier in terms.tiers)
    columns = [(category.key, category.name) for category in terms.categories] if by_category else [("", _("Fee"))]
    rows = [(tier, [(name, fee_in(tier, key)) for key, name in columns]) for tier in terms.tiers]
    return {
        "terms": terms,
        "price_columns": [name for _key, name in columns],
        "price_rows": rows,
        "now_tier": terms.tier_at(at),
    }
