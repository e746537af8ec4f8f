# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leaks planted in the product, each of another kind: a comparison that would miss one of them proves nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from msgspec import Struct
from msgspec.structs import replace

import server.live.connection
import sessions.seen.drawing
import sessions.seen.view
import sessions.topics.notes
from server.live.fanout import Fanout, _patch
from server.live.room import Room
from server.live.sealing import Sealer
from server.live.streams import Streams
from server.web import posters
from sessions.model.circles import ROOM, note_circles
from sessions.model.codes import Refusal
from sessions.model.state import Note, Session
from sessions.seen.drawing import Placed, run_records, table_records
from sessions.wire.records import RunRecord
from tests.noninterference.plans import Plan, Public, Round, Secret
from tests.noninterference.recording import Channel, Kind
from tests.noninterference.world import Looks

_log = logging.getLogger("server.planted")


class Leak(Struct, frozen=True):
    """A leak, where it must be caught, and as what."""

    name: str
    plant: Callable[[], AbstractContextManager[None]]
    channels: frozenset[Channel]
    kind: Kind
    public: Public
    looks: Looks

    def plan(self) -> Plan:
        """A silent author writes in one world, and writes nothing in the other."""
        notes = tuple(Secret("author", "add", number, "geheim" * (number + 1)) for number in range(3))
        return Plan(
            ("author",),
            "A2b",
            (
                Round(((), ()), Public("ready", number=1)),
                Round((notes, ()), Public("reconnect", "facilitator")),
                Round(((Secret("author", "edit", 0, "anders"),), ()), self.public),
            ),
        )


def _hidden(session: Session) -> list[Note]:
    return [note for note in session.notes.values() if session.runs[note.run_id].opened_to == "author"]


@contextmanager
def _in_the_rooms_circle() -> Iterator[None]:
    def circles(session: Session, note: Note) -> tuple[str, ...]:
        found = note_circles(session, note)
        return (*found, ROOM) if note in _hidden(session) else found

    with patch.object(sessions.seen.drawing, "note_circles", circles):
        yield


def _with_group(group: object, instead: Callable[[Session], Iterable[Placed]]) -> AbstractContextManager[object]:
    groups = tuple((instead if made is group else made, parts) for made, parts in sessions.seen.drawing.GROUPS)
    assert groups != sessions.seen.drawing.GROUPS, "the group is there"
    return patch.object(sessions.seen.view, "GROUPS", groups)


@contextmanager
def _counted_in_the_run() -> Iterator[None]:
    def counted(session: Session) -> Iterator[Placed]:
        for circles, record in run_records(session):
            if isinstance(record, RunRecord) and record.id == session.current:
                yield circles, replace(record, timer_version=record.timer_version + len(_hidden(session)))
            else:
                yield circles, record

    with _with_group(run_records, counted):
        yield


@contextmanager
def _in_another_order() -> Iterator[None]:
    def turned(session: Session) -> list[Placed]:
        records = list(table_records(session))
        return records[::-1] if _hidden(session) else records

    with _with_group(table_records, turned):
        yield


@contextmanager
def _by_an_empty_patch() -> Iterator[None]:
    original = Fanout.tell

    def tell(self: Fanout, states: Any, entries: Any, head: Any) -> None:
        original(self, states, entries, head)
        if len(_hidden(states[-1])) > len(_hidden(states[0])):
            for member in self.members():
                member.send(_patch(self._sealer.seal(head), entries[-1].at_ms, [], None))

    with patch.object(Fanout, "tell", tell):
        yield


@contextmanager
def _by_another_refusal() -> Iterator[None]:
    original = sessions.topics.notes._shared_note

    def shared(session: Session, note_id: str, *more: Any, **named: Any) -> Note | Refusal:
        found = original(session, note_id, *more, **named)
        return Refusal("not_yours") if isinstance(found, Refusal) and note_id in session.notes else found

    with patch.object(sessions.topics.notes, "_shared_note", shared):
        yield


