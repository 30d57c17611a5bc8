"""Answers typed in two windows at once: what each window saw, what it changed, and where the two disagree."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

Seen = dict[str, str]


@dataclass(slots=True)
class Merge:
    """Which answers of a window are to be kept, and which somebody has changed meanwhile (with what stands there)."""

    keep: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)


def seen_in(form: forms.Form) -> str:
    """Return the mark of what a form shows, to be sent back with the answers."""
    return json.dumps({name: _mark(form, name) for name in form.fields})


def merge(form: forms.Form, shown: forms.Form, seen: str) -> Merge:
    """Compare a form as typed, what stands now (``shown``) and what its window saw; without a mark all is kept.

    ``form.is_valid()`` has run; files and answers that cannot be read are left out.
    """
    base, merged = _seen(seen), Merge()
    for name, value in form.cleaned_data.items():
        if isinstance(form.fields[name], forms.FileField):
            continue
        typed, now = _mark(form, name), _mark(shown, name)
        before = base.get(name)
        if before is None or now == before:
            if typed != before:
                merged.keep[name] = value
        elif typed not in (before, now):
            merged.conflicts[name] = _words(shown, name)
    return merged


def told(conflicts: dict[str, str], name: str) -> str:
    """Return the sentence about an answer that another window has changed."""
    said = _("Another window has changed this to “%(now)s” meanwhile. Save once more to keep what stands here.")
    return said % {"now": conflicts[name]}


def _seen(text: str) -> Seen:
    """Return the marks that a window sent back; nonsense counts as none."""
    try:
        seen = json.loads(text) if len(text) < 20_000 else {}  # noqa: PLR2004  far more than any form has
    except ValueError:
        return {}
    return {str(name): str(mark) for name, mark in seen.items()} if isinstance(seen, dict) else {}


def _mark(form: forms.Form, name: str) -> str:
    """Return a short digest of a field's value as it stands on the screen."""
    value = form[name].value()
    if isinstance(value, list | tuple):
        value = sorted(str(one) for one in value)
    if isinstance(form.fields[name], forms.BooleanField):
        value = bool(value)
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _words(form: forms.Form, name: str) -> str:
    value = form[name].value()
    text = ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value or "")
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004  a line
