"""Who signs in: users known by their e-mail address, and the tokens of their programs.

A **user** is one human being, in any number of festivals and on any floor; what they may do is the festival's
word (``festival.rules``). Doors: ``actions`` (create a user, change a profile, issue and revoke a token) and
``queries`` (the user of a token).
"""
