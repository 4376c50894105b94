"""The first minutes: everybody arrives with one word, or in a short spoken round."""
