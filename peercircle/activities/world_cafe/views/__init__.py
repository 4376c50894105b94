"""The café's doors."""
