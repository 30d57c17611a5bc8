"""The doors of Anymail's mail services, reached only through ``views.mail_news``."""

from django.urls import include, path

urlpatterns = [path("", include("anymail.urls"))]
