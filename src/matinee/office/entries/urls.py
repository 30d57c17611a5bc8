"""Addresses of the entries desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
