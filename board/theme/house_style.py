# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages, files and papers take from a theme. A server has one, from its start to its end; `board.theme.folder` reads it."""

from msgspec import Struct

from board.papers.look import PLAIN, Look

SERVED_AT = "/thema/"
TOKENS = "tokens.css"
"""The copy of our own tokens that the build keeps (board/theme/tokens.py)."""
OWN_ICON = "/static/favicon.svg"


class File(Struct, frozen=True):
    """A file to serve under a name that holds a hash of its content."""

    name: str
    content: bytes
    mime: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"{SERVED_AT}{self.name}"


class Picture(Struct, frozen=True):
    """A logo, and its size in pixels when it is as high as pages show it."""

    file: File
    width: int
    height: int


class HouseStyle(Struct, frozen=True, kw_only=True):
    """`name` is that of the organisation; empty is our own neutral style, which has none of the others either. `logo_dark` is
    shown on dark pages instead of `logo`. `files` holds everything by the name under which it is served.
    """

    name: str = ""
    styles: File | None = None
    logo: Picture | None = None
    logo_dark: Picture | None = None
    logo_alt: str = ""
    icon_url: str = OWN_ICON
    files: dict[str, File] = {}
    declared: dict[str, str] = {}
    look: Look = PLAIN


NEUTRAL = HouseStyle()
_in_force = NEUTRAL


def in_force() -> HouseStyle:
    """The house style of this process."""
    return _in_force


def put_in_force(style: HouseStyle) -> None:
    """Give every page and file from now on this style. Called at start, before anybody is served."""
    global _in_force  # noqa: PLW0603 - a process has one
    _in_force = style
