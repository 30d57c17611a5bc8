"""Addresses of the releases desk."""

from django.urls import path

from matinee.office.releases import pictures, previews, views

EDITION = "editions/<slug:edition>"

urlpatterns = [
    path("", views.releases, name="office-releases"),
    path(f"{EDITION}/", views.edition_releases, name="office-releases-edition"),
    path(f"{EDITION}/files/", views.files, name="office-releases-files"),
    path(f"{EDITION}/publish/", views.publish, name="office-releases-publish"),
    path(f"{EDITION}/work/<str:result>/", views.work, name="office-releases-work"),
    path(f"{EDITION}/preview/", previews.preview, name="office-releases-preview"),
    path(f"{EDITION}/pictures/", pictures.pictures, name="office-releases-pictures"),
    path(f"{EDITION}/pictures/<slug:film>/", pictures.picture, name="office-releases-picture"),
    path("previews/<slug:code>/close/", previews.close, name="office-releases-preview-close"),
    path("<slug:code>/", views.release, name="office-releases-release"),
    path("<slug:code>/roll-back/", views.roll_back, name="office-releases-roll-back"),
]
