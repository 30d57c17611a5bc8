"""The filmmakers' floor: enter a film once, follow it everywhere, answer."""
