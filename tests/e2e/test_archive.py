# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive on real pages: cases from elsewhere into that of an organisation, searched, and read without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.archive_cases import cases
from organisation.archive.exchange import encoded, given
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.test_living import inspect
from tests.patience import patient

ELSEWHERE = "https://bord.waterschap.nl"


def until_there(page: Page, words: str) -> None:
    """A report is found a second after it came."""
    for _ in range(int(patient(60))):
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"never there: {words}")


@pytest.mark.long
def test_a_manager_takes_cases_over_and_members_find_and_read_them_without_a_script(stage: Stage) -> None:
    """[ARC-05] [ARC-08] [ARC-13]"""
    manager = stage.device("manager", CONSOLE)
    stage.forgiven.append("422")
    manager.goto(f"{stage.base_url}/organisatie")
    manager.get_by_label("Hoe heet die?").fill("Gemeente Oosterveld")
    manager.get_by_label("Wie ben jij daar?").fill("Adviseur data en ethiek")
    manager.get_by_role("button", name="Open deze organisatie").click()
    manager.get_by_role("link", name="Eerdere zaken").click()
    expect(manager.get_by_role("heading", name="Geen zaak gevonden")).to_be_visible()
    inspect(manager)
    manager.get_by_role("link", name="neem zaken over uit een bestand").click()
    manager.get_by_label("Bestand").set_input_files({"name": "archief.json", "mimeType": "application/json", "buffer": b"{}"})
    manager.get_by_role("button", name="Neem over").click()
    expect(manager.get_by_text("Er is niets overgenomen")).to_be_visible()
    inspect(manager)
    file = encoded("Waterschap", (given(f"z{n}", each, ELSEWHERE, is_public=True) for n, each in enumerate(cases(24))), "")
    manager.get_by_label("Bestand").set_input_files({"name": "archief.json", "mimeType": "application/json", "buffer": file})
    manager.get_by_role("button", name="Neem over").click()
    expect(manager.get_by_text("24 zaken van Waterschap zijn overgenomen.")).to_be_visible()
    inspect(manager)
    manager.get_by_role("link", name="Naar het archief").click()
    until_there(manager, "24 zaken, bijgewerkt tot")
    inspect(manager)
    # On a phone without a script: words, a choice, the report and where it comes from.
    phone = stage.device("phone", PHONE, java_script_enabled=False)
    kept = manager.context.cookies()
    phone.context.add_cookies([{"name": each["name"], "value": each["value"], "url": stage.base_url} for each in kept])
    phone.goto(manager.url)
    phone.get_by_label("Wat zoek je?").fill("privacy")
    phone.get_by_role("button", name="Zoek", exact=True).click()
    expect(phone.locator("mark").first).to_be_visible()
    phone.goto(f"{manager.url}/waarde/privacy")
    expect(phone.get_by_role("heading", name="Zo vulden eerdere zaken deze waarde in")).to_be_visible()
    phone.get_by_role("link", name=re.compile(" bij ")).first.click()
    expect(phone.get_by_role("link", name="Lees het waar het gemaakt is")).to_have_attribute(
        "href", re.compile(f"^{re.escape(ELSEWHERE)}/verslag/z")
    )
    manager.goto(f"{manager.url}/waarde/privacy")
    inspect(manager)
    first = manager.locator("a[href*='/spanning/']").first
    first.click()
    inspect(manager)
