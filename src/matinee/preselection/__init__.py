"""The preselection desk: who watches what, what they marked, and the calibrated ranking.

An **assignment** puts an entry into a reviewer's queue, a **viewing** is their watching of it, a **scorecard** its
marks, a **recusal** keeps a person away from an entry. Doors: ``actions``, ``queries.ranking`` and ``bridge`` (engine).
"""
