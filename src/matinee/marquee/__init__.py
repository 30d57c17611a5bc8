"""What the street sees: renders an edition's public pages and hands them to the releases room as files.

**Facts** are everything public about one edition as plain data, kept in its release as ``edition.json``; a **card** is
such facts read back. Pages of one edition are drawn from its facts, pages of the festival from the cards of all that is
published, so nothing leaks out of an edition that is still in the making. Doors: ``publishing.publish_edition``,
``publishing.roll_back_edition``, the command ``matinee publish``.
"""
