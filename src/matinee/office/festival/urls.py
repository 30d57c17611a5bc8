"""Addresses of the festival desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
