"""Secrets that stand in an address do not go into the log."""

import logging
import re

_SECRET = re.compile(r"(/(?:card|invitation|m|calendar/mine|calendar/group)/)[^/\s?\"'<>]+")


def _veiled(value: object) -> object:
    return _SECRET.sub(r"\1***", value) if isinstance(value, str) else value


class Veil(logging.Filter):
    """Django writes the path of each refused or broken request; here its secret part becomes ***."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _veiled(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_veiled(arg) for arg in record.args)
        return True
