"""All addresses: floors by name, the marquee under ``/at/``."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from matinee.config.views import asset_root, health, mail_news
from matinee.lounge.views.payments import news as payment_news
from matinee.marquee.views import preview
from matinee.office.schedule.feeds import person_calendar
from matinee.web.languages import choose as choose_language
from matinee.web.views import bad_request, home, media, not_found, refused, server_error, welcome

# The operator's admin has no sign-in of its own: codes, passkeys, the second factor and rate limits hold there too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's documented way

urlpatterns = [
    path("", welcome, name="welcome"),
    path("home/", home, name="home"),
    path("health/", health, name="health"),
    path("robots.txt", asset_root, {"name": "robots.txt"}, name="robots"),
    path("favicon.ico", asset_root, {"name": "favicon.ico"}, name="favicon"),
    path("media/<str:signed>", media, name="media"),
    path("screeners/", include("matinee.web.screening.urls")),
    path("mail/<slug:service>/tracking/", mail_news, name="mail-news"),
    path("payments/<slug:festival>/stripe/", payment_news, name="payment-news"),
    path("accounts/language/", choose_language, name="language"),
    path("accounts/profile/", include("matinee.web.profile.urls")),
    path("accounts/", include("allauth.urls")),
    path("team/", include("matinee.office.invitations.urls")),
    path("at/", include("matinee.marquee.urls")),
    path("preview/<str:secret>/", preview, {"address": ""}, name="marquee-preview-home"),
    path("preview/<str:secret>/<path:address>", preview, name="marquee-preview"),
    path("calendar/<str:secret>.ics", person_calendar, name="person-calendar"),
    path("lounge/", include("matinee.lounge.urls")),
    path("office/", include("matinee.office.urls")),
    path("api/v1/", include("matinee.api.urls")),
    path("admin/", admin.site.urls),
]
handler400, handler403, handler404, handler500 = bad_request, refused, not_found, server_error
