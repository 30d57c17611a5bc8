"""Addresses of a person's own page, under ``/accounts/profile/``."""

from django.urls import path

from matinee.web.profile.views import keys, make_key, profile, revoke_key

urlpatterns = [
    path("", profile, name="profile"),
    path("keys/", keys, name="profile-keys"),
    path("keys/make/", make_key, name="profile-make-key"),
    path("keys/<slug:code>/revoke/", revoke_key, name="profile-revoke-key"),
]
