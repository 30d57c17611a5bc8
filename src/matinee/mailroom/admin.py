"""The outbox, for operators: where letters stand, not what they say."""

from django.contrib import admin

from matinee.kit.oversight import Overlooked
from matinee.mailroom.models import Letter


@admin.register(Letter)
class LetterAdmin(Overlooked[Letter]):
    """Letters of every festival; their text is between the festival and its reader."""

    list_display = ("created_at", "to_email", "subject", "state", "attempts", "last_error")
    list_filter = ("state", "festival")
    search_fields = ("to_email", "subject", "key")
    exclude = ("body",)
