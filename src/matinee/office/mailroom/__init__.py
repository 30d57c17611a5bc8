"""The mailroom desk."""
