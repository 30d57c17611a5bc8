"""Addresses of the releases desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
