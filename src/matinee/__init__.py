"""Matinee runs a film festival that never closes its doors.

Floors (office, lounge, api, marquee) stand above rooms, rooms above the ground; imports only go down.
"""

__version__ = "0.1.0"
