"""The shape of what the newsroom desk asks for."""

from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition, Festival
from matinee.festival.queries import editions_of
from matinee.films.models import Film
from matinee.funding.models import Source, SourceKind
from matinee.kit.errors import InvalidInput, MatineeError
from matinee.kit.money import Money, money_from_text
from matinee.kit.places import language_code, language_name
from matinee.newsroom.models import Article

MARKDOWN = _("Markdown: *emphasis*, [link](https://…), ## a heading, > a pull quote, a blank line between paragraphs.")


def say_refusal(form: forms.Form, error: MatineeError) -> None:
    """Show a refusal at its field, or over the form."""
    if isinstance(error, InvalidInput) and error.field in form.fields:
        form.add_error(error.field, error.accepted)
    else:
        form.add_error(None, error.message)


def film_named(festival: Festival, said: str) -> Film | None:
    """Return the film of a short name, or the only one of a title."""
    films = Film.objects.filter(festival=festival)
    called = list(films.filter(title__iexact=said.strip())[:2])
    return films.filter(slug=said).first() or (called[0] if len(called) == 1 else None)


def is_public(article: Article) -> bool:
    """Tell whether readers may have seen an article."""
    return article.published_at is not None and article.published_at <= timezone.now()


class AboutForm(forms.Form):
    """A story about a film, an edition, or both."""

    film = forms.CharField(label=_("Film"), required=False, help_text=_("Begin to type its title."), max_length=250)
    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(self, festival: Festival, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, **kwargs)
        self.festival = festival
        self.editions: dict[str, Edition] = {row.slug: row for row in editions_of(festival)}
        field = self.fields["edition"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", "—"), *((slug, str(row)) for slug, row in self.editions.items())]
        self.fields["film"].widget.attrs |= {"list": "films", "autocomplete": "off"}
        known = film_named(festival, str(self.initial.get("film", "")))
        if known is not None and film_named(festival, known.title) == known:
            self.initial = {**self.initial, "film": known.title}

    def clean_film(self) -> Film | None:
        """Return the film of this title or short name."""
        said = self.cleaned_data["film"]
        if not said:
            return None
        film = film_named(self.festival, said)
        if film is None:
            raise forms.ValidationError(_("No film, or more than one, has this title. Choose one of the list."))
        return film

    def clean_edition(self) -> Edition | None:
        """Return the chosen edition."""
        return self.editions.get(self.cleaned_data["edition"])

    def clean_language(self) -> str:
        """Return the language's code."""
        name = self.cleaned_data["language"].strip()
        code = language_code(name) if name else ""
        if code is None:
            raise forms.ValidationError(_("Name the language, such as English or es."))
        return code


class ArticleForm(AboutForm):
    """An article."""

    headline = forms.CharField(label=_("Headline"), max_length=200)
    slug = forms.SlugField(label=_("Short name"), max_length=80, help_text=_("Its address: articles/…"))
    standfirst = forms.CharField(
        label=_("Standfirst"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences under the headline."),
    )  # fmt: skip
    body = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 18}), help_text=MARKDOWN
    )
    byline = forms.CharField(label=_("By"), max_length=120, required=False)
    language = forms.CharField(
        label=_("Written in"), max_length=40, required=False, help_text=_("Empty: the festival's own language.")
    )
    tags = forms.CharField(label=_("Tags"), required=False, help_text=_("With commas."))
    note = forms.CharField(
        label=_("Correction note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        help_text=_("Readers see it under the article, for good: what was wrong, what is right. Empty for spelling."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("headline", "slug", "standfirst", "body", "byline", "film", "edition", "language", "tags", "note")

    def __init__(self, festival: Festival, data: Any = None, *, is_public: bool = False, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(festival, data, **kwargs)
        if not is_public:
            del self.fields["note"]

    @classmethod
    def of(cls, article: Article, data: Any = None) -> "ArticleForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        known = {name: getattr(article, name) for name in ("headline", "slug", "standfirst", "body", "byline")}
        known |= {"tags": ", ".join(article.tags), "film": article.film.slug if article.film else ""}
        known["seen"] = article.version
        known["language"] = language_name(article.language) if article.language else ""
        known["edition"] = article.edition.slug if article.edition else ""
        return cls(article.festival, data, initial=known, is_public=is_public(article))

    def fields_for_action(self) -> dict[str, Any]:
        """Return the columns."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"note", "seen"}}

    def clean_tags(self) -> list[str]:
        """Return the tags as a list."""
        return [tag.strip()[:40] for tag in self.cleaned_data["tags"].split(",") if tag.strip()]


class SourceForm(forms.Form):
    """One source of a film's financing."""

    name = forms.CharField(label=_("Who"), max_length=160)
    kind = forms.ChoiceField(label=_("How"), choices=SourceKind.choices)
    what = forms.CharField(label=_("What"), max_length=200, required=False)
    amount = forms.CharField(label=_("Amount"), max_length=20, required=False, help_text=_("Empty: not stated."))
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), required=False, help_text=_("Such as USD."))

    def clean(self) -> dict[str, Any]:
        """Read the amount in its currency."""
        told = super().clean() or {}
        if told.get("amount"):
            try:
                money = money_from_text(told["amount"], told.get("currency") or "USD")
            except InvalidInput as error:
                self.add_error("amount", error.accepted)
            else:
                told |= {"amount_minor": money.minor, "currency": money.currency}
        else:
            told |= {"amount_minor": None, "currency": ""}
        return told

    def fields_for_action(self) -> dict[str, Any]:
        """Return the columns."""
        return {n: self.cleaned_data[n] for n in ("name", "kind", "what", "amount_minor", "currency")}


class Sources(BaseFormSet[SourceForm]):
    """All sources of a film, with one empty row to add the next."""


SourceFormSet = forms.formset_factory(SourceForm, formset=Sources, extra=1, max_num=40, can_delete=True)


def source_initial(source: Source) -> dict[str, Any]:
    """Return a source as its form shows it."""
    known = {name: getattr(source, name) for name in ("name", "kind", "what", "currency")}
    if source.amount_minor is not None:
        known["amount"] = f"{Money(source.amount_minor, source.currency).amount:f}"
    return known
