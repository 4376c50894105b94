"""The first screen of a meeting: what came of what was said last time."""
