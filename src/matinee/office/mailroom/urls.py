"""Addresses of the mailroom desk."""

from django.urls import path

from matinee.office.mailroom.views import letter, letters, retry

urlpatterns = [
    path("", letters, name="office-mailroom"),
    path("<slug:code>/", letter, name="office-letter"),
    path("<slug:code>/retry/", retry, name="office-letter-retry"),
]
