"""The deeds of the log in the words of an entry's history."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "receive_entry": _("Received"),
    "record_film": _("Film recorded"),
    "import_entry": _("Imported from FilmFreeway"),
    "reimport_entry": _("Imported again, with changes"),
    "start_entry": _("Draft begun"),
    "submit_entry": _("Sent"),
    "change_entry": _("Entry corrected"),
    "change_film": _("Film's facts corrected"),
    "set_credits": _("People corrected"),
    "credit": _("Somebody credited"),
    "set_screener": _("Screener set"),
    "remove_screener": _("Screener taken away"),
    "reveal_password": _("Screener's password shown"),
    "reveal_private": _("Private details shown"),
    "set_still": _("Still set"),
    "record_showing": _("Showing added"),
    "change_showing": _("Showing checked"),
    "remove_showing": _("Showing taken out"),
    "withdraw_entry": _("Withdrawn"),
    "disqualify_entry": _("Disqualified"),
    "mark_incomplete": _("Set aside: incomplete"),
    "return_entry": _("Considered again"),
    "expire_entry": _("Its time of consideration ended"),
    "replace_cut": _("New cut sent"),
    "use_waiver": _("Waiver used"),
    "give_back_waiver": _("Waiver given back"),
    "follow_terms": _("Followed the call's new terms"),
    "identify": _("Said something of themselves"),
    "take_back_identity": _("Took back what was said of themselves"),
    "set_poster": _("Poster set"),
    "record_source": _("Source of money added"),
    "remove_source": _("Source of money taken out"),
    "set_proof": _("Proof of a source added"),
    "set_outcome": _("Decided for an edition"),
    "hold_entries": _("Held for a later edition"),
    "release_entries": _("Hold ended"),
    "plan_entries": _("Planned for an edition"),
    "adopt_plan": _("Planned for an edition, as the engine proposed"),
    "extend_windows": _("Given more time"),
}


def deed_words(verb: str) -> str:
    """Return a deed in words; one that nobody has put into words yet is read from its name."""
    return str(DEEDS.get(verb) or verb.replace("_", " ").capitalize())
