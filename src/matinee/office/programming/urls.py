"""Addresses of the programming desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
