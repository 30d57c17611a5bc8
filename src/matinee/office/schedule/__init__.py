"""The schedule desk."""
