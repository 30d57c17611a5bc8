"""What is handed out: the booklet of an edition as PDF, press kits of an edition or a film as ZIP.

Both are made in the background from the same public facts as the pages, kept as a `Handout`, and go up with the next
release where the press officer lets them. Doors: `making.make`, `tasks.make_handout`.
"""
