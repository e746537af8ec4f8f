# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leads a workshop did what, and how it ended: a line in the log for each, for whoever has to account for it (SEC-12).

Nothing of people is in it: no name, text, id that a device made, or address. A workshop's id opens nothing by itself.
"""

import logging

from sessions.model.codes import Refusal
from sessions.model.viewer import CREW, Viewer
from sessions.wire.commands import AnyCommand, ChangeKeys

_log = logging.getLogger("waardenbord.audit")


def tell(action: str, workshop: str, actor: str, result: str = "done") -> None:
    """Log that somebody in the role `actor` asked for `action`; `result` is "done" or the code of the refusal."""
    facts = {"action": action, "workshop": workshop, "actor": actor, "result": result}
    _log.info("%s: %s", action, result, extra={"audit": facts})


def tell_of_command(command: AnyCommand, who: Viewer, workshop: str, refusal: Refusal | None) -> None:
    """The same of a command of the crew, or of a change of the links; of anybody else's nothing."""
    if who.role in CREW or isinstance(command, ChangeKeys):
        tell(str(command.__struct_config__.tag), workshop, who.role, refusal.code if refusal else "done")
