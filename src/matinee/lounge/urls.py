"""Addresses of the lounge."""

from django.urls import path

from matinee.lounge.views import calls, films, invitations, lists, offers, payments, questions, standing, uploads

urlpatterns = [
    path("", films.films, name="lounge"),
    path("calls/", calls.calls, name="lounge-calls"),
    path("calls/<slug:festival>/<slug:slug>/", calls.call, name="lounge-call"),
    path("calls/<slug:festival>/<slug:slug>/enter/", calls.enter, name="lounge-enter"),
    path("invitations/", invitations.invitations, name="lounge-invitations"),
    path("invitations/<slug:code>/", invitations.invitation, name="lounge-invitation"),
    path("entries/<slug:code>/", films.entry, name="lounge-entry"),
    path("entries/<slug:code>/why/", standing.why, name="lounge-why"),
    path("entries/<slug:code>/looked/", standing.looked, name="lounge-looked"),
    path("entries/<slug:code>/letters/<slug:letter>/", standing.letter, name="lounge-letter"),
    path("entries/<slug:code>/stay/", invitations.stay, name="lounge-stay"),
    path("entries/<slug:code>/withdraw/", films.withdraw, name="lounge-withdraw"),
    path("entries/<slug:code>/return/", films.bring_back, name="lounge-return"),
    path("entries/<slug:code>/go-on/", questions.go_on, name="lounge-go-on"),
    path("entries/<slug:code>/follow/", questions.follow, name="lounge-follow"),
    path("entries/<slug:code>/receipt/", offers.receipt, name="lounge-receipt"),
    path("entries/<slug:code>/pay/", payments.pay, name="lounge-pay"),
    path("entries/<slug:code>/paid/", payments.paid, name="lounge-paid"),
    path("entries/<slug:code>/cut/", offers.cut, name="lounge-cut"),
    path("entries/<slug:code>/waiver/", offers.waiver, name="lounge-waiver"),
    path("entries/<slug:code>/categories/", offers.categories, name="lounge-categories"),
    path("entries/<slug:code>/sources/", lists.sources, name="lounge-sources"),
    path("entries/<slug:code>/showings/", lists.showings, name="lounge-showings"),
    path("entries/<slug:code>/check/", questions.check, name="lounge-check"),
    path("entries/<slug:code>/uploads/", uploads.create, name="lounge-uploads"),
    path("entries/<slug:code>/uploads/plain/", uploads.plain, name="lounge-upload-plain"),
    path("entries/<slug:code>/uploads/state/", uploads.status, name="lounge-upload-state"),
    path("entries/<slug:code>/uploads/captions/", uploads.captions, name="lounge-captions"),
    path("entries/<slug:code>/uploads/<slug:upload>/", uploads.part, name="lounge-upload"),
    path("entries/<slug:code>/uploads/<slug:upload>/cancel/", uploads.cancel, name="lounge-upload-cancel"),
    path("entries/<slug:code>/uploads/<slug:upload>/sharing/", uploads.sharing, name="lounge-upload-sharing"),
    path("entries/<slug:code>/<slug:slug>/", questions.question, name="lounge-step"),
]
