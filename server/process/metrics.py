# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures for Prometheus, on a port of their own (OPS-05): how much goes on and how well, and nothing of anybody or any workshop.

With several workers each writes its figures to files in a directory that the first process makes, and that process serves their
sum. Without a port nothing of this is read or counted.
"""

import asyncio
import contextlib
import logging
import os
import shutil
import tempfile
import time
from collections import Counter as Counts
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from board.below import inside
from server.ending import end
from server.live.rooms import Rooms
from server.process.listening import ListenError
from server.settings import Settings
from server.store import StoreError

LOOK_EVERY_S = 5.0
"""How often what is not counted as it happens is looked at; scrapers come every fifteen seconds or more."""

_DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""prometheus-client's own variable: it has to be set before that is imported."""

_BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS = frozenset({"GET", "HEAD", "POST"})
_KINDS = (("/static/", "static"), ("/healthz", "health"), ("/readyz", "health"), ("/ws/", "socket"), ("/stroom/", "stream"))


class Metrics:
    """The figures of one process. Made once, by `measuring`."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Gauge, Histogram

        self._requests = Counter(
            "waardenbord_http_requests", "Answers, by kind of address, method and status", ["kind", "method", "status"]
        )
        self._seconds = Histogram(
            "waardenbord_http_request_seconds", "From a request to the end of its answer", ["kind"], buckets=_BOUNDS_S
        )
        self._log_lines = Counter("waardenbord_log_lines", "Lines of the log, by level", ["level"])
        self._deeds = Counter(
            "waardenbord_audit_lines", "What those who lead or manage did, and how it ended", ["action", "result"]
        )
        self._sockets = Gauge("waardenbord_sockets", "Open sockets, by role", ["role"], multiprocess_mode="livesum")
        self._rooms = Gauge("waardenbord_rooms_open", "Workshops in memory", multiprocess_mode="livesum")
        self._ready = Gauge("waardenbord_ready", "1 while every worker can store and hear", multiprocess_mode="livemin")
        self._store_seconds = Gauge("waardenbord_store_seconds", "The last answer of the store", multiprocess_mode="livemax")
        self._store_used = Gauge("waardenbord_store_used_bytes", "Memory that the store uses", multiprocess_mode="livemax")
        self._store_most = Gauge(
            "waardenbord_store_max_bytes", "Memory that it may use; 0 is no bound", multiprocess_mode="livemax"
        )
        self._lag = Gauge("waardenbord_loop_lag_seconds", "How late the event loop woke up last", multiprocess_mode="livemax")
        self._version = Gauge("waardenbord_info", "1, with the version", ["version"], multiprocess_mode="livemax")
        self._version.labels(version("waardenbord")).set(1)
        logging.getLogger().addHandler(_Counting(self))

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """`app`, counted."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            status, begun_s = 500, time.perf_counter()

            async def told(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            kind = next((kind for begin, kind in _KINDS if inside(scope["path"]).startswith(begin)), "page")
            try:
                await app(scope, receive, told)
            finally:
                method = scope["method"] if scope["method"] in _METHODS else "other"
                self._requests.labels(kind, method, str(status)).inc()
                if kind != "stream":  # one lasts as long as the board is open
                    self._seconds.labels(kind).observe(time.perf_counter() - begun_s)

        return counted

    async def watch(self, rooms: Rooms) -> None:
        """Look at what is not counted as it happens. Never returns."""
        while True:
            roles = Counts(member.viewer.role for member in rooms.members())
            for role in ("participant", "facilitator", "screen", "scribe"):
                self._sockets.labels(role).set(roles[role])
            self._rooms.set(len(rooms.open_now()))
            begun_s = time.perf_counter()
            with contextlib.suppress(StoreError):
                memory = await rooms.store.memory()
                self._store_seconds.set(time.perf_counter() - begun_s)
                self._store_used.set(memory.used_bytes)
                self._store_most.set(memory.most_bytes)
            self._ready.set(not rooms.trouble and rooms.connected)
            wake_at_s = time.perf_counter() + LOOK_EVERY_S
            await asyncio.sleep(LOOK_EVERY_S)
            self._lag.set(max(0.0, time.perf_counter() - wake_at_s))

    def count_line(self, record: logging.LogRecord) -> None:
        """A line of the log."""
        self._log_lines.labels(record.levelname.lower()).inc()
        deed = getattr(record, "audit", None)
        if record.name == "waardenbord.audit" and isinstance(deed, dict):
            self._deeds.labels(deed["action"], deed["result"]).inc()


class _Counting(logging.Handler):
    """Counts lines in the place of writing them."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        self._metrics.count_line(record)


@asynccontextmanager
async def measuring(settings: Settings, rooms: Rooms, app: ASGIApp) -> AsyncIterator[ASGIApp]:
    """The application, counted while the context is open; the figures are served, unless the first of several processes does."""
    if not settings.metrics_port:
        yield app
        return
    metrics = Metrics()
    task = asyncio.create_task(metrics.watch(rooms), name="metrics")
    try:
        if _DIRECTORY in os.environ:
            yield metrics.wrap(app)
        else:
            with _served(settings):
                yield metrics.wrap(app)
    finally:
        await end([task])


@contextmanager
def gathering(settings: Settings) -> Iterator[dict[str, str]]:
    """Serve the figures of workers that are started with this in their environment. Raises ListenError."""
    if not settings.metrics_port:
        yield {}
        return
    folder = tempfile.mkdtemp(prefix="wb-metrics-")
    os.environ[_DIRECTORY] = folder
    try:
        with _served(settings):
            yield {_DIRECTORY: folder}
    finally:
        os.environ.pop(_DIRECTORY, None)
        shutil.rmtree(folder, ignore_errors=True)


def forget_worker(pid: int) -> None:
    """What a worker that ended still showed is over; what it counted stays."""
    if _DIRECTORY in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


@contextmanager
def _served(settings: Settings) -> Iterator[None]:
    from prometheus_client import REGISTRY, CollectorRegistry, multiprocess, start_http_server

    registry = REGISTRY
    if _DIRECTORY in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    try:
        server, thread = start_http_server(settings.metrics_port, settings.metrics_host, registry)
    except OSError as error:
        raise ListenError(
            f"Cannot serve metrics on {settings.metrics_host} port {settings.metrics_port}: {error.strerror}."
        ) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
