# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Silence over real sockets: nothing of a note reaches anybody but its author until the store's clock opens it (DOM-04…06)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from server.settings import Settings
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.events import SilenceEnded, decode_events
from sessions.wire.frames import Do, Patch, Refused, View, Welcome
from tests.patience import patient
from tests.server.house import House, Player, Workshop, pack, serving, until, value

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANARY = "kanariepiet-in-de-stilte"


class Room:
    """A workshop in a silent step, with everybody connected who could look."""

    def __init__(self, workshop: Workshop, facilitator: Player, screen: Player, scribe: Player, people: list[Player]) -> None:
        self.workshop = workshop
        self.facilitator = facilitator
        self.people = people
        self.writer = people[0]
        self.neighbours = [p for p in people[1:] if p.me.table_id == self.writer.me.table_id]
        self.elsewhere = [p for p in people[1:] if p.me.table_id != self.writer.me.table_id]
        self.others = [facilitator, screen, scribe, *people[1:]]
        self.outsiders = [screen, scribe, *self.elsewhere]

    @property
    def ends_at_ms(self) -> int:
        run = self.facilitator.run
        assert run is not None
        return run.ends_at_ms

    async def hear(self) -> None:
        for player in (self.writer, *self.others):
            await player.heard()

    async def opened(self) -> None:
        """Everybody has been told that silence is over."""
        for player in (self.writer, *self.others):
            await player.until(lambda player=player: player.run is not None and player.run.opened_to != "author")  # type: ignore[misc]


@asynccontextmanager
async def silent_room(house: House, people: int = 9, leaf_id: str = "A2b") -> AsyncIterator[Room]:
    workshop = await house.workshop(people=people)
    async with contextlib.AsyncExitStack() as stack:
        facilitator = await stack.enter_async_context(workshop.facilitator())
        screen = await stack.enter_async_context(await workshop.screen())
        scribe = await stack.enter_async_context(await workshop.scribe())
        players = [await stack.enter_async_context(workshop.device(browser)) for browser in workshop.people]
        await facilitator.go(leaf_id)
        room = Room(workshop, facilitator, screen, scribe, players)
        await room.hear()
        yield room


async def endings(house: House, session_id: str) -> list[int]:
    """When silence ended, according to the log."""
    found = await house.rooms.log.read(session_id)
    assert found is not None
    return [e.at_ms for e in found[1] if any(isinstance(event, SilenceEnded) for event in decode_events(e.payload))]


async def write_all_kinds(writer: Player) -> None:
    """Everything that an author may do with notes in silence."""
    await writer.add("n1", CANARY)
    await writer.must(c.EditNote("n1", 1, value(CANARY + " anders")))
    await writer.must(c.MoveNote("n1", 2, "rechtsstaat"))
    await writer.must(c.DeleteNote("n1", 3))
    await writer.must(c.RestoreNote("n1", 4))
    await writer.add("n2", CANARY)
    await writer.must(c.MoveNote("n2", 1, "bestuurskracht"))
    refusal = await writer.do(c.StackNote("n1", 5, "n2"))
    assert refusal is not None
    assert refusal.code == "silence_running"


async def test_nobody_gets_a_single_frame_while_an_author_writes(house: House) -> None:
    """[LCK-02] [LCK-03] [WIR-08]"""
    async with silent_room(house) as room:
        await write_all_kinds(room.writer)
        for player in room.others:
            assert await player.heard() == []
        assert {note.id for note in room.writer.all(r.NoteRecord)} == {"n1", "n2"}
        assert all(note.order == note.stack_id == "" for note in room.writer.all(r.NoteRecord))


async def test_at_the_deadline_the_table_and_the_facilitator_see_the_notes_and_nobody_else(house: House) -> None:
    """[CIR-02]"""
    async with silent_room(house) as room:
        await write_all_kinds(room.writer)
        for player in room.people[1:]:
            await player.add(f"{player.me.participant_id}-a", CANARY)
        for player in room.others:
            player.bytes_received.clear()
        await room.facilitator.must(c.ShortenTimer("r1"))
        ends_at_ms = room.ends_at_ms
        await room.opened()
        for player in (room.facilitator, *room.neighbours):
            assert {"n1", "n2"} <= player.records.keys()
            (opening,) = [f for f in player.frames_seen if isinstance(f, Patch) and any(each.id == "n1" for each in f.put)]
            assert ends_at_ms <= opening.at_ms < ends_at_ms + patient(2_000)
            before = player.frames_seen[: player.frames_seen.index(opening)]
            assert not any(isinstance(record, r.NoteRecord) and record.id == "n1" for f in patches(before) for record in f.put)
        for player in room.outsiders:
            assert not {"n1", "n2"} & player.records.keys()
        screen = room.others[1]
        assert not any(CANARY.encode() in frame for frame in screen.bytes_received)
        assert not any(b'"n1"' in frame or b"\xa2n1" in frame for frame in screen.bytes_received)
        assert len(await endings(house, room.workshop.id)) == 1


