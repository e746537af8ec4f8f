# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What really happened, as seen from inside the store: every entry that ever was, the line that is true now, every outcome.

Checks what can be seen there: order and nonces (I1), each command once (I4), silence ended once and never early (I10).
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.view import Placements, placements, view
from sessions.topics import decider
from sessions.wire.events import SilenceEnded, decode_events
from sessions.wire.records import Record
from tests.simulation.log import Append, Restore

ClientN = tuple[str, int]
"""A client's key as the server makes it, and its counter."""


class Violation(AssertionError):
    """An invariant does not hold. `invariant` is its name in docs/reliability.md."""

    def __init__(self, invariant: str, text: str) -> None:
        super().__init__(f"{invariant}: {text}")
        self.invariant = invariant


class Node:
    """An entry, the state after it, and what everybody sees then."""

    __slots__ = ("_placed", "_views", "at_ms", "nonce", "parent", "payload", "seq", "state")

    def __init__(self, parent: Node | None, seq: int, nonce: int, at_ms: int, payload: bytes, state: Session | None) -> None:
        self.parent = parent
        self.seq = seq
        self.nonce = nonce
        self.at_ms = at_ms
        self.payload = payload
        self.state = state
        self._placed: Placements | None = None
        self._views: dict[Viewer, dict[str, Record]] = {}

    def view(self, viewer: Viewer) -> dict[str, Record]:
        """Everything that this viewer sees after this entry."""
        found = self._views.get(viewer)
        if found is None:
            assert self.state is not None
            if self._placed is None:
                self._placed = placements(self.state)
            found = self._views[viewer] = view(self.state, viewer, self._placed)
        return found

    def follows(self, earlier: Node) -> bool:
        """Whether `earlier` is this entry or one before it on the same line."""
        node: Node | None = self
        while node is not None and node.seq > earlier.seq:
            node = node.parent
        return node is earlier


class Outcome(Struct, frozen=True):
    """How the store settled a command: a refusal's code, or "" with the entry that it became (None: without effect)."""

    code: str
    node: Node | None


class _Record(Struct, frozen=True):
    number: int
    """In the append-only file."""
    before: Node
    settled: tuple[ClientN, ...]


