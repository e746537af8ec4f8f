# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the text of an environment variable becomes the value of a setting: each function takes the text and answers the value, or
raises ValueError (msgspec's too) for what cannot be used. What is expected in words stands beside the variable's name in
`server.settings`.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from server import clusters, sentinels, smtp_address

_CONTACT = re.compile(r"(mailto:[!-~]+@[!-~]+|https://[!-~]+|tel:[+0-9.()-]+)")

_ADDRESS = re.compile(r"[!#-'*+/-9=?A-Z^-~-]+(\.[!#-'*+/-9=?A-Z^-~-]+)*@[A-Za-z0-9.-]+")

_BELOW = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
"""A path that nobody writes in two ways: no sign in it is ever escaped, and no part of it is a step back."""

MAX_OPERATOR = 200


def folder(text: str) -> Path:
    """A directory's absolute path; `~` is somebody's home."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:
        # A home of nobody.
        raise ValueError from error


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` up to and including `most`."""

    def read(text: str) -> int:
        number = msgspec.convert(text, int, strict=False)
        if not least <= number <= most:
            raise ValueError
        return number

    return read


def store_mb(text: str) -> int:
    """Megabytes of memory for the embedded store: 0 for no bound, or enough to start with."""
    megabytes = whole(0, 1_000_000)(text)
    if 0 < megabytes < 16:
        raise ValueError
    return megabytes


def redis_url(text: str) -> str:
    """The address of a store, as it was written; see `Settings.redis_url` for the kinds."""
    if sentinels.parse(text) or clusters.parse(text):
        return text
    parts = urlsplit(text)
    usable = parts.path if parts.scheme == "unix" else parts.hostname if parts.scheme in ("redis", "rediss") else None
    if not usable or (parts.scheme != "unix" and parts.port == 0):
        raise ValueError
    return text


def origin(text: str) -> str:
    """Scheme, host and port of an address, without a slash behind them."""
    parts = urlsplit(text.strip().rstrip("/"))
    rest = parts.path or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in ("http", "https") or not parts.hostname or rest or parts.port == 0:
        raise ValueError
    return f"{parts.scheme}://{parts.netloc.lower()}"


def address(text: str) -> str:
    """The same, with the path below which the board stands where there is one, without a slash behind it."""
    parts = urlsplit(text.strip())
    path = parts.path.rstrip("/")
    if not _BELOW.fullmatch(path) or parts.query or parts.fragment:
        raise ValueError
    return origin(f"{parts.scheme}://{parts.netloc}") + path


def origins(text: str) -> tuple[str, ...]:
    """Origins that stand between commas."""
    return tuple(origin(part) for part in text.split(",") if part.strip())


def prefix(text: str) -> str:
    """What every key in the store begins with."""
    # A brace would change the hash slot of every key.
    if len(text) > 64 or not text.isascii() or not text.isprintable() or any(mark in text for mark in "{} "):
        raise ValueError
    return text


def contact(text: str) -> tuple[str, ...]:
    """Where somebody who found a weakness writes to: addresses between commas (RFC 9116)."""
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not found or not all(_CONTACT.fullmatch(part) for part in found):
        raise ValueError
    return found


def operator(text: str) -> str:
    """The name of whoever runs the server, of at most `MAX_OPERATOR` characters."""
    if len(text) > MAX_OPERATOR or not text.isprintable():
        raise ValueError
    return text


def page(text: str) -> str:
    """The address of a page on the web, by https."""
    if not re.fullmatch(r"https://[!-~]+", text) or not urlsplit(text).hostname:
        raise ValueError
    return text


def day(text: str) -> date:
    """A day by ISO 8601."""
    return date.fromisoformat(text)


def secret(text: str) -> bytes:
    """A key of 256 bits from a random text of any length from 32 characters."""
    if len(text) < 32:
        raise ValueError
    return hashlib.sha256(text.encode()).digest()


def host(text: str) -> str:
    """A name or an address to listen on; square brackets around IPv6 are taken off."""
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError
    return text.removeprefix("[").removesuffix("]")


def smtp_url(text: str) -> str:
    """The address of a mail server, as it was written: see `server.smtp_address`."""
    smtp_address.parse(text)
    return text


def mail_address(text: str) -> str:
    """An e-mail address (RFC 5322's plain form)."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError
    return text


def key(text: str) -> str:
    """A password that people type, of at least 12 characters."""
    if len(text) < 12:
        raise ValueError
    return text
