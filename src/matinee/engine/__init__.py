"""The engine decides like a programmer would, and shows its reasons: a library apart from the house.

Each problem (blocks, themes, scores, queues, pool) is a package that reads a JSON contract, solves it,
explains it, and checks it with a checker that shares no code with the solver. No Django, no database, no
network; its doors are ``matinee engine`` on the command line, the packages from Python, and the ``bridge``
of a room.
"""
