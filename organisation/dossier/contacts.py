# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How people of a case, or of an organisation's strategy, are reached by mail, and what was mailed to them. Only the regievoerder
sees an address, or who writes the strategy.
"""

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct

from sessions.material.limits import MAX_ADDRESS_CHARACTERS

EmailText = Annotated[str, Meta(max_length=MAX_ADDRESS_CHARACTERS)]
MailKind = Literal["link", "soon", "look", "late", "talk", "week"]
"""The personal link because somebody asked for it; a week before the day of an action; the day to look at it; a week after it;
the follow-up talk tomorrow; what came up in a week, for the regievoerder.
"""
MailState = Literal["asked", "going", "sent", "refused", "later"]
Outcome = Literal["sent", "refused", "later"]

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
"""What browsers take in a field for an address, with a dot in the domain."""


class Contact(Struct, frozen=True):
    """Where somebody gets mail: the holder of an action by its id, or the regievoerder. `holder` is the function that it was
    given for: when another holds the action, nobody is reached by it. `stopped` is set by whoever wants no more mail.
    """

    address: str = ""
    holder: str = ""
    stopped: bool = False
    rev: int = 0


class Mail(Struct, frozen=True):
    """The last mail of one kind to somebody, about a day. `at_ms` is when its state last changed; `tries` how often it was handed
    on; `again` says that a worker died before it could tell what became of it, and that it was handed on once more.
    """

    whom: str
    kind: MailKind
    day: str
    state: MailState
    at_ms: int
    tries: int = 0
    again: bool = False
    retry_at_ms: int = 0


def is_address(text: str) -> bool:
    """Whether mail can be sent there, by its letters."""
    return len(text) <= MAX_ADDRESS_CHARACTERS and _ADDRESS.fullmatch(text) is not None


def mail_key(whom: str, kind: MailKind) -> str:
    """Under which a case keeps the last mail of a kind to somebody."""
    return f"{kind}:{whom}"
