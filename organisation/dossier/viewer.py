# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks or looks. Made at the edge from a secret; the rules never know from which one."""

from typing import Literal

from msgspec import Struct

Role = Literal["system", "coordinator", "holder", "calendar", "checker", "reader", "follower", "everybody"]
"""`system` is the server itself, `coordinator` the regievoerder, `holder` whoever has one action, `calendar` a program with the
secret of one of their calendars, `checker` whoever takes the second look at a report before it is public, `reader` whoever has
the link of the shared report, `follower` whoever has that of the status page."""


class Viewer(Struct, frozen=True):
    """Somebody. `action_id` is empty for everybody but a holder and his calendar."""

    role: Role
    action_id: str = ""


SYSTEM = Viewer("system")
COORDINATOR = Viewer("coordinator")
CHECKER = Viewer("checker")
READER = Viewer("reader")
FOLLOWER = Viewer("follower")
EVERYBODY = Viewer("everybody")
