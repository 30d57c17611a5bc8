"""The releases desk."""
