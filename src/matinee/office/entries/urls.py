"""Addresses of the entries desk."""

from django.urls import include, path

from matinee.office.entries.views import calls, entry, fees, imports, pool, poolboard, terms, waivers

urlpatterns = [
    path("", pool.entries, name="office-entries"),
    path("new/", pool.new_entry, name="office-entry-new"),
    path("pool/", include("matinee.office.entries.pool_urls")),
    path("consider/", pool.consider, name="office-entries-consider"),
    path("calls/", calls.calls, name="office-calls"),
    path("calls/new/", calls.new_call, name="office-call-new"),
    path("calls/<slug:slug>/", calls.call, name="office-call"),
    path("calls/<slug:slug>/open/", calls.set_open, {"is_open": True}, name="office-call-open"),
    path("calls/<slug:slug>/close/", calls.set_open, {"is_open": False}, name="office-call-close"),
    path("calls/<slug:slug>/terms/", terms.terms, name="office-call-terms"),
    path("calls/<slug:slug>/versions/", terms.versions, name="office-call-versions"),
    path("calls/<slug:slug>/preview/", terms.preview, name="office-call-preview"),
    path("calls/<slug:slug>/copy/", terms.copy, name="office-call-copy"),
    path("calls/<slug:slug>/waivers/", waivers.waivers, name="office-call-waivers"),
    path("calls/<slug:slug>/waivers/<slug:word>/", waivers.turn_waiver, name="office-call-waiver"),
    path("fees/", fees.fees, name="office-fees"),
    path("fees/account/", fees.account, name="office-fees-account"),
    path("fees/table.csv", fees.table, name="office-fees-table"),
    path("fees/<slug:code>/refund/", fees.refund, name="office-fee-refund"),
    path("imports/", imports.imports, name="office-imports"),
    path("imports/<slug:code>/", imports.import_run, name="office-import"),
    path("imports/<slug:code>/start/", imports.start, name="office-import-start"),
    path("imports/<slug:code>/cancel/", imports.cancel, name="office-import-cancel"),
    path("imports/<slug:code>/progress/", imports.progress, name="office-import-progress"),
    path("imports/<slug:code>/refused.csv", imports.refused, name="office-import-refused"),
    path("<slug:code>/", entry.entry, name="office-entry"),
    path("<slug:code>/paid/", fees.paid_elsewhere, name="office-entry-paid"),
    path("<slug:code>/why/", poolboard.why, name="office-entry-why"),
    path("<slug:code>/edit/", entry.edit, name="office-entry-edit"),
    path("<slug:code>/still/", entry.still, name="office-entry-still"),
    path("<slug:code>/password/", entry.password, name="office-entry-password"),
    path("<slug:code>/private/", entry.private, name="office-entry-private"),
    path("<slug:code>/showings/", entry.showings, name="office-entry-showings"),
    path("<slug:code>/move/", entry.move, name="office-entry-move"),
    path("<slug:code>/return/", entry.come_back, name="office-entry-return"),
]
