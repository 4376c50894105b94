"""The same as in Cyrillic: the script changes, the order of day and month does not."""

from peercircle.config.formats.sr.formats import *  # noqa: F403
