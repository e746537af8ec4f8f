# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that people typed, and nothing that opens a door, comes into a log line, however much is logged (PRIV-08)."""

from __future__ import annotations

import contextlib
import re

import pytest
from websockets.exceptions import InvalidStatus

from server.player.browser import PageMissing, join_workshop, open_workshop, unlock
from sessions.material.framework import ValueRef
from sessions.wire import commands as c
from tests.running import running_server
from tests.server.house import Player, pack, raw_socket, value

CANARIES = ("kanarietitel", "kanarieorganisatie", "kanariecasus", "Kanarienaam", "kanariewaarom", "kanarieposter", "Kanariebo")


async def test_a_whole_workshop_leaves_no_trace_in_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    with running_server(minute_ms=1500, WAARDENBORD_LOG_LEVEL="debug") as base_url:
        opened = await open_workshop(base_url, {"title": CANARIES[0], "organisation": CANARIES[1], "case_text": CANARIES[2]})
        person = await join_workshop(base_url, opened.code, CANARIES[3], "data")
        screen = await unlock(base_url, "scherm", opened.session_id, opened.screen_key)
        for door, key in (("scherm", opened.scribe_key), ("verslag", "x" * 24)):
            with contextlib.suppress(PageMissing):
                await unlock(base_url, door, opened.session_id, key)
        paths = (f"/w/{opened.code}", f"/w/{opened.code}/bord", f"/w/{opened.code}/poster", "/w/kanarie-kanarie-kanarie", "/%00")
        for path in paths:
            await person.get(path)
        async with Player(opened.facilitator, opened.session_id, "facilitator") as facilitator:
            async with Player(person, opened.session_id, "participant") as phone, Player(screen, opened.session_id, "screen"):
                await facilitator.go("A2b")
                await phone.add("n1", CANARIES[4])
                await phone.do(c.AddNote("n1", "r1", value(CANARIES[4] * 50), "democratie"))
                await phone.do(c.ChangeProfile(CANARIES[6]))
                await phone.send_raw(b"\xc1" + CANARIES[4].encode())
                await phone.send_raw(pack({"type": "do", "n": 9, "command": {"type": CANARIES[4]}}))
                await phone.settle()
            await facilitator.must(c.ShortenTimer("r1"))
            await facilitator.until(lambda: facilitator.run is not None and facilitator.run.opened_to == "table")
            await facilitator.go("A3")
            await facilitator.must(c.PutPosterValue("v1", 0, "rechtsstaat", ValueRef("privacy"), CANARIES[5]))
            await facilitator.must(c.TakeSnapshot())
            await facilitator.must(c.CloseWorkshop())
        with contextlib.suppress(InvalidStatus):
            async with raw_socket(base_url, f"/ws/{opened.session_id}/participant", origin="https://evil.example"):
                pass
        secrets = [*person.cookies.values(), *opened.facilitator.cookies.values(), opened.screen_key, opened.scribe_key]
    logged = capfd.readouterr().err
    assert "DEBUG" in logged, "nothing was logged, so nothing was proven"
    for word in (*CANARIES, "kanarie", opened.code, *secrets):
        assert word.lower() not in logged.lower(), word
    assert "127.0.0.1" not in logged
    assert not re.search(r"\b\d{1,3}(\.\d{1,3}){3}\b", logged)
