"""Addresses of the festival desk."""

from django.urls import path

from matinee.office.festival.editions import edition, editions, move, plan
from matinee.office.festival.languages import languages, say, words
from matinee.office.festival.team import give, take, take_back, team
from matinee.office.festival.views import audit, policy, settings

urlpatterns = [
    path("", editions, name="office-festival"),
    path("editions/", editions, name="office-editions"),
    path("editions/plan/", plan, name="office-edition-plan"),
    path("editions/<slug:edition>/", edition, name="office-edition"),
    path("editions/<slug:edition>/move/<slug:to>/", move, name="office-edition-move"),
    path("team/", team, name="office-team"),
    path("team/<slug:user>/<slug:role>/take/", take, name="office-team-take"),
    path("team/<slug:user>/<slug:role>/give/", give, name="office-team-give"),
    path("team/invitations/<slug:code>/take-back/", take_back, name="office-team-take-back"),
    path("settings/", settings, name="office-settings"),
    path("languages/", languages, name="office-languages"),
    path("languages/<slug:language>/<slug:edition>/", words, name="office-words"),
    path("languages/<slug:language>/<slug:edition>/<slug:key>/", say, name="office-say"),
    path("policy/", policy, name="office-policy"),
    path("audit/", audit, name="office-audit"),
]
