"""Videos of interviews that arrived in parts."""

from matinee.films.actions import close_upload, part_path
from matinee.films.models import Upload
from matinee.films.states import UploadState
from matinee.kit.errors import InvalidInput
from matinee.newsroom.actions.interviews import set_video
from matinee.newsroom.models import Interview


def take_footage(*, upload: Upload) -> Upload:
    """Make a file that has arrived its interview's video, or say why not; done before a crash, it is not done again."""
    if upload.state != UploadState.CHECKING:
        return upload
    interview = Interview.objects.filter(film=upload.film, code=upload.about).first()
    if interview is None:
        return close_upload(upload=upload, reason="The interview is no longer there.")
    try:
        set_video(interview=interview, path=part_path(upload), by=upload.sender)
    except InvalidInput as error:
        return close_upload(upload=upload, reason=error.accepted)
    return close_upload(upload=upload)
