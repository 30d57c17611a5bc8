"""Drawing all stills on every core while the database is being filled."""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from matinee.config.demo.art import Sketch, draw_still
from matinee.config.demo.art.tones import rgb
from matinee.config.demo.filmstock import still_name
from matinee.config.demo.reading import FilmText
from matinee.web.palette import accent_named

MOST_PROCESSES = 4


def sketch_of(text: FilmText, accents: Mapping[str, str]) -> Sketch:
    """Return what a film's still is drawn from; ``accents`` names each strand's colour."""
    named = [accents[strand] for strand in text.strands][:2]
    one, two = [*named, "amber", "blue"][:2]
    said = text.said
    colours = (rgb(accent_named(one).light), rgb(accent_named(two).light))
    return Sketch(text.slug, said["form"], tuple(said["themes"]), said["art"], colours)


class Studio:
    """A pool of processes that draw; used as a context, so that none of them outlives it."""

    def __init__(self, texts: Iterable[FilmText], accents: Mapping[str, str]) -> None:
        """Ask for every still that is not there yet."""
        self._pool = ProcessPoolExecutor(min(MOST_PROCESSES, os.cpu_count() or 1), mp_context=get_context("spawn"))
        self._drawn: list[tuple[str, Future[bytes]]] = []
        self._texts, self._accents = list(texts), accents

    def __enter__(self) -> Self:
        for text in self._texts:
            self._drawn.append((still_name(text), self._pool.submit(draw_still, sketch_of(text, self._accents))))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def hang(self, storage: Storage = default_storage) -> int:
        """Put every still where the films expect it; return how many there are."""
        for name, drawn in self._drawn:
            content = drawn.result()
            if storage.exists(name):
                storage.delete(name)
            storage.save(name, ContentFile(content))
        return len(self._drawn)
