"""Something small done together: an energiser, a quiet minute, a round with a talking object."""
