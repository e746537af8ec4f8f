# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The servers that are measured: how each is started, whether it needs a store, and how one speaks with it."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct

from benchmarks import servers
from benchmarks.peers import installed
from benchmarks.peers.wires import Hocuspocus, Relay, SocketIo, Tldraw, Wire, YWebsocket
from server.store import embedded

STORE_ARGUMENTS = ("--save", "", "--appendonly", "no", "--loglevel", "warning")
"""A store for those who only publish by it, or do not wait for it: nothing on disk."""
_STOP_S = 10.0


class Peer(Struct, frozen=True):
    """`server` is one of `servers/`; `wire` makes how it speaks, of its address, the length of a board's frame and the room."""

    name: str
    packages: tuple[str, ...]
    server: str
    wire: Callable[[str, int, str], Wire]
    keeps: str = "nothing"
    in_node: bool = False
    has_store: bool = False


def _relay(_url: str, frame_bytes: int, _room: str) -> Wire:
    return Relay(frame_bytes)


def _socket_io(_url: str, frame_bytes: int, _room: str) -> Wire:
    return SocketIo(frame_bytes)


PEERS = (
    Peer("picows, bare", ("picows", "uvloop"), "picows_bare", _relay),
    Peer("uvicorn, a loop", ("uvicorn", "starlette", "websockets", "uvloop"), "uvicorn_loop", _relay),
    Peer(
        "y-websocket",
        ("@y/websocket-server",),
        "y_websocket",
        lambda _url, _bytes, room: YWebsocket(room),
        "in memory",
        in_node=True,
    ),
    Peer(
        "Hocuspocus + Redis",
        ("@hocuspocus/server", "@hocuspocus/extension-redis"),
        "hocuspocus_redis",
        lambda _url, _bytes, room: Hocuspocus(room),
        "in memory",
        in_node=True,
        has_store=True,
    ),
    Peer(
        "tldraw sync",
        ("@tldraw/sync-core", "@tldraw/tlschema", "ws"),
        "tldraw_sync",
        lambda url, _bytes, _room: Tldraw(url),
        "in memory",
        in_node=True,
    ),
    Peer(
        "socket.io + Redis streams",
        ("socket.io", "@socket.io/redis-streams-adapter"),
        "socketio_streams",
        _socket_io,
        "in a stream, not waited for",
        in_node=True,
        has_store=True,
    ),
    Peer("python-socketio + Redis", ("python-socketio", "redis", "uvicorn"), "socketio_redis", _socket_io, has_store=True),
    Peer("Channels + Redis", ("channels", "channels-redis", "uvicorn"), "channels_redis_group", _relay, has_store=True),
)


class Started(Struct):
    """A peer that runs: its address, and the processes at the root of all that belongs to it."""

    url: str
    pids: tuple[int, ...]


@contextmanager
def started(peer: Peer, people: int) -> Iterator[Started]:
    """The peer in an empty room, with a store of its own where it needs one. Raises Missing or RuntimeError."""
    command = installed.command(peer.server, in_node=peer.in_node)
    with ExitStack() as stack:
        store_url, pids = "-", []
        if peer.has_store:
            store_url, pid = stack.enter_context(_store())
            pids.append(pid)
        running = stack.enter_context(servers.serving(command, after=(store_url, str(people))))
        yield Started(running.url, (running.pid, *pids))


@contextmanager
def _store() -> Iterator[tuple[str, int]]:
    port = servers.free_port()
    with tempfile.TemporaryDirectory(prefix="wb-peer-") as folder:
        command = [embedded.server_binary(), "--port", str(port), "--bind", servers.HOST, "--dir", folder, *STORE_ARGUMENTS]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log)
        try:
            deadline = time.monotonic() + _STOP_S
            while not servers.accepts(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the store did not start")
                time.sleep(0.01)
            yield f"redis://{servers.HOST}:{port}", process.pid
        finally:
            process.terminate()
            process.wait(_STOP_S)
