"""The office's addresses: one line a desk."""

from django.urls import include, path

from matinee.office.views import desks, festivals
from matinee.web.views import look

urlpatterns = [
    path("", festivals, name="office"),
    path("look/", look, name="look"),
    path("<slug:festival>/", desks, name="office-home"),
    path("<slug:festival>/festival/", include("matinee.office.festival.urls")),
    path("<slug:festival>/mailroom/", include("matinee.office.mailroom.urls")),
    path("<slug:festival>/entries/", include("matinee.office.entries.urls")),
    path("<slug:festival>/preselection/", include("matinee.office.preselection.urls")),
    path("<slug:festival>/programming/", include("matinee.office.programming.urls")),
    path("<slug:festival>/schedule/", include("matinee.office.schedule.urls")),
    path("<slug:festival>/schedule/", include("matinee.office.schedule.room_urls")),
    path("<slug:festival>/releases/", include("matinee.office.releases.urls")),
    path("<slug:festival>/newsroom/", include("matinee.office.newsroom.urls")),
]
