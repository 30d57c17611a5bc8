"""Stories that cross rooms, one verb a file: each calls the rooms' own actions inside one transaction.

Whoever wants two rooms to change together calls a workflow; rooms never call upwards. Doors: ``adopt_proposal``,
``adopt_lineup``, ``invite_to_team``,
``plan_edition``, ``change_edition``, ``change_policy``; letters to makers by ``tell_maker``, ``invite_film``,
``withdraw_invitation``, ``remind_invitation``, ``decline_entries``, ``submit_entry``, and fees by ``take_fees``; by the
clock ``end_windows``, ``end_invitations``, ``remind_drafts``, ``carry_letters``.
"""
