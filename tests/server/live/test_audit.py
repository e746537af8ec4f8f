# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What who leads did, as lines of the log; nothing of people in them."""

from __future__ import annotations

import json
import logging

import pytest

from server.process.logs import formatter
from sessions.wire import commands as c
from tests.server.house import House

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_who_leads_does_is_a_line_and_what_others_do_is_none(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """[SEC-12] [PRIV-08]"""
    caplog.set_level(logging.INFO, "waardenbord.audit")
    workshop = await house.workshop(people=1, title="Kanarietitel")
    async with workshop.facilitator() as leading, workshop.device(workshop.people[0]) as person:
        run = await leading.go("A2b")
        await person.add("n-kanariewaarom", "kanariewaarom")
        await person.must(c.ChangeProfile("Kanarienaam", ""))
        assert await leading.do(c.GoToStep("A3", run)) is not None
        await leading.settle()
    form = formatter(is_text=False)
    lines = [json.loads(form.format(record)) for record in caplog.records if record.name == "waardenbord.audit"]
    assert [(line["action"], line["actor"], line["workshop"], line["result"]) for line in lines] == [
        ("open_workshop", "facilitator", workshop.id, "done"),
        ("go_to_step", "facilitator", workshop.id, "done"),
        ("go_to_step", "facilitator", workshop.id, "silence_running"),
    ]
    assert {"time", "level", "process"} <= lines[0].keys()
    assert "kanariewaarom" not in json.dumps(lines).lower()
