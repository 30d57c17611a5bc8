"""Films: facts, credits, screeners and the public showings from which the premiere ladder is computed.

A **public showing** is dated and placed; an invitation-only one is kept but does not count. A **screener** is the
preview link or file with its encrypted password. Doors: ``actions``, ``rules.premiere_of`` (never typed in),
``queries``.
"""
