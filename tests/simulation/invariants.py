# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold after every step, and when all is quiet again. The names are those of docs/reliability.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from server.live.sealing import Sealer
from sessions.model.viewer import Viewer
from sessions.wire.frames import Patch, View, Welcome
from tests.simulation.page import PASSING, Page
from tests.simulation.queue import Ask, Ended
from tests.simulation.truth import Node, Truth, Violation

if TYPE_CHECKING:
    from server.live.room import Room


class Invariants:
    """Sees what every page takes in and is told, and compares it with the truth."""

    def __init__(self, truth: Truth, sealer: Sealer, *, may_lose: bool) -> None:
        self._truth = truth
        self._sealer = sealer
        self._may_lose = may_lose
        """The profile may lose the end of the log; then what was told is no promise any more."""
        self._at: dict[Page, Node] = {}
        self._told: dict[int, set[str]] = {}
        self._went_back: set[Page] = set()
        self.done = 0
        self.refused = 0
        self.started_over = 0

    def sent(self, page: Page, ask: Ask) -> None:
        """A command goes out under a number."""
        key = (client_key(page.viewer, ask.client_id), ask.n)
        other = self._truth.uid_of.setdefault(key, ask.uid)
        if other != ask.uid:
            raise Violation("I4", f"{key} was command {other} and is now {ask.uid}")

    def took(self, page: Page, frame: Welcome | View | Patch) -> None:
        """I2, I6: after every frame a page shows what its viewer sees at one entry of the log, and never goes back."""
        position = self._sealer.position(frame.token, self._truth.epoch)
        node = self._truth.nodes.get(position) if position else None
        if node is None:
            raise Violation("I6", f"{page.client_id} is shown something that was never stored")
        earlier = self._at.get(page)
        if earlier is not None and not node.follows(earlier):
            # It may be back by now, and was not when the worker said this.
            lost = earlier in self._truth.once_lost
            whole = isinstance(frame, View) or (isinstance(frame, Welcome) and not frame.resumed)
            if not (lost and whole):
                raise Violation("I2", f"{page.client_id} goes back from entry {earlier.seq} to {node.seq}")
            self.started_over += 1
            self._went_back.add(page)
        self._at[page] = node
        expected = node.view(page.viewer)
        if page.records != expected:
            raise Violation("I2", f"{page.client_id} at entry {node.seq} {_difference(page, expected)}")

    def entry_of(self, frame: Welcome | View | Patch) -> int:
        """The entry whose view a frame completes; -1 for none that was ever stored."""
        position = self._sealer.position(frame.token, self._truth.epoch)
        node = self._truth.nodes.get(position) if position else None
        return node.seq if node else -1

    def told(self, page: Page, ended: Ended, source: str) -> None:
        """I4, I5: what a page is told is what the store settled, and comes with its change."""
        ask = ended.ask
        if ended.code in PASSING:
            self._told.setdefault(ask.uid, set()).add(ended.code)
            return
        key = (client_key(page.viewer, ask.client_id), ask.n)
        outcome = self._truth.outcomes.get(key) or self._truth.ever.get(key)
        if outcome is None:
            raise Violation("I5", f"{key} is told {ended.code or 'done'} and was never settled")
        if ended.code and outcome.code != ended.code:
            raise Violation("I4", f"{key} is told {ended.code} and was settled {outcome.code or 'done'}")
        at = self._at.get(page)
        if not outcome.code and outcome.node is not None and (at is None or not at.follows(outcome.node)):
            lost = not self._truth.head.follows(outcome.node)
            if not lost:
                raise Violation("I2", f"{key} is told done by {source} before entry {outcome.node.seq} is shown")
        self._told.setdefault(ask.uid, set()).add(ended.code)
        if ended.code:
            self.refused += 1
        else:
            self.done += 1

    def is_untold(self, page: Page) -> bool:
        """I5: whether this page has shown what is lost and does not know of it yet."""
        return page in self._went_back and not page.told_of_loss

    def at_rest(self, pages: Iterable[Page], rooms: Iterable[Room], issued: dict[int, str]) -> None:
        """I3, I5, I8: everybody agrees, and every command that was ever asked has been accounted for."""
        head = self._truth.head
        for room in rooms:
            if (room.head.seq, room.head.nonce) != (head.seq, head.nonce):
                raise Violation("I3", f"a worker is at entry {room.head.seq} and the log at {head.seq}")
            if room.session != head.state:
                raise Violation("I3", f"a worker's state differs from the log's at entry {head.seq}")
        waiting: set[int] = set()
        for page in pages:
            if page.records != head.view(page.viewer):
                raise Violation("I3", f"{page.client_id} {_difference(page, head.view(page.viewer))}")
            waiting |= {ask.uid for ask in page.queue.asks}
        if waiting:
            raise Violation("I13", f"commands {sorted(waiting)} still wait")
        settled = {self._truth.uid_of[key]: outcome for key, outcome in self._truth.outcomes.items()}
        for uid, what in issued.items():
            told = self._told.get(uid, set())
            outcome = settled.get(uid)
            if outcome is not None and outcome.code and outcome.code not in told:
                raise Violation("I8", f"command {uid} ({what}) was refused {outcome.code} and nobody was told")
            if outcome is not None and not outcome.code and not told:
                raise Violation("I8", f"command {uid} ({what}) was carried out and nobody was told")
            if outcome is None and not (told & PASSING) and not (self._may_lose and told):
                if "" in told:
                    raise Violation("I5", f"command {uid} ({what}) was acknowledged and is lost")
                raise Violation("I8", f"command {uid} ({what}) has vanished")


def client_key(viewer: Viewer, client_id: str) -> str:
    """The counter of a page, as the server names it."""
    return f"{viewer.role}:{viewer.participant_id}:{client_id}"


def _difference(page: Page, expected: dict[str, object] | object) -> str:
    assert isinstance(expected, dict)
    keys = [key for key in {**page.records, **expected} if page.records.get(key) != expected.get(key)]
    return f"({page.viewer.role}) shows others than {keys[:5]}"
