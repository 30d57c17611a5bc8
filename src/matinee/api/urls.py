"""Addresses of the API, under ``/api/v1/``: the resources behind keys, and the page that tells them."""

from django.urls import path

from matinee.api.access import open_to_keys
from matinee.api.docs import docs
from matinee.api.site import api

_patterns, _app, _namespace = api.urls
urlpatterns = [
    path("docs", docs, name="api-docs"),
    path("", (open_to_keys(_patterns), _app, _namespace)),
]
