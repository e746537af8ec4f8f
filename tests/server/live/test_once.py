# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every command has effect at most once and is answered by its own outcome, whatever breaks in between (I4)."""

from __future__ import annotations

import asyncio

import pytest

from server.live.batch import Ticket
from server.live.fanout import MAX_LISTENED, Member
from server.settings import Settings
from sessions.model.viewer import Viewer
from sessions.wire import commands as c
from sessions.wire.frames import Do, Patch, Refused, View
from tests.patience import patient
from tests.server.house import House, Player, Workshop, pack, serving, value

pytestmark = pytest.mark.asyncio(loop_scope="module")

Answer = tuple[str, int, str]
"""How a command ended ("" is done), its number, and the page that it belongs to when that is another one."""


def answers(player: Player) -> list[Answer]:
    found: list[Answer] = []
    for frame in player.frames_seen:
        if isinstance(frame, Refused):
            found.append((frame.code, frame.n, frame.client_id))
        elif isinstance(frame, Patch | View) and frame.settled:
            found.append((frame.settled.code, frame.settled.n, frame.settled.client_id))
    return found


async def send(player: Player, *frames: Do) -> list[Answer]:
    """Send these and wait until each has its answer."""
    await player.heard()
    for frame in frames:
        await player.send_raw(pack(frame))
    await player.until(lambda: len(answers(player)) >= len(frames))
    await player.settle()
    return answers(player)


def add(note_id: str) -> c.AddNote:
    return c.AddNote(note_id, "r1", value(), "democratie")


async def notes_of(workshop: Workshop) -> list[str]:
    return list((await workshop.room()).session.notes)


async def entries_of(workshop: Workshop) -> int:
    found = await workshop.house.rooms.log.read(workshop.id)
    assert found is not None
    return len(found[1])


async def test_a_command_that_is_sent_twice_has_effect_once_and_is_settled_twice(house: House) -> None:
    """[LOG-05]"""
    workshop = await house.workshop(people=2)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as person,
        workshop.device(workshop.people[1]) as other,
    ):
        await facilitator.go("A2c1")
        await other.heard()
        before = await entries_of(workshop)
        assert await send(person, Do(1, add("n1")), Do(1, add("n1"))) == [("", 1, ""), ("", 1, "")]
        assert await entries_of(workshop) == before + 1
        assert len(await other.heard()) == 1
        assert await send(person, Do(2, add("n2"))) == [("", 2, "")]


async def test_a_refusal_stays_what_it_was_also_when_the_command_would_be_allowed_now(house: House) -> None:
    """[LOG-05]"""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
        assert await send(person, Do(1, add("n1"))) == [("not_now", 1, "")]
        await facilitator.go("A2c1")
        assert await send(person, Do(1, add("n1"))) == [("not_now", 1, "")]
        assert await notes_of(workshop) == []
        assert await send(person, Do(2, add("n1"))) == [("", 2, "")]


async def test_the_same_page_on_a_second_connection_has_the_same_counter(house: House) -> None:
    """[LOG-05]"""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
        await facilitator.go("A2c1")
        await send(person, Do(1, add("n1")))
        again = workshop.device(workshop.people[0])
        again.client_id = person.client_id
        async with again:
            assert again.welcome is not None
            assert (again.welcome.settled.n, again.welcome.settled.code) == (1, "")
            assert await send(again, Do(1, add("n1"))) == [("", 1, "")]
            assert await notes_of(workshop) == ["n1"]
        # The first connection goes on as before, also after the second has left.
        assert await send(person, Do(2, add("n2"))) == [("", 2, "")]


async def test_after_a_restart_of_the_server_a_command_still_has_its_first_outcome(here: Settings) -> None:
    """[LOG-05]"""
    async with serving(here) as first:
        workshop = await first.workshop(people=2)
        one, two = (workshop.device(browser) for browser in workshop.people)
        async with one, two, workshop.facilitator() as facilitator:
            await send(two, Do(1, add("n2")))
            await facilitator.go("A2c1")
            await send(one, Do(1, add("n1")))
    async with serving(here) as second:
        workshop.house = second
        for player, outcome in ((one, ""), (two, "not_now")):
            again = workshop.device(player.browser)
            again.client_id = player.client_id
            async with again:
                assert again.welcome is not None
                assert (again.welcome.settled.n, again.welcome.settled.code) == (1, outcome)
                assert await send(again, Do(1, add("n1"))) == [(outcome, 1, "")]
        assert await notes_of(workshop) == ["n1"]


