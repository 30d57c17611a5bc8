"""Calls, entries and their considerations: one film sent once is weighed for every upcoming edition.

An **entry** is one film sent to one **call**; a **consideration** is that entry weighed for one edition with its state,
reasons and outcome. Doors: ``actions`` (open a call, receive, withdraw, import, consider), ``rules`` (eligibility),
``interchange`` (FilmFreeway's CSV), ``queries``.
"""
