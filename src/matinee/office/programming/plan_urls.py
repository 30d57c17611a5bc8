"""Addresses of the plans for the pool."""

from django.urls import path

from matinee.office.programming.views import plans

urlpatterns = [
    path("", plans.plans, name="office-programming-plans"),
    path("ask/", plans.ask, name="office-programming-plan-ask"),
    path("<slug:code>/", plans.show, name="office-programming-plan"),
    path("<slug:code>/progress/", plans.progress, name="office-programming-plan-progress"),
    path("<slug:code>/stop/", plans.stop, name="office-programming-plan-stop"),
    path("<slug:code>/adopt/", plans.adopt, name="office-programming-plan-adopt"),
    path("<slug:code>/<slug:part>.json", plans.download, name="office-programming-plan-download"),
]
