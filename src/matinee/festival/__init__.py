"""The organisation itself: festivals, their editions, teams with roles, their numbers and the audit log.

A **festival** is the organisation, an **edition** one dated festival (a day or a week), a **policy** its
numbers (every one is a setting), a **membership** a person's role in it. Doors: ``actions``, ``queries.may`` and
``queries.festivals_of``, and ``actions.audit``, through which every room above writes who did what.
"""
