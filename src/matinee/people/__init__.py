"""The persons of the films: makers, cast and crew, with their bios and links.

A **person** belongs to one festival's books and may be bound to a user who signs in. Doors: ``actions.record_person``,
``actions.person_named`` (finds or records by name), ``queries``.
"""
