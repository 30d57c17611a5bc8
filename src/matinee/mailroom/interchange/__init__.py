"""What comes in from outside: reports of letters that came back, by mail or from a mail service."""

from matinee.mailroom.interchange.reports import Report, read_reports, take_reports
from matinee.mailroom.interchange.service import take_news

__all__ = ["Report", "read_reports", "take_news", "take_reports"]
