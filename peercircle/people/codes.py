"""A short code by which lists name a person whatever way their name is spelled. It is no secret and opens nothing."""

from __future__ import annotations

# Without letters and digits that are mistaken for each other; a prime number of them, for the check.
SIGNS = "0123456789ABCDEFGHJKMNPRSTUVWXY"
SHORTEST = 3
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def code_of(pk: int) -> str:
    """The last sign tells whether one of the others is wrong, or two are swapped: "04K-7"."""
    signs = ""
    while pk:
        pk, rest = divmod(pk, len(SIGNS))
        signs = SIGNS[rest] + signs
    signs = signs.rjust(SHORTEST, "0")
    return f"{signs}-{_check(signs)}"


def pk_of(code: str) -> int | None:
    """None when it is no code, or a sign of it is wrong."""
    signs = code.upper().translate(READ_AS)
    if len(signs) <= SHORTEST or len(signs) > 12 or set(signs) - set(SIGNS) or _check(signs[:-1]) != signs[-1]:
        return None
    pk = 0
    for sign in signs[:-1]:
        pk = pk * len(SIGNS) + SIGNS.index(sign)
    return pk


def _check(signs: str) -> str:
    weighed = sum(place * SIGNS.index(sign) for place, sign in enumerate(reversed(signs), start=2))
    return SIGNS[weighed % len(SIGNS)]
