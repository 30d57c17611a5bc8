"""The festival desk."""
