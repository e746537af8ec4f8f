# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""RFC 8785 canonical JSON for what the poster holds: objects with ASCII keys, lists, strings, integers, booleans, null."""

import hashlib
import json
from collections.abc import Collection
from typing import Any


def canonical_json(value: Any) -> str:
    """The one text form of a value. Raises `TypeError` for a float or a key that is not ASCII: RFC 8785 treats them specially."""
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def without_empty(told: Any, later: Collection[str]) -> Any:
    """Plain data without the fields of these names where they say nothing: what came later stands nowhere when it says nothing,
    so that what says the same as before has the same hash.
    """
    match told:
        case dict():
            return {name: without_empty(said, later) for name, said in told.items() if said or name not in later}
        case list() | tuple():
            return [without_empty(each, later) for each in told]
        case _:
            return told


def sha256_hex(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _check(value: Any) -> None:
    match value:
        case dict():
            for key, item in value.items():
                if not (isinstance(key, str) and key.isascii()):
                    raise TypeError("keys must be ASCII text")
                _check(item)
        case list() | tuple():
            for item in value:
                _check(item)
        case None | bool() | int() | str():
            pass
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")
