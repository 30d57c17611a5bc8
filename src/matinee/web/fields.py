"""Form fields for how people write things: ``12:25``, ``March 2026``, ``Italy, Peru``, a name a line."""

import re
from calendar import month_abbr
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.utils.translation import gettext as _

from matinee.films.states import DatePrecision
from matinee.kit.text import plain_line
from matinee.web.words import current_locale, timecode

RoughDate = tuple[date | None, str]
MONTHS = {name.casefold(): number for number, name in enumerate(month_abbr) if name}
LONGEST_S = 86_400


class RunningTimeField(forms.CharField):
    """A length as ``12:25``, ``1:02:25`` or whole minutes; cleaned to seconds."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return seconds, or None for nothing."""
        text = str(value or "").strip().casefold().removesuffix("minutes").removesuffix("min").strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,4}(:[0-5]\d){0,2}", text):
            raise forms.ValidationError(_("Write it as minutes and seconds, such as 12:25."))
        parts = [int(part) for part in text.split(":")]
        seconds = parts[0] * 60 if len(parts) == 1 else sum(part * 60**at for at, part in enumerate(reversed(parts)))
        if not 0 < seconds <= LONGEST_S:
            raise forms.ValidationError(_("A film lasts between a second and a day."))
        return seconds

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Show seconds as ``12:25``; what was typed stays as it was typed."""
        return timecode(value) if isinstance(value, int) else value


class RoughDateField(forms.CharField):
    """A day, a month or only a year; cleaned to a date and how much of it is known."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return ``(date, precision)``; nothing is ``(None, unknown)``."""
        text = str(value or "").strip()
        if not text:
            return None, DatePrecision.UNKNOWN.value
        try:
            found = _rough_date(text)
        except ValueError as error:
            raise forms.ValidationError(_("“%(text)s” is not in the calendar.") % {"text": text[:40]}) from error
        if found is None:
            raise forms.ValidationError(_("Write a day, a month or a year: 2026-03-14, March 2026 or 2026."))
        return found

    def validate(self, value: Any) -> None:  # noqa: ANN401  Django's signature
        """Ask for a date where one is required."""
        super().validate(value[0] if value else None)

    def run_validators(self, value: Any) -> None:  # noqa: ANN401  Django's signature
        """Leave the text checks of the plain field out: this value is a date by now."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Show as much of a date as is known."""
        if not isinstance(value, tuple):
            return value
        day, precision = value
        shape = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(precision, "")
        return day.strftime(shape) if day and shape else ""


def _rough_date(text: str) -> RoughDate | None:
    """Return the date and its precision, None for text of another shape; an impossible day raises ``ValueError``."""
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text):
        year, month, day = (int(part) if part else 0 for part in match.groups())
        precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
        return date(year, month or 1, day or 1), precision.value
    if match := re.fullmatch(r"([^\W\d_]{3,})\.?(?: de| di)? (\d{4})", text):
        month = MONTHS.get(match[1][:3].casefold(), 0) or months_in(str(current_locale())).get(match[1].casefold(), 0)
        return (date(int(match[2]), month, 1), DatePrecision.MONTH.value) if month else None
    return None


@cache
def months_in(locale: str) -> dict[str, int]:
    """Return the months' names and short names in a locale's language."""
    shapes = (get_month_names(width, locale=locale) for width in ("wide", "abbreviated"))
    return {name.casefold().rstrip("."): number for shape in shapes for number, name in shape.items()}


class CodesField(forms.CharField):
    """Names of countries or languages with commas between; cleaned to their codes."""

    def __init__(self, *, read: Callable[[str], str | None], name: Callable[[str], str], **kwargs: Any) -> None:  # noqa: ANN401
        self.read, self.name = read, name
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return the codes, each once, in their order."""
        names = [name.strip() for name in re.split(r"[,;\n]", str(value or "")) if name.strip()]
        codes = {name: self.read(name) for name in names}
        unknown = [name for name, code in codes.items() if code is None]
        if unknown:
            said = _("We do not know “%(name)s”. Check the spelling, or write its English name.")
            raise forms.ValidationError([said % {"name": plain_line(name, 40)} for name in unknown[:3]])
        return list(dict.fromkeys(code for code in codes.values() if code))

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Show codes as names."""
        return ", ".join(self.name(code) for code in value) if isinstance(value, list) else value


class LinesField(forms.CharField):
    """One name a line; cleaned to a list without doubles."""

    def __init__(self, *, most: int = 60, longest: int = 150, **kwargs: Any) -> None:  # noqa: ANN401
        self.most, self.longest = most, longest
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return the lines."""
        lines = list(dict.fromkeys(" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()))
        if len(lines) > self.most:
            raise forms.ValidationError(_("At most %(most)d names, please.") % {"most": self.most})
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(
                _("A name has at most %(most)d letters. One name a line.") % {"most": self.longest}
            )
        return lines

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value
