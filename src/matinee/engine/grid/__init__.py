"""Programs into auditoriums and times: one thing in an auditorium, one place for a person, and few people torn.

Doors: `solve` and ``matinee engine grid`` (contract ``matinee-grid/1``).
"""
