"""Small stills for cards."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.office.access import DeskRequest, desk
from matinee.web.stills import small_still


@desk(Permission.SEE_ENTRIES)
@require_safe
def still(request: DeskRequest, code: str) -> FileResponse:
    """Send a film's still in the size of a card; its address changes with the picture, so it may be kept."""
    film = Film.objects.filter(festival=request.festival, code=code).exclude(still="").first()
    if film is None or not default_storage.exists(str(film.still.name)):
        raise Http404
    response = FileResponse(default_storage.open(small_still(str(film.still.name))), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
