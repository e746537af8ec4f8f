# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year as an organisation lives it, played on a real server: three workshops from their opening to the established reports of
their cases, a strategy, and an analysis of which every number is recounted from the bytes of the logs, by code that shares
nothing with what computed it. A year of chance is recounted in tests/organisation/strategy/test_analysis.py, without a server.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from server import content
from server.player.browser import Browser, open_link
from server.player.play import Plan, play
from server.settings import Settings
from server.store import DOSSIER
from tests.server.conftest import ServerProcess
from tests.server.house import House, serving, until
from tests.server.web.test_organisations import field, invited, opened
from tests.server.web.test_strategy import established, until_now

CASES = (("camera", ""), ("arnhem", ""), ("camera", "Slimme camera's in de fietsenstalling"))
"""The worked cases that say what became of them, one of them twice, under another title."""
ACCENTS = ("privacy", "transparency", "inclusiveness")
QUESTIONS = ("deviation", "governance", "stopping", "conclusions", "recommendations")


class Recount:
    """What the log of a case says, read as plain data and counted by hand."""

    def __init__(self, entries: list[bytes]) -> None:
        self.posters: dict[str, Any] = {}
        self.actions: dict[str, dict[str, Any]] = {}
        self.title, self.day = "", ""
        for payload in entries:
            for event in msgspec.msgpack.decode(payload):
                getattr(self, f"_{event['type']}", lambda _: None)(event)
        self.last = list(self.posters.values())[-1]

    def _dossier_opened(self, event: dict[str, Any]) -> None:
        poster = event["hand_over"]
        self.posters[poster["workshop_id"]] = poster
        self.title = poster["title"]
        for each in poster["actions"]:
            line = each["line"]
            plan = {"level": line["level"], "wider": line["wider"], "action": line["action"], "due_day": ""}
            self.actions[f"{poster['workshop_id']}.{each['entry_id']}"] = {"plan": plan, "line": line, "status": "not_started"}

    def _action_put(self, event: dict[str, Any]) -> None:
        known = self.actions.setdefault(event["action"]["id"], {"line": {"measures": []}, "status": "not_started"})
        known["plan"] = event["action"]["plan"]

    def _progress_reported(self, event: dict[str, Any]) -> None:
        self.actions[event["action_id"]]["status"] = event["moment"]["status"]

    def _established(self, event: dict[str, Any]) -> None:
        self.day = event["fixed"]["day"]

    def on_posters(self) -> set[str]:
        return {_key(value["name"]) for poster in self.posters.values() for value in poster["values"]}

    def values(self, kind: str) -> set[str]:
        """The values of which it says something, each once."""
        found = set[str]()
        for poster in self.posters.values():
            of_tables = {_key(each["value"]) for each in poster["choices"]} | {_key(each["value"]) for each in poster["accents"]}
            chosen = [each for each in poster["choices"] if each["verdict"] == ("set_aside" if kind == "set_aside" else "chosen")]
            spoken = {_key(each["on_poster"] or each["value"]) for each in chosen}
            if kind == "chosen":
                found |= {_key(value["name"]) for value in poster["values"]}
            elif kind == "at_tables":
                found |= spoken - self.on_posters()
            elif kind == "set_aside":
                gone = {_key(each["name"]) for each in poster["set_aside"]}
                found |= spoken | {name for name in gone if name in KNOWN or name in of_tables}
            else:
                lines = [line for line in poster["tensions"] if line["between"] == "values"]
                found |= {_key(name) for line in lines for name in (line["one"], line["other"], *line.get("further", ()))}
        return found


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def known_names() -> set[str]:
    return {_key(name) for value in content.framework("waardenkader-2025").values for name in (value.name.nl, value.name.en)}


KNOWN = known_names()


@pytest.fixture
def year(redis_server: ServerProcess, tmp_path: Path) -> Settings:
    return Settings(host="127.0.0.1", port=0, redis_url=redis_server.url, key_prefix="year:", data_dir=tmp_path, minute_ms=600)


async def played(house: House, manager: Browser, organisation_id: str) -> list[str]:
    """Three workshops at once, each to the established report of its case, which the organisation takes in; ids of the cases."""
    cases = [replace(case, title=title or case.title) for case, title in ((content.case(name), title) for name, title in CASES)]
    plans = [Plan(house.base_url, case, 4, 100, "report") for case in cases]
    found = await asyncio.gather(*(play(plan, lambda _: None) for plan in plans))
    ids = []
    for summary in found:
        assert summary.after is not None
        desk = await open_link(house.base_url, summary.after.link)
        desk.cookies.update(manager.cookies)
        answer = await desk.post(f"/zaak/{summary.after.id}/bij", {"organisation": organisation_id})
        assert answer.status == 303
        ids.append(summary.after.id)
    return ids


