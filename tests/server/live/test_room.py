# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A room on its store: several workers, a store that stands still, a log that turns out to be another one, a bug of our own."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import msgspec
import pytest
from redis.asyncio import Redis

from server.live import rooms
from server.live.batch import Ticket
from server.settings import Settings
from server.store import AppendResult, connections
from server.store.connections import Keys
from sessions.model.codes import Close, Refusal
from sessions.model.viewer import SYSTEM, HeldRole, Viewer
from sessions.seen.view import view
from sessions.topics import policy
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.frames import View
from tests.patience import patient
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import House, Player, Workshop, serving, until, value
from tests.sessions.wrong import wrong_commands


async def in_step(*houses: House, session_id: str) -> None:
    """Wait until every worker has come as far as the furthest."""
    opened = [await house.rooms.get(session_id) for house in houses]
    await until(lambda: len({room.head for room in opened if room}) == 1)


async def agree(workshop: Workshop, *players: Player) -> None:
    """Everybody holds what the log says he may see."""
    session = (await workshop.room()).session
    for player in players:
        role = cast("HeldRole", player._path.rpartition("/")[2])
        viewer = Viewer(role, player.me.participant_id) if role == "participant" else Viewer(role)
        await player.settle()
        assert player.records == view(session, viewer)


async def test_two_workers_take_commands_at_once_and_agree(here: Settings) -> None:
    """[LOG-03] [LOG-04]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=4)
        people = [workshop.device(each, house=(first, second)[i % 2]) for i, each in enumerate(workshop.people)]
        facilitator = workshop.facilitator(house=second)
        async with facilitator, people[0], people[1], people[2], people[3]:
            await facilitator.go("A2c1")
            for person in people:
                await person.until(lambda person=person: person.workshop.current == "r1")  # type: ignore[misc]

            async def write(person: Player, name: str) -> None:
                for number in range(8):
                    await person.must(c.AddNote(f"{name}{number}", "r1", value(f"{name}{number}"), "democratie"))

            await asyncio.gather(*(write(person, f"p{i}-") for i, person in enumerate(people)))
            await in_step(first, second, session_id=workshop.id)
            found = await first.rooms.log.read(workshop.id)
            assert found is not None
            assert [entry.seq for entry in found[1]] == list(range(1, found[0].seq + 1))
            one, two = await first.rooms.get(workshop.id), await second.rooms.get(workshop.id)
            assert one is not None
            assert two is not None
            assert one.session == two.session
            assert set(one.session.notes) == {f"p{i}-{n}" for i in range(4) for n in range(8)}
            await agree(workshop, facilitator, *people)


async def test_of_two_changes_of_one_note_on_two_workers_one_wins_and_the_other_is_told(here: Settings) -> None:
    """[LOG-04]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=1)
        here_, there = (workshop.device(workshop.people[0], house=house) for house in (first, second))
        async with workshop.facilitator() as facilitator, here_, there:
            await facilitator.go("A2c1")
            await here_.add("n1")
            for rev in range(1, 6):
                await in_step(first, second, session_id=workshop.id)
                outcomes = await asyncio.gather(
                    here_.do(c.EditNote("n1", rev, value("hier"))), there.do(c.EditNote("n1", rev, value("daar")))
                )
                assert sorted(outcome.code if outcome else "" for outcome in outcomes) == ["", "stale_rev"]
            await in_step(first, second, session_id=workshop.id)
            await agree(workshop, here_, there, facilitator)


async def test_a_command_that_a_page_made_wrong_is_refused_and_changes_nothing(here: Settings) -> None:
    """[WIR-01] [BRD-02]"""
    async with serving(here) as house:
        room = await (await house.workshop(people=1)).room()
        before, head = room.session, room.head
        for where, code, command in wrong_commands():
            for who in (SYSTEM, Viewer("facilitator")):
                refusal = await room.ask(command, who)
                assert refusal is not None, where
                assert refusal.code == code, where
        assert (room.session, room.head) == (before, head)


async def test_a_perspective_that_does_not_exist_is_refused_over_a_socket_as_on_the_form(here: Settings) -> None:
    """[BRD-23]"""
    async with serving(here) as house:
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]) as person, await workshop.scribe() as scribe:
            wrong = ((person, c.ChangeProfile("Kim", "piraat")), (scribe, c.AddProxy("x1", "t1", "Oma", "piraat")))
            for player, command in wrong:
                refused = await player.do(command)
                assert refused is not None
                assert (refused.code, refused.field) == ("invalid", "perspective")
            await person.must(c.ChangeProfile("Kim", "anders"))


