# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files over HTTP: for whoever may open the page that they are of, at once or when they are ready."""

from __future__ import annotations

import re

import httpx
import pytest

from board.papers.poster import FILES
from server.papers import papers
from server.player.browser import Browser
from server.settings import Settings
from tests.board.papers.looking import attachments, text_of
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.house import House, serving, visitor
from tests.server.web.test_cases import fixed

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def fetched(browser: Browser, path: str) -> httpx.Response:
    """What this browser gets there, in the end."""
    cookie = {"cookie": browser.cookie_header}
    async with httpx.AsyncClient(base_url=browser.base_url, headers=cookie, timeout=patient(60), verify=NO_TLS) as client:
        return await ready(client, path)


async def ready(client: httpx.AsyncClient, path: str) -> httpx.Response:
    """The answer when it is no page any more that says that a file is being made."""
    answer = await client.get(path)
    while answer.status_code == httpx.codes.ACCEPTED:
        assert answer.headers["refresh"] == "2"
        answer = await client.get(path)
    return answer


@pytest.mark.parametrize(("file", "begins"), [("a3.pdf", b"%PDF-1.7"), ("png", b"\x89PNG"), ("svg", b'<svg role="img"')])
async def test_whoever_sees_a_fixed_poster_gets_its_files(house: House, file: str, begins: bytes) -> None:
    """[FIL-07]"""
    workshop = await fixed(house)
    path = f"/w/{workshop.code}/poster/{file}?versie=1"
    for browser in (workshop.opened.facilitator, workshop.people[0]):
        answer = await fetched(browser, path)
        assert answer.status_code == httpx.codes.OK
        assert answer.content.startswith(begins)
        assert re.fullmatch(rf'attachment; filename="poster-{workshop.code}-v1[-.]{file}"', answer.headers["content-disposition"])
    async with visitor(house) as stranger:
        assert (await stranger.get(path)).status_code == httpx.codes.FORBIDDEN


async def test_the_page_of_a_fixed_poster_links_to_its_files_and_that_of_one_in_the_making_does_not(house: House) -> None:
    """[FIL-07]"""
    workshop = await fixed(house)
    browser = workshop.people[0]
    page = (await browser.get(f"/w/{workshop.code}/poster")).body
    assert [file for file in FILES if f'href="/w/{workshop.code}/poster/{file}?versie=1"' in page] == list(FILES)
    assert "/poster/a3.pdf" not in (await browser.get(f"/w/{workshop.code}/poster?versie=nu")).body
    for path in ("a3.pdf?versie=nu", "a3.pdf?versie=2", "a4.pdf", "a3.pdf/x", "../poster"):
        assert (await browser.get(f"/w/{workshop.code}/poster/{path}")).status in (307, 404), path


async def test_the_file_of_a_poster_says_what_was_fixed_and_has_it_inside(house: House) -> None:
    """[FIL-02]"""
    workshop = await fixed(house)
    browser = workshop.people[0]
    pdf = (await fetched(browser, f"/w/{workshop.code}/poster/a3.pdf")).content
    assert "Vraag <b>bewoners</b>" in text_of(pdf)
    canonical = (await browser.get(f"/w/{workshop.code}/poster.json")).body
    assert attachments(pdf) == {"poster.json": canonical.encode()}


async def test_what_takes_long_is_told_on_a_page_that_looks_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[FIL-06]"""
    workshop = await fixed(house, title="Een andere poster")
    browser, path = workshop.people[0], f"/w/{workshop.code}/poster/svg"
    monkeypatch.setattr(papers.Papers.get, "__defaults__", (0.0,))
    answer = await browser.get(path)
    assert (answer.status, answer.headers["refresh"]) == (202, "2")
    assert "Je bestand wordt gemaakt" in answer.body
    monkeypatch.undo()
    assert (await fetched(browser, path)).content.startswith(b"<svg")


@pytest.mark.parametrize(
    ("command", "says"),
    [("import os; os.abort()", "Het ligt niet aan jou"), ("import time; time.sleep(600)", "Het duurde te lang")],
)
async def test_a_file_that_could_not_be_made_is_told_in_a_sentence(
    here: Settings, monkeypatch: pytest.MonkeyPatch, command: str, says: str
) -> None:
    """[FIL-06]"""
    monkeypatch.setattr(papers, "WITHIN_S", 1.0)
    monkeypatch.setattr(papers, "CHILD", ("-c", command))
    monkeypatch.setattr(papers.Papers.__init__, "__defaults__", (papers.CHILD,))
    async with serving(here) as house:
        workshop = await fixed(house)
        answer = await fetched(workshop.people[0], f"/w/{workshop.code}/poster/png")
        assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
        assert says in answer.text
        assert f'href="/w/{workshop.code}/poster?versie=1"' in answer.text
        assert (await workshop.people[0].get(f"/w/{workshop.code}/poster/bestand")).status == 200


async def test_when_too_many_ask_they_are_told_to_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[FIL-06]"""
    monkeypatch.setattr(papers, "MAX_WAITING", -papers.AT_ONCE)
    workshop = await fixed(house, title="Nog een andere")
    answer = await fetched(workshop.people[0], f"/w/{workshop.code}/poster/png")
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert "Er worden nu veel bestanden gemaakt" in answer.text
