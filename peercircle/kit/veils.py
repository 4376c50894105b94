"""A veil: a mark by which a person finds their own row again, and nobody else can tell whose it is."""

from django.utils.crypto import salted_hmac


def veil(who: str, occasion: str) -> str:
    """The same for the same person on the same occasion; another one on each occasion.

    Made with the server's secret, so that somebody who has only the database cannot try all names.
    """
    return salted_hmac("peercircle.kit.veils", f"{occasion}/{who}", algorithm="sha256").hexdigest()
