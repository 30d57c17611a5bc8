"""Releases: immutable published states of an edition's public pages, kept as content-addressed files.

A **release** is a manifest of addresses and SHA-256 digests; publishing writes the files, then flips one
pointer, so a crash leaves the old release or the new one and never a mixture. Doors:
``actions.publish_release``, ``actions.roll_back``, ``queries.live_release``, ``queries.site_folder``.
"""
