"""The outbox, for operators: where letters stand, not what they say."""

from django.contrib import admin

from matinee.kit.oversight import Overlooked
from matinee.mailroom.models import Letter, Mailbox, Mailing, Template


@admin.register(Letter)
class LetterAdmin(Overlooked[Letter]):
    """Letters of every festival; their text is between the festival and its reader."""

    list_display = ("created_at", "to_email", "subject", "state", "attempts", "last_error")
    list_filter = ("state", "template", "festival")
    search_fields = ("to_email", "subject", "key")
    exclude = ("body", "html")


@admin.register(Mailbox)
class MailboxAdmin(Overlooked[Mailbox]):
    """Addresses that letters came back from."""

    list_display = ("email", "festival", "bounced_at", "complained_at", "reason")
    search_fields = ("email",)


@admin.register(Mailing)
class MailingAdmin(Overlooked[Mailing]):
    """Letters to many, and how far their writing is."""

    list_display = ("created_at", "festival", "edition", "occasion", "state", "done")
    list_filter = ("state", "occasion", "festival")


@admin.register(Template)
class TemplateAdmin(Overlooked[Template]):
    """Wordings of festivals, every version."""

    list_display = ("festival", "key", "language", "number", "is_ours", "by")
    list_filter = ("festival", "key", "language")
