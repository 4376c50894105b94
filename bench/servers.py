"""The servers that are measured, each in a process and on a core of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).resolve().parent / "peers"
TICKS = os.sysconf("SC_CLK_TCK")


def cores() -> tuple[set[int], set[int]]:
    """One for the server, the others for the phones; the same when there is only one."""
    all_of_them = sorted(os.sched_getaffinity(0))
    return {all_of_them[0]}, set(all_of_them[1:]) or {all_of_them[0]}


class Server:
    """A process that says a line with "ready" when it listens."""

    def __init__(self, command: list[str], port: int, env: dict[str, str] | None = None) -> None:
        self.command, self.port, self.env = command, port, {**os.environ, **(env or {})}

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def start(self) -> None:
        mine = cores()[0]
        self.process = subprocess.Popen(
            self.command,
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: os.sched_setaffinity(0, mine),
        )
        assert self.process.stdout
        for line in self.process.stdout:
            if "ready" in line:
                return
        raise RuntimeError(f"{self.command[:3]} did not start")

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) * 1024


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class House:
    """The product with a data folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {"PEERCIRCLE_HOME": str(home), "PEERCIRCLE_DEMO": "0", "PEERCIRCLE_TICK": "0"}
        self.run("migrate", "-v0")

    def run(self, *words: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        env = {**os.environ, **self.env}
        return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout

    def meetings(self, meetings: int, people: int) -> list[dict]:
        return json.loads(self.run("bench_meetings", "--meetings", str(meetings), "--people", str(people)))

    def server(self) -> Server:
        port = free_port()
        return Server([sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)], port, self.env)


def prepare_peers(folder: Path) -> str:
    """Install the peers into the folder, once. Says why when they cannot be measured, else nothing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return "node is not installed: no peers are measured."
    wanted, seal = (PEERS / "package.json").read_text(encoding="utf-8"), folder / ".installed"
    if not seal.exists() or seal.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PEERS, folder)
        print(
            "Installing the peers, once; SQLite for node is compiled here, which takes a minute or two ...", flush=True
        )
        # Without the headers beside node, its build would ask for them elsewhere.
        env = {**os.environ, "npm_config_nodedir": str(Path(node).resolve().parent.parent)}
        done = subprocess.run([npm, "install"], cwd=folder, env=env, capture_output=True, text=True)
        if done.returncode or not list(folder.glob("node_modules/better-sqlite3/build/Release/*.node")):
            return f"The peers could not be installed: {done.stderr[-300:]}"
        seal.write_text(wanted, encoding="utf-8")
    for script in PEERS.glob("*.js"):
        shutil.copy(script, folder)
    return ""


def peer(name: str, folder: Path, data: Path) -> Server:
    port = free_port()
    return Server(["node", str(folder / f"{name}.js"), str(port), str(data / f"{port}.sqlite3")], port)
