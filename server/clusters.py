# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address that names some servers of a cluster: from whichever answers, all others are known, and who keeps what.

    redis+cluster://user:password@one:6379,two:6379,three:6379

The user and password are those of all servers. `rediss+cluster://` is TLS to all.
"""

from urllib.parse import unquote, urlsplit

from msgspec import Struct

SCHEMES = ("redis+cluster", "rediss+cluster")
PORT = 6379


class ClusterAddress(Struct, frozen=True):
    """What such an address says."""

    servers: tuple[tuple[str, int], ...]
    username: str | None = None
    password: str | None = None
    tls: bool = False


def parse(url: str) -> ClusterAddress | None:
    """What `url` says, or None when it names no cluster. Raises ValueError when it does so and is not complete."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        return None
    user, _, hosts = parts.netloc.rpartition("@")
    username, _, password = user.partition(":")
    if parts.path.strip("/0") or parts.query or parts.fragment:
        raise ValueError("a cluster has one database and no options")
    return ClusterAddress(
        servers=tuple(_host(text) for text in hosts.split(",")),
        username=unquote(username) or None,
        password=unquote(password) or None,
        tls=parts.scheme == "rediss+cluster",
    )


def _host(text: str) -> tuple[str, int]:
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.path or parts.port == 0:
        raise ValueError("a server of a cluster is a host, or a host and a port")
    return parts.hostname, parts.port or PORT