class Truth:
    """Watches one session in a `SimulatedLog`, and says so when an append breaks an invariant."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed
        self.head = Node(None, 0, 0, 0, b"", None)
        self.epoch = ""
        self.nodes: dict[tuple[int, int], Node] = {}
        self.outcomes: dict[ClientN, Outcome] = {}
        """Of the line that is true now."""
        self.ever: dict[ClientN, Outcome] = {}
        """Of every line that ever was."""
        self.uid_of: dict[ClientN, int] = {}
        """Which command travels under a number; pages tell it when they send."""
        self.once_lost: set[Node] = set()
        """Entries that the log lacked for a while, or for ever."""
        self.silences = 0
        self.appends = 0
        self.healed = 0
        """Entries that were lost and put back."""
        self._settled_uids: dict[int, ClientN] = {}
        self._last_n: dict[str, int] = {}
        self._records: list[_Record] = []

    def appended(self, record: int, append: Append) -> None:
        """An append was carried out."""
        try:
            self._appended(record, append)
        except Violation as violation:
            # The server would take it for an error of its own and go on.
            self._failed(violation)

    def restored(self, record: int, restore: Restore) -> None:
        """Entries that had got lost were put back."""
        try:
            self._restored(record, restore)
        except Violation as violation:
            self._failed(violation)

    def truncated(self, records: int) -> None:
        """The end of the log is lost."""
        before = self.head
        while self._records and self._records[-1].number >= records:
            record = self._records.pop()
            self.head = record.before
            for key in record.settled:
                del self.outcomes[key]
                self._settled_uids.pop(self.uid_of.get(key, 0), None)
        while before is not self.head and before.parent is not None:
            self.once_lost.add(before)
            before = before.parent
        self._last_n.clear()
        for client, n in self.outcomes:
            self._last_n[client] = max(n, self._last_n.get(client, 0))

    def _appended(self, record: int, append: Append) -> None:
        before = self.head
        if append.before != (before.seq, before.nonce):
            raise Violation("I1", f"an append after {append.before} is stored after {before.seq, before.nonce}")
        self.epoch = append.epoch
        self.appends += 1
        settled: list[ClientN] = []
        for payload, nonce, client, n, code in append.items:
            node = self._grow(payload, nonce, append.at_ms) if payload else None
            if client:
                self._settle((client, n), Outcome(code, node))
                settled.append((client, n))
        self._records.append(_Record(record, before, tuple(settled)))

    def _restored(self, record: int, restore: Restore) -> None:
        before = self.head
        if restore.before != (before.seq, before.nonce):
            raise Violation("I1", f"entries of after {restore.before} are put back after {before.seq, before.nonce}")
        self.epoch = restore.epoch
        settled: list[ClientN] = []
        for payload, nonce, at_ms, client, n in restore.entries:
            if (self.head.seq + 1, nonce) not in self.nodes:
                raise Violation("I6", f"entry {self.head.seq + 1} is put back and never was there")
            node = self._grow(payload, nonce, at_ms)
            if node.at_ms != at_ms:
                raise Violation("I1", f"entry {node.seq} came back with another time")
            if client and n > self._last_n.get(client, 0):
                self._settle((client, n), Outcome("", node))
                settled.append((client, n))
        self._records.append(_Record(record, before, tuple(settled)))
        self.healed += len(restore.entries)

    def _grow(self, payload: bytes, nonce: int, at_ms: int) -> Node:
        before = self.head
        if at_ms < before.at_ms:
            raise Violation("I1", f"entry {before.seq + 1} is older than the one before it")
        known = self.nodes.get((before.seq + 1, nonce))
        if known is not None:
            if known.parent is not before or known.payload != payload:
                raise Violation("I1", f"entry {known.seq} came back as another one")
            self.head = known
            return known
        events = decode_events(payload)
        for event in events:
            if isinstance(event, SilenceEnded):
                self._check_silence(before, event, at_ms)
        state = decider.replay(events, before.state)
        self.head = self.nodes[before.seq + 1, nonce] = Node(before, before.seq + 1, nonce, at_ms, payload, state)
        return self.head

    def _check_silence(self, before: Node, event: SilenceEnded, at_ms: int) -> None:
        assert before.state is not None
        run = before.state.runs[event.run_id]
        if not run.locked:
            raise Violation("I10", f"the silence of {run.id} ends twice")
        if run.timer.state != "running" or run.timer.version != event.version:
            raise Violation("I10", f"the silence of {run.id} ends by version {event.version}, not {run.timer.version}")
        if at_ms < run.timer.ends_at_ms:
            raise Violation("I10", f"the silence of {run.id} ends {run.timer.ends_at_ms - at_ms} ms early")
        self.silences += 1

    def _settle(self, key: ClientN, outcome: Outcome) -> None:
        client, n = key
        if n <= self._last_n.get(client, 0):
            raise Violation("I4", f"{client} settles {n} after {self._last_n[client]}")
        self._last_n[client] = n
        uid = self.uid_of.get(key)
        if uid is None:
            raise Violation("I6", f"nobody ever sent {client} {n}")
        other = self._settled_uids.get(uid)
        if other is not None:
            raise Violation("I4", f"command {uid} is settled as {other} and again as {key}")
        earlier = self.ever.get(key)
        if earlier is not None and earlier.node is not None and outcome.code and self.head.follows(earlier.node):
            raise Violation("I4", f"{client} {n} took effect and is refused {outcome.code} afterwards")
        self._settled_uids[uid] = key
        self.outcomes[key] = self.ever[key] = outcome
