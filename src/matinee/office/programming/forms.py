"""The forms of the programming desk: shape only, the rules are the actions'."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.films.states import Form as FilmForm
from matinee.kit.places import country_code, language_code
from matinee.programming.models import Program, Strand
from matinee.programming.states import AskMode, ObligationKind, ProgramKind
from matinee.web.words import country_name, language_name

MOVES = (
    "place", "move", "up", "down", "lock", "unlock", "lock_place", "unlock_place", "bench", "note", "remove",
)  # fmt: skip
ORDERS = (
    ("score", _("Best first")),
    ("short", _("Shortest first")),
    ("long", _("Longest first")),
    ("title", _("By title")),
)


class VersionForm(forms.Form):
    """The board's version as the page showed it."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class MoveForm(VersionForm):
    """One move of one film."""

    do = forms.ChoiceField(choices=[(move, move) for move in MOVES])
    film = forms.SlugField()
    to = forms.SlugField(required=False)
    position = forms.IntegerField(min_value=1, required=False)
    text = forms.CharField(max_length=400, required=False)


class AskForm(forms.Form):
    """How long the engine may search."""

    budget_s = forms.IntegerField(
        label=_("Seconds"), min_value=1, max_value=settings.ENGINE_BUDGET_MOST_S, initial=settings.ENGINE_BUDGET_S
    )
    seed = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class BoardAskForm(AskForm):
    """What the engine is asked about a board: how long it may search, and what may change."""

    mode = forms.ChoiceField(
        label=_("What may change"), choices=AskMode.choices, required=False, initial=AskMode.ANY, widget=forms.Select
    )
    uses_bench = forms.BooleanField(label=_("also films of the bench"), required=False)

    def clean_mode(self) -> AskMode:
        """Return the mode; a form that names none lets anything change that is not locked."""
        return AskMode(self.cleaned_data["mode"] or AskMode.ANY)


class AdoptForm(VersionForm):
    """Which proposal of an answer, and which film where one move is meant."""

    pick = forms.IntegerField(required=False, min_value=0)
    film = forms.SlugField(required=False)


class FillForm(VersionForm):
    """A film that comes into the place of one whose makers declined."""

    gone = forms.SlugField()
    film = forms.SlugField()
    position = forms.IntegerField(min_value=1, required=False)
    why = forms.CharField(max_length=2000, required=False)


class TitleForm(VersionForm):
    """A program's title."""

    title = forms.CharField(max_length=160)


class PoolForm(forms.Form):
    """What the pool is sifted by."""

    q = forms.CharField(required=False, max_length=100)
    order = forms.ChoiceField(required=False, choices=ORDERS)
    most = forms.IntegerField(required=False, min_value=1, max_value=600)


