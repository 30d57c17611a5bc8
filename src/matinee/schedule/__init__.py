"""The grid: venues, auditoriums with their open hours, and screenings.

A **screening** is a public showing of a program in an **auditorium** of a **venue**, from reception to
turnaround. Doors: ``actions`` (place, move, cancel; ``lay_out_day`` proposes a whole day), ``rules`` (the slot's parts,
clashes), ``queries.grid``.
"""
