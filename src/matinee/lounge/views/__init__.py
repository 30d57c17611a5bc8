"""Pages of the lounge: calls, one's own films, the questions of an entry."""
