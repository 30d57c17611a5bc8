"""Users and keys, for operators."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry

from matinee.accounts.models import ApiToken, User
from matinee.kit.oversight import Overlooked


@admin.register(User)
class UserAdmin(Overlooked[User]):
    """Who signs in. Operators may shut somebody out (``is_active``) or let somebody operate (``is_staff``)."""

    list_display = ("email", "name", "is_active", "is_staff", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name", "code")
    fields = ("email", "name", "code", "time_zone", "language", "is_active", "is_staff", "is_superuser", "last_login")
    readonly_fields = ("email", "name", "code", "time_zone", "language", "is_superuser", "last_login")

    def has_change_permission(self, request: object, obj: User | None = None) -> bool:  # noqa: ARG002  as Django has it
        """Let operators of the whole installation change the two switches; Django's log keeps who did."""
        user = getattr(request, "user", None)
        return isinstance(user, User) and user.is_superuser


@admin.register(ApiToken)
class ApiTokenAdmin(Overlooked[ApiToken]):
    """The keys of programs, without their secrets."""

    list_display = ("name", "user", "created_at", "last_used_at", "expires_at", "revoked_at")
    search_fields = ("name", "user__email")
    fields = ("name", "user", "code", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)


@admin.register(LogEntry)
class LogEntryAdmin(Overlooked[LogEntry]):
    """What operators changed in this admin."""

    list_display = ("action_time", "user", "content_type", "object_repr", "change_message")
    list_select_related = ("user", "content_type")
