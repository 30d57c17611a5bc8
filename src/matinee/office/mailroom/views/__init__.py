"""Views of the mailroom desk, one file a matter."""
