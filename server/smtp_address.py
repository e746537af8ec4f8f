# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address of a mail server, as an operator writes it: `smtp://user:password@host:587` starts TLS on the connection and
refuses to go on without, `smtps://host:465` has TLS from the first byte, `smtp+plain://localhost:25` has none.
"""

from typing import Literal, get_args
from urllib.parse import unquote, urlsplit

from msgspec import Struct

Scheme = Literal["smtp", "smtps", "smtp+plain"]
_PORTS: dict[str, int] = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class SmtpAddress(Struct, frozen=True):
    """Where mail is handed on. Without a `user` nobody logs in."""

    scheme: Scheme
    host: str
    port: int
    user: str
    password: str

    def __repr__(self) -> str:
        return f"SmtpAddress({self.scheme}://{self.host}:{self.port})"


def parse(text: str) -> SmtpAddress:
    """Read an address. Raises ValueError for anything else."""
    parts = urlsplit(text)
    scheme = next((each for each in get_args(Scheme) if each == parts.scheme), None)
    if scheme is None or not parts.hostname or parts.port == 0 or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError
    if bool(parts.username) is not bool(parts.password):
        raise ValueError
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return SmtpAddress(scheme, parts.hostname, parts.port or _PORTS[scheme], user, password)
