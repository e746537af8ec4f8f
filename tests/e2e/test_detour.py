# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole silent step on a network that lets no WebSocket through, in a real browser behind a real proxy."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.browser import join_workshop
from server.player.device import Device
from tests.blocking import Blocked, office
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.inspecting import problems
from tests.e2e.people import Phone
from tests.e2e.reading import hard_to_read
from tests.patience import patient

WHY = "Dit netwerk laat de eigen verbinding van het bord niet toe."
WITHIN_S = 10.0
REFUSED = "WebSocket connection to"
"""A browser says so in its console itself."""


def why(page: Page) -> Locator:
    """The line that says it, beside what a screen reader is told once."""
    return page.locator(".codio-detour", has_text=WHY)


@pytest.mark.parametrize("blocked", ["refused", pytest.param("swallowed", marks=pytest.mark.long)])
def test_a_silent_step_on_a_network_that_lets_no_websocket_through(stage: Stage, crowd: Crowd, blocked: Blocked) -> None:
    """[WIR-16] [OPS-07]"""
    room = Room(crowd)
    other = room.join("Ander", keep_frames=True)
    room.be_silent("A2b")
    kim = crowd.run(join_workshop(crowd.base_url, room.opened.code, "Kim"))
    twin = crowd.stay(Device(kim, room.opened.session_id, "participant"))
    with office(crowd.base_url, blocked) as network:
        behind = Stage(stage._browser, network.base_url)
        behind.forgiven += [REFUSED]
        page = behind.device("telefoon", PHONE)
        carry(kim, page.context)
        begun_s = time.monotonic()
        page.goto(f"{network.base_url}/w/{room.opened.code}")
        expect(why(page)).to_be_visible()
        assert time.monotonic() - begun_s < patient(WITHIN_S)
        assert network.upgrades == 1
        assert not problems(page)
        phone = Phone(page)
        phone.write_value("privacy", "langs een omweg")
        # Stored, and to be seen by its author alone.
        room.sees("langs een omweg", by=twin)
        assert not any(b"langs een omweg" in frame for frame in other.frames or [])
        room.open_silence()
        room.sees("langs een omweg", by=other)
        if blocked == "refused":
            desk = behind.device("regie", CONSOLE)
            carry(room.opened.facilitator, desk.context)
            desk.goto(f"{network.base_url}/regie/{room.opened.session_id}")
            expect(why(desk)).to_be_visible()
            assert not problems(desk)
            # On an upright tablet too, where the work stands under the room.
            desk.set_viewport_size({"width": 768, "height": 1024})
            expect(why(desk)).to_be_in_viewport()
            # The room reads nothing of it; whoever is at the screen does.
            screen = behind.tab("scherm", desk)
            screen.goto(f"{network.base_url}/regie/{room.opened.session_id}/scherm")
            said = screen.locator(".codio-screen-said", has_text=WHY)
            expect(screen.get_by_role("heading", level=1)).to_be_visible()
            # Its place is kept, so that nothing that the room reads moves.
            expect(said).to_be_attached()
            expect(said).to_be_hidden()
            # A hand that goes on moving the mouse, for as long as a busy machine takes.
            screen.evaluate("void setInterval(() => window.dispatchEvent(new PointerEvent('pointermove')), 500)")
            expect(said).to_be_visible()
            # Nor does it lie over anything that the room does read.
            assert not hard_to_read(screen)
        # Its own connection is taken again as soon as the network lets it through.
        network.let_through = True
        page.reload()
        expect(phone.note("langs een omweg")).to_be_visible()
        expect(why(page)).to_have_count(0)
        behind.close()
        behind.check()
