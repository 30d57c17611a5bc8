"""Shared page furniture: base templates, components, colours, custom elements.

Words: a *reel* is a program drawn as a bar, a *rail* is the list of desks, an *accent* is a colour
named in the data. Doors: the templates under ``web/``, the template tags (built in to every template),
``web.reel`` and ``web.notices``.
"""
