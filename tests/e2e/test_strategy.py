# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation writes its strategy in a browser, without JavaScript too: phases, values, actions, an analysis."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import CONSOLE, Stage
from tests.e2e.inspecting import problems

pytestmark = pytest.mark.long


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
def test_a_strategy_is_written_established_and_read(stage: Stage, scripts: bool) -> None:
    """[STR-01] [STR-05]"""
    page = stage.device("strateeg", CONSOLE, java_script_enabled=scripts)
    looked: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if scripts:
            looked[name] = problems(page)

    page.goto(f"{stage.base_url}/organisatie")
    page.locator("[name=name]").fill("Gemeente Oosterveld")
    page.locator("[name=label]").fill("Chief data officer")
    page.locator("form[action='/organisatie'] button[type=submit]").click()
    page.get_by_role("link", name="CODIO Strategie").first.click()
    look("begin")
    press(page, "Begin de strategie")
    look("overview")
    page.get_by_role("link", name="Huidige situatie").click()
    page.locator("#f-problems").fill("Een chatbot gaf foute antwoorden.")
    look("phase 1")
    page.get_by_role("button", name=re.compile("Bewaar, en door naar")).click()
    expect(page.locator("h1")).to_have_text("Gewenste situatie")
    page.get_by_label("Eigen accenten").check()
    press(page, "Bewaar deze fase")
    look("phase 2")
    page.get_by_role("link", name="Maak de lange lijst van waarden").click()
    page.locator("#value").select_option("privacy")
    page.get_by_label("Gevoelig in de samenleving").check()
    press(page, "Zet op de lijst")
    page.get_by_role("link", name="Privacy", exact=True).first.click()
    page.get_by_label("Ja, hier sturen we op").check()
    page.locator("#meaning").fill("Niemand kijkt mee.")
    look("value")
    press(page, "Bewaar deze waarde")
    look("values")
    page.get_by_role("link", name="Acties", exact=True).click()
    page.locator("#new-words").fill("Richtlijnen over participatie")
    press(page, "Voeg deze actie toe")
    look("action")
    page.get_by_role("link", name="CODIO Strategie").first.click()
    page.locator("#administrator").fill("wethouder digitalisering")
    press(page, "Bewaar dit")
    press(page, "Stel deze versie vast")
    expect(page.get_by_text("Versie 1 geldt")).to_be_visible()
    look("established")
    page.get_by_role("link", name="Lees", exact=True).click()
    expect(page.get_by_text("Niemand kijkt mee.")).to_be_visible()
    look("read")
    page.goto(re.sub(r"/lees.*", "/analyse", page.url))
    look("analyses")
    press(page, "Begin deze analyse")
    look("analysis")
    assert {name: found for name, found in looked.items() if found} == {}
