"""Template tags; settings make them built in, so no page loads them."""