@contextmanager
def _after_each_entry(act: Callable[[Room, Any], None]) -> Iterator[None]:
    original = Room._apply

    def apply(self: Room, entries: Any, head: Any, *more: Any) -> None:
        original(self, entries, head, *more)
        act(self, entries)

    with patch.object(Room, "_apply", apply):
        yield


def _by_the_length_of_the_words_in_the_log() -> AbstractContextManager[None]:
    return _after_each_entry(lambda _, entries: _log.debug("stored %d bytes", sum(len(entry.payload) for entry in entries)))


def _by_presence() -> AbstractContextManager[None]:
    return _after_each_entry(lambda room, _: room._presence_changed())


@contextmanager
def _on_the_page_of_the_poster() -> Iterator[None]:
    original = posters._day
    with patch.object(posters, "_day", lambda session, *more: f"{original(session, *more)} ({len(session.notes)})"):
        yield


@contextmanager
def _in_a_header_of_the_export() -> Iterator[None]:
    original = posters.poster_json

    async def poster_json(request: Any) -> Any:
        response = await original(request)
        room, _ = await posters._holder(request)
        response.headers["x-poster-notes"] = str(len(room.session.notes))
        return response

    with patch.object(posters, "poster_json", poster_json):
        yield


@contextmanager
def _by_a_full_view_to_whoever_comes_back() -> Iterator[None]:
    original = Fanout._missed

    def missed(self: Fanout, member: Any, head: Any, token: str) -> Any:
        is_last = bool(token) and self._sealer.position(token, head.epoch) == (head.seq, head.nonce)
        return original(self, member, head, token) if is_last else None

    with patch.object(Fanout, "_missed", missed):
        yield


@contextmanager
def _by_what_a_restart_forgets() -> Iterator[None]:
    async def recall(*_: Any) -> None:
        """As it was: only a token of the very last entry counts after a restart."""

    with patch.object(server.live.connection, "recall", recall):
        yield


@contextmanager
def _by_the_length_of_the_token() -> Iterator[None]:
    original = Sealer.seal
    with patch.object(Sealer, "seal", lambda self, head: original(self, head) + "A" * (head.seq % 32)):
        yield


@contextmanager
def _in_a_header_beside_a_stream() -> Iterator[None]:
    original = Streams.take

    async def take(self: Streams, request: Any) -> Any:
        response = await original(self, request)
        room = await self._sockets._rooms.get(request.path_params["session"])
        response.headers["x-notes"] = str(bool(room and _hidden(room.session)))
        return response

    with patch.object(Streams, "take", take):
        yield


def _leak(
    plant: Callable[[], AbstractContextManager[None]],
    *channels: Channel,
    kind: Kind,
    public: Public | None = None,
    word: str = "no such page",
    by_stream: bool = False,
) -> Leak:
    looks = Looks(word=word, probed=("facilitator",), ids=1, afterwards=False, by_stream=by_stream)
    name = plant.__name__.strip("_")
    return Leak(name, plant, frozenset(channels), kind, public or Public("ready", number=2), looks)


LEAKS = (
    _leak(_in_the_rooms_circle, "live", "view", "resume", kind="number"),
    _leak(_counted_in_the_run, "live", "view", "resume", kind="bytes"),
    _leak(_in_another_order, "view", kind="bytes"),
    _leak(_by_an_empty_patch, "live", kind="number"),
    _leak(_by_another_refusal, "refusal", kind="size"),
    _leak(_by_the_length_of_the_words_in_the_log, "log", kind="number"),
    _leak(_by_presence, "presence", kind="number"),
    _leak(_on_the_page_of_the_poster, "page", "export", kind="bytes", word="poster"),
    _leak(_in_a_header_of_the_export, "export", kind="bytes", word="poster"),
    _leak(_by_a_full_view_to_whoever_comes_back, "resume", kind="size"),
    _leak(_by_what_a_restart_forgets, "resume", kind="size", public=Public("restart")),
    _leak(_by_the_length_of_the_token, "live", "view", "resume", kind="size"),
    _leak(_in_a_header_beside_a_stream, "answer", kind="size", by_stream=True),
)