async def test_two_facilitators_who_press_next_at_once_go_one_step_on(here: Settings) -> None:
    """[LOG-04]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=1)
        one, two = workshop.facilitator(house=first), workshop.facilitator(house=second)
        async with one, two:
            outcomes = await asyncio.gather(one.do(c.GoToStep("A1", "")), two.do(c.GoToStep("A1", "")))
            assert sorted(outcome.code if outcome else "" for outcome in outcomes) == ["", "stale_run"]
            await in_step(first, second, session_id=workshop.id)
            assert len((await workshop.room()).session.runs) == 1


async def test_a_worker_whose_feed_broke_reads_on_from_the_log(here: Settings, redis_server: ServerProcess) -> None:
    """[LOG-08]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=1)
        far = workshop.device(workshop.people[0], house=second)
        async with workshop.device(workshop.people[0]) as near, far:
            async with Redis(unix_socket_path=str(redis_server.socket)) as client:
                await client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")  # type: ignore[no-untyped-call]
            for number in range(5):
                await near.must(c.ChangeProfile(f"naam {number}"))
            await far.until(lambda: far.me.name == "naam 4")


async def test_a_worker_that_holds_a_lost_tail_begins_again_from_the_log(here: Settings, redis_server: ServerProcess) -> None:
    """[LOG-08]"""
    async with serving(here) as first:
        workshop = await first.workshop(people=2)
        person, facilitator = workshop.device(workshop.people[0]), workshop.facilitator()
        async with person, facilitator, Redis(unix_socket_path=str(redis_server.socket)) as client:
            await facilitator.go("A2c1")
            await person.add("kept")
            keys = Keys(here.key_prefix)
            names = [keys.log(workshop.id), keys.head(workshop.id), keys.clients(workshop.id)]
            kept = [await client.dump(name) for name in names]
            await person.add("lost")
            # As after a power cut of a store that had not yet written its last second.
            for name, blob in zip(names, kept, strict=True):
                assert blob is not None
                await client.restore(name, 0, blob, replace=True)
            await facilitator.heard()
            async with serving(here) as second, workshop.device(workshop.people[1], house=second) as other:
                await other.add("instead")
                await person.until(lambda: "instead" in person.records)
                assert "lost" not in person.records
                (again,) = [frame for frame in await facilitator.heard() if isinstance(frame, View)]
                assert {record.id for record in again.put if isinstance(record, r.NoteRecord)} == {"kept", "instead"}
                await agree(workshop, person, facilitator)
                # Tokens of before lead nowhere any more; commands go on, and the lost one can be sent again.
                await person.disconnect()
                await person.connect()
                assert "lost" not in person.records
                person.n = 1
                await person.must(c.AddNote("lost", "r1", value(), "democratie"))
                await in_step(first, second, session_id=workshop.id)
                await agree(workshop, person, facilitator)


