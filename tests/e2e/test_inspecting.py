# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A look that leaves something out, where short tests run alone, leaves out nothing that got worse since the last one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import inspecting
from tests.e2e.contrast import low_contrast
from tests.e2e.inspecting import Motion, problems

PAGE = """<!doctype html><html lang="nl"><meta name="viewport" content="width=device-width"><title>Bord</title>
<style>html { background: #fff; color: #000 }
button, input { inline-size: 3rem; block-size: 3rem; border: 1px solid #000 }</style>
<main><h1>Bord</h1><p>Een alinea.</p><button aria-label="Sluit"><svg width="9" height="9"></svg></button>
<ul><li>Bus <button aria-label="Weg: bus">Weg</button></li><li>Trein <button aria-label="Weg: trein">Weg</button></li></ul>
<label for="naam">Naam</label> <input id="naam">
<img alt="Een brug" width="9" height="9" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
</main></html>"""
LOST = {
    "a name": ("document.querySelector('button').removeAttribute('aria-label')", "has no name"),
    "an empty name": ("document.querySelector('button').setAttribute('aria-label', ' ')", "has no name"),
    "an alternative text": ("document.querySelector('img').removeAttribute('alt')", "image-alt"),
    "what a button is about": (
        "document.querySelectorAll('li button').forEach((one) => one.removeAttribute('aria-label'))",
        "many buttons “Weg” that do not say of what",
    ),
    "a label": ("document.querySelector('label').htmlFor = 'adres'", "no #adres"),
    "an id": ("document.querySelector('p').id = 'naam'", "#naam is there twice"),
    "a language": ("document.documentElement.lang = ''", "html-has-lang"),
    "a target": ("document.styleSheets[0].insertRule('button { max-inline-size: 20px }')", "target: BUTTON"),
    "contrast in a new state": (
        "document.querySelector('p').setAttribute('aria-current', 'true'); document.querySelector('p').style.color = '#bbb'",
        "Een alinea",
    ),
}


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Of which pages a picture was taken for contrast, in a short run that has not looked at anything yet."""
    taken: list[Page] = []
    look = low_contrast

    def look_and_tell(page: Page) -> list[str]:
        taken.append(page)
        return look(page)

    monkeypatch.setattr(inspecting, "BOTH_SCHEMES", False)
    monkeypatch.setattr(inspecting, "_looked_at", {})
    monkeypatch.setattr(inspecting, "low_contrast", look_and_tell)
    return taken


@pytest.mark.long
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_page_is_pictured_twice_in_each_window_and_moves_as_before(
    browser: Browser, motion: Motion, pictures: list[Page]
) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 780}, locale="nl-NL", reduced_motion=motion)
    page.set_content(PAGE)
    for taken in (1, 2, 2):
        assert problems(page) == []
        assert len(pictures) == taken
        assert inspecting.motion_of(page) == motion
    page.set_viewport_size({"width": 1280, "height": 780})
    assert problems(page) == []
    assert len(pictures) == 3
    page.close()


@pytest.mark.usefixtures("pictures")
def test_what_is_lost_once_a_page_is_known_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 780}, locale="nl-NL")
    page.set_content(PAGE)
    assert [*problems(page), *problems(page)] == []
    for what, (lost, told) in LOST.items():
        page.set_content(PAGE)
        page.evaluate(lost)
        assert any(told in problem for problem in problems(page)), what
    page.close()
