"""Letters: every e-mail a festival sends waits in an outbox first, so nothing is lost and nothing sent twice.

A **letter** is one message to one address; its ``key`` names the occasion, and one occasion makes one letter.
Doors: ``actions.post_letter``, ``actions.retry_letter`` and the task that delivers.
"""
