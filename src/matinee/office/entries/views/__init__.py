"""The pages of the entries desk."""
