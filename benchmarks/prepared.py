# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workshops of any size, decided by the real rules and stored at once: a room of five thousand notes is there in seconds.

They stand in a plenary step, so that every note is everybody's. The first `connected` people have a socket and one note of their
own each; all others have none and wrote the rest.
"""

import secrets
from pathlib import Path

from msgspec import Struct

from benchmarks.rooms import PLENARY_STEP, WHY
from server import access, content
from server.live.replaying import create
from server.settings import Settings
from server.store import Item, Store, embedded, open_store
from sessions.material.framework import ValueRef
from sessions.model.codes import Refusal
from sessions.model.state import Session, ValueContent
from sessions.model.viewer import SYSTEM, Viewer
from sessions.topics import decider
from sessions.wire import commands as c
from sessions.wire.events import Event, encode_events
from sessions.wire.frames import SUBPROTOCOL

OTHERS = 100
"""People without a socket; each may have sixty notes."""
_START_MS = 1_700_000_000_000
_AT_ONCE = 64


class Prepared(Struct):
    """A stored workshop. `keys` are the secrets of those who have a socket, in the order of `people`."""

    session_id: str
    run_id: str
    people: list[str]
    keys: list[str]
    secret: str
    """The facilitator's."""

    def way_in(self, url: str, index: int) -> tuple[str, dict[str, str]]:
        """Path and headers of the socket of one who has one, in turn, on the server at `url`."""
        cookie = f"{access.cookie_name('participant', self.session_id, https=False)}={self.keys[index % len(self.keys)]}"
        headers = {"Origin": url, "Cookie": cookie, "Sec-WebSocket-Protocol": SUBPROTOCOL}
        return f"/ws/{self.session_id}/participant", headers


def values() -> list[c.AddNote]:
    """A note for each value of the framework, without id and run."""
    framework = content.framework(content.scripts()[0].framework)
    foundations = {principle.id: principle.foundation for principle in framework.principles}
    return [c.AddNote("", "", ValueContent(ValueRef(value.id), WHY), foundations[value.principle]) for value in framework.values]


class Script:
    """A workshop while it is being made: the state, and the log that led to it."""

    def __init__(self, session_id: str, connected: int, notes: int, others: int = OTHERS) -> None:
        lead, kept = access.Secrets(access.new_secret()), content.load()
        script = content.scripts()[0]
        opening = c.OpenWorkshop(
            session_id=session_id,
            code=f"meting-{session_id}",
            title="Een volle zaal",
            organisation="Gemeente",
            case_text="Cameratoezicht",
            language="nl",
            script=script,
            framework=content.framework(script.framework),
            keys=lead.hashes(),
            measures=kept.measures,
        )
        events = decider.begin(opening, (), _START_MS)
        if isinstance(events, Refusal):
            raise TypeError(f"a workshop was refused: {events}")
        self.log: list[tuple[Event, ...]] = [events]
        self.session: Session = decider.replay(events)  # type: ignore[assignment]  # it was opened
        self.prepared = Prepared(session_id, "", [], [], lead.facilitator)
        for number in range(connected + others):
            key = access.new_secret()
            self.prepared.people.append(f"p{number}-{session_id}")
            self.prepared.keys.append(key)
            self.do(c.JoinWorkshop(self.prepared.people[-1], access.hash_secret(key), f"Persoon {number}"), SYSTEM)
        self.do(c.GoToStep(PLENARY_STEP, ""), Viewer("facilitator"))
        self.prepared.run_id = self.session.current
        kinds = values()
        for number in range(notes):
            author = number if number < connected else connected + number % others
            self.add(kinds[number % len(kinds)], f"n{number}", author)

    def add(self, kind: c.AddNote, note_id: str, author: int) -> None:
        """Somebody writes a note."""
        command = c.AddNote(note_id, self.session.current, kind.content, kind.column)
        self.do(command, Viewer("participant", self.prepared.people[author]))

    def do(self, command: c.AnyCommand, who: Viewer) -> None:
        """Carry it out. Raises TypeError when it is refused."""
        decision = decider.decide(self.session, command, who, _START_MS)
        if isinstance(decision, Refusal):
            raise TypeError(f"{command} was refused: {decision}")
        self.log.append(decision)
        self.session = decider.replay(decision, self.session) or self.session


async def store_workshops(data_dir: Path, sizes: dict[str, int], connected: int, others: int = OTHERS) -> dict[str, Prepared]:
    """A workshop with so many notes for each id, in the store of a server that runs on `data_dir`. `others` have no socket;
    without any, there are no more notes than people.
    """
    settings = Settings.from_environment({"REDIS_URL": embedded.url_in(data_dir)})
    async with open_store(settings) as store:
        return {
            session_id: await _stored(store, Script(session_id, connected, notes, others)) for session_id, notes in sizes.items()
        }


async def _stored(store: Store, made: Script) -> Prepared:
    session_id, entries = made.prepared.session_id, [encode_events(events) for events in made.log]
    if not await create(store.log, session_id, entries[0]):
        raise RuntimeError(f"{session_id} is there already")
    for first in range(1, len(entries), _AT_ONCE):
        head = await store.log.head(session_id)
        items = [Item(payload, secrets.randbits(64) | 1) for payload in entries[first : first + _AT_ONCE]]
        await store.log.append(session_id, head, items)
    return made.prepared
