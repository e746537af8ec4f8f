# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sign as a square picture, drawn by the typesetter."""

import json
from typing import Literal

from board.papers.typesetting import FOLDER

POINTS_PER_INCH = 72.0
"""A pixel is a point then."""


def drawn_sign(sign: bytes, kind: Literal["svg", "png"], *, px: int, share: float, ground: str = "") -> bytes:
    """A PNG of `px` by `px` pixels with the sign in its middle, on `ground` (`#RRGGBB`; empty: on nothing). Empty when the
    typesetter refuses the sign. A few milliseconds: call it in a thread.
    """
    import typst

    content: object = sign.decode("utf-8-sig") if kind == "svg" else list(sign)
    told = {"px": px, "share": share, "ground": ground, "kind": kind, "sign": content}
    try:
        made = typst.compile(
            FOLDER / "app_icon.typ",
            root=FOLDER,
            ignore_system_fonts=True,
            format="png",
            ppi=POINTS_PER_INCH,
            sys_inputs={"data": json.dumps(told)},
        )
    except typst.TypstError:
        return b""
    return made
