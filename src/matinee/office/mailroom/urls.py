"""Addresses of the mailroom desk."""

from django.urls import path

from matinee.office.mailroom.views import invitations, mailings, outbox, wordings, writing

urlpatterns = [
    path("", outbox.letters, name="office-mailroom"),
    path("wordings/", wordings.wordings, name="office-wordings"),
    path("wordings/<slug:key>/<slug:language>/", wordings.wording, name="office-wording"),
    path("wordings/<slug:key>/<slug:language>/reset/", wordings.reset, name="office-wording-reset"),
    path("wordings/<slug:key>/<slug:language>/test/", wordings.test, name="office-wording-test"),
    path("mailboxes/", outbox.mailboxes, name="office-mailboxes"),
    path("answers/", mailings.answers, name="office-answers"),
    path("mailings/<slug:batch>/", writing.show, name="office-mailing"),
    path("mailings/<slug:batch>/progress/", writing.progress, name="office-mailing-progress"),
    path("mailings/<slug:batch>/cancel/", writing.cancel, name="office-mailing-cancel"),
    path("mailings/<slug:batch>/on/", writing.go_on, name="office-mailing-go-on"),
    path("mailings/<slug:batch>/stop/", mailings.stop, name="office-mailing-stop"),
    path("invitations/", invitations.invitations, name="office-invitations"),
    path("invitations/new/", mailings.invite, name="office-invite"),
    path("invitations/<slug:invitation>/", invitations.invitation, name="office-invitation"),
    path("invitations/<slug:invitation>/<slug:deed>/", invitations.change, name="office-invitation-change"),
    path("<slug:code>/", outbox.letter, name="office-letter"),
    path("<slug:code>/retry/", outbox.retry, name="office-letter-retry"),
    path("<slug:code>/stop/", outbox.stop, name="office-letter-stop"),
    path("<slug:code>/now/", outbox.now, name="office-letter-now"),
    path("<slug:code>/schedule/", outbox.schedule, name="office-letter-schedule"),
]
