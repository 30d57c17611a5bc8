"""The demo: a whole invented festival, its pictures included, so that every page can be seen with life on it.

``data`` holds what a person wrote (films, people, editions, stories), ``art`` draws a still for each film, ``build``
puts all of it into the database through the rooms' actions. Doors: ``matinee demo``.
"""
