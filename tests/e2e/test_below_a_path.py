# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board below a path of another site, in a real browser: somebody types the code, writes and looks back, somebody leads, and
the room looks. Nothing that any page asks for lies outside that path, whether a proxy takes it off or passes it on.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from scripts import deploy_tools
from tests.e2e.conftest import CONSOLE, MINUTE_MS, PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.inspecting import problems
from tests.e2e.people import Phone
from tests.patience import patient
from tests.running import NO_TLS, free_port, running_server

BELOW = "/waarden/bord"
UP_WITHIN_S = 20.0


@contextmanager
def taking_off(port: int, behind: int) -> Iterator[None]:
    """nginx before the board, which hears nothing of the path."""
    found = deploy_tools.proxy("nginx")
    if found is None:
        pytest.skip("no nginx on this machine, and none could be unpacked")
    program, environment = found
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        places = "".join(f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        text = (
            f"pid {folder}/pid; error_log stderr; daemon off; worker_processes 1; events {{}} http {{ access_log off; {places} "
            f"server {{ listen 127.0.0.1:{port}; location {BELOW}/ {{ proxy_pass http://127.0.0.1:{behind}/; "
            "proxy_buffering off; proxy_http_version 1.1; proxy_set_header Host $http_host; "
            'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; } } }'
        )
        (Path(folder) / "config").write_text(text, encoding="utf-8")
        command = [str(program), "-c", f"{folder}/config", "-p", folder, "-g", "user root;" * (os.geteuid() == 0)]
        process = subprocess.Popen(command, env={**os.environ, **environment})
        try:
            _wait_until_up(f"http://127.0.0.1:{port}{BELOW}/readyz", process)
            yield
        finally:
            process.terminate()
            process.wait(patient(UP_WITHIN_S))


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + patient(UP_WITHIN_S)
    while True:
        assert process.poll() is None
        assert time.monotonic() < give_up_at
        try:
            if httpx.get(url, verify=NO_TLS, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.05)


def test_a_workshop_below_a_path_that_is_passed_on(stage: Stage) -> None:
    """[OPS-06]"""
    port = free_port()
    address = f"http://127.0.0.1:{port}{BELOW}"
    with running_server(MINUTE_MS, port, WAARDENBORD_PUBLIC_URL=address):
        _played(stage, address)


@pytest.mark.long
def test_a_workshop_below_a_path_that_a_proxy_takes_off(stage: Stage) -> None:
    """[OPS-06]"""
    port, behind = free_port(), free_port()
    address = f"http://127.0.0.1:{port}{BELOW}"
    with running_server(MINUTE_MS, behind, WAARDENBORD_PUBLIC_URL=address), taking_off(port, behind):
        _played(stage, address)


def _played(stage: Stage, address: str) -> None:
    here, asked = Stage(stage._browser, address.removesuffix(BELOW)), list[str]()
    with Crowd(address) as crowd:
        room = Room(crowd)
        phone = _listened(here.device("telefoon", PHONE), asked)
        phone.goto(address)
        phone.get_by_label("Doe mee met een workshop").fill(room.opened.code.replace("-", " "))
        phone.get_by_role("button", name="Doe mee").click()
        kim = Phone(phone)
        kim.join("Kim")
        screen = _listened(here.device("scherm", PROJECTOR), asked)
        screen.goto(room.enter("scherm", room.opened.screen_key, screen.context))
        # What is typed by hand, before the three words.
        expect(screen.get_by_text(address.removeprefix("http://"), exact=True)).to_be_visible()
        room.be_silent("A2b")
        kim.write_value("privacy", "onder een pad")
        phone.reload()
        expect(kim.note("onder een pad")).to_be_visible()
        assert not problems(phone)
        desk = _listened(here.device("regie", CONSOLE, preview=True), asked)
        carry(room.opened.facilitator, desk.context)
        desk.goto(f"{address}/regie/{room.opened.session_id}")
        expect(desk.locator(f'header a[href="{BELOW}/hulp"]')).to_be_visible()
        phone.goto(f"{address}/w/{room.opened.code}/apparaat")
        expect(phone.get_by_role("textbox").first).to_have_value(re.compile(rf"^{re.escape(address)}/w/"))
    assert len(asked) > 40
    sockets = f"{address.replace('http', 'ws')}/ws/{room.opened.session_id}"
    assert {f"{sockets}/{role}" for role in ("participant", "facilitator", "screen")} <= {*asked}
    assert {url for url in asked if not f"{url.replace('ws:', 'http:')}/".startswith(f"{address}/")} == set()
    here.close()
    here.check()


def _listened(page: Page, asked: list[str]) -> Page:
    """A page; whatever it asks for is written down."""
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return page
