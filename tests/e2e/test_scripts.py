# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scripts in a browser: an own one is made without JavaScript too, nothing typed is lost, and minutes are summed while typing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Stage
from tests.e2e.inspecting import problems

SIZES = [(360, 780), (1280, 900)]
OWN = "/draaiboeken/eigen?van=codio-project-2025"


def fold(page: Page, title: str) -> None:
    page.locator("summary", has_text=title).first.click()


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_every_page_about_scripts_is_accessible(stage: Stage, size: tuple[int, int]) -> None:
    """A11Y-06, A11Y-14, A11Y-24, A11Y-31."""
    page = stage.device("lezer", size)
    stage.forgiven += ["status of 422"]
    found: list[str] = []

    def look(moment: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found.extend(f"{moment}: {what}" for what in problems(page))

    # Its steps have the same fields: in the short run the first ones stand for the others.
    folds = None if size == SIZES[0] else 2
    # And the shortest script for the longest, whose form has thousands of elements.
    script = "codio-pad" if size == SIZES[0] else "codio-2022"
    addresses = ["/draaiboeken", "/draaiboeken/codio-pad"]
    if size == SIZES[0]:
        # Where everything is looked at, also what has the same parts as others.
        addresses += ["/draaiboeken/inlezen", "/draaiboeken/codio-2022", "/nieuw?draaiboek=codio-2022"]
    for address in addresses:
        page.goto(stage.base_url + address)
        look(address)
    page.goto(stage.base_url + "/draaiboeken/inlezen")
    page.get_by_label("Of de tekst").fill('id = "x"\nversion = "een"\n')
    page.get_by_role("button", name="Lees en bekijk").click()
    expect(page.get_by_text("regel 2")).to_be_visible()
    look("a file with mistakes")
    page.goto(stage.base_url + f"/draaiboeken/eigen?van={script}")
    for summary in page.locator("summary").all()[:folds]:
        summary.click()
    if size == SIZES[0]:
        look("the form, unfolded")
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("the form with a mistake")
    page.goto(stage.base_url + "/draaiboeken/waarden")
    for summary in page.locator("summary").all()[:folds]:
        summary.click()
    page.get_by_label("Naam", exact=True).first.fill("Menselijkheid")
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("link", name="Waarde 1, Principe: Kies een principe.")).to_be_visible()
    look("own values with mistakes")
    page.goto(stage.base_url + "/nieuw")
    page.get_by_role("radio", name=re.compile("Je eigen draaiboek")).check()
    fold(page, "Waarden van je eigen organisatie")
    fold(page, "Heb je ze in een bestand?")
    page.get_by_label("Eigen waarden, of de tekst").fill("id = 3")
    page.get_by_role("button", name="Open workshop").click()
    look("/nieuw with mistakes")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_an_own_script_is_made_and_used_without_a_script_in_the_browser(stage: Stage) -> None:
    page = stage.device("zonder", (1280, 900), java_script_enabled=False)
    page.goto(stage.base_url + OWN)
    page.get_by_label("Titel van het draaiboek").fill("Ons draaiboek")
    page.get_by_label("Eigenaar").fill("Team Digitaal")
    fold(page, "Projectbeschrijving lezen")
    page.get_by_role("button", name=re.compile("Omlaag.*Projectbeschrijving lezen")).click()
    expect(page).to_have_url(re.compile("#moved$"))
    expect(page.locator("summary").filter(has_text="min").nth(2)).to_contain_text("Projectbeschrijving lezen")
    page.get_by_role("button", name="Open een workshop hiermee").click()
    expect(page.get_by_role("radio", name=re.compile("Ons draaiboek"))).to_be_checked()
    page.get_by_label("Titel", exact=True).fill("Camera's")
    page.get_by_label("Organisatie", exact=True).fill("Meerdorp")
    page.get_by_role("button", name="Open workshop").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Camera's")


@pytest.mark.slow
def test_own_values_are_written_in_rows_without_a_script_in_the_browser(stage: Stage) -> None:
    """[DOM-22]"""
    page = stage.device("zonder", (360, 780), java_script_enabled=False)
    stage.forgiven += ["status of 422"]
    page.goto(stage.base_url + "/nieuw")
    fold(page, "Waarden van je eigen organisatie")
    for number, name in enumerate(("Menselijkheid", "Doeltreffendheid")):
        page.get_by_label("Naam", exact=True).nth(number).fill(name)
        page.locator("select[name$=principle]").nth(number).select_option("human_rights")
        page.get_by_label("Betekenis", exact=True).nth(number).fill(f"Over {name}.")
    page.get_by_role("button", name=re.compile("Omhoog.*Waarde 2")).click()
    expect(page).to_have_url(re.compile("#moved$"))
    expect(page.get_by_label("Naam", exact=True).first).to_have_value("Doeltreffendheid")
    page.get_by_label("Hoe je waarden heten").fill("Van ons")
    page.get_by_label("Eigenaar").fill("Team Digitaal")
    page.get_by_role("radio", name=re.compile("in plaats daarvan")).check()
    page.get_by_label("Organisatie", exact=True).fill("Meerdorp")
    page.get_by_label("Titel", exact=True).fill("Camera's")
    # Enter opens the workshop and moves no row.
    page.get_by_label("Titel", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Onder Democratie, Bestuurskracht staat geen enkele eigen waarde.")
    page.get_by_label("Dit is de bedoeling").check()
    page.get_by_role("button", name="Open workshop").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Camera's")


@pytest.mark.slow
def test_what_was_typed_is_offered_again_after_a_window_closed_by_accident(stage: Stage) -> None:
    page = stage.device("vergeetachtig", (1280, 900))
    page.goto(stage.base_url + OWN)
    page.get_by_label("Titel van het draaiboek").fill("Half af")
    page.goto(stage.base_url + "/draaiboeken")
    expect(page.get_by_text("Je vorige versie staat er nog:")).to_be_visible()
    page.goto(stage.base_url + OWN)
    expect(page.get_by_label("Titel van het draaiboek")).not_to_have_value("Half af")
    stage.forgiven += ["status of 422"]
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_label("Titel van het draaiboek")).to_have_value("Half af")
    page.goto(stage.base_url + "/draaiboeken")
    page.get_by_role("button", name="Gooi weg").click()
    page.reload()
    expect(page.get_by_text("Je vorige versie staat er nog:")).to_be_hidden()


@pytest.mark.slow
def test_only_the_chosen_scripts_minutes_are_shown_and_summed_while_typing(stage: Stage) -> None:
    page = stage.device("gespreksleider", (1280, 900))
    page.goto(stage.base_url + "/nieuw")
    expect(page.locator("[data-minutes]:visible")).to_have_count(1)
    page.get_by_role("radio", name=re.compile("CODIO 2022")).check()
    table = page.locator("[data-minutes]:visible")
    expect(table).to_have_count(1)
    table.locator("summary").click()
    table.get_by_label("Introductie en casus").fill("20")
    table.get_by_label("Reflectie").fill("15")
    expect(table.locator("[data-total]")).to_have_text("35")
