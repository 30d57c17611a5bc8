"""Addresses of the programming desk."""

from django.urls import include, path

from matinee.office.programming.views import boards, checks, editions, mixture, moves, proposals, strands, weights

urlpatterns = [
    path("", editions.overview, name="office-programming"),
    path("editions/<slug:edition>/", editions.drafts, name="office-programming-edition"),
    path("editions/<slug:edition>/start/", editions.start, name="office-programming-start"),
    path("editions/<slug:edition>/focus/", editions.focus, name="office-programming-focus"),
    path("editions/<slug:edition>/mixture/", mixture.wish, name="office-programming-mixture"),
    path("boards/<slug:code>/", boards.show, name="office-programming-board"),
    path("boards/<slug:code>/copy/", boards.copy, name="office-programming-copy"),
    path("boards/<slug:code>/adopt/", boards.adopt, name="office-programming-adopt"),
    path("boards/<slug:code>/aside/", boards.set_aside, name="office-programming-aside"),
    path("boards/<slug:code>/remove/", boards.remove, name="office-programming-remove"),
    path("boards/<slug:code>/film/", moves.film, name="office-programming-film"),
    path("boards/<slug:code>/undo/", moves.undo, name="office-programming-undo"),
    path("boards/<slug:code>/programs/", moves.new_program, name="office-programming-program-new"),
    path("boards/<slug:code>/programs/<slug:program>/", moves.program, name="office-programming-program"),
    path("boards/<slug:code>/programs/<slug:program>/do/", moves.do_program, name="office-programming-program-do"),
    path("boards/<slug:code>/ask/", proposals.ask, name="office-programming-ask"),
    path("proposals/<slug:code>/", proposals.show, name="office-programming-proposal"),
    path("proposals/<slug:code>/progress/", proposals.progress, name="office-programming-progress"),
    path("proposals/<slug:code>/stop/", proposals.stop, name="office-programming-stop"),
    path("proposals/<slug:code>/adopt/", proposals.adopt, name="office-programming-proposal-adopt"),
    path("proposals/<slug:code>/<slug:part>.json", proposals.download, name="office-programming-download"),
    path("editions/<slug:edition>/promises/", checks.promise, name="office-programming-promise"),
    path(
        "editions/<slug:edition>/promises/<slug:promise>/off/",
        checks.release,
        name="office-programming-promise-release",
    ),
    path("checks/", checks.checks, name="office-programming-checks"),
    path("checks/usual/", checks.usual, name="office-programming-checks-usual"),
    path("weights/", weights.weights, name="office-programming-weights"),
    path("weights/choose/", weights.choose, name="office-programming-weights-choose"),
    path("plans/", include("matinee.office.programming.plan_urls")),
    path("strands/", strands.overview, name="office-programming-strands"),
    path("strands/new/", strands.new, name="office-programming-strand-new"),
    path("strands/<slug:slug>/", strands.change, name="office-programming-strand"),
    path("strands/<slug:slug>/films/", strands.word, name="office-programming-strand-film"),
]
