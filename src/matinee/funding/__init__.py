"""Where a film's money and help came from: cash, grants, in kind, crowdfunding, each with its source.

A **source** names who gave what; an amount may be unknown. Doors: ``actions.record_source``,
``queries.sources_of``.
"""
