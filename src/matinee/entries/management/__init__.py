"""Commands of the entries room."""
