"""Shared page furniture: base templates, components, colours, custom elements and what a page needs to be drawn.

Words: a *reel* is a program drawn as a bar, a *frame* is the page around a desk, an *accent* is one of eight colours named
in the data. Doors: the templates under ``web/``, the template tags (built in to every template), ``web.reel`` and ``web.notices``.
"""
