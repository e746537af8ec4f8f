# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a command fits its own type: lengths of texts, letters of ids, ranges, and what may be chosen.

What came over a socket was checked when it was decoded. What a page builds has been checked by nobody: a struct that is made in
Python takes any value. `decide` counts on both.
"""

import msgspec
from msgspec import Struct

from sessions.model.codes import Refusal


def check_command(command: Struct) -> Refusal | None:
    """What does not fit its type in a command that was not decoded; None when all does."""
    try:
        # By way of plain values, because an object that is of the class already would pass as it is.
        msgspec.convert(msgspec.to_builtins(command), type(command))
    except msgspec.ValidationError as error:
        return refusal_of(error)
    return None


def refusal_of(error: msgspec.ValidationError, root: str = "$") -> Refusal:
    """The refusal of a command that does not fit; msgspec ends its message with the path: "… - at `$.content.why`"."""
    message = str(error)
    _, _, path = message.partition(f" - at `{root}")
    return Refusal("too_long" if "of length <=" in message else "invalid", path.strip(".`"))
