"""The invitations desk."""
