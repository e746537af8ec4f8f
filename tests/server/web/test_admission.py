# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may come in and stay, over HTTP and sockets: the rate, the door, another code, and people who are taken out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import msgspec
import pytest

from server import access
from server.backup import commands as backups
from server.settings import Settings
from server.web import codes, may_join
from sessions.model.codes import Close
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.patience import patient
from tests.server.house import House, Workshop, raw_socket, serving, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def knock(house: House, workshop: Workshop, code: str = "", **form: str) -> httpx.Response:
    """Somebody new sends the form."""
    async with visitor(house) as client:
        return await client.post(f"/w/{code or workshop.code}", data=form)


class TestRate:
    async def test_a_hundred_people_come_in_at_once_and_the_next_ones_wait_with_their_words_kept(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[ADM-06]"""
        # So that nobody more may come in while the hundred do, on any machine.
        monkeypatch.setattr(may_join, "MINUTE_S", 1e6)
        there = msgspec.structs.replace(here, joins_per_minute=100)
        async with serving(there) as house:
            workshop = await house.workshop()
            answers = [(await knock(house, workshop)).status_code for _ in range(100)]
            assert answers == [303] * 100
            monkeypatch.setattr(may_join, "WAITS_S", 0.2)
            late = await knock(house, workshop, name="Kim de Wit")
            assert late.status_code == 503
            assert late.headers["retry-after"] == "30"
            assert 'value="Kim de Wit"' in late.text
            assert "Wacht een halve minuut" in late.text
            assert len((await workshop.room()).session.people) == 100

    async def test_who_waits_comes_in_when_it_is_his_turn_and_one_room_is_no_other(self, here: Settings) -> None:
        """[ADM-06]"""
        there = msgspec.structs.replace(here, joins_per_minute=60)
        async with serving(there) as house:
            workshop, other = await house.workshop(people=60), await house.workshop()
            answers = await asyncio.gather(*(knock(house, workshop) for _ in range(3)), knock(house, other))
            assert [answer.status_code for answer in answers] == [303] * 4

    async def test_the_same_form_once_more_takes_no_turn(self, here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        """[ADM-06] [BRD-07]"""
        monkeypatch.setattr(may_join, "MINUTE_S", 1e6)
        there = msgspec.structs.replace(here, joins_per_minute=1)
        async with serving(there) as house:
            workshop = await house.workshop()
            form = {"mark": "A" * 24}
            answers = [(await knock(house, workshop, **form)).status_code for _ in range(3)]
            assert answers == [303] * 3
            monkeypatch.setattr(may_join, "WAITS_S", 0.2)
            assert (await knock(house, workshop)).status_code == 503

    async def test_what_is_refused_anyway_takes_no_turn_of_others(self, here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        """[ADM-06]"""
        monkeypatch.setattr(may_join, "MINUTE_S", 1e6)
        there = msgspec.structs.replace(here, joins_per_minute=1)
        async with serving(there) as house:
            workshop = await house.workshop()
            for form in ({"name": "x" * 500}, {"perspective": "zz"}):
                assert (await knock(house, workshop, **form)).status_code == 422
            assert (await knock(house, workshop)).status_code == 303

    async def test_who_left_while_waiting_becomes_nobody(self, here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        """[ADM-06]"""
        waits, turn = asyncio.Event(), asyncio.Event()

        async def wait(_: may_join.MayJoin, __: str) -> bool:
            waits.set()
            await turn.wait()
            return True

        async with serving(here) as house:
            workshop = await house.workshop()
            monkeypatch.setattr(may_join.MayJoin, "wait", wait)
            async with visitor(house) as client:
                form = asyncio.create_task(client.post(f"/w/{workshop.code}", data={"name": "Weg"}))
                await waits.wait()
                form.cancel()
                await asyncio.gather(form, return_exceptions=True)
            turn.set()
            assert (await knock(house, workshop, name="Er")).status_code == 303
            assert [person.name for person in (await workshop.room()).session.people.values()] == ["Er"]


class TestDoor:
    async def test_who_stands_before_a_shut_door_reads_so_and_who_was_in_comes_back(self, house: House) -> None:
        """[ADM-04]"""
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator:
            await facilitator.must(c.SetDoor(shut=True))
            async with visitor(house) as client:
                page = await client.get(f"/w/{workshop.code}")
                assert "De deur van deze workshop is dicht" in page.text
                assert f'action="/w/{workshop.code}"' not in page.text
            answer = await knock(house, workshop)
            assert answer.status_code == 422
            assert "De deur van deze workshop is dicht" in answer.text
            assert (await workshop.people[0].get(f"/w/{workshop.code}/bord")).status == 200
            async with workshop.device(workshop.people[0]) as person:
                assert person.workshop.door_shut
                await facilitator.must(c.SetDoor(shut=False))
        assert (await knock(house, workshop)).status_code == 303


class TestCode:
    async def test_another_code_lets_in_who_has_it_and_the_old_one_is_none_for_strangers(self, house: House) -> None:
        """[ADM-05]"""
        workshop = await house.workshop(people=1)
        old = workshop.code
        answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/code", {})
        assert (answer.status, answer.location) == (303, f"/regie/{workshop.id}/links#l-join")
        new = (await workshop.room()).session.code
        assert new != old
        async with visitor(house) as client:
            unknown = await client.get("/w/nooit-van-gehoord")
            for path in (f"/w/{old}", f"/w/{old}/bord", f"/w/{old}/qr.svg", f"/w/{old}/poster"):
                page = await client.get(path)
                assert (page.status_code, page.text) == (404, unknown.text), path
            assert (await client.post("/meedoen", data={"code": old})).status_code == 422
            assert (await client.post("/meedoen", data={"code": new})).headers["location"] == f"/w/{new}"
        assert (await knock(house, workshop, old)).status_code == 404
        assert (await knock(house, workshop, new)).status_code == 303
        # An address that is open on a phone, or an own link that was kept, still is one of the workshop's.
        async with visitor(house) as client:
            secret = workshop.people[0].cookies[f"wb_participant_{workshop.id}"]
            assert (await client.post(f"/w/{old}/ik", data={"key": secret})).headers["location"] == f"/w/{new}/bord"
        assert (await workshop.people[0].get(f"/w/{old}/bord")).status == 200
        async with workshop.device(workshop.people[0]) as person:
            assert person.workshop.code == new

    async def test_it_can_be_undone_with_a_code_that_the_workshop_had(self, house: House) -> None:
        """[ADM-05]"""
        workshop, other = await house.workshop(), await house.workshop()
        facilitator, path = workshop.opened.facilitator, f"/regie/{workshop.id}/code"
        await facilitator.post(path, {})
        assert (await facilitator.post(path, {"code": workshop.code})).status == 303
        assert (await workshop.room()).session.code == workshop.code
        for code in (other.code, "nooit-van-gehoord", "x" * 500):
            assert (await facilitator.post(path, {"code": code})).status == 422
        assert (await workshop.room()).session.code == workshop.code

    async def test_only_who_leads_makes_another_code_and_not_without_end(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[ADM-05]"""
        monkeypatch.setattr(codes, "NEW_CODES", msgspec.structs.replace(codes.NEW_CODES, burst=2))
        workshop = await house.workshop(people=1)
        path = f"/regie/{workshop.id}/code"
        for browser in (workshop.people[0], (await workshop.scribe()).browser, (await workshop.screen()).browser):
            assert (await browser.post(path, {})).status == 403
        assert [(await workshop.opened.facilitator.post(path, {})).status for _ in range(3)] == [303, 303, 429]
        async with workshop.facilitator() as facilitator:
            await facilitator.must(c.CloseWorkshop())
        assert (await workshop.opened.facilitator.post(path, {})).status == 409

    async def test_a_backup_keeps_the_code_that_the_workshop_has_now(self, here: Settings, house: House, tmp_path: Path) -> None:
        """[ADM-05] [LOG-11]"""
        workshop = await house.workshop()
        for _ in range(4):
            await workshop.opened.facilitator.post(f"/regie/{workshop.id}/code", {})
        said: list[str] = []
        await backups.export_workshop(house.settings, workshop.id, None, tmp_path / "out.jsonl", said.append)
        first = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0]
        assert (await workshop.room()).session.code in first

    async def test_a_store_that_forgot_former_codes_learns_them_again(self, here: Settings) -> None:
        """[ADM-05]"""
        async with serving(here) as house:
            workshop = await house.workshop(people=1)
            await workshop.opened.facilitator.post(f"/regie/{workshop.id}/code", {})
            await house.rooms.log.drop_code(workshop.code)
            await house.rooms.close()
            assert (await workshop.opened.facilitator.get(f"/regie/{workshop.id}/links")).status == 200
            assert (await workshop.people[0].get(f"/w/{workshop.code}/bord")).status == 200


