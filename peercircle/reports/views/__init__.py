"""The doors: the numbers, and what was promised and reported of them."""
