"""What an entry is in and costs, its receipt, and a new cut of what was sent."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.actions import choose_categories, give_back_waiver, use_waiver
from matinee.entries.queries import payments_of, price_for, terms_for, terms_of, waiver_used
from matinee.entries.rules import Terms
from matinee.entries.rules.fitting import misfits, premiere_here
from matinee.entries.states import EntryState, PaymentState
from matinee.kit.errors import Conflict, InvalidInput
from matinee.lounge.access import EntryRequest, own
from matinee.lounge.forms import CategoriesForm, CutForm, WaiverForm
from matinee.lounge.steps import BY_SLUG, after
from matinee.lounge.views.screens import ask, check_writable, page
from matinee.web.notices import tell
from matinee.web.prices import price_table
from matinee.workflows.replace_cut import replace_cut


@own
@ask
def categories(request: EntryRequest) -> HttpResponse:
    """Choose what to enter in; the fee of this moment stands beside it."""
    terms = terms_for(request.entry)
    if not BY_SLUG["categories"].is_asked(terms):
        raise Http404
    form = _categories_form(request, terms)
    if request.method == "POST":
        check_writable(request, "categories")
        if form.is_valid() and _chosen(request, form):
            following = "check" if request.POST.get("then") == "check" else after("categories", terms)
            return redirect("lounge-step", request.entry.code, following)
    return _categories_page(request, terms, form=form)


@own
@require_POST
def waiver(request: EntryRequest) -> HttpResponse:
    """Use a waiver's code, or give it back."""
    check_writable(request, "categories")
    if "give_back" in request.POST:
        give_back_waiver(entry=request.entry, by=request.user)
        return redirect("lounge-categories", request.entry.code)
    form = WaiverForm(request.POST)
    if form.is_valid():
        try:
            used = use_waiver(entry=request.entry, word=form.cleaned_data["word"], by=request.user)
        except (InvalidInput, Conflict) as refused:
            form.add_error("word", refused.accepted if isinstance(refused, InvalidInput) else refused.message)
        else:
            tell(request, _("“%(word)s” is yours: the fee is lowered.") % {"word": used.waiver.word})
            return redirect("lounge-categories", request.entry.code)
    return _categories_page(request, terms_for(request.entry), waiver_form=form, status=400)


@own
@require_safe
def receipt(request: EntryRequest) -> HttpResponse:
    """Show what was sent, when and for what, to be printed or kept."""
    entry = request.entry
    if entry.sent_at is None:
        raise Http404
    terms = terms_of(entry.terms) if entry.terms else Terms()
    agreed = [(consent, entry.consents[consent.key]) for consent in terms.consents if consent.key in entry.consents]
    context = {"entry": entry, "film": entry.film, "terms": terms, "agreed": agreed, "used": waiver_used(entry)}
    context["payments"] = payments_of(entry).filter(state=PaymentState.PAID)
    return render(request, "lounge/receipt.html", context | {"here": "films"})


@own
@ask
def cut(request: EntryRequest) -> HttpResponse:
    """Replace the cut that was sent; the earlier one stays on record, and every festival day is looked at anew."""
    if request.entry.state != EntryState.CONSIDERED:
        raise Http404
    film = request.entry.film
    form = CutForm(request.POST or None, initial={"running_time_s": film.running_time_s})
    if request.method == "POST" and form.is_valid():
        try:
            replace_cut(entry=request.entry, by=request.user, **form.cleaned_data)
        except InvalidInput as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.accepted)
        else:
            tell(request, _("The new cut is with us, and every festival day was looked at anew."))
            return redirect("lounge-entry", request.entry.code)
    cuts = list(request.entry.cuts.all())
    context = {"entry": request.entry, "film": film, "form": form, "cuts": cuts, "here": "films"}
    context["is_untold"] = bool(cuts) and cuts[0].is_file and not cuts[0].note
    return render(request, "lounge/cut.html", context)


def _categories_form(request: EntryRequest, terms: Terms) -> CategoriesForm:
    chosen = [category.key for category in terms.chosen(request.entry.categories)]
    most = terms.categories_most
    choices = [(category.key, category.name) for category in terms.categories]
    initial = {"categories": chosen if most > 1 else next(iter(chosen), "")}
    data = request.POST if request.method == "POST" and request.path.endswith("/categories/") else None
    return CategoriesForm(data, choices=choices, most=most, initial=initial)


def _chosen(request: EntryRequest, form: CategoriesForm) -> bool:
    """Keep what was chosen; a refusal stands beside it."""
    said = form.cleaned_data["categories"]
    try:
        choose_categories(entry=request.entry, categories=[said] if isinstance(said, str) else said, by=request.user)
    except InvalidInput as refused:
        form.add_error("categories", refused.accepted)
        return False
    return True


def _categories_page(
    request: EntryRequest, terms: Terms, *, form: CategoriesForm | None = None, status: int = 200, **forms: Any  # noqa: ANN401
) -> HttpResponse:  # fmt: skip
    entry = request.entry
    premiere = premiere_here(entry)
    chosen = terms.chosen(entry.categories)
    unfit = [said for category in chosen for said in misfits(category, entry.film, premiere)]
    context = {
        "form": form or _categories_form(request, terms), "waiver_form": WaiverForm(), "used": waiver_used(entry),
        "price": price_for(entry, terms), "unfit": unfit, "host": entry.festival, **forms,
    }  # fmt: skip
    return page(request, "categories", context | price_table(terms, timezone.now()), status=status)