async def strategy_of(manager: Browser, strategy: str) -> None:
    """A strategy with three accent values, established by the administrator named."""
    assert (await manager.post(f"{strategy}/begin", {})).status == 303
    for value in ACCENTS:
        mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
        assert (await manager.post(f"{strategy}/waarden", {"value": value, "mark": mark})).status == 303
    for listed in dict.fromkeys(re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body)):
        page = (await manager.get(f"{strategy}/waarden/{listed}")).body
        form = {"chosen": "yes", "why": "omdat", "meaning": "zo", "base_rev": field(page, "base_rev")}
        assert (await manager.post(f"{strategy}/waarden/{listed}", form)).status == 303
    assert (await manager.post(f"{strategy}/mensen", {"base_rev": "0", "administrator": "wethouder"})).status == 303
    await established(manager, strategy)


async def analysed(manager: Browser, strategy: str) -> str:
    """An analysis of the year with conclusions, established and shared; where it is."""
    mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
    answer = await manager.post(f"{strategy}/analyse", {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark})
    path = answer.location

    async def is_whole() -> bool:
        return "3 zaken van" in (await manager.get(path)).body

    await until(is_whole)
    seen = (await manager.get(path)).body
    form = {f"text-{question}": f"Over {question}." for question in QUESTIONS} | {"mark": field(seen, "mark")}
    assert (await manager.post(path, form)).status == 303
    shown = field((await manager.get(path)).body, "sha256")
    assert (await manager.post(f"{path}/stand", {"step": "establish", "sha256": shown})).status == 303
    assert (await manager.post(f"{path}/stand", {"step": "share"})).status == 303
    return path


@pytest.mark.long
@pytest.mark.asyncio(loop_scope="module")
async def test_every_number_of_the_analysis_of_a_played_year_is_what_its_logs_say(year: Settings) -> None:
    """[STR-08] [STR-09] [DOM-14] [DOM-26]"""
    async with serving(year, with_archive=True) as house:
        manager, page = await opened(house)
        reader, _ = await invited(manager, page, "Raadsgriffier", "reader")
        strategy = page.replace("/organisatie/", "/strategie/")
        await strategy_of(manager, strategy)
        ids = await played(house, manager, page.rpartition("/")[2])
        path = await analysed(manager, strategy)
        facts = json.loads((await reader.get(f"{path}/analyse.json")).body)["facts"]
        read = unescape((await reader.get(f"{path}/lees")).body)
        recounts = [Recount(await raw(house, case_id)) for case_id in ids]
    place = {case["title"]: number for number, case in enumerate(facts["cases"])}
    assert [(case["title"], case["day"], case["established"]) for case in facts["cases"]] == [
        (each.title, each.day, True) for each in sorted(recounts, key=lambda each: place[each.title])
    ]
    for kind in ("chosen", "at_tables", "set_aside", "in_tension"):
        counted = {_key(value["name"]): [m["case"] for m in value[kind]] for value in facts["values"] if value[kind]}
        by_hand = defaultdict[str, list[int]](list)
        for each in recounts:
            for name in each.values(kind):
                by_hand[name].append(place[each.title])
        assert counted == {name: sorted(places) for name, places in by_hand.items()}, kind
    names = {value.id: value.name.nl for value in content.framework("waardenkader-2025").values}
    assert {each["name"] for each in facts["accents"]} == {names[value] for value in ACCENTS}
    for accent in facts["accents"]:
        chosen = sorted(place[each.title] for each in recounts if _key(accent["name"]) in each.values("chosen"))
        assert [mention["case"] for mention in accent["chosen"]] == chosen
    living = [(each.title, action) for each in recounts for action in each.actions.values()]
    assert len(facts["actions"]) == len(living) > 8
    for name, of_fact, of_log in (
        ("level", lambda fact: fact["level"], lambda action: action["plan"]["level"]),
        ("status", lambda fact: fact["status"], lambda action: action["status"]),
        ("wider", lambda fact: fact["wider"], lambda action: action["plan"]["wider"]),
        ("measures", lambda fact: tuple(sorted(fact["measures"])), lambda action: tuple(sorted(action["line"]["measures"]))),
    ):
        assert Counter(map(of_fact, facts["actions"])) == Counter(of_log(action) for _, action in living), name
    # Something was told of some of them: else the states would say nothing.
    assert len({action["status"] for _, action in living}) > 1
    told = {each["outcome"]: [(m["case"], m["notes"]) for m in each["cases"]] for each in facts["decisions"] if each["cases"]}
    decided = defaultdict[str, list[tuple[int, list[str]]]](list)
    for each in sorted(recounts, key=lambda each: place[each.title]):
        reason = each.last["decision"]["reason"]
        decided[each.last["decision"]["outcome"]].append((place[each.title], [reason] if reason else []))
    assert told == decided
    tensions = [(each, line) for each in recounts for poster in each.posters.values() for line in poster["tensions"]]
    assert Counter((each["case"], each["one"], each["other"], each["choice"], each["reason"]) for each in facts["tensions"]) == (
        Counter((place[each.title], line["one"], line["other"], line["choice"], line["reason"]) for each, line in tensions)
    )
    # What people concluded stands beside it, for whoever reads.
    assert all(f"Over {question}." in read for question in QUESTIONS)
    assert all(each.title in read for each in recounts)


async def raw(house: House, case_id: str) -> list[bytes]:
    """The entries of a case's log as they lie in the store."""
    whole = await house.rooms.store.of(DOSSIER).copies.take(case_id)
    assert whole is not None
    return [entry.payload for entry in whole.entries]
