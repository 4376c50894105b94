"""Secrets do not go into logs and reports of errors."""

import logging
import re

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

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


class NothingSecretInReports(SafeExceptionReporterFilter):
    """What is marked as sensitive stays out of every report of an error, also of Django's own page with DEBUG."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True
