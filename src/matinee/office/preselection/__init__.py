"""The preselection desk."""
