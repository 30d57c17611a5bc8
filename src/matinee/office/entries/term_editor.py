"""The editor of a call's terms: rows that are added, moved and taken out by buttons, without any script."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.rules.terms import Terms
from matinee.kit.money import Money
from matinee.office.entries.term_rows import (
    BasicsForm,
    CategoryForm,
    ConsentForm,
    IdentityForm,
    QuestionForm,
    RowForm,
    TierForm,
)

Raw = dict[str, Any]
Words = str | Promise
MOST_ROWS = 60
BASICS = ("wanted", "running_time_min_s", "running_time_max_s", "categories_most", "currency")


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the editor."""

    slug: str
    title: Words
    why: Words
    add: Words
    form: type[RowForm]


PARTS = (
    Part(
        "categories", _("Categories"), _("Without any, every film goes into one pool."), _("Add a category"),
        CategoryForm,
    ),
    Part(
        "tiers", _("Fees and deadlines"), _("The earliest first. Without any, entering is free."), _("Add a price"),
        TierForm,
    ),
    Part("questions", _("Your own questions"), _("Ask only what you will use."), _("Add a question"), QuestionForm),
    Part(
        "consents", _("Texts to agree to"), _("Each entry keeps the text that was agreed to."), _("Add a text"),
        ConsentForm,
    ),
    Part(
        "identities", _("What makers may say of themselves"),
        _("Always their choice, kept encrypted. You see which strands it opens and sums of five or more."),
        _("Add a statement"), IdentityForm,
    ),
)  # fmt: skip


class Editor:
    """All forms of the editor, filled from terms or from what was typed."""

    def __init__(self, terms: Terms, strands: list[tuple[str, str]]) -> None:
        self.known, self.strands, self.currency = terms, strands, terms.currency
        self.basics = BasicsForm(initial={name: getattr(terms, name) for name in BASICS})
        raws = {part.slug: [_raw(row, terms.currency) for row in getattr(terms, part.slug)] for part in PARTS}
        self._show(raws)

    @property
    def parts(self) -> list[tuple[Part, list[RowForm]]]:
        """The sections with their rows."""
        return [(part, self.rows[part.slug]) for part in PARTS]

    def press(self, data: QueryDict) -> None:
        """Show what was typed with a row more, less or moved."""
        typed = {part.slug: _typed(part, data) for part in PARTS}
        slug, _dash, number = (data.get("remove") or data.get("up") or data.get("add", "")).rpartition("-")
        at = int(number) if number.isdecimal() and number.isascii() else -1
        rows = typed.get(slug or number, [])
        if "add" in data and len(rows) < MOST_ROWS:
            rows.append({"is_needed": True} if data["add"] == "consents" else {})
        elif "remove" in data and 0 <= at < len(rows):
            rows.pop(at)
        elif "up" in data and 0 < at < len(rows):
            rows[at - 1], rows[at] = rows[at], rows[at - 1]
        self.basics = BasicsForm(initial={name: data.get(name, "") for name in BASICS})
        self._show(typed)

    def read(self, data: QueryDict) -> bool:
        """Take what was typed as the new terms; tell whether every field could be read. Empty rows are left out."""
        self.basics = BasicsForm(data)
        is_right = self.basics.is_valid()
        self.currency = self.basics.cleaned_data.get("currency") or self.known.currency
        self.rows = {part.slug: [row for at in range(_count(part, data)) if (row := self._bound(part, at, data))]
                     for part in PARTS}  # fmt: skip
        wrong = [form for rows in self.rows.values() for form in rows if not form.is_valid()]
        return is_right and not wrong

    def terms(self) -> Terms:
        """Return the terms that were read."""
        basics = self.basics.cleaned_data | {"categories_most": self.basics.cleaned_data["categories_most"] or 1}
        rows: dict[str, Any] = {slug: tuple(form.row() for form in forms) for slug, forms in self.rows.items()}
        return Terms(**basics, **rows)

    def _show(self, raws: dict[str, list[Raw]]) -> None:
        """Fill the rows with what they are to show."""
        self.rows = {
            part.slug: [self._shown(part, at, raw) for at, raw in enumerate(raws[part.slug])] for part in PARTS
        }

    def _shown(self, part: Part, at: int, raw: Raw) -> RowForm:
        return part.form(initial=raw, prefix=f"{part.slug}-{at}", **self._extras(part, self.known))

    def _bound(self, part: Part, at: int, data: QueryDict) -> RowForm | None:
        """Return a row as it was typed, or nothing where it was left empty."""
        terms = Terms(currency=self.currency, categories=self.known.categories)
        initial = {"is_needed": True} if part.slug == "consents" else {}
        form = part.form(data, prefix=f"{part.slug}-{at}", initial=initial, **self._extras(part, terms))
        typed = [name for name in form.changed_data if name not in {"kind", "is_needed"}]
        return form if typed else None

    def _extras(self, part: Part, terms: Terms) -> dict[str, Any]:
        return {"terms": terms} | ({"strands": self.strands} if part.slug == "identities" else {})


def _raw(row: Any, currency: str) -> Raw:  # noqa: ANN401  a row of the terms
    """Return a row of the terms as its form shows it."""
    raw: Raw = asdict(row)
    if "fees" in raw:
        raw["fee"] = _amount(raw.pop("fee_minor"), currency)
        raw |= {f"fee-{key}": _amount(fee, currency) for key, fee in raw.pop("fees").items()}
    if "choices" in raw:
        raw["choices"] = list(raw["choices"])
    return raw


def _amount(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).amount:f}".removesuffix(".00")


def _count(part: Part, data: QueryDict) -> int:
    """Return how many rows a section was sent with, never more than it may have."""
    text = data.get(f"{part.slug}-count", "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004


def _typed(part: Part, data: QueryDict) -> list[Raw]:
    """Return the rows of a section as they were typed, unread."""
    rows = []
    for at in range(_count(part, data)):
        prefix = f"{part.slug}-{at}-"
        names = [name for name in data if name.startswith(prefix)]
        rows.append({name.removeprefix(prefix): _value(name, data) for name in names})
    return rows


def _value(name: str, data: Mapping[str, str]) -> Any:  # noqa: ANN401  text, or a list of texts
    return data.getlist(name) if name.endswith("-strands") and isinstance(data, QueryDict) else data[name]
