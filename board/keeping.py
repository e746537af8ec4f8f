# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where what is written in a form can be kept: with an organisation of whoever writes."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace


class Keeping(Struct, frozen=True):
    """The organisations (id and name) in which this browser may keep what the form is for. `of` is the one of these that has it
    already, at this `version`; empty and 0 for what is new. `code` says why it was not kept just now.
    """

    organisations: Sequence[tuple[str, str]] = ()
    of: str = ""
    version: int = 0
    code: str = ""

    def refused(self, code: str) -> "Keeping":
        """The same with why it was not kept. What was taken away meanwhile can be kept as something new."""
        return Keeping(self.organisations, code=code) if code == "unknown_item" else replace(self, code=code)


NOWHERE = Keeping()
"""For whoever is no member of an organisation."""
