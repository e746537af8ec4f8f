# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address in a mail at which whoever gets it says that he wants no more: nobody else can tell it, and it does nothing else.
It is made of the address that the mail went to, and so goes with that.
"""

import hmac

from server.live.rooms import Rooms

_NOBODY = "-"


def stop_path(rooms: Rooms, dossier_id: str, whom: str, address: str) -> str:
    """The path for mail of a case: to the holder of an action by its id, or to the regievoerder (`whom` is empty)."""
    return f"/geen-mail/{dossier_id}/{whom or _NOBODY}/{rooms.secret('no-mail', f'{dossier_id}:{whom}:{address.casefold()}')}"


def task_stop_path(rooms: Rooms, organisation_id: str, whom: str, address: str) -> str:
    """The path for mail about an action of an organisation."""
    secret = rooms.secret("no-mail", f"organisatie:{organisation_id}:{whom}:{address.casefold()}")
    return f"/geen-mail/organisatie/{organisation_id}/{whom}/{secret}"


def whom_in(path_part: str) -> str:
    """Whom a part of a path of a case means."""
    return "" if path_part == _NOBODY else path_part


def is_that(path: str, secret: str) -> bool:
    """Whether a secret that somebody brings is the one of a path."""
    return hmac.compare_digest(path.rpartition("/")[2].encode(), secret.encode(errors="replace"))
