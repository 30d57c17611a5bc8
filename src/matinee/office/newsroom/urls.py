"""Addresses of the newsroom desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
