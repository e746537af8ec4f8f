# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that carry a hash of the content, so that a browser may keep the file for ever."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

HASH_CHARS = 8  # 32 bits, as many as esbuild's own: two versions of one file, not the whole world, have to differ


def hashed_name(name: str, content: bytes) -> str:
    """`icons.svg` becomes `icons-3f2a9c1b.svg`; the hash is over `content` alone."""
    path = PurePath(name)
    return f"{path.stem}-{hashlib.sha256(content).hexdigest()[:HASH_CHARS]}{path.suffix}"
