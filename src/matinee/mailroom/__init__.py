"""Letters: every e-mail a festival sends waits in an outbox first, so nothing is lost and nothing sent twice.

A **letter** is one message to one address; its ``key`` names the occasion, and one occasion makes one letter. A
**wording** is an occasion's text in one language, the house's or the festival's own. Doors: ``actions.post_letter``,
``actions.stop_letter``, ``actions.write_wording``, the task that delivers and the reader of what comes back.
"""
