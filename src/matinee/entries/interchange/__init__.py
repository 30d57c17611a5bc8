"""Files in and out: FilmFreeway's submissions export, and the rows of it that could not be taken."""

from matinee.entries.interchange.filmfreeway.preview import Preview, PreviewColumn, preview
from matinee.entries.interchange.filmfreeway.refused import refused_csv
from matinee.entries.interchange.filmfreeway.running import run_import
from matinee.entries.interchange.filmfreeway.starting import start_import

__all__ = ["Preview", "PreviewColumn", "preview", "refused_csv", "run_import", "start_import"]
