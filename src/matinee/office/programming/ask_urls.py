"""Addresses of what is asked of the engine about a board, and of what the makers answer."""

from django.urls import path

from matinee.office.programming.views import answers, asking, proposals

urlpatterns = [
    path("boards/<slug:code>/ask/", asking.ask, name="office-programming-ask"),
    path("boards/<slug:code>/why/<slug:film>/", asking.why, name="office-programming-why"),
    path("boards/<slug:code>/themes/", asking.themes, name="office-programming-themes"),
    path("boards/<slug:code>/programs/<slug:program>/title/", asking.rename, name="office-programming-title"),
    path("boards/<slug:code>/answers/", answers.show, name="office-programming-answers"),
    path("boards/<slug:code>/answers/<slug:film>/", answers.fillings, name="office-programming-fillings"),
    path("boards/<slug:code>/fill/", answers.fill, name="office-programming-fill"),
    path("proposals/<slug:code>/", proposals.show, name="office-programming-proposal"),
    path("proposals/<slug:code>/progress/", proposals.progress, name="office-programming-progress"),
    path("proposals/<slug:code>/stop/", proposals.stop, name="office-programming-stop"),
    path("proposals/<slug:code>/again/", asking.again, name="office-programming-again"),
    path("proposals/<slug:code>/adopt/", proposals.adopt, name="office-programming-proposal-adopt"),
    path("proposals/<slug:code>/move/", proposals.move, name="office-programming-proposal-move"),
    path("proposals/<slug:code>/<slug:part>.json", proposals.download, name="office-programming-download"),
]
