# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A rehearsal: a facilitator alone runs a whole workshop, and simulated people do what people do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from server.player import crowd, rehearsal
from server.player.lines import Speech, lines
from server.player.rehearsal import rehearsing
from server.settings import Settings
from sessions.material.framework import ValueRef
from sessions.material.script import leaves
from sessions.model import items as i
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.patience import patient
from tests.server.house import House, Player, Workshop, serving, until

PEOPLE = 9
MINUTE_MS = 600
"""A silence of five minutes lasts three seconds, a talk of 25 fifteen; the facilitator here shortens what can be shortened."""


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(crowd, "COME_BACK_S", 0.05)


@pytest.fixture
def here(here: Settings) -> Settings:
    return msgspec.structs.replace(here, minute_ms=MINUTE_MS)


@asynccontextmanager
async def rehearsals(settings: Settings) -> AsyncIterator[House]:
    async with serving(settings) as house, rehearsing(house.rooms, house.base_url):
        yield house


async def opened(house: House, people: int = PEOPLE) -> Workshop:
    workshop = await house.workshop(rehearsal="on")
    answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/oefening", {"people": str(people)})
    assert answer.status == 303
    return workshop


def joined(player: Player) -> int:
    return player.workshop.people


def connected(house: House) -> int:
    return sum(member.viewer.role == "participant" for member in house.rooms.members())


@pytest.mark.slow
async def test_a_facilitator_alone_runs_a_whole_workshop_with_simulated_people(here: Settings) -> None:
    async with rehearsals(here) as house:
        workshop = await opened(house)
        async with workshop.facilitator() as leading:
            await leading.must(c.PutItem("acc", 0, i.Accent(ValueRef("transparency"))))
            await leading.until(lambda: joined(leading) == PEOPLE)
            script = (await workshop.room()).session.script
            most_ready = most_hands = most_asking = 0

            def watch() -> None:
                nonlocal most_ready, most_hands, most_asking
                most_ready = max([most_ready, *(run.ready for run in leading.all(r.RunRecord))])
                most_hands = max([most_hands, *(len(hands.queue) for hands in leading.all(r.HandsRecord))])
                most_asking = max([most_asking, *(desk.asking for desk in leading.all(r.DeskRecord))])

            leading.on_change = watch
            for leaf in leaves(script):
                run_id = await leading.go(leaf.id)
                if leaf.silent:
                    await leading.until(lambda key=run_id: opened_now(leading, key), patient(60))  # type: ignore[misc]  # bound
                elif leaf.sheet and not leaf.pitches:
                    await leading.must(c.StartTimer(run_id))
                    kind = leaf.sheet
                    await leading.until(lambda kind=kind: all_ready(leading, kind), patient(60))  # type: ignore[misc]  # bound
                elif "reflection" in leaf.tools:
                    await leading.until(lambda: any(isinstance(each.content, i.Reflection) for each in leading.all(r.ItemRecord)))
            await leading.until(lambda: most_hands > 0)
            notes = leading.all(r.NoteRecord)
            assert {note.verdict for note in notes} >= {"chosen", "set_aside"}
            assert {type(note.content).__name__ for note in notes} == {"ValueContent", "ActionContent"}
            assert len({str(note.content) for note in notes}) > PEOPLE
            kinds = {type(item.content) for item in leading.all(r.ItemRecord)}
            assert kinds >= {i.Accent, i.AccentAnswer, i.Parked, i.Reflection}
            assert most_ready == PEOPLE
            assert most_asking > 0
            await leading.must(c.CloseWorkshop())
            await until(lambda: connected(house) == 0)


def opened_now(player: Player, run_id: str) -> bool:
    run = player.records.get(run_id)
    return isinstance(run, r.RunRecord) and run.opened_to != "author"


def all_ready(player: Player, kind: str) -> bool:
    sheets = [sheet for sheet in player.all(r.SheetRecord) if sheet.kind == kind]
    return bool(sheets) and all(sheet.ready and sheet.has_spokesperson for sheet in sheets)


async def test_a_real_workshop_never_gets_simulated_people(here: Settings) -> None:
    async with rehearsals(here) as house:
        workshop = await house.workshop()
        answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/oefening", {"people": "5"})
        assert answer.status == 403
        # Even when somebody asks the store for them.
        await house.rooms.rehearsals.set_size(workshop.id, 5)
        other = await opened(house, 1)
        async with workshop.facilitator() as real, other.facilitator() as leading:
            await leading.until(lambda: joined(leading) == 1)
            assert joined(real) == 0


async def test_they_come_with_the_facilitator_and_go_a_while_after_he_left(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "STAY_S", 0.2)
    async with rehearsals(here) as house:
        workshop = await opened(house, 2)
        assert connected(house) == 0
        async with workshop.facilitator() as leading:
            await leading.until(lambda: joined(leading) == 2)
        await until(lambda: connected(house) == 0)
        async with workshop.facilitator() as leading:
            await until(lambda: connected(house) == 2)
            assert joined(leading) == 2


async def test_they_come_too_while_somebody_real_takes_part_and_nobody_leads(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "STAY_S", 0.2)
    async with rehearsals(here) as house:
        workshop = await opened(house, 2)
        async with workshop.device(await workshop.join("Noor")) as real:
            await real.until(lambda: joined(real) == 3)
        # Simulated people do not keep each other.
        await until(lambda: connected(house) == 0)


async def test_after_a_restart_they_are_the_same_people(here: Settings) -> None:
    async with rehearsals(here) as house:
        workshop = await opened(house, 3)
        async with workshop.facilitator() as leading:
            await leading.until(lambda: joined(leading) == 3)
    async with rehearsals(here) as again, workshop.facilitator(again) as leading:
        await until(lambda: connected(again) == 3)
        assert joined(leading) == 3


async def test_one_worker_has_them_when_two_have_the_facilitator(here: Settings) -> None:
    async with rehearsals(here) as one, rehearsals(here) as other:
        workshop = await opened(one, 2)
        async with workshop.facilitator() as here_too, workshop.facilitator(other) as there:
            await there.until(lambda: joined(there) == 2)
            await until(lambda: connected(one) + connected(other) == 2)
            assert joined(here_too) == 2


async def test_the_number_can_change_and_must_be_a_number(here: Settings) -> None:
    async with rehearsals(here) as house:
        workshop = await opened(house, 1)
        async with workshop.facilitator() as leading:
            await leading.until(lambda: joined(leading) == 1)
            await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/oefening", {"people": "3"})
            await leading.until(lambda: joined(leading) == 3)
            await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/oefening", {"people": "0"})
            await until(lambda: connected(house) == 0)
            assert joined(leading) == 3
        for wrong in ("", "veel", "-1", "41", "²"):
            answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/oefening", {"people": wrong})
            assert answer.status == 422
            assert "Vul een getal in van 0 tot 40" in answer.body


def test_people_say_everything_once_before_they_say_anything_twice() -> None:
    speech = Speech("nl", "seed")
    said = [speech.say("why", "Privacy") for _ in lines().why]
    assert len(set(said)) == len(said)
    assert not [sentence for sentence in said if "{" in sentence]
