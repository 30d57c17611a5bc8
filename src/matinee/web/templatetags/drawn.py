"""A tag that draws a part of a page once for what it shows, and keeps it in this process's memory."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
KEPT = 2000

_kept: OrderedDict[Hashable, SafeString] = OrderedDict()
_lock = Lock()


@register.simple_tag(takes_context=True)
def drawn(context: Context, name: str, *shows: Hashable) -> SafeString:
    """Include the template ``name``, from memory where it was drawn in this language for the same ``shows``.

    ``shows`` must name everything that the template shows or links to; without any, or with an empty one (a page that
    does not say what surrounds the part), it is drawn anew. Never for forms: their tokens belong to one visitor.
    """
    part = context.template.engine.get_template(name)  # type: ignore[union-attr]  # bound while it is rendered
    if not all(shows):
        return part.render(context)
    key = (part, get_language(), shows)
    with _lock:
        known = _kept.get(key)
        if known is not None:
            _kept.move_to_end(key)
            return known
    fresh = part.render(context)
    with _lock:
        _kept[key] = fresh
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return fresh
