"""The entries desk."""
