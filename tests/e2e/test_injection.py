# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markup, endless words and unseen characters on a phone of 360 pixels: shown as they were typed, and nothing breaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import PHONE, PROJECTOR, Stage
from tests.e2e.crowd import CASE, Crowd, Room, carry, unlock
from tests.sessions.hostile import CANARY, FAMILY, HOSTILE, LONG_WORD, MARKUP

SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
MORE_THAN_ITS_PAGES = 12
"""After the last one the screen begins again."""
MADE = f"document.querySelectorAll('{CANARY}, [{CANARY}], [onmouseover], [onfocus]').length"


@pytest.fixture
def room(crowd: Crowd) -> Room:
    """A poster of which every text is hostile, and a table full of such notes."""
    room = Room(crowd, CASE | {"title": MARKUP[0], "organisation": LONG_WORD[:120], "case_text": "\n".join(HOSTILE)[:3_900]})
    writer = room.join(LONG_WORD[:40])
    run_id = room.go("A3")
    for number, text in enumerate(HOSTILE):
        # The words under a note's value, and the name of a value of one's own.
        own = ValueRef("", "participation", text[:120]) if text.strip("\u200b\ufeff \t\r") else ValueRef("privacy")
        crowd.run(writer.do(c.AddNote(f"n-{number}", run_id, ValueContent(own, text[:500]), "democratie")))
    for number, text in enumerate((*MARKUP, LONG_WORD, FAMILY)):
        line = text[:120]
        value = c.PutPosterEntry(
            f"v-{number}", 0, PosterValueContent(foundation="democratie", value=ValueRef("privacy"), meaning=text[:500])
        )
        action = c.PutPosterEntry(f"a-{number}", 0, PosterActionContent("rechtsstaat", text[:500], line, line, line))
        tension = c.PutPosterEntry(
            f"x-{number}",
            0,
            TensionContent(text[:500], line, text[:500], value_a=ValueRef("privacy"), value_b=ValueRef("security")),
        )
        for command in (value, action, tension):
            room.do(command)
    room.do(c.DecideProject(0, "go", LONG_WORD))
    room.do(c.TakeSnapshot())
    return room


def is_whole(page: Page) -> None:
    """Nothing that was typed became part of the page, and nothing sticks out of it."""
    assert page.evaluate(MADE) == 0
    assert page.evaluate(SIDEWAYS) == 0, page.url


def test_a_phone_shows_hostile_notes_and_nothing_scrolls_sideways(stage: Stage, room: Room) -> None:
    page = stage.device("telefoon", PHONE)
    page.on("dialog", lambda dialog: pytest.fail(f"a text was carried out: {dialog.message}"))
    room.join_as(page.context, MARKUP[1][:40])
    page.goto(room.board_url)
    expect(page.get_by_role("article").filter(has_text=f"<{CANARY}>b</{CANARY}>").first).to_be_visible()
    expect(page.get_by_role("article").filter(has_text=FAMILY).first).to_be_visible()
    expect(page.get_by_role("article").filter(has_text=LONG_WORD).first).to_be_visible()
    is_whole(page)


@pytest.mark.long
@pytest.mark.parametrize("path", ["/w/{code}/poster", "/w/{code}/poster?versie=nu", "/uitkomst/{session}"])
def test_the_poster_and_what_came_out_fit_on_a_phone_whatever_is_on_them(stage: Stage, room: Room, path: str) -> None:
    page = stage.device("telefoon", PHONE)
    page.on("dialog", lambda dialog: pytest.fail(f"a text was carried out: {dialog.message}"))
    room.join_as(page.context)
    page.goto(stage.base_url + path.format(code=room.opened.code, session=room.opened.session_id))
    expect(page.get_by_text(f"<{CANARY}>b</{CANARY}>").first).to_be_visible()
    is_whole(page)


@pytest.mark.long
def test_the_screen_in_the_room_shows_them_within_its_edges(stage: Stage, room: Room) -> None:
    page = stage.device("scherm", PROJECTOR)
    page.on("dialog", lambda dialog: pytest.fail(f"a text was carried out: {dialog.message}"))
    opened = room.opened
    carry(room.crowd.run(unlock(stage.base_url, "scherm", opened.session_id, opened.screen_key)), page.context)
    page.goto(f"{stage.base_url}/scherm/{opened.session_id}")
    long_word = page.get_by_text(LONG_WORD[:30]).first
    expect(long_word).to_be_attached()
    seen = 0
    for _ in range(MORE_THAN_ITS_PAGES):
        seen += long_word.is_visible()
        is_whole(page)
        page.keyboard.press("PageDown")
    assert seen > 0
