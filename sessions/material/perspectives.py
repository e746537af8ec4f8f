# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""From which side people look at a case ("beleid", "inwoner", …). Tables are mixed with it.

The shipped list is `content/perspectives.toml`.
"""

import msgspec
from msgspec import Struct

from sessions.material.text import Text


class Perspective(Struct, frozen=True, forbid_unknown_fields=True):
    """One perspective. The id is stored; the name is shown."""

    id: str
    name: Text


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    perspectives: tuple[Perspective, ...]


def parse_perspectives(toml_text: str) -> tuple[Perspective, ...]:
    """Read the list from TOML, in the order shown. Raises `msgspec.ValidationError` for a wrong field or an id used twice."""
    perspectives = msgspec.toml.decode(toml_text, type=_File).perspectives
    if len({perspective.id for perspective in perspectives}) != len(perspectives):
        raise msgspec.ValidationError("two perspectives have the same id")
    return perspectives
