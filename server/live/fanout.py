# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gets which bytes: one encoding per set of circles, never per connection; and what a returning client missed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import cast

from msgspec import Raw, Struct
from msgspec.structs import replace

from server.access import still_fits
from server.live.recalling import Memory
from server.live.sealing import Sealer
from server.live.sockets import Sink, serialize
from server.live.space import Space
from server.store import Entry, Head
from sessions.material.limits import Limits
from sessions.model.circles import circles_of
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.view import Change, Placements, changes, placements
from sessions.wire.frames import PROTOCOL, Lost, Patch, Presence, Settled, View, Welcome, encode, encoded
from sessions.wire.records import Record

MAX_LISTENED = 64
"""Of how many other pages one connection may send what they left behind. A browser has a few; each is remembered as long as the
connection stands."""


class Member:
    """A connection in a room: who looks, in which circles he is, and where his frames go. `secret_hash` is of the secret that let
    him in; `on_revoked` is called once when that opens nothing any more, and nothing is sent to him from then on.
    """

    __slots__ = ("circles", "client", "on_revoked", "others_heard", "outbox", "revoked", "secret_hash", "viewer")

    def __init__(
        self,
        viewer: Viewer,
        client: str,
        outbox: Sink,
        secret_hash: str = "",
        on_revoked: Callable[[], object] | None = None,
    ) -> None:
        self.viewer = viewer
        self.client = client
        self.others_heard = 0
        self.outbox = outbox
        self.secret_hash = secret_hash
        self.on_revoked = on_revoked
        self.revoked = False
        self.circles: tuple[str, ...] = ()

    def revoke(self) -> None:
        """The link that let him in was taken away: close."""
        self.revoked = True
        if self.on_revoked is not None:
            self.on_revoked()

    def send(self, payload: bytes) -> None:
        """One frame to this connection alone."""
        self.outbox.send(serialize(payload))


class Step(Struct, frozen=True):
    """What one entry touched: ids per circle, and the viewers whose circles changed."""

    seq: int
    nonce: int
    touched: dict[str, frozenset[str]]
    recircled: frozenset[Viewer]


