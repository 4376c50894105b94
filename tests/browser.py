"""A browser for tests: Debian's Chromium. Each `phone()` is a browser of its own, 390 by 844."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django would refuse to let a test ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def phone(**options: object) -> Page:
        context = browser.new_context(
            base_url=server, **{"viewport": {"width": 390, "height": 844}, "has_touch": True, **options}
        )
        context.set_default_timeout(5000)
        contexts.append(context)
        return context.new_page()

    yield phone
    for context in contexts:
        context.close()
