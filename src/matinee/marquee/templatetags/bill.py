"""What a bill draws many of."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from matinee.web.reel import Segment
from matinee.web.templatetags.pictures import reel

register = template.Library()
REMEMBERED = 2048  # some festivals of programs


@register.simple_tag
def bill_reel(segments: list[Segment], label: str, accent: str, scale_s: int) -> SafeString:
    """Draw a small reel, or take the one that was drawn of the same program before: a bill is half reels."""
    return mark_safe(_drawn(tuple(segments), label, accent, scale_s, get_language()))  # noqa: S308  a template drew it


@lru_cache(maxsize=REMEMBERED)
def _drawn(segments: tuple[Segment, ...], label: str, accent: str, scale_s: int, _language: str | None) -> str:
    laid = reel(segments, label=str(label), size="small", scale_s=scale_s, accent=accent, words=False)
    return render_to_string("web/tags/reel.html", laid)
