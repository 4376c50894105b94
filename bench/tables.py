"""Plain tables for people."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def show(title: str, head: list[str], rows: list[list[object]]) -> None:
    texts = [head, *[[_text(value) for value in row] for row in rows]]
    widths = [max(len(row[column]) for row in texts) for column in range(len(head))]
    print(f"\n{title}")
    for row in texts:
        first, *others = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join(cells).rstrip(), flush=True)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")
    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    day = datetime.now(UTC).date()
    return f"{day}, {cores} cores of {model}, Python {platform.python_version()}, load {load:.1f} at the start"
