# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old logs as they were recorded: the events of every entry in order, the state that they gave, and its SHA-256.

Fields that came later are not in a file and are not compared, so that adding a field with a default breaks nothing.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any


def known(value: Any, recorded: Any) -> Any:
    """A state as plain JSON; of structs and maps the parts that were recorded, or all when nothing was."""
    match value:
        case dict():
            keys = value if recorded is None else [key for key in recorded if key in value]
            return {key: known(value[key], None if recorded is None else recorded[key]) for key in keys}
        case list() | tuple():
            was = [None] * len(value) if recorded is None else recorded
            return [known(item, old) for item, old in zip(value, was, strict=True)]
        case _:
            return value


def digest(state: Any) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def load(path: Path) -> dict[str, Any]:
    recorded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return recorded
