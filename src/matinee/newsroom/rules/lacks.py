"""What an interview and an article must have."""

from matinee.newsroom.models import Article, Interview, VideoState
from matinee.newsroom.rules.embeds import embed_of


def lacks_of_article(article: Article) -> list[str]:
    """Return what an article still needs before it is published."""
    return [name for name in ("headline", "body") if not getattr(article, name).strip()]


def lacks_of_interview(interview: Interview) -> list[str]:
    """Return what an interview still needs before the public reads it: words, or a word on its video."""
    if interview.video == VideoState.LINK and not interview.video_url:
        return ["video_url"]
    if interview.video == VideoState.EMBED and embed_of(interview.video_url) is None:
        return ["video_url"]
    if interview.video == VideoState.UPLOAD and not interview.video_file:
        return ["video"]
    return ["body"] if interview.video == VideoState.NONE and not interview.body.strip() else []
