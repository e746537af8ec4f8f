# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks or looks. Made at the edge from a member's link or an action's; the rules never know from which one."""

from typing import Literal

from msgspec import Struct

Role = Literal["system", "manager", "strategist", "organiser", "reader", "holder", "calendar"]
"""`system` is the server itself, `holder` whoever has one action of the organisation, `calendar` the program that has its days;
the others are members by their role.
"""


class Viewer(Struct, frozen=True):
    """Somebody. `action_id` is empty for everybody but a holder and his calendar."""

    role: Role
    action_id: str = ""

    @property
    def writes(self) -> bool:
        """Whether this is somebody who writes the strategy."""
        return self.role in ("manager", "strategist")


SYSTEM = Viewer("system")
MANAGER = Viewer("manager")
STRATEGIST = Viewer("strategist")
ORGANISER = Viewer("organiser")
READER = Viewer("reader")
