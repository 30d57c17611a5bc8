"""Programming: strands, lineups of programs, and the engine's proposals that only people adopt.

A **program** is an ordered block of films under one ticket, a **lineup** all programs of an edition (several drafts may
stand side by side, one is adopted), a **proposal** what the engine suggests. Doors: ``actions``, ``bridge`` (builds the
engine's JSON, runs it as a killable child process), ``rules`` (live checks with four levels), ``queries``.
"""
