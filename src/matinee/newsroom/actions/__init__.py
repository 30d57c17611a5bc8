"""The writers of the newsroom."""

from matinee.newsroom.actions.articles import (
    change_article,
    compose_article,
    correct_article,
    publish_article,
    unpublish_article,
    write_article,
)
from matinee.newsroom.actions.captions import mend_captions, remove_captions, save_cues, set_captions
from matinee.newsroom.actions.footage import take_footage
from matinee.newsroom.actions.handouts import (
    ask_handout,
    fail_handout,
    keep_handout,
    note_handout_work,
    remove_handout,
    show_handout,
)
from matinee.newsroom.actions.interviews import (
    book_interview,
    change_interview,
    record_interview,
    remove_video,
    set_video,
    unbook_interview,
)
from matinee.newsroom.actions.quotes import remove_quote, take_quote

__all__ = [
    "ask_handout",
    "book_interview",
    "change_article",
    "change_interview",
    "compose_article",
    "correct_article",
    "fail_handout",
    "keep_handout",
    "mend_captions",
    "note_handout_work",
    "publish_article",
    "record_interview",
    "remove_captions",
    "remove_handout",
    "remove_quote",
    "remove_video",
    "save_cues",
    "set_captions",
    "set_video",
    "show_handout",
    "take_footage",
    "take_quote",
    "unbook_interview",
    "unpublish_article",
    "write_article",
]
