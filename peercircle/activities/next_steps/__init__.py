"""Who does what, by when: the promises that a meeting ends with."""
