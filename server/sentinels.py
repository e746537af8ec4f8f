# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address that names sentinels instead of a server: whoever leads now is asked from them, at every new connection.

    redis+sentinel://user:password@one:26379,two:26379,three:26379/mymaster/0?sentinel_password=…

The user and password are the servers'; the sentinels' own, where they have one, stand behind the question mark, as
`sentinel_username` and `sentinel_password`. `rediss+sentinel://` is TLS to both.
"""

from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct

SCHEMES = ("redis+sentinel", "rediss+sentinel")
PORT = 26379
_OPTIONS = {"sentinel_username", "sentinel_password"}


class SentinelAddress(Struct, frozen=True):
    """What such an address says."""

    sentinels: tuple[tuple[str, int], ...]
    name: str
    """What the sentinels call the group of servers."""
    database: int = 0
    username: str | None = None
    password: str | None = None
    sentinel_username: str | None = None
    sentinel_password: str | None = None
    tls: bool = False


def parse(url: str) -> SentinelAddress | None:
    """What `url` says, or None when it names no sentinels. Raises ValueError when it does so and is not complete."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        return None
    user, _, hosts = parts.netloc.rpartition("@")
    username, _, password = user.partition(":")
    name, _, database = parts.path.strip("/").partition("/")
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if not name or not options.keys() <= _OPTIONS:
        raise ValueError("an address of sentinels ends with the name of their group")
    return SentinelAddress(
        sentinels=tuple(_host(text) for text in hosts.split(",")),
        name=unquote(name),
        database=int(database or 0),
        username=unquote(username) or None,
        password=unquote(password) or None,
        sentinel_username=options.get("sentinel_username"),
        sentinel_password=options.get("sentinel_password"),
        tls=parts.scheme == "rediss+sentinel",
    )


def _host(text: str) -> tuple[str, int]:
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.path or parts.port == 0:
        raise ValueError("a sentinel is a host, or a host and a port")
    return parts.hostname, parts.port or PORT