class ProgramForm(VersionForm):
    """A program: what it is called, what it is about, how long it may be."""

    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("What it is made of"), choices=ProgramKind.choices)
    strand = forms.ModelChoiceField(
        label=_("Strand"),
        help_text=_("Only films that belong to it may be in the program."),
        queryset=Strand.objects.none(),
        required=False,
        empty_label=_("Open to all"),
    )
    about = forms.CharField(
        label=_("What it is about"),
        help_text=_("A paragraph for the public; the engine looks for films that fit its words."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    min_min = forms.IntegerField(label=_("Least minutes"), min_value=0, max_value=1440, required=False)
    max_min = forms.IntegerField(label=_("Most minutes"), min_value=1, max_value=1440, required=False)
    min_films = forms.IntegerField(label=_("Fewest films"), min_value=0, max_value=99, required=False)
    max_films = forms.IntegerField(label=_("Most films"), min_value=1, max_value=99, required=False)

    def __init__(self, *args: Any, strands: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's
        super().__init__(*args, **kwargs)
        self.fields["strand"].queryset = strands  # type: ignore[attr-defined]  # a model choice field

    def clean(self) -> dict[str, Any]:
        """Refuse limits in the wrong order, each named."""
        given = super().clean() or {}
        for low, high in (("min_min", "max_min"), ("min_films", "max_films")):
            if given.get(low) is not None and given.get(high) is not None and given[low] > given[high]:
                self.add_error(high, _("Give at least as much as the lower limit."))
        return given

    def columns(self) -> dict[str, Any]:
        """Return the program's columns; limits that were left empty are left out."""
        given = self.cleaned_data
        limits = {
            "min_s": None if given["min_min"] is None else given["min_min"] * 60,
            "max_s": None if given["max_min"] is None else given["max_min"] * 60,
            "min_films": given["min_films"],
            "max_films": given["max_films"],
        }
        words = {name: given[name] for name in ("title", "kind", "strand", "about")}
        return words | {name: value for name, value in limits.items() if value is not None}


def initial_of(program: Program) -> dict[str, Any]:
    """Return what the form of a program starts with."""
    names = ("title", "kind", "strand", "about", "min_films", "max_films")
    words = {name: getattr(program, name) for name in names}
    return words | {"min_min": program.min_s // 60, "max_min": program.max_s // 60}


class ObligationForm(forms.Form):
    """Something that an edition owes, and why."""

    kind = forms.ChoiceField(label=_("What is promised"), choices=ObligationKind.choices)
    film = forms.CharField(label=_("Film"), max_length=400, required=False)
    title = forms.CharField(label=_("Or the program’s title"), max_length=160, required=False)  # noqa: RUF001  a typographic apostrophe
    reason = forms.CharField(label=_("To whom, and why"), max_length=200)

    def __init__(self, *args: Any, festival: Festival, **kwargs: Any) -> None:  # noqa: ANN401  Django's
        super().__init__(*args, **kwargs)
        self.festival = festival

    def clean_film(self) -> Film | None:
        """Return the film of this title, or of this code."""
        word = self.cleaned_data["film"].strip()
        if not word:
            return None
        found = list(Film.objects.filter(Q(title__iexact=word) | Q(code=word), festival=self.festival)[:2])
        if len(found) == 1:
            return found[0]
        text = _("There are several films “%(word)s”.") if found else _("There is no film “%(word)s” here.")
        raise forms.ValidationError(text, params={"word": word})


class FocusForm(forms.Form):
    """The strands that an edition puts in focus."""

    strands = forms.ModelMultipleChoiceField(
        label=_("Strands in focus"),
        queryset=Strand.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, strands: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's
        super().__init__(*args, **kwargs)
        self.fields["strands"].queryset = strands  # type: ignore[attr-defined]  # a model choice field


class StrandForm(forms.Form):
    """A strand and its rule: every part that is filled in must fit; of a list, one value in common is enough."""

    title = forms.CharField(label=_("Title"), max_length=120)
    slug = forms.SlugField(
        label=_("Short name"), help_text=_("In addresses: small letters and hyphens."), max_length=60
    )
    about = forms.CharField(
        label=_("What it is about"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    accent = forms.ChoiceField(label=_("Colour"))
    countries = forms.CharField(label=_("Countries"), help_text=_("Names or codes, with commas."), required=False)
    languages = forms.CharField(label=_("Languages"), help_text=_("Names or codes, with commas."), required=False)
    genres = forms.CharField(label=_("Genres"), required=False)
    themes = forms.CharField(label=_("Themes"), required=False)
    is_student = forms.BooleanField(label=_("Student films"), required=False)
    is_first_film = forms.BooleanField(label=_("First films"), required=False)
    forms = forms.MultipleChoiceField(
        label=_("Forms"), choices=FilmForm.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, accents: Iterable[str], **kwargs: Any) -> None:  # noqa: ANN401  Django's
        super().__init__(*args, **kwargs)
        choices = [(accent, accent) for accent in accents]
        self.fields["accent"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_countries(self) -> list[str]:
        """Return the countries' codes."""
        return self._codes("countries", country_code)

    def clean_languages(self) -> list[str]:
        """Return the languages' codes."""
        return self._codes("languages", language_code)

    def _codes(self, name: str, code_of: Any) -> list[str]:  # noqa: ANN401  a function of kit.places
        found = []
        for word in words_of(self.cleaned_data[name]):
            code = code_of(word)
            if code is None:
                text = _("“%(word)s” is not known. Give its English name or its code.")
                raise forms.ValidationError(text, params={"word": word})
            found.append(code)
        return found

    def columns(self) -> dict[str, Any]:
        """Return the strand's columns."""
        given = self.cleaned_data
        rule = {
            "countries": given["countries"],
            "languages": given["languages"],
            "genres": words_of(given["genres"]),
            "themes": words_of(given["themes"]),
            "forms": given["forms"],
            "is_student": given["is_student"],
            "is_first_film": given["is_first_film"],
        }
        columns = {name: given[name] for name in ("title", "slug", "about", "accent")}
        return columns | {"rule": {key: value for key, value in rule.items() if value}}


def words_of(text: str) -> list[str]:
    """Return words that commas part."""
    return [word.strip() for word in text.split(",") if word.strip()]


def rule_words(rule: Mapping[str, Any]) -> list[str]:
    """Return a strand's rule in words, a part each, as its form names them."""
    named: dict[str, Callable[[str], str]] = {
        "countries": country_name,
        "languages": language_name,
        "forms": lambda form: str(dict(FilmForm.choices).get(form, form)),
    }
    return [
        str(field.label) if rule[key] is True else f"{field.label}: {', '.join(map(named.get(key, str), rule[key]))}"
        for key, field in StrandForm.base_fields.items()
        if rule.get(key)
    ]


def strand_initial(strand: Strand) -> dict[str, Any]:
    """Return what the form of a strand starts with."""
    lists = {key: ", ".join(strand.rule.get(key, [])) for key in ("countries", "languages", "genres", "themes")}
    flags = {key: strand.rule.get(key, False) for key in ("is_student", "is_first_film")}
    words = {name: getattr(strand, name) for name in ("title", "slug", "about", "accent")}
    return words | lists | flags | {"forms": strand.rule.get("forms", [])}
