# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord serve`: listen, open the store, say where to go, serve until told to stop.

Most of a start is reading modules. What the store needs comes first; everything else while an embedded store starts on another
core (`_load_application`), or when people can come already (`_after_ready`): hence the imports inside functions.
"""

import asyncio
import functools
import gc
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from server.house_style import wear
from server.process.descriptors import raise_limit
from server.process.listening import ListenError, lan_address, listen
from server.settings import Settings
from server.store import StoreError, open_store

_log = logging.getLogger(__name__)


async def run(settings: Settings, workers: int = 1) -> int:
    """The exit status. What is wrong is one sentence on standard error."""
    raise_limit()  # before the store and the workers are started, which have it from here
    try:
        listening = listen(settings)
        if workers > 1:
            return await _run_workers(settings, listening, workers)
        await _serve(settings, listening, lambda: _say_where(settings, listening))
    except (ListenError, StoreError) as error:
        print(f"waardenbord: {error}", file=sys.stderr)
        return 1
    return 0


async def run_worker(settings: Settings, listen_fd: int, ready_fd: int) -> int:
    """One of several workers, on the socket that it inherited; tells `ready_fd` when it serves. See `server.process.workers`."""

    def tell() -> None:
        os.write(ready_fd, b"1")
        os.close(ready_fd)

    try:
        await _serve(settings, socket.socket(fileno=listen_fd), tell)
    except StoreError as error:
        print(f"waardenbord: {error}", file=sys.stderr)
        return 1
    return 0


async def _serve(settings: Settings, listening: socket.socket, on_ready: Callable[[], None]) -> None:
    # What is wrong with these is said before anything starts.
    settings.secret_key()
    wear(settings)
    async with open_store(settings, meanwhile=_load_application) as store:
        from server.app import open_app
        from server.keeping.keeper import keeping
        from server.live.draining import drain
        from server.mailing.mailer import mailing
        from server.player.rehearsal import rehearsing
        from server.process.metrics import measuring
        from server.process.serving import serve

        async with (
            open_app(settings, store, _lan_address(listening)) as (app, rooms),
            measuring(settings, rooms, app) as measured,
        ):
            ready = asyncio.Event()
            stopping = threading.Event()
            teller = asyncio.create_task(_when(ready, functools.partial(_after_ready, on_ready, stopping)))
            async with rehearsing(rooms, _own_address(listening)), keeping(store, settings), mailing(rooms, settings):
                await serve(measured, listening, ready, functools.partial(drain, rooms, settings.drain_ms))
            # The thread of the teller would keep the process.
            stopping.set()
            teller.cancel()


def _load_application() -> None:
    """Read what serving needs, a third of a second of work; the second time it costs nothing."""
    from server import app, content  # noqa: F401 # read for their effect
    from server.player import rehearsal  # noqa: F401 # read for their effect
    from server.process import serving  # noqa: F401 # read for their effect

    content.load()


async def _when(ready: asyncio.Event, then: Callable[[], None]) -> None:
    await ready.wait()
    # In a thread, so that those who come first are served meanwhile.
    await asyncio.to_thread(then)


def _after_ready(on_ready: Callable[[], None], stopping: threading.Event) -> None:
    """Tell, and read what only pages need, before the first of them is asked for."""
    on_ready()
    from board import rendering

    rendering.warm_up(lambda: not stopping.is_set())
    # A full collection would look at all of this again and again, while nobody is served (docs/performance.md).
    gc.freeze()


async def _run_workers(settings: Settings, listening: socket.socket, count: int) -> int:
    try:
        # Not at the top: it needs what only Unix has, and one worker runs elsewhere too.
        from server.process.workers import Workers, WorkersFailed
    except ImportError:
        print("waardenbord: --workers needs a Unix system: start several processes on one REDIS_URL instead.", file=sys.stderr)
        return 1
    from server.live.draining import SETTLE_WITHIN_S
    from server.process.metrics import forget_worker, gathering
    from server.process.serving import GRACEFUL_S

    settings.secret_key()  # all workers find the one that is made here
    wear(settings)  # what is wrong with it is said once
    # The store is opened here, embedded or not: what is wrong with it is said once, and the embedded one outlives its workers.
    async with open_store(settings) as store:
        environment = {} if settings.redis_url else {"REDIS_URL": store.url}
        stop_within_s = settings.drain_ms / 1000 + SETTLE_WITHIN_S + GRACEFUL_S + 5
        try:
            with gathering(settings) as gathered:
                workers = Workers(listening, count, {**environment, **gathered}, stop_within_s, forget_worker)
                await workers.run(lambda: _say_where(settings, listening))
        except WorkersFailed:
            return 1
    return 0


def _own_address(listening: socket.socket) -> str:
    """Where this process reaches itself."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - every network, so loopback too
        host = "127.0.0.1" if listening.family == socket.AF_INET or socket.has_dualstack_ipv6() else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _lan_address(listening: socket.socket) -> str:
    # Who listens on loopback alone must not hand out an address that answers nobody.
    return "" if ip_address(listening.getsockname()[0]).is_loopback else lan_address()


def _say_where(settings: Settings, listening: socket.socket) -> None:
    """The addresses, and a QR code of the one that phones can use; one line of the log where that is JSON."""
    port = listening.getsockname()[1]
    lan = _lan_address(listening)
    here = f"http://localhost:{port}{settings.below}"
    shared = settings.public_url or (f"http://{lan}:{port}" if lan else "")
    if settings.log_format == "json":
        # What collects logs reads both outputs, and takes no picture for a line.
        _log.info("Serving at %s", shared or here)
        return
    print(f"\n  Waardenbord  {here}")
    if shared:
        print(f"  On your network  {shared}\n")
        if sys.stdout.isatty() or urlsplit(shared).hostname:
            import segno

            segno.make(shared, error="l").terminal(compact=True, border=2)
    store = "Redis at REDIS_URL" if settings.redis_url else f"embedded Redis in {settings.data_dir}"
    print(f"  First time? Open {here} and press “Probeer het uit” (“Try it out”).")
    print(f"  Store: {store}. Stop with Ctrl+C.\n", flush=True)
