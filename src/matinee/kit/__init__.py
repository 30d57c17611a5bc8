"""Tools without a festival word in them: money, clock, text, codes, secrets, images, places, states, errors.

Everything here could serve another product unchanged; what knows a festival word is a room's.
"""
