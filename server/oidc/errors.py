# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why somebody did not come in."""

from typing import Literal

FailureCode = Literal[
    "provider_down", "provider_wrong", "cancelled", "denied", "too_late", "not_proven", "weak", "no_role", "gone"
]
"""`provider_down`: it does not answer, or not in time. `provider_wrong`: what it answers cannot be used, which the operator has
to mend. `cancelled`: whoever signed in stopped. `denied`: it tells us nothing of him. `too_late`: this browser began nothing, or
long ago, or ended it already. `not_proven`: what came back does not prove who somebody is. `weak`: he signed in otherwise than
this board asks. `no_role`: nothing gives him a role here. `gone`: his organisation was destroyed here.
"""


class SignInFailed(Exception):
    """Nobody comes in. `code` is for whoever tried; `reason` for the log: it holds nothing of anybody."""

    def __init__(self, code: FailureCode, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code: FailureCode = code
        self.reason = reason
