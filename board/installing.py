# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser needs to put the board among somebody's programs: the web manifest (W3C, Web Application Manifest) and its
icons, in the house style in force.

There is no service worker: a board that others fill has nothing to show without its server, and what is written on a device waits
there already (client/core/device). Browsers install without one.
"""

import json
from functools import cache, lru_cache
from typing import Any, Literal

from msgspec import Struct

from board.below import at
from board.naming import hashed_name
from board.papers.signs import drawn_sign
from board.rendering import BOARD, macro
from board.theme.house_style import OWN_ICON, HouseStyle, in_force
from sessions.material.text import Language

SERVED_AT = "/app/"
ENDS = ".webmanifest"
PRODUCT = "Waardenbord"
JOIN = "/"
"""Where it opens: the page on which a code is typed. Boards have addresses that end; this one does not."""


class AppIcon(Struct, frozen=True):
    """A square picture of the house's sign. `share` is how much of its side the sign takes; `is_filled` says that it has a
    ground: devices cut a `maskable` one to a shape of theirs, of which the middle four fifths are safe; iOS makes black of none.
    """

    name: str
    px: int
    share: float
    is_filled: bool = False
    purpose: Literal["any", "maskable"] = "any"


ICONS = (
    AppIcon("icon-192", 192, 0.92),
    AppIcon("icon-512", 512, 0.92),
    AppIcon("maskable-512", 512, 0.54, is_filled=True, purpose="maskable"),
)
TOUCH = AppIcon("touch", 180, 0.72, is_filled=True)
"""For iOS, which asks for it by a link on the page."""
_BY_NAME = {icon.name: icon for icon in (*ICONS, TOUCH)}
_KINDS: dict[str, Literal["svg", "png"]] = {"image/svg+xml": "svg", "image/png": "png"}


def app_manifest(lang: Language) -> bytes:
    """The manifest in `lang`. The first time colours are computed: call it in a thread."""
    style = in_force()
    light = _colours(tuple(style.declared.items()))
    manifest: dict[str, Any] = {
        "id": at(JOIN),
        "name": f"{PRODUCT} | {style.name}" if style.name else PRODUCT,
        "short_name": PRODUCT,
        "description": macro("app_words.html", "what_for", lang, PRODUCT),
        "lang": lang,
        "dir": "auto",
        "start_url": at(JOIN),
        "scope": at(JOIN),
        "display": "standalone",
        "theme_color": light["table"],
        "background_color": light["table"],
        "icons": [
            {"src": at(SERVED_AT + _address(icon)), "sizes": f"{icon.px}x{icon.px}", "type": "image/png", "purpose": icon.purpose}
            for icon in ICONS
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()


def app_icon(address: str) -> tuple[bytes, bool] | None:
    """The picture at an address below SERVED_AT, and whether it is the one of today, which may be kept for ever; None where there
    is none. An address with another hash, or without one, means today's. Draws it once: call it in a thread.
    """
    name = address.removesuffix(".png")
    icon = _BY_NAME.get(name) or _BY_NAME.get(name[: name.rfind("-")])
    if icon is None or not address.endswith(".png"):
        return None
    return _picture(icon, *_sign(in_force()), _ground(icon)), address == _address(icon)


def _address(icon: AppIcon) -> str:
    """The hash is over all that the picture is made of."""
    sign, kind = _sign(in_force())
    return hashed_name(f"{icon.name}.png", repr((icon, kind, _ground(icon))).encode() + sign)


def _sign(style: HouseStyle) -> tuple[bytes, Literal["svg", "png"]]:
    """The icon of the house where it can be drawn, else our own."""
    for file in style.files.values():
        if file.url == style.icon_url and file.mime in _KINDS:
            return file.content, _KINDS[file.mime]
    return _own_sign(), "svg"


@cache
def _own_sign() -> bytes:
    return (BOARD / OWN_ICON.removeprefix("/")).read_bytes()


def _ground(icon: AppIcon) -> str:
    return _colours(tuple(in_force().declared.items()))["table"] if icon.is_filled else ""


@lru_cache(maxsize=2)
def _colours(declared: tuple[tuple[str, str], ...]) -> dict[str, str]:
    # Not at the top: it reads a parser that no other page needs.
    from board.theme.tokens import own_tokens

    # A colour that cannot be compared cannot be in a theme that was read.
    return {name: colour for name, colour in own_tokens().shown(dict(declared))["light"].items() if colour}


@lru_cache(maxsize=2 * len(_BY_NAME))
def _picture(icon: AppIcon, sign: bytes, kind: Literal["svg", "png"], ground: str) -> bytes:
    made = drawn_sign(sign, kind, px=icon.px, share=icon.share, ground=ground)
    # A drawing that the typesetter refuses: better our own than none.
    return made or drawn_sign(_own_sign(), "svg", px=icon.px, share=icon.share, ground=ground)