async def test_nobody_is_told_of_a_command_before_the_store_has_answered(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[LOG-07]"""
    async with serving(here) as house:
        workshop = await house.workshop(people=2)
        person, other = (workshop.device(browser) for browser in workshop.people)
        async with workshop.facilitator() as facilitator, person, other:
            await facilitator.go("A2c1")
            await other.until(lambda: other.workshop.current == "r1")
            await person.heard()
            await other.heard()
            log, asked, answer = house.rooms.log, asyncio.Event(), asyncio.Event()
            append = log.append

            async def append_late(*arguments: Any, **options: Any) -> AppendResult:
                asked.set()
                await answer.wait()
                return await append(*arguments, **options)

            monkeypatch.setattr(log, "append", append_late)
            sent = asyncio.create_task(person.do(c.AddNote("n1", "r1", value(), "democratie")))
            await asked.wait()
            assert await person.heard() == await other.heard() == []
            assert not sent.done()
            answer.set()
            assert await sent is None
            assert "n1" in person.records


async def test_while_the_store_stands_still_commands_wait_and_nothing_is_shown(
    here: Settings, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[LOG-07] [LOG-05]"""
    # Long enough for a busy machine to answer everything before and after the standstill, and no longer than the product waits.
    monkeypatch.setattr(connections, "REPLY_TIMEOUT_S", min(patient(0.4), connections.REPLY_TIMEOUT_S))
    redis = start_server()
    async with serving(msgspec.structs.replace(here, redis_url=redis.url)) as house:
        workshop = await house.workshop(people=2)
        person, other = (workshop.device(browser) for browser in workshop.people)
        async with workshop.facilitator() as facilitator, person, other:
            await facilitator.go("A2c1")
            await other.heard()
            await person.heard()
            with redis.frozen():
                sent = [
                    asyncio.create_task(person.do(c.AddNote(name, "r1", value(), "democratie"))) for name in ("n1", "n2", "n3")
                ]
                # Longer than the worker waits for one reply: it has tried more than once.
                page = await workshop.at(workshop.people[0]).post(f"/w/{workshop.code}", {"name": "Kim"})
                assert page.status == 503
                assert "<h1>" in page.body
                assert (await workshop.at(workshop.people[0]).get("/readyz")).status == 503
                assert (await workshop.at(workshop.people[0]).get("/healthz")).status == 200
                assert not any(task.done() for task in sent)
                assert await other.heard() == await person.heard() == []
            assert await asyncio.gather(*sent) == [None] * 3
            await other.until(lambda: {"n1", "n2", "n3"} <= other.records.keys())
            found = await house.rooms.log.read(workshop.id)
            assert found is not None
            assert list((await workshop.room()).session.notes) == ["n1", "n2", "n3"]
            await agree(workshop, person, other, facilitator)


async def test_a_store_that_is_killed_and_started_again_settles_what_waited(here: Settings, start_server: StartServer) -> None:
    """[LOG-07] [LOG-09] [OPS-04]"""
    redis = start_server()
    async with serving(msgspec.structs.replace(here, redis_url=redis.url)) as house:
        workshop = await house.workshop(people=2)
        person, other = (workshop.device(browser) for browser in workshop.people)
        async with workshop.facilitator() as facilitator, person, other:
            await facilitator.go("A2c1")
            await person.add("n1")
            redis.kill()
            sent = asyncio.create_task(person.do(c.AddNote("n2", "r1", value(), "democratie")))
            late = workshop.device(workshop.people[1])
            await late.connect()
            assert late.closed == (Close.STORE_DOWN, "store_down")
            await late.disconnect()
            assert (await workshop.at(workshop.people[0]).get(f"/w/{workshop.code}/bord")).status == 503
            assert not sent.done()
            redis.start_again()
            assert await sent is None
            await other.until(lambda: "n2" in other.records)
            await agree(workshop, person, other, facilitator)
            # The feed is back as well: what another worker does arrives.
            await until(lambda: house.rooms.connected)


async def test_who_was_told_that_joining_failed_does_not_join_later_unseen(here: Settings, start_server: StartServer) -> None:
    redis = start_server()
    async with serving(msgspec.structs.replace(here, redis_url=redis.url)) as house:
        workshop = await house.workshop(people=1)
        room = await workshop.room()
        async with workshop.device(workshop.people[0]) as person:
            redis.kill()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(room.ask(c.JoinWorkshop("p-ghost", "h" * 64, "Geest"), Viewer("system")), 0.2)
            redis.start_again()
            await person.must(c.ChangeProfile("Kim"))
            assert [each.name for each in room.session.people.values()] == ["Kim"]


class Strange(msgspec.Struct, frozen=True, tag_field="type", tag="strange"):
    """A command that the policy knows and nobody decides: a bug of ours."""


async def test_a_command_that_trips_over_a_bug_is_refused_and_the_room_goes_on(
    here: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """[BRD-02]"""
    monkeypatch.setitem(policy.POLICY, Strange, policy.POLICY[c.JoinWorkshop])  # type: ignore[misc]
    async with serving(here) as house:
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]) as person:
            await person.heard()
            room = await workshop.room()
            future: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
            room.submit(Ticket(Strange(), Viewer("system"), client="system::page", n=1, future=future))  # type: ignore[arg-type]
            assert await future == Refusal("internal")
            assert "decide failed for Strange" in caplog.text
            assert await house.rooms.log.settled(workshop.id, "system::page") == (1, "internal")
            assert await person.heard() == []
            await person.must(c.ChangeProfile("Kim"))


async def test_an_empty_room_is_closed_and_opened_again_from_its_log(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[LOG-01]"""
    monkeypatch.setattr(rooms, "EMPTY_ROOM_S", 0.1)
    async with serving(here) as house:
        workshop = await house.workshop(people=1)
        before = await workshop.room()
        async with workshop.device(workshop.people[0]) as person:
            await person.must(c.ChangeProfile("Kim"))
        await until(lambda: not house.rooms._rooms)
        after = await workshop.room()
        assert after is not before
        assert after.session == before.session
        async with workshop.device(workshop.people[0]) as person:
            assert person.me.name == "Kim"


async def test_who_comes_while_a_room_is_opened_anew_gets_that_one(here: Settings) -> None:
    async with serving(here) as house:
        workshop = await house.workshop()
        before = await workshop.room()
        before.gone = True
        first = asyncio.create_task(house.rooms.get(workshop.id))
        await asyncio.sleep(0)
        assert workshop.id not in house.rooms._rooms
        second = await house.rooms.get(workshop.id)
        assert second is not before
        assert await first is second
        assert house.rooms._opening == {}


async def test_a_session_that_does_not_exist_opens_no_room(here: Settings) -> None:
    async with serving(here) as house:
        for session_id in ("nowhere", "", "a b", "{x}", "é", "x" * 100, "../x"):
            assert await house.rooms.get(session_id) is None
        assert house.rooms._rooms == {}
        assert house.rooms._opening == {}