class TestRemoved:
    async def test_who_is_removed_is_cut_off_and_told_so_and_comes_back_when_that_is_undone(self, house: House) -> None:
        """[ADM-01]"""
        workshop = await house.workshop(people=2)
        browser = workshop.people[0]
        async with workshop.facilitator() as facilitator, workshop.device(browser) as person:
            await facilitator.go("A2c1")
            await person.add("n1")
            who = person.me.participant_id
            await facilitator.must(c.RemovePeople((who,)))
            here = [member.viewer.role for member in (await workshop.room()).fanout.members()]
            assert here == ["facilitator"]
            async with asyncio.timeout(patient(10)):
                await person.wait_closed()
            assert person.closed is not None
            assert person.closed[0] == Close.REMOVED
            async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=browser.cookie_header) as again:
                await again.wait_closed()
                assert again.close_code == Close.REMOVED
            assert (await browser.get(f"/w/{workshop.code}/bord")).location == f"/w/{workshop.code}"
            page = await browser.get(f"/w/{workshop.code}")
            assert "uit deze workshop gehaald" in page.body
            assert (await browser.get(f"/w/{workshop.code}/poster")).status != 200
            assert "n1" in facilitator.records
            await facilitator.must(c.RestorePeople((who,)))
            async with workshop.device(browser) as back:
                assert back.me.mine == ("n1",)

    async def test_who_is_removed_may_come_in_as_somebody_new_while_the_door_is_open(self, house: House) -> None:
        """[ADM-01]"""
        workshop = await house.workshop(people=1)
        browser = workshop.people[0]
        async with workshop.facilitator() as facilitator, workshop.device(browser) as person:
            await facilitator.must(c.RemovePeople((person.me.participant_id,)))
            assert (await browser.post(f"/w/{workshop.code}", {"name": "Noor"})).status == 303
            async with workshop.device(browser) as again:
                assert again.me.name == "Noor"
            await facilitator.settle()
            people = facilitator.all(r.PersonRecord)
            assert sorted((each.name, each.removed) for each in people) == [("", True), ("Noor", False)]

    async def test_who_was_removed_reads_so_by_a_former_code_and_by_his_own_link_too(self, house: House) -> None:
        """[ADM-01] [ADM-05]"""
        workshop = await house.workshop(people=1)
        browser = workshop.people[0]
        async with workshop.facilitator() as facilitator, workshop.device(browser) as person:
            await facilitator.must(c.RemovePeople((person.me.participant_id,)))
        await workshop.opened.facilitator.post(f"/regie/{workshop.id}/code", {})
        assert "uit deze workshop gehaald" in (await browser.get(f"/w/{workshop.code}")).body
        async with visitor(house) as client:
            secret = access.secret_in(browser.cookies, "participant", workshop.id)
            answer = await client.post(f"/w/{workshop.code}/ik", data={"key": secret})
            assert answer.status_code == 403
            assert "uit deze workshop gehaald" in answer.text
