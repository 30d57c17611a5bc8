"""Commands of the festival room."""
