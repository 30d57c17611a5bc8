"""Films on the screen of one person: private addresses, bytes by the range, what the player needs."""
