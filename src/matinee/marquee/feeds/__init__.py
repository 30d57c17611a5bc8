"""The feeds of a release, each with its format's document in its module."""
