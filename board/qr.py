# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""QR codes as SVG, made here so that no link ever goes to somebody else's service."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    import segno

QUIET_ZONE_MODULES = 4  # ISO/IEC 18004 asks for four empty modules around the code


def qr_svg(text: str, *, title: str) -> Markup:
    """An inline `<svg class="codio-qr">` that holds `text`, with `title` as its name for screen readers.

    It is drawn in `currentColor` on the ground that the class gives it, and scales to any size. Error correction M (15 %), or
    higher where that fits in the same size. Raises `segno.DataOverflowError` when `text` is longer than a QR code can hold.
    """
    import segno  # not at the top: a server is ready sooner

    code = segno.make_qr(text, error="m")
    size, _ = code.symbol_size(border=QUIET_ZONE_MODULES)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="codio-qr" role="img" '
        'viewBox="0 0 {0} {0}" shape-rendering="crispEdges"><title>{1}</title>'
        '<path fill="currentColor" d="{2}"/></svg>'
    ).format(size, title, _path(code))


def _path(code: segno.QRCode) -> str:
    """Every run of dark modules as one rectangle."""
    drawn = []
    for y, row in enumerate(code.matrix_iter(border=QUIET_ZONE_MODULES)):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                drawn.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(drawn)
