# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worlds without a network: every byte that a viewer gets, with the moment on a clock that is set by hand.

Here the worlds go on after the silence: what is compared is what a note looks like to those who do see it, and to whom the others
that were written should be as if they had never been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

import msgspec

from server.live.fanout import Fanout, Member
from server.live.sealing import Sealer
from server.live.sockets import Outbox
from server.store import Entry, Head
from sessions.afterwards.outcome import canonical_outcome, outcome
from sessions.afterwards.timelapse import timelapse
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.topics.decider import replay
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.frames import Settled
from tests.noninterference.recording import mask_frame
from tests.sessions.world import World

Got = tuple[int, str, bytes]
"""When, what kind, and the bytes with clock values and tokens masked."""
SEALER = Sealer(b"k" * 32, "s1")
_LONG, _LONGER = 126, 127
"""What the length of a WebSocket frame says when two or eight more bytes hold it."""


class Watch(World):
    """A workshop and some who watch. `got` holds what each of them got, in order."""

    def __init__(self, people: int, watchers: Iterable[Viewer]) -> None:
        self.got: dict[Viewer, list[Got]] = {}
        self._fanout = Fanout(SEALER)
        self._seq = 0
        self._wanted = tuple(watchers)
        self._tokens: dict[Viewer, str] = {}
        super().__init__(people)

    @property
    def _head(self) -> Head:
        return Head("life", self._seq, self._seq)

    def watch(self) -> None:
        """From now on."""
        for viewer in self._wanted:
            self._connect(viewer, "")
            self._tokens[viewer] = SEALER.seal(self._head)

    def apply(self, events: tuple[e.Event, ...]) -> None:
        before = self.session
        super().apply(events)
        if events:
            self._seq += 1
            entry = Entry(self._seq, self._seq, self.now_ms, b"", "", 0)
            self._fanout.tell((before, self.session), (entry,), self._head)

    def do(self, command: c.AnyCommand, who: Viewer) -> e.Decision:
        """As in a room; a watcher is told how it ended."""
        decision = super().do(command, who)
        if who in self.got:
            refused = isinstance(decision, Refusal)
            self.got[who].append((self.now_ms, "refused" if refused else "done", repr(decision).encode() if refused else b""))
        return decision

    def look_back(self) -> None:
        """Everybody once more in every way: a fresh page, one that comes back, and what can be read of it."""
        for viewer in self._wanted:
            for token in ("", self._tokens[viewer]):
                self._fanout.leave(self._connect(viewer, token))
            self.got[viewer].append((self.now_ms, "outcome", canonical_outcome(outcome(self.session, viewer)).encode()))
            self.got[viewer].append((self.now_ms, "film", msgspec.json.encode(timelapse(self._states(), self.session))))

    def _states(self) -> Iterator[Session]:
        state: Session | None = None
        for events in self.log:
            state = replay(events, state)
            assert state is not None
            yield state

    def _connect(self, viewer: Viewer, token: str) -> Member:
        got = self.got.setdefault(viewer, [])

        class Kept:
            def send(_, frame: bytes) -> None:  # noqa: N805
                kind, masked = mask_frame(_payload(frame))
                got.append((self.now_ms, kind, masked))

        member = Member(viewer, f"page-{viewer.role}", cast("Outbox", Kept()))
        self._fanout.join(member, self.session, self._head, token, Settled(0), self.now_ms)
        return member


def _payload(frame: bytes) -> bytes:
    length = frame[1]
    return frame[{_LONG: 4, _LONGER: 10}.get(length, 2) :]


def told_apart(worlds: Mapping[int, Watch]) -> list[str]:
    """Where the worlds first differ, for each watcher and each number of others; empty when nobody can tell them apart."""
    first, *others = worlds.items()
    found: list[str] = []
    for number, world in others:
        for viewer, got in world.got.items():
            known = first[1].got[viewer]
            places = [at for at, (one, other) in enumerate(zip(known, got, strict=False)) if one != other]
            if places or len(known) != len(got):
                at = places[0] if places else min(len(known), len(got))
                one, other = _around(_bytes(known[at : at + 1]), _bytes(got[at : at + 1]))
                found.append(
                    f"{viewer.role} {viewer.participant_id}, {first[0]} against {number}, #{at}:\n  {one!r}\n  {other!r}"
                )
    return found


def _bytes(got: list[Got]) -> bytes:
    return got[0][2] if got else b""


def _around(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return one[max(0, start - 60) : start + 60], other[max(0, start - 60) : start + 60]


def worlds(play: Callable[[int], Watch], numbers: Iterable[int] = (0, 1, 7, 20)) -> dict[int, Watch]:
    """The same workshop with so many others."""
    return {number: play(number) for number in numbers}