async def test_klaar_and_more_time_tell_a_number_and_nobody(house: House) -> None:
    """[LCK-16]"""
    async with silent_room(house, people=3) as room:
        await room.writer.must(c.SayReady("r1", ready=True))
        for player in room.others:
            (patch,) = await player.heard()
            assert isinstance(patch, Patch)
            assert [(type(record), record.id) for record in patch.put] == [(r.RunRecord, "r1")]
        await room.writer.must(c.AskMoreTime("r1", asking=True))
        for player in room.others:
            heard = patches(await player.heard())
            assert [record.id for patch in heard for record in patch.put] == (["desk"] if player is room.facilitator else [])


async def test_nobody_can_open_silence_before_its_time(house: House) -> None:
    """[LCK-04] [LCK-07] [LCK-09]"""
    async with silent_room(house, people=2) as room:
        await room.writer.add("n1", CANARY)
        for player in (room.writer, *room.others):
            for kind, fields in (
                ("end_silence", {"run_id": "r1", "version": 1}),
                ("silence_ended", {"run_id": "r1", "version": 1, "placed": []}),
            ):
                await player.heard()
                await player.send_raw(pack({"type": "do", "n": 1000, "command": {"type": kind, **fields}}))
                (refused,) = await player.heard()
                assert isinstance(refused, Refused)
                assert refused.code == "invalid"
        forbidden: list[tuple[c.Command, str]] = [
            (c.GoToStep("A2c1", "r1"), "silence_running"),
            (c.CloseWorkshop(), "silence_running"),
            (c.TakeSnapshot(), "silence_running"),
            (c.HideNote("n1", hidden=True), "silence_running"),
            (c.MoveNote("n1", 1, "rechtsstaat"), "unknown_note"),
        ]
        for command, code in forbidden:
            refusal = await room.facilitator.do(command)
            assert refusal is not None
            assert refusal.code == code, command
        assert await endings(house, room.workshop.id) == []


async def test_a_hidden_note_is_refused_in_the_same_bytes_as_one_that_does_not_exist(house: House) -> None:
    """[CIR-12] [LCK-03]"""
    async with silent_room(house, people=2) as room:
        await room.writer.add("n1", CANARY)
        for player in (room.facilitator, room.people[1]):
            answers = []
            for note_id in ("n1", "n7"):
                player.bytes_received.clear()
                await player.send_raw(pack(Do(50, c.MoveNote(note_id, 1, "rechtsstaat"), f"x{note_id}")))
                await player.until(lambda player=player: bool(player.bytes_received))  # type: ignore[misc]
                answers.append(player.bytes_received[0].replace(f"x{note_id}".encode(), b"x"))
            assert answers[0] == answers[1]


async def test_who_joins_or_comes_back_in_silence_sees_nothing_and_can_write(house: House) -> None:
    """[LCK-15] [LCK-02]"""
    async with silent_room(house, people=2) as room:
        await room.writer.add("n1", CANARY)
        late = room.workshop.device(await room.workshop.join("Laat", "data"))
        again = room.workshop.device(room.people[1].browser)
        desk = room.workshop.facilitator()
        async with late, again, desk, await room.workshop.screen() as screen:
            for player in (late, again, desk, screen):
                assert isinstance(player.frames_seen[0], Welcome)
                assert player.all(r.NoteRecord) == []
                assert not any(CANARY.encode() in frame for frame in player.bytes_received)
            await late.add("n2", CANARY)
            assert late.me.table_id
            await again.heard()
            assert again.all(r.NoteRecord) == []
        async with room.workshop.device(room.writer.browser) as own:
            assert [note.id for note in own.all(r.NoteRecord)] == ["n1"]


