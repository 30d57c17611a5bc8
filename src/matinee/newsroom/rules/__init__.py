"""What an interview and an article must have, and how captions, quotes, slots and drafts are judged."""

from matinee.newsroom.rules.captions import Finding, findings_of, mended
from matinee.newsroom.rules.embeds import FRAME_HOSTS, Embed, embed_of
from matinee.newsroom.rules.lacks import lacks_of_article, lacks_of_interview
from matinee.newsroom.rules.points import SourceLike, talking_points
from matinee.newsroom.rules.quotes import is_said, moment_of
from matinee.newsroom.rules.slots import Commitment, clashes, free_starts
from matinee.newsroom.rules.transcript import Paragraph, paragraphs_of, plain_of

__all__ = [
    "FRAME_HOSTS",
    "Commitment",
    "Embed",
    "Finding",
    "Paragraph",
    "SourceLike",
    "clashes",
    "embed_of",
    "findings_of",
    "free_starts",
    "is_said",
    "lacks_of_article",
    "lacks_of_interview",
    "mended",
    "moment_of",
    "paragraphs_of",
    "plain_of",
    "talking_points",
]
