# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks or looks. Made at the edge from a secret; the rules never know from which one."""

from typing import Literal

from msgspec import Struct

Role = Literal["system", "coordinator", "holder", "checker"]
"""`system` is the server itself, `coordinator` the regievoerder, `holder` whoever has one action, `checker` whoever takes
the second look at a report before it is public."""


class Viewer(Struct, frozen=True):
    """Somebody. `action_id` is empty for everybody but a holder."""

    role: Role
    action_id: str = ""


SYSTEM = Viewer("system")
COORDINATOR = Viewer("coordinator")
CHECKER = Viewer("checker")
