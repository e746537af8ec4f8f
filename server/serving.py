# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process: sockets to listen on, uvicorn around the application, and a clean end."""

import asyncio
import contextlib
import errno
import socket

import uvicorn
from starlette.types import ASGIApp

from server.settings import Settings
from server.sockets import WritableSocket
from sessions.limits import MAX_FRAME_BYTES

PING_EVERY_S = 20.0
"""Under the 60 seconds after which common proxies cut a silent socket (OPS-06)."""
GRACEFUL_S = 5
_BACKLOG = 2048


class ListenError(Exception):
    """The address cannot be listened on; the message is one sentence for the operator."""


def listen(settings: Settings) -> socket.socket:
    """A socket on the configured address; "::" takes IPv4 too. Raises ListenError."""
    host, port = settings.host, settings.port
    try:
        if host == "::" and socket.has_dualstack_ipv6():
            with contextlib.suppress(OSError):
                return _create((host, port), socket.AF_INET6, dualstack=True)
            host = "0.0.0.0"  # noqa: S104 - every network is what the operator asked for
        elif host == "::":
            host = "0.0.0.0"  # noqa: S104 - as above, on a machine without IPv6
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return _create((host, port), family, dualstack=False)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ListenError(f"Port {port} is in use: stop what uses it, or choose another with PORT=8123.") from error
        if error.errno == errno.EACCES:
            raise ListenError(f"Port {port} may not be used by this account: choose one above 1023 with PORT.") from error
        raise ListenError(f"Cannot listen on {settings.host} port {port}: {error.strerror or error}.") from error


def lan_address() -> str:
    """This machine's address on the local network, or empty. Nothing is sent: a UDP socket only picks its route."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        address = str(probe.getsockname()[0])
        return "" if address.startswith(("127.", "0.")) else address
    return ""


async def serve(app: ASGIApp, listening: socket.socket, on_ready: "asyncio.Event | None" = None) -> None:
    """Serve until SIGTERM or SIGINT. Sockets are closed with 1012, after which clients come back."""
    config = uvicorn.Config(
        app,
        ws=WritableSocket,
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PING_EVERY_S,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACEFUL_S,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not task.done():
        await asyncio.sleep(0.005)
    if on_ready is not None:
        on_ready.set()
    await task


def _create(address: tuple[str, int], family: int, *, dualstack: bool) -> socket.socket:
    return socket.create_server(address, family=family, backlog=_BACKLOG, dualstack_ipv6=dualstack)
