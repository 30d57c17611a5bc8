"""Addresses of the releases desk."""

from django.urls import path

from matinee.office.releases import views

EDITION = "editions/<slug:edition>"

urlpatterns = [
    path("", views.releases, name="office-releases"),
    path(f"{EDITION}/", views.edition_releases, name="office-releases-edition"),
    path(f"{EDITION}/files/", views.files, name="office-releases-files"),
    path(f"{EDITION}/publish/", views.publish, name="office-releases-publish"),
    path(f"{EDITION}/work/<str:result>/", views.work, name="office-releases-work"),
    path("<slug:code>/roll-back/", views.roll_back, name="office-releases-roll-back"),
]
