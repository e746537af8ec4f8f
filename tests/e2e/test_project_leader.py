# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The project leader's page in a browser: filled in on a phone, beside the desk, until the workshop begins and after its end."""

from __future__ import annotations

import re

from msgspec.structs import replace
from playwright.sync_api import Page, expect

from sessions.model import items as i
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PHONE, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.inspecting import problems

LINK = re.compile(r'value="[^"]*(/casus/[0-9a-f]+#[\w-]{24})"')
MINE, THEIRS = "Minder ruzie op het plein.", "Zoals het college het wil."


def link_of(room: Room) -> str:
    """The link that the facilitator makes."""
    browser, path = room.opened.facilitator, f"/regie/{room.opened.session_id}/projectleider"
    assert room.crowd.run(browser.post(f"{path}/link", {})).status == 303
    found = LINK.search(room.crowd.run(browser.get(path)).body)
    assert found is not None
    return room.crowd.base_url + found[1]


def case_of(room: Room) -> i.CaseForm:
    """The case as the desk has it before it now."""
    record = room.desk.records["item:case"]
    assert isinstance(record, r.ItemRecord)
    assert isinstance(record.content, i.CaseForm)
    return record.content


def store(page: Page, part: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^Bewaar ?: {part}$")).click()


def test_the_case_is_filled_in_beside_the_desk_and_no_word_of_either_is_lost(stage: Stage, crowd: Crowd) -> None:
    """[ITM-18] [BND-09] [A11Y-04]"""
    stage.forgiven += ["status of 422", "status of 409"]
    room = Room(crowd)
    page = stage.device("projectleider", PHONE, has_touch=True)
    page.goto(link_of(room))
    expect(page.get_by_role("heading", level=1, name="Slimme camera's op het Stationsplein")).to_be_visible()
    goal, stage_of_it = page.get_by_label("Doel van het project"), page.get_by_label("Stadium van het project")
    goal.fill("Rust.")
    store(page, "Het project")
    expect(page.get_by_text("Bewaard. Je kunt verder, of later terugkomen.")).to_be_in_viewport()
    room.until(lambda: case_of(room).goal == "Rust.")
    assert problems(page) == []

    # What does not fit is kept and said, and nothing is sent. [BND-09]
    most = int(goal.get_attribute("data-most") or 0)
    goal.fill("x" * (most + 2))
    store(page, "Het project")
    expect(page.get_by_text("2 tekens passen niet. Er gaat niets verloren: maak het korter.").first).to_be_visible()
    expect(goal).to_be_focused()
    expect(goal).to_have_value("x" * (most + 2))
    assert case_of(room).goal == "Rust."

    # Both write the same row, and the desk another one besides.
    goal.fill(MINE)
    room.put("case", replace(case_of(room), goal=THEIRS, stage="Nieuw"))
    store(page, "De mensen")
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(goal).to_be_focused()
    expect(page.get_by_text(THEIRS)).to_be_in_viewport()
    expect(goal).to_have_value(MINE)
    expect(stage_of_it).to_have_value("Nieuw")
    assert problems(page) == []
    store(page, "Het project")
    room.until(lambda: (case_of(room).goal, case_of(room).stage) == (MINE, "Nieuw"))

    # It begins while he types: his words stay on the page, to copy.
    goal.fill("Net te laat.")
    room.go("A1")
    store(page, "Het project")
    expect(page.get_by_text("De workshop is begonnen")).to_be_visible()
    expect(goal).to_have_value("Net te laat.")
    assert case_of(room).goal == MINE
    page.goto(page.url)
    expect(page.get_by_text(MINE)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    room.do(c.CloseWorkshop())
    page.reload()
    expect(page.get_by_text("De workshop is geweest")).to_be_visible()
    expect(page.get_by_text(MINE)).to_be_visible()
    assert problems(page) == []
