"""The newsroom desk."""