async def test_a_command_whose_connection_broke_is_sent_again_and_has_effect_once(house: House) -> None:
    """[LOG-05]"""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
        await facilitator.go("A2c1")
        for n in range(1, 6):
            await person.send_raw(pack(Do(n, add(f"n{n}"))))
            assert person._socket is not None
            person._socket.transport.abort()
            await person.until(lambda: person.closed is not None)
            await person.connect()
            assert await send(person, Do(n, add(f"n{n}"))) == [("", n, "")]
        assert await notes_of(workshop) == ["n1", "n2", "n3", "n4", "n5"]
        assert set(person.me.mine) == {"n1", "n2", "n3", "n4", "n5"}


async def test_a_dead_pages_command_is_carried_out_under_its_own_number(house: House) -> None:
    """[LOG-05]"""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as dead:
        await facilitator.go("A2c1")
        await send(dead, Do(1, add("n1")))
    async with workshop.device(workshop.people[0]) as person:
        late = [Do(1, add("n1"), dead.client_id), Do(2, add("n2"), dead.client_id), Do(1, add("n3"))]
        assert await send(person, *late) == [("", 1, dead.client_id), ("", 2, dead.client_id), ("", 1, "")]
        assert await send(person, Do(3, c.DeleteNote("nx", 1), dead.client_id)) == [("unknown_note", 3, dead.client_id)]
        assert await notes_of(workshop) == ["n1", "n2", "n3"]


async def test_a_page_that_was_thought_dead_hears_of_its_command_too(house: House) -> None:
    workshop = await house.workshop(people=1)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as alive,
        workshop.device(workshop.people[0]) as other_tab,
    ):
        await facilitator.go("A2c1")
        await alive.heard()
        assert await send(other_tab, Do(1, add("n1"), alive.client_id)) == [("", 1, alive.client_id)]
        await alive.settle()
        assert answers(alive) == [("", 1, "")]
    async with workshop.device(workshop.people[0]) as other_tab, workshop.device(workshop.people[0]) as alive:
        await send(other_tab, Do(1, add("n2"), alive.client_id))
        await other_tab.disconnect()
        assert await send(alive, Do(2, add("n3"))) == [("", 2, "")]


async def test_nobody_can_settle_the_commands_of_another(house: House) -> None:
    workshop = await house.workshop(people=2)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as person,
        workshop.device(workshop.people[1]) as other,
    ):
        await facilitator.go("A2c1")
        await person.heard()
        assert await send(other, Do(99, c.SayReady("r1", ready=True), person.client_id)) == [("", 99, person.client_id)]
        await person.settle()
        assert answers(person) == []
        assert await send(person, Do(1, add("n1"))) == [("", 1, "")]
    # Nor can somebody with the same page name in another role.
    same = workshop.facilitator()
    same.client_id = person.client_id
    async with same, workshop.device(workshop.people[0]) as tab:
        assert same.welcome is not None
        assert same.welcome.settled.n == 0
        assert await send(same, Do(50, c.AddTime("r1", 60))) == [("", 50, "")]
        assert await send(tab, Do(2, add("n2"), person.client_id)) == [("", 2, person.client_id)]


async def test_what_was_sent_twice_in_one_batch_does_not_hold_up_the_room(house: House) -> None:
    """[LOG-05]"""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
        await facilitator.go("A2c1")
        await person.settle()
        room = await workshop.room()
        who = Viewer("participant", person.me.participant_id)
        futures = []
        for n, note in ((2, "n2"), (2, "n2"), (1, "n1"), (3, "n3"), (3, "n3"), (4, "nx")):
            future = asyncio.get_running_loop().create_future()
            futures.append(future)
            # No await between: all of them stand in the queue when the room begins.
            room.submit(Ticket(add(note), who, client="participant:x:page", n=n, future=future))
        async with asyncio.timeout(patient(5)):
            assert await asyncio.gather(*futures) == [None] * 6
        assert list(room.session.notes) == ["n2", "n3", "nx"]


async def test_a_connection_sends_what_a_few_dead_pages_left_and_not_what_thousands_did(house: House) -> None:
    """[SEC-04] Each page that it sends for is remembered as long as it stands."""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
        await facilitator.go("A2c1")
        for number in range(MAX_LISTENED):
            assert (await workshop.room()).fanout.listen(await member_of(workshop, person), f"page {number}", f"page-{number}")
        assert await send(person, Do(1, add("n1"), "one-too-many"), Do(1, add("n2"))) == [
            ("rate", 1, "one-too-many"),
            ("", 1, ""),
        ]
        assert await notes_of(workshop) == ["n2"]
    async with workshop.device(workshop.people[0]) as person:
        assert await send(person, Do(1, add("n1"), "one-too-many")) == [("", 1, "one-too-many")]


async def member_of(workshop: Workshop, player: Player) -> Member:
    (member,) = (each for each in (await workshop.room()).fanout.members() if each.client.endswith(f":{player.client_id}"))
    return member
