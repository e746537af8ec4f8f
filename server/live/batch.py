# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands on their way, and the decision about several of them at once."""

import asyncio
import logging
import secrets
from collections.abc import Iterable

from msgspec import Struct

from server.live import audit
from server.live.fanout import Member
from server.store import Entry, Item
from sessions.model.codes import RETRIABLE, Refusal
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.topics import decider
from sessions.wire.commands import AnyCommand, CloseWorkshop, TakeSnapshot
from sessions.wire.events import encode_events
from sessions.wire.frames import Refused, encode

MAX_BATCH = 64
"""Commands in one append: enough to catch a burst, small enough for the script's argument list."""

ENDING = (CloseWorkshop, TakeSnapshot)
"""A poster is fixed and a workshop closed also when the store is full. Both have a bound for each workshop, and a closed one can
be erased, which makes room.
"""

_log = logging.getLogger(__name__)


class Ticket(Struct, eq=False):
    """A command on its way. `client` and `n` are empty for one that came by a page; then `future` waits for the outcome."""

    command: AnyCommand
    who: Viewer
    client: str = ""
    n: int = 0
    client_id: str = ""
    member: Member | None = None
    future: "asyncio.Future[Refusal | None] | None" = None
    nonces: list[int] = []
    """Under which its entry was sent to the store, a new one every time: decided again on another head, it is another entry, and
    must never be taken for the one that got lost."""
    session_id: str = ""
    stored: bool = False
    """Its entry was seen in the log, also when the answer to the append was lost."""

    @property
    def forsaken(self) -> bool:
        """Whether the page that asked was told meanwhile that it did not work: carried out now, it would join somebody twice."""
        return self.future is not None and self.future.cancelled()

    def done(self, refusal: Refusal | None) -> None:
        """Tell whoever waits how it ended. A command that was carried out is settled by the fan-out."""
        audit.tell_of_command(self.command, self.who, self.session_id, refusal)
        if self.future is not None and not self.future.done():
            self.future.set_result(refusal)
        if refusal is not None and self.member is not None:
            self.member.send(encode(refused(self.n, self.client_id, refusal)))


def refused(n: int, client_id: str, refusal: Refusal) -> Refused:
    """The frame that tells a client no."""
    return Refused(n=n, code=refusal.code, field=refusal.field, retriable=refusal.code in RETRIABLE, client_id=client_id)


def next_batch(queue: Iterable[Ticket]) -> list[Ticket]:
    """The commands of the next append.

    A counter rises within one append: what was sent twice waits for the append after it, where the store knows its number.
    """
    batch: list[Ticket] = []
    last_n: dict[str, int] = {}
    for ticket in queue:
        if len(batch) == MAX_BATCH or (ticket.client and ticket.n <= last_n.get(ticket.client, 0)):
            break
        last_n[ticket.client] = ticket.n
        batch.append(ticket)
    return batch


def ending(queue: Iterable[Ticket]) -> list[Ticket]:
    """What is asked to end the workshop, and must not wait until a full store has room. Nothing overtakes what its own page asked
    before: a settled number settles all before it.
    """
    found: list[Ticket] = []
    waiting: set[str] = set()
    for ticket in queue:
        if isinstance(ticket.command, ENDING) and ticket.client not in waiting:
            found.append(ticket)
        elif ticket.client:
            waiting.add(ticket.client)
    return found


def mark_stored(tickets: Iterable[Ticket], entries: Iterable[Entry]) -> None:
    """Whichever of `tickets` stand in `entries` were carried out, by an append whose answer never came."""
    nonces = {entry.nonce for entry in entries}
    for ticket in tickets:
        if not nonces.isdisjoint(ticket.nonces):
            ticket.stored = True


class Decided(Struct):
    """What is to be stored, the tickets that make an entry of it, and the refusals by the ticket's `id()`. `states` are what is
    true after each of the entries, if they are stored right after what was decided on.
    """

    items: list[Item] = []
    tickets: set[Ticket] = set()
    refusals: dict[int, Refusal] = {}
    states: list[Session] = []


def decide(session: Session, tickets: Iterable[Ticket], now_ms: int) -> Decided:
    """Decide them one after another; later commands on what earlier ones will have made."""
    scratch, made = session, Decided()
    for ticket in tickets:
        try:
            decision = decider.decide(scratch, ticket.command, ticket.who, now_ms)
            if not isinstance(decision, Refusal):
                scratch = decider.replay(decision, scratch) or scratch
        except Exception:  # noqa: BLE001 # whatever it is
            # A command that trips over a bug is settled as refused; otherwise it would jam its phone's queue for ever.
            _log.exception("decide failed for %s", type(ticket.command).__name__)
            decision = Refusal("internal")
        if isinstance(decision, Refusal):
            made.refusals[id(ticket)] = decision
            if ticket.client:
                made.items.append(Item(b"", 0, ticket.client, ticket.n, decision.code))
        elif decision:
            ticket.nonces.append(secrets.randbits(64) | 1)
            made.items.append(Item(encode_events(decision), ticket.nonces[-1], ticket.client, ticket.n))
            made.tickets.add(ticket)
            made.states.append(scratch)
        elif ticket.client:
            made.items.append(Item(b"", 0, ticket.client, ticket.n))
    return made


def without_stored(tickets: list[Ticket]) -> list[Ticket]:
    """After a lost reply our own entries were found in the log: they were carried out."""
    for ticket in tickets:
        if ticket.stored:
            ticket.done(None)
    return [ticket for ticket in tickets if not ticket.stored]
