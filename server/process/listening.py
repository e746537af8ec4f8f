# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The socket to listen on, and where others find this machine."""

import contextlib
import errno
import socket

from server.settings import Settings

_BACKLOG = 2048


class ListenError(Exception):
    """The address cannot be listened on; the message is one sentence for the operator."""


def listen(settings: Settings) -> socket.socket:
    """A socket on the configured address; "::" takes IPv4 too. Raises ListenError."""
    host, port = settings.host, settings.port
    try:
        if host == "::" and socket.has_dualstack_ipv6():
            try:
                return _create((host, port), socket.AF_INET6, dualstack=True)
            except OSError as error:
                # In use is in use: on IPv4 alone "localhost" would lead to whoever holds the port on IPv6.
                if error.errno in (errno.EADDRINUSE, errno.EACCES):
                    raise
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


def _create(address: tuple[str, int], family: int, *, dualstack: bool) -> socket.socket:
    return socket.create_server(address, family=family, backlog=_BACKLOG, dualstack_ipv6=dualstack)
