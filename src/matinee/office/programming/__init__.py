"""The programming desk."""
