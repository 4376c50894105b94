"""The only way from a phone to the server, which a test can cut: a network that is really away, for the page and its
worker alike. A browser that is only told that it is offline lets a letter slip through now and then."""

from __future__ import annotations

import select
import socket
import socketserver
import threading
from urllib.parse import urlsplit


class Cable(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Ends)
        self.beyond = (urlsplit(url).hostname, urlsplit(url).port)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.is_cut = False
        threading.Thread(target=self.serve_forever, name="cable", daemon=True).start()


class _Ends(socketserver.BaseRequestHandler):
    server: Cable

    def handle(self) -> None:
        with socket.create_connection(self.server.beyond) as far:
            other = {self.request: far, far: self.request}
            while not self.server.is_cut:
                for end in select.select(list(other), [], [], 0.05)[0]:
                    piece = end.recv(65536)
                    if not piece or self.server.is_cut:
                        return
                    other[end].sendall(piece)