async def test_no_page_holds_what_is_hidden(house: House) -> None:
    async with silent_room(house, people=2) as room:
        await write_all_kinds(room.writer)
        workshop = room.workshop
        browsers = [workshop.opened.facilitator, room.others[1].browser, workshop.people[1]]
        code, session_id = workshop.code, workshop.id
        paths = [
            f"/w/{code}", f"/w/{code}/bord", f"/w/{code}/poster", f"/w/{code}/poster?versie=nu", f"/w/{code}/poster?papier=a1",
            f"/w/{code}/poster/bestand", f"/w/{code}/poster.json", f"/w/{code}/qr.svg", f"/regie/{session_id}",
            f"/regie/{session_id}/links", f"/scherm/{session_id}", f"/notulen/{session_id}",
        ]  # fmt: skip
        for browser in browsers:
            for path in paths:
                answer = await browser.get(path)
                assert answer.status < 500, path
                assert CANARY not in answer.body, path


async def test_silence_ends_once_when_two_workers_live(here: Settings) -> None:
    """[LCK-10] [LOG-06] [DOM-05]"""
    async with serving(here) as first, serving(here) as second, silent_room(first, people=2) as room:
        await room.writer.add("n1")
        async with room.workshop.device(room.people[1].browser, house=second) as far:
            await room.facilitator.must(c.ShortenTimer("r1"))
            await room.opened()
            await far.until(lambda: "n1" in far.records)
            (at_ms,) = await endings(first, room.workshop.id)
            assert at_ms >= room.ends_at_ms or room.ends_at_ms == 0
            opened = [f for f in far.frames_seen if isinstance(f, Patch) and any(each.id == "n1" for each in f.put)]
            assert len(opened) == 1


@pytest.mark.parametrize("lived_at_the_deadline", [True, False])
async def test_silence_ends_once_across_a_restart_of_the_server(here: Settings, lived_at_the_deadline: bool) -> None:
    """[LCK-10] [LOG-06]"""
    async with serving(here) as first:
        async with silent_room(first, people=2) as room:
            await room.writer.add("n1", CANARY)
            await room.facilitator.must(c.ShortenTimer("r1"))
            await room.facilitator.until(lambda: room.facilitator.run is not None and room.facilitator.run.timer_version == 2)
            ends_at_ms = room.ends_at_ms
        now_ms = await first.rooms.log.now_ms()
        assert await endings(first, room.workshop.id) == []
    if not lived_at_the_deadline:
        await asyncio.sleep((ends_at_ms - now_ms) / 1000 + 0.05)
    async with serving(here) as second:
        room.workshop.house = second
        async with room.workshop.device(room.people[1].browser) as player:
            await player.until(lambda: "n1" in player.records)
            (at_ms,) = await endings(second, room.workshop.id)
            assert ends_at_ms <= at_ms < ends_at_ms + patient(3_000)
            run = player.run
            assert run is not None
            assert (run.opened_to, run.timer_state) == ("table", "ended")


async def test_silence_ends_also_when_nobody_is_connected(house: House) -> None:
    """[LCK-10]"""
    async with silent_room(house, people=2) as room:
        await room.writer.add("n1")
        await room.facilitator.must(c.ShortenTimer("r1"))
        await room.facilitator.until(lambda: room.facilitator.run is not None and room.facilitator.run.timer_version == 2)
        ends_at_ms = room.ends_at_ms
    # A reply that was long on its way makes a worker believe that it is earlier than it is; its alarm then rings too soon.
    house.rooms.clock.learn(house.rooms.clock.now_ms() - 200)

    async def ended() -> bool:
        return bool(await endings(house, room.workshop.id))

    await until(ended)
    (at_ms,) = await endings(house, room.workshop.id)
    assert ends_at_ms <= at_ms < ends_at_ms + patient(2_000)


async def test_a_paused_silence_holds_until_it_is_resumed(house: House) -> None:
    """[LCK-11] [LCK-12]"""
    async with silent_room(house, people=2) as room:
        await room.writer.add("n1")
        await room.facilitator.must(c.ShortenTimer("r1"))
        await room.facilitator.must(c.PauseTimer("r1"))
        # Longer than what was left.
        await asyncio.sleep(0.6)
        for player in room.others:
            await player.settle()
            assert "n1" not in player.records
        assert await endings(house, room.workshop.id) == []
        await room.facilitator.must(c.ResumeTimer("r1"))
        await room.opened()
        assert len(await endings(house, room.workshop.id)) == 1
        refusal = await room.facilitator.do(c.AddTime("r1", 60))
        assert refusal is not None
        assert refusal.code == "run_ended"


def patches(frames: Sequence[object]) -> list[Patch | View]:
    return [frame for frame in frames if isinstance(frame, Patch | View)]
