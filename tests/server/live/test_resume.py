# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes back gets what changed for him meanwhile, no more and no less."""

from __future__ import annotations

import pytest

from server.live import recalling
from server.settings import Settings
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.frames import Patch, View, Welcome
from tests.server.house import House, Player, serving, value

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def back(player: Player) -> Welcome:
    """The welcome after coming back; what the player then holds is what a fresh page would."""
    await player.connect()
    assert player.welcome is not None
    return player.welcome


def ids(records: tuple[r.Record, ...]) -> set[str]:
    return {record.id for record in records}


async def test_who_comes_back_gets_only_what_changed(house: House) -> None:
    """[WIR-06]"""
    workshop = await house.workshop(people=2)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as writer,
        workshop.device(workshop.people[1]) as away,
    ):
        await facilitator.go("A2c1")
        for number in range(4):
            await writer.add(f"n{number}")
        await away.settle()
        await away.disconnect()
        await writer.must(c.DeleteNote("n0", 1))
        await writer.must(c.EditNote("n1", 1, value("anders")))
        await writer.add("n4")
        await writer.must(c.DeleteNote("n4", 1))
        await writer.add("n5")
        welcome = await back(away)
        assert welcome.resumed
        assert ids(welcome.put) == {"n1", "n5"}
        assert set(welcome.drop) == {"n0", "n4"}
        async with workshop.device(workshop.people[1]) as fresh:
            assert away.records == fresh.records
        await writer.add("n6")
        await away.settle()
        assert "n6" in away.records


async def test_when_nothing_changed_the_welcome_is_empty(house: House) -> None:
    """[WIR-06]"""
    workshop = await house.workshop(people=1)
    async with workshop.device(workshop.people[0]) as person:
        records = dict(person.records)
        await person.disconnect()
        welcome = await back(person)
        assert (welcome.resumed, welcome.put, welcome.drop) == (True, (), ())
        assert person.records == records


async def test_who_was_moved_meanwhile_gets_a_full_view(house: House) -> None:
    """[WIR-06]"""
    workshop = await house.workshop(people=9)
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
        await facilitator.go("A2c1")
        await person.settle()
        await person.disconnect()
        me = person.me.participant_id
        elsewhere = next(table.id for table in person.all(r.TableRecord) if table.id != person.me.table_id)
        await facilitator.must(c.MovePerson(me, elsewhere))
        welcome = await back(person)
        assert not welcome.resumed
        assert person.me.table_id == elsewhere
        assert f"sheet:{elsewhere}:value" in person.records
        async with workshop.device(workshop.people[0]) as fresh:
            assert person.records == fresh.records


async def test_a_change_that_somebody_may_not_see_leaves_no_trace_in_what_he_missed(house: House) -> None:
    """[WIR-06] [LCK-03]"""
    workshop = await house.workshop(people=2)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as writer,
        workshop.device(workshop.people[1]) as away,
    ):
        await facilitator.go("A2b")
        await away.settle()
        await facilitator.settle()
        for player in (away, facilitator):
            await player.disconnect()
        await writer.add("kanarie-1", "kanariepiet")
        await writer.must(c.EditNote("kanarie-1", 1, value("kanariepiet twee")))
        for player in (away, facilitator):
            player.bytes_received.clear()
            welcome = await back(player)
            assert (welcome.resumed, welcome.put, welcome.drop) == (True, (), ())
            assert not any(b"kanariepiet" in frame or b"kanarie-1" in frame for frame in player.bytes_received)


async def test_a_foreign_or_broken_token_gives_a_full_view(house: House) -> None:
    """[WIR-06]"""
    workshop, other = await house.workshop(people=1), await house.workshop(people=1)
    async with other.device(other.people[0]) as elsewhere, workshop.device(workshop.people[0]) as person:
        records = dict(person.records)
        for token in ("", "x", elsewhere.token, person.token[:-4], "é" * 60, "A" * len(person.token)):
            await person.disconnect()
            person.token = token
            person.records = {}
            welcome = await back(person)
            assert not welcome.resumed, token
            assert person.records == records


async def test_somebody_elses_token_shows_nothing_that_is_not_his_own(house: House) -> None:
    """[WIR-06]"""
    workshop = await house.workshop(people=2)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as writer,
        await workshop.screen() as screen,
    ):
        await facilitator.go("A2c1")
        token = facilitator.token
        await writer.add("n1", "kanariepiet")
        await facilitator.must(c.AddTime("r1", 60))
        await screen.settle()
        await screen.disconnect()
        screen.bytes_received.clear()
        screen.token = token
        welcome = await back(screen)
        assert ids(welcome.put) <= {"r1", "workshop"}
        assert not any(b"kanariepiet" in frame for frame in screen.bytes_received)


async def test_who_missed_more_than_is_kept_gets_a_full_view(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[WIR-06]"""
    monkeypatch.setattr(recalling, "REMEMBERED_ENTRIES", 3)
    async with serving(here) as house:
        workshop = await house.workshop(people=2)
        async with workshop.device(workshop.people[0]) as person, workshop.device(workshop.people[1]) as away:
            for missed, resumed in ((2, True), (3, False), (9, False)):
                await away.settle()
                await away.disconnect()
                for number in range(missed):
                    await person.must(c.ChangeProfile(f"naam {missed} {number}"))
                assert (await back(away)).resumed == resumed, missed


async def test_a_token_still_counts_after_a_restart_of_the_server(here: Settings) -> None:
    """[WIR-06]"""
    async with serving(here) as first:
        workshop = await first.workshop(people=2)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            old, records = person.token, dict(person.records)
            await facilitator.go("A2c1")
            await person.settle()
    async with serving(here) as second:
        for token, had in ((person.token, person.records), (old, records)):
            again = workshop.device(person.browser, house=second)
            again.token, again.records = token, dict(had)
            async with again:
                assert again.welcome is not None
                assert again.welcome.resumed
                assert again.records == person.records


async def test_after_a_restart_nobody_learns_that_hidden_notes_were_written_before_it(here: Settings) -> None:
    """[WIR-06] [LCK-03] [LCK-18]"""
    welcomes = []
    for notes in ((), ("n1", "n2")):
        async with serving(here) as first:
            workshop = await first.workshop(people=2)
            async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as writer:
                await facilitator.go("A2b")
                for note_id in notes:
                    await writer.add(note_id, "kanariepiet")
                await facilitator.settle()
        async with serving(here) as second:
            again = workshop.facilitator(house=second)
            again.token = facilitator.token
            async with again:
                assert again.welcome is not None
                welcomes.append((again.welcome.resumed, again.welcome.put, again.welcome.drop))
    assert welcomes == [(True, (), ())] * 2


async def test_every_token_on_the_wire_has_one_length_and_is_new(house: House) -> None:
    """[WIR-07]"""
    workshop = await house.workshop(people=2)
    async with (
        workshop.facilitator() as facilitator,
        workshop.device(workshop.people[0]) as one,
        workshop.device(workshop.people[1]) as two,
    ):
        await facilitator.go("A2b")
        await one.add("n1")
        await one.must(c.SayReady("r1", ready=False))
        await two.disconnect()
        await back(two)
        tokens = [
            {frame.token for frame in player.frames_seen if isinstance(frame, Welcome | View | Patch)}
            for player in (facilitator, one, two)
        ]
        assert {len(token) for seen in tokens for token in seen} == {72}
        assert len(tokens[1]) == sum(isinstance(frame, Welcome | View | Patch) for frame in one.frames_seen)
