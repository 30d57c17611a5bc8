"""The questions of an entry as forms: shape only; the rooms decide."""

from matinee.lounge.forms.film import FactsForm, MakingForm, OriginsForm, PeopleForm, StillForm, StoryForm, TitleForm
from matinee.lounge.forms.lists import AnswerForm, ShowingForm, SourceForm
from matinee.lounge.forms.screener import CutForm, ScreenerForm
from matinee.lounge.forms.terms import CategoriesForm, ConsentsForm, DatesForm, IdentityForm, WaiverForm
from matinee.lounge.forms.words import FilmWordsForm

__all__ = [
    "AnswerForm",
    "CategoriesForm",
    "ConsentsForm",
    "CutForm",
    "DatesForm",
    "FactsForm",
    "FilmWordsForm",
    "IdentityForm",
    "MakingForm",
    "OriginsForm",
    "PeopleForm",
    "ScreenerForm",
    "ShowingForm",
    "SourceForm",
    "StillForm",
    "StoryForm",
    "TitleForm",
    "WaiverForm",
]
