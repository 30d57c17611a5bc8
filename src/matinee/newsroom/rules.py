"""What an interview and an article must have."""

from matinee.newsroom.models import Article, Interview, VideoState


def lacks_of_article(article: Article) -> list[str]:
    """Return what an article still needs before it is published."""
    return [name for name in ("headline", "body") if not getattr(article, name).strip()]


def lacks_of_interview(interview: Interview) -> list[str]:
    """Return what an interview still needs before the public reads it: words, or a word on its video."""
    if interview.video == VideoState.LINK and not interview.video_url:
        return ["video_url"]
    return ["body"] if interview.video == VideoState.NONE and not interview.body.strip() else []
