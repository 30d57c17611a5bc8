"""Telling: interviews with the makers and articles about a festival day.

An **interview** may have its video elsewhere, or not in this archive; an **article** is Markdown with
a headline. Doors: ``actions`` (record an interview, write and publish an article), ``queries``.
"""
