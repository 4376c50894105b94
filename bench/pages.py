"""The ten most used pages: bytes and requests in a real browser, queries, and time at the server.

No peer stands beside them: the products of this field answer with a shell of JavaScript and fetch the page
afterwards, so one page of theirs is not one page of ours. The last row is the budget of each.
"""

from __future__ import annotations

import http.client
import json
import os
import tempfile
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench import servers, tables
from bench.servers import House, Server
from tests.browser import FLAGS

LANGUAGES = ["sq", "sr", "sr-latn", "de"]
ASKED = 100
QUERIES, MILLISECONDS, FIRST, AFTER = 10, 50, 60_000, 10_000


def main() -> None:
    os.sched_setaffinity(0, servers.cores()[1])
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        house = House(Path(temporary))
        house.run("demo")
        with house.server() as server:  # it also prepares the static files that a page needs
            pages = json.loads(_inside(house, "prepare()"))
            for page in pages:
                page["times"] = _times(server, page)
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for language in LANGUAGES:
                _inside(house, f"speak({language!r})")
                for page in pages:
                    page[language] = _visits(browser, server, page, language)
            browser.close()
    _show(pages)


def _inside(house: House, call: str) -> str:
    return house.run("shell", "-v0", "-c", f"from bench import visits; visits.{call}")


def _times(server: Server, page: dict) -> list[float]:
    """Milliseconds from the question to the last byte of the answer, one question after another."""
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    headers = {"Cookie": f"sessionid={page['session']}", "Accept-Encoding": "gzip"}
    times = []
    for _number in range(ASKED + 10):
        began = perf_counter()
        line.request("GET", page["url"], headers=headers)
        answer = line.getresponse()
        answer.read()
        times.append((perf_counter() - began) * 1000)
        assert answer.status == 200
    return times[10:]


def _visits(browser: Browser, server: Server, page: dict, language: str) -> list[tuple[int, int]]:
    """Bytes over the wire, headers too, and requests: with an empty cache, then once more."""
    address = f"http://127.0.0.1:{server.port}"
    # What a service worker asks for would not be counted.
    context = browser.new_context(locale=language, viewport={"width": 390, "height": 844}, service_workers="block")
    if page["session"]:
        context.add_cookies([{"name": "sessionid", "value": page["session"], "url": address}])
    visits = [_visit(context, address + page["url"]) for _time in range(2)]
    context.close()
    return visits


def _visit(context: BrowserContext, address: str) -> tuple[int, int]:
    tab = context.new_page()
    network = context.new_cdp_session(tab)
    sizes: list[int] = []
    network.on("Network.loadingFinished", lambda file: sizes.append(int(file["encodedDataLength"])))
    network.send("Network.enable")
    tab.goto(address)
    tab.evaluate("document.fonts.ready.then(() => 1)")
    tab.wait_for_timeout(300)  # what the scripts ask for
    tab.close()
    return sum(sizes), sum(size > 0 for size in sizes)


def _show(pages: list[dict]) -> None:
    rows: list[list[object]] = []
    for page in pages:
        cuts = quantiles(page["times"], n=20)
        first = [page[language][0] for language in LANGUAGES]
        after = max(page[language][1] for language in LANGUAGES)
        sizes = [size / 1000 for size, _requests in first]
        requests = max(requests for _size, requests in first)
        rows.append([page["name"], page["queries"], cuts[9], cuts[18], *sizes, requests, after[0] / 1000, after[1]])
    budget: list[float] = [QUERIES, 0.0, MILLISECONDS, *[FIRST / 1000] * len(LANGUAGES), 0, AFTER / 1000, 0]
    rows.append(["budget", *(value or "" for value in budget)])
    head = ["page", "queries", "p50 ms", "p95 ms", *(f"{language} kB" for language in LANGUAGES)]
    head += ["requests", "again kB", "requests"]
    tables.show("Pages: the first visit in each language, and the next one (bytes over the wire)", head, rows)


if __name__ == "__main__":
    main()
