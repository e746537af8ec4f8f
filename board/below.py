# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the board stands: at the root of a host, or below a path of another site, as `/waardenbord` (OPS-06).

Inside, every path is what it is from the root of the board: `/hulp`. What goes out to a browser goes by `at`: addresses in
templates by `board.placed`, which leaves none out, redirects by `server.web.below`, and the few in other files by a call. The
client has the same (board/client/core/at.ts).
"""

_below = ""


def stand_below(path: str) -> None:
    """Put the board below `path`, which begins with a slash and ends without one; empty is the root. Called at start, before
    anybody is served: a process stands at one place.
    """
    global _below  # noqa: PLW0603 - a process has one
    _below = path


def below() -> str:
    """The path below which the board stands; empty at the root."""
    return _below


def at(address: str) -> str:
    """The address of what is at a path of the board. Others (`https://…`, `#part`, `?asked`, `beside.csv`, nothing) are as they
    were.
    """
    return _below + address if address.startswith("/") and not address.startswith("//") else address


def cookie_path() -> str:
    """The path of a cookie for the whole board. With a slash behind it people would not have it at the address that they type."""
    return _below or "/"


def inside(address: str) -> str:
    """The path of the board that an address means which came in: a proxy may have taken the rest off, or passed it on."""
    return address.removeprefix(_below) or "/" if address == _below or address.startswith(f"{_below}/") else address
