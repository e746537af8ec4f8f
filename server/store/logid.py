# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which log: of what kind of thing, and of which of them."""

import re
from typing import Final, Literal

from msgspec import Struct

Kind = Literal["s", "d", "o", "y"]
"""What a log tells the story of, in one letter: it stands in front of the id in every name of a key. A letter is never used again
for another kind.
"""
WORKSHOP: Final[Kind] = "s"
DOSSIER: Final[Kind] = "d"
ORGANISATION: Final[Kind] = "o"
STRATEGY: Final[Kind] = "y"

NAMES: dict[Kind, str] = {WORKSHOP: "workshop", DOSSIER: "case", ORGANISATION: "organisation", STRATEGY: "strategy"}
"""Every kind there is, and what operators call it."""


def several(kind: Kind) -> str:
    """What operators call more than one of a kind."""
    name = NAMES[kind]
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What can be the id of a log; anything else comes from a mistyped or made-up address. Nothing in it ends a hash tag."""


class LogId(Struct, frozen=True):
    """One log of a store. Raises ValueError for what cannot be an id."""

    kind: Kind
    id: str

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError("an id is 1 to 40 letters, digits, hyphens and underscores")

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def name(self) -> str:
        """What operators call it."""
        return f"{NAMES[self.kind]} {self.id}"

    @property
    def tag(self) -> str:
        """The hash tag of all its keys, so that they are in one slot and one script may touch them."""
        return f"{{{self}}}"
