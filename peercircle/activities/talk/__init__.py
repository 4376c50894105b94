"""A talk: topics one after the other, with short notes that everybody writes and nobody signs."""
