"""Secrets do not go into logs and reports of errors."""

import logging
import re
from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_SECRET = re.compile(r"(/(?:card|invitation|m|answer|calendar/mine|calendar/group)/)[^/\s?\"'<>]+")


def veiled(value: object) -> object:
    return _SECRET.sub(r"\1***", value) if isinstance(value, str) else value


class Veil(logging.Filter):
    """Django writes the path of each refused or broken request; here its secret part becomes ***."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = veiled(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(veiled(arg) for arg in record.args)
        return True


class NothingSecretInReports(SafeExceptionReporterFilter):
    """Who repairs an error reads where it happened and never what was said: not what was typed, no value of any frame.

    What people type here is confidential more often than not, so nobody has to remember to mark it. It holds for
    letters to administrators and for Django's own page with DEBUG alike.
    """

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
