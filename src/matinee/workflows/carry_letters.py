"""Carry what should be on its way and that no worker has taken."""

from matinee.mailroom.actions import carry_due_letters
from matinee.mailroom.queries import due_letters

AT_ONCE = 200


def carry_letters(*, is_dry: bool = False) -> list[str]:
    """Carry overdue letters, scheduled ones among them; return what was done, or would be."""
    if is_dry:
        return [f"letter: “{letter.subject}” to {letter.to_email}" for letter in due_letters()[:AT_ONCE]]
    went = carry_due_letters(limit=AT_ONCE)
    return [f"letters carried: {went}"] if went else []