class Fanout:
    """The members of one room. Nothing here awaits: joining and telling can never interleave."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self._members: set[Member] = set()
        self._in: dict[str, set[Member]] = {}
        self.memory: Memory[Session, Step] = Memory(sealer, step_of)
        """What entries touched, for those who come back."""
        self.space = Space()
        """How full the store is; the rooms of a worker share one."""
        self._placed: tuple[Session, Placements] | None = None
        self._raws: dict[str, list[Raw]] = {}
        """Of some of those circles all records as bytes."""
        self._listening: dict[str, dict[Member, str]] = {}

    def __len__(self) -> int:
        return len(self._members)

    def members(self) -> Iterable[Member]:
        """The connections now."""
        return tuple(self._members)

    def join(self, member: Member, session: Session, head: Head, token: str, settled: Settled, now_ms: int) -> None:
        """Add a connection and queue its first frame: with no await between, so no change can be missed or told twice."""
        self._seat(member, circles_of(session, member.viewer))
        placed = self._placements(session)
        missed = self._missed(member, head, token)
        put: list[Record] = []
        drop: list[str] = []
        if missed is None:
            put = self._all_seen(member, session)
        else:
            for key in sorted(missed):
                # As in a full view, of several circles the last one counts.
                record = next((placed[c][key] for c in reversed(member.circles) if key in placed.get(c, {})), None)
                if record is None:
                    drop.append(key)
                else:
                    put.append(record)
        welcome = Welcome(
            protocol=PROTOCOL,
            token=self._sealer.seal(head),
            server_ms=now_ms,
            limits=Limits(),
            settled=settled,
            resumed=missed is not None,
            put=tuple(put),
            drop=tuple(drop),
        )
        member.send(encode(welcome))
        self._members.add(member)
        self.listen(member, member.client, "")

    def listen(self, member: Member, client: str, client_id: str) -> bool:
        """Tell this connection too how commands of `client` end; `client_id` is what the page calls it, empty for itself.

        False when it listens to `MAX_LISTENED` others already: nothing is changed then.
        """
        listeners = self._listening.get(client)
        if listeners is not None and member in listeners:
            return True
        if client_id:
            if member.others_heard >= MAX_LISTENED:
                return False
            member.others_heard += 1
        self._listening.setdefault(client, {})[member] = client_id
        return True

    def leave(self, member: Member) -> None:
        """The connection is gone."""
        self._members.discard(member)
        self._seat(member, ())
        for client in [client for client, listeners in self._listening.items() if listeners.pop(member, None) is not None]:
            if not self._listening[client]:
                del self._listening[client]

    def revoke(self, session: Session) -> None:
        """Let nobody stay whose link was taken away, or who was removed. Before anything is told: he sees nothing of what
        follows.
        """
        for member in [
            each for each in self._members if each.secret_hash and not still_fits(session, each.viewer, each.secret_hash)
        ]:
            self.leave(member)
            member.revoke()

    def end(self, *, lost: bool) -> None:
        """The log is gone: what was in it is `lost`, and told; or it was taken away on purpose, and nobody stays."""
        if lost:
            self.send_all(encode(Lost()))
            return
        for member in self.members():
            self.leave(member)
            member.revoke()

    def answer(self, client: str, n: int, session_head: Head, now_ms: int) -> None:
        """Settle a command that changed nothing that anybody sees."""
        for member, client_id in self._listening.get(client, {}).items():
            member.send(_patch(self._sealer.seal(session_head), now_ms, [], Settled(n=n, client_id=client_id)))

    def tell(self, states: Sequence[Session], entries: tuple[Entry, ...], head: Head) -> None:
        """Send everybody what these entries changed for him, in one frame, and remember it for those who come back.

        `states` are the one before the entries and the one after each.
        """
        old, new = states[0], states[-1]
        changed = changes(old, new)
        recircled = self._recircle(old, new)
        self._remember(states, entries, changed, frozenset(member.viewer for member in recircled))
        token = self._sealer.seal(head)
        at_ms = entries[-1].at_ms
        settled = self._settled_by(entries)
        for member in recircled:
            put = tuple(self._all_seen(member, new))
            own = next(iter(settled.get(member, ())), None)
            member.send(encode(View(token=token, at_ms=at_ms, put=put, settled=own)))
        for circles, members in self._audiences(changed, recircled | settled.keys()):
            frame = serialize(_patch(token, at_ms, [changed[circle] for circle in circles], None))
            for member in members:
                member.outbox.send(frame)
        for member, (own, *more) in settled.items():
            if member not in recircled:
                parts = [changed[circle] for circle in member.circles if circle in changed]
                member.send(_patch(token, at_ms, parts, own))
            # Of commands that were stored together, the first is settled with the change and the others right after it.
            for another in more:
                member.send(_patch(token, at_ms, [], another))

    def _remember(
        self, states: Sequence[Session], entries: tuple[Entry, ...], changed: Mapping[str, Change], recircled: frozenset[Viewer]
    ) -> None:
        """Entry by entry: who comes back may have heard from another worker of the first of them and not of the last, which
        perhaps undid it.
        """
        for entry, before, after in zip(entries, states, states[1:], strict=False):
            step = step_of(entry, before, after, changed if len(entries) == 1 else None)
            self.memory.add(replace(step, recircled=recircled | step.recircled))

    def tell_presence(self) -> None:
        """Tell facilitators how many devices are connected to this worker, per role, and how full the store is."""
        roles = [member.viewer.role for member in self._members]
        counts = Presence(roles.count("participant"), roles.count("screen"), roles.count("facilitator"), self.space.state)
        frame = serialize(encode(counts))
        for member in self._members:
            if member.viewer.role == "facilitator":
                member.outbox.send(frame)

    def send_all(self, payload: bytes) -> None:
        """One frame to every connection."""
        frame = serialize(payload)
        for member in self._members:
            member.outbox.send(frame)

    def start_over(self, session: Session, head: Head, now_ms: int) -> None:
        """The log turned out to be another one: everybody gets a full view and nothing old can be resumed."""
        self.memory.start_over()
        token = self._sealer.seal(head)
        for member in self._members:
            self._seat(member, circles_of(session, member.viewer))
            put = tuple(self._all_seen(member, session))
            member.send(encode(View(token=token, at_ms=now_ms, put=put)))

    def _audiences(
        self, changed: Mapping[str, object], apart: AbstractSet[Member]
    ) -> Iterator[tuple[tuple[str, ...], Iterable[Member]]]:
        """Which of the changed circles together reach whom, leaving out those who are served apart.

        Whoever of the largest circle is in no other, nearly always the whole room, is found without asking members one by one
        (docs/performance.md).
        """
        here = {circle: self._in[circle] for circle in changed if circle in self._in}
        if not here:
            return
        largest = max(here, key=lambda circle: len(here[circle]))
        also_elsewhere = set().union(*(members for circle, members in here.items() if circle != largest))
        yield (largest,), here[largest] - also_elsewhere - apart
        groups: dict[tuple[str, ...], list[Member]] = {}
        for member in also_elsewhere - apart:
            groups.setdefault(tuple(circle for circle in member.circles if circle in changed), []).append(member)
        yield from groups.items()

    def _seat(self, member: Member, circles: tuple[str, ...]) -> None:
        """Keep the index of circles true. Every change of `member.circles` goes through here."""
        for circle in member.circles:
            members = self._in[circle]
            members.discard(member)
            if not members:
                del self._in[circle]
        member.circles = circles
        for circle in circles:
            self._in.setdefault(circle, set()).add(member)

    def _recircle(self, old: Session, new: Session) -> set[Member]:
        if old.people is new.people and old.tables is new.tables:
            return set()
        changed: set[Member] = set()
        for member in self._members:
            circles = circles_of(new, member.viewer)
            if circles != member.circles:
                self._seat(member, circles)
                changed.add(member)
        return changed

    def _settled_by(self, entries: tuple[Entry, ...]) -> dict[Member, list[Settled]]:
        settled: dict[Member, list[Settled]] = {}
        for entry in entries:
            for member, client_id in self._listening.get(entry.client, {}).items():
                settled.setdefault(member, []).append(Settled(n=entry.n, client_id=client_id))
        return settled

    def _missed(self, member: Member, head: Head, token: str) -> set[str] | None:
        """The ids that changed for a viewer since his token, or None when only a full view will do."""
        steps = self.memory.since(token, head)
        if steps is None:
            return None
        missed: set[str] = set()
        for step in steps:
            if member.viewer in step.recircled:
                return None
            for circle in member.circles:
                missed |= step.touched.get(circle, frozenset())
        return missed

    def _placements(self, session: Session) -> Placements:
        if self._placed is None or self._placed[0] is not session:
            self._placed = (session, placements(session))
            self._raws = {}
        return self._placed[1]

    def _all_seen(self, member: Member, session: Session) -> list[Record]:
        """All records that a connection sees, of several circles those of the last one last. Each circle is encoded once for
        everybody who comes while nothing changes.
        """
        placed, found = self._placements(session), list[Raw]()
        for circle in member.circles:
            if circle not in self._raws:
                self._raws[circle] = [encoded(record) for record in placed.get(circle, {}).values()]
            found += self._raws[circle]
        return cast("list[Record]", found)


def step_of(entry: Entry, before: Session, after: Session, changed: Mapping[str, Change] | None = None) -> Step:
    """What an entry touched. `changed` may be given when it is at hand."""
    touched = {
        circle: frozenset({*change.put, *change.drop})
        for circle, change in (changes(before, after) if changed is None else changed).items()
    }
    return Step(entry.seq, entry.nonce, touched, _moved_people(before, after))


def _patch(token: str, at_ms: int, parts: list[Change], settled: Settled | None) -> bytes:
    put: dict[str, Record] = {}
    drop: set[str] = set()
    for part in parts:
        put.update(part.put)
        drop |= part.drop
    return encode(
        Patch(token=token, at_ms=at_ms, put=tuple(put.values()), drop=tuple(sorted(drop - put.keys())), settled=settled)
    )


def _moved_people(old: Session, new: Session) -> frozenset[Viewer]:
    """Viewers whose circles changed, connected or not: those who come back later need a full view."""
    if old.people is new.people and old.tables is new.tables:
        return frozenset()
    moved = {Viewer("participant", i) for i, p in new.people.items() if i in old.people and old.people[i].table_id != p.table_id}
    for role in ("facilitator", "scribe"):
        if circles_of(old, Viewer(role)) != circles_of(new, Viewer(role)):
            moved.add(Viewer(role))
    return frozenset(moved)
