"""Numbers as a phone sends them: anything may come."""

DIGITS = 18  # all numbers of so many digits fit into a database


def number(text: str, *, otherwise: int = -1) -> int:
    """A whole number that fits into the database, or something else."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else otherwise
