# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a device knows: who took part on it, what waits there, and what it tells to whoever comes next."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, expect

from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e import test_queue
from tests.e2e.conftest import CONSOLE, PATIENCE_MS, PHONE
from tests.e2e.crowd import CASE, carry
from tests.e2e.inspecting import problems
from tests.e2e.people import KEPT, Phone
from tests.e2e.test_queue import Network, Table, write
from tests.patience import patient

network, table = test_queue.network, test_queue.table


def join(table: Table, page: Page, name: str, *, shared: bool = False) -> Phone:
    """Take part by the form itself."""
    page.goto(table.board_url)
    page.get_by_label("Hoe mogen we je noemen?").fill(name)
    page.get_by_label("Anderen gebruiken dit apparaat ook").set_checked(shared)
    page.get_by_role("button", name="Doe mee").click()
    return board(page)


def board(page: Page) -> Phone:
    """The phone, once its board has come."""
    expect(page.get_by_role("button", name="Nieuw briefje", exact=True)).to_be_visible()
    return Phone(page)


def people(table: Table) -> list[str]:
    """What those are called who take part, as the facilitator sees it."""
    return sorted(record.name for record in table.room.desk.records.values() if isinstance(record, r.PersonRecord))


def erase_workshop(table: Table) -> None:
    """The facilitator closes it and erases it for good."""
    table.room.do(c.CloseWorkshop())
    opened = table.room.opened
    answer = table.room.crowd.run(opened.facilitator.post(f"/regie/{opened.session_id}/wissen", {"title": CASE["title"]}))
    assert answer.status == 200


def asked(page: Page) -> Locator:
    return page.get_by_role("region", name="Deed je hier al mee?")


def unsent(page: Page, name: str = "Dit is niet in de workshop gekomen") -> Locator:
    return page.get_by_role("region", name=name)


def leave(phone: Phone, context: BrowserContext) -> Page:
    """The browser is closed and forgets its cookies; the page with which it opens again."""
    phone.page.close()
    context.clear_cookies()
    return context.new_page()


class TestClosedBrowser:
    def test_who_closes_it_in_the_silence_is_the_same_person_afterwards_and_his_notes_are_stored_once(
        self,
        table: Table,
        network: Network,
        browser_type: BrowserType,
        browser_type_launch_args: dict[str, Any],
        tmp_path: Path,
    ) -> None:
        """[PRIV-06] [DEV-01]"""

        def start() -> tuple[BrowserContext, Page]:
            context = browser_type.launch_persistent_context(
                tmp_path, locale="nl-NL", viewport={"width": PHONE[0], "height": PHONE[1]}, **browser_type_launch_args
            )
            context.set_default_timeout(patient(PATIENCE_MS))
            return context, context.pages[0]

        table.room.be_silent("A2b")
        context, page = start()
        page.goto(table.board_url)
        page.get_by_label("Hoe mogen we je noemen?").fill("Noor")
        page.get_by_role("button", name="Doe mee").click()
        noor = Phone(page)
        noor.write_value("privacy", "Was al weg")
        network.away()
        noor.write_value("proport", "Tweede")
        noor.write_value("transpar", "Derde")
        context.close()
        network.back()
        context, page = start()
        page.goto(table.board_url)
        for words in ("Was al weg", "Tweede", "Derde"):
            expect(Phone(page).note(words)).to_have_count(1)
        expect(page.get_by_text("Wordt opgeslagen")).to_have_count(0)
        table.room.open_silence()
        table.wait_until_stored("Was al weg", "Tweede", "Derde")
        assert people(table) == ["Getuige", "Noor"]
        context.close()

    def test_the_end_of_the_workshop_lets_an_open_phone_know_its_person_for_a_day(self, table: Table) -> None:
        """[PRIV-06]"""
        page = table.stage.device("telefoon", PHONE)
        join(table, page, "Noor")
        with page.expect_response(lambda answer: answer.request.method == "HEAD"):
            table.room.do(c.CloseWorkshop())
        expect(page.get_by_role("heading", name="Bedankt voor het meedoen")).to_be_visible()
        left_s = [one["expires"] - time.time() for one in page.context.cookies()]
        assert len(left_s) == 2
        assert 0 < max(left_s) <= 24 * 3600


class TestWhoIsThis:
    def test_a_device_of_ones_own_asks_by_name_and_one_press_brings_the_person_back(self, table: Table, network: Network) -> None:
        """[DEV-01] [DEV-02]"""
        page = table.stage.device("telefoon", PHONE)
        noor = join(table, page, "Noor")
        network.away()
        write(noor, "Nog niet weg")
        write(noor, "Ook nog niet", "proport")
        page = leave(noor, page.context)
        network.back()
        page.goto(table.board_url)
        expect(asked(page)).to_contain_text("Op dit apparaat deed Noor mee. Er wachten nog 2 teksten die niet zijn verstuurd.")
        assert "Nog niet weg" not in page.inner_text("body")
        assert problems(page) == []
        asked(page).get_by_role("button", name="Dat ben ik", exact=True).click()
        expect(board(page).note("Nog niet weg")).to_have_count(1)
        table.wait_until_stored("Nog niet weg", "Ook nog niet")
        assert people(table) == ["Getuige", "Noor"]

    def test_whoever_says_that_it_is_not_him_gets_nothing_of_it_and_afterwards_nobody_becomes_the_former(
        self, table: Table, network: Network
    ) -> None:
        """[DEV-04]"""
        page = table.stage.device("telefoon", PHONE)
        noor = join(table, page, "Noor")
        network.away()
        write(noor, "Van Noor")
        page = leave(noor, page.context)
        network.back()
        page.goto(table.board_url)
        asked(page).get_by_role("button", name="Dat ben ik niet").click()
        expect(asked(page)).to_have_count(0)
        page.get_by_label("Hoe mogen we je noemen?").fill("Kim")
        page.get_by_role("button", name="Doe mee").click()
        kim = board(page)
        write(kim, "Van Kim", "proport")
        table.wait_until_stored("Van Kim")
        expect(kim.note("Van Noor")).to_have_count(0)
        page = leave(kim, page.context)
        page.goto(table.board_url)
        expect(asked(page)).to_contain_text("Op dit apparaat deed Kim mee.")
        assert "Noor" not in page.content()
        assert '"name":"Noor"' not in page.evaluate(KEPT)

    @pytest.mark.long
    def test_a_device_that_others_use_too_says_that_something_waits_and_neither_whose_nor_what(
        self, table: Table, network: Network
    ) -> None:
        """[DEV-03]"""
        page = table.stage.device("tablet", PHONE)
        noor = join(table, page, "Noor", shared=True)
        secret = next(one["value"] for one in page.context.cookies() if one["name"].startswith("wb_participant_"))
        network.away()
        write(noor, "Van Noor")
        page = leave(noor, page.context)
        network.back()
        page.goto(table.board_url)
        expect(asked(page)).to_contain_text("Op dit apparaat staat tekst van iemand die eerder meedeed.")
        for hidden in ("Noor", "Van Noor", secret):
            assert hidden not in page.content(), hidden
        # Her words have to wait somewhere; her name and the way to become her do not.
        kept = page.evaluate(KEPT)
        assert "Van Noor" in kept
        assert secret not in kept
        assert '"name":"Noor"' not in kept
        asked(page).get_by_role("link", name="Dat ben ik: ik heb mijn eigen link").click()
        page.get_by_label("De sleutel van je link").fill(f"{table.board_url}/ik#{secret}")
        page.get_by_label("Anderen gebruiken dit apparaat ook").check()
        page.get_by_role("button", name="Ga verder").click()
        expect(board(page).note("Van Noor")).to_have_count(1)
        table.wait_until_stored("Van Noor")
        assert people(table) == ["Getuige", "Noor"]

    def test_a_device_on_which_nobody_took_part_asks_nothing(self, table: Table) -> None:
        page = table.stage.device("telefoon", PHONE)
        page.goto(table.board_url)
        expect(page.get_by_role("button", name="Doe mee")).to_be_visible()
        expect(asked(page)).to_have_count(0)

    @pytest.mark.long
    def test_the_own_link_fills_in_its_key_and_leaves_the_choice_to_its_person(self, table: Table) -> None:
        """[PRIV-06]"""
        phone = join(table, table.stage.device("telefoon", PHONE), "Noor")
        secret = next(one["value"] for one in phone.page.context.cookies() if one["name"].startswith("wb_participant_"))
        laptop = table.stage.device("laptop", CONSOLE)
        laptop.goto(f"{table.board_url}/ik#{secret}")
        expect(laptop.get_by_label("De sleutel van je link")).to_have_value(secret)
        assert "#" not in laptop.url
        assert problems(laptop) == []
        laptop.get_by_label("Anderen gebruiken dit apparaat ook").check()
        laptop.get_by_role("button", name="Ga verder").click()
        board(laptop)
        assert {one["expires"] for one in laptop.context.cookies()} == {-1}
        assert people(table) == ["Getuige", "Noor"]


class TestRefusedPages:
    @pytest.mark.long
    def test_a_workshop_that_is_erased_shows_what_did_not_get_there_until_it_is_kept(
        self, table: Table, network: Network
    ) -> None:
        """[DEV-05]"""
        table.stage.forgiven += ["404", "410"]
        page = table.stage.device("telefoon", PHONE)
        noor = join(table, page, "Noor")
        network.away()
        write(noor, "Nog niet weg")
        noor.press("Nieuw briefje")
        noor.pick_value("proport")
        noor.why.fill("Nog niet af")
        page.evaluate("document.activeElement.blur()")
        erase_workshop(table)
        network.back()
        expect(unsent(page)).to_contain_text("Nog niet weg")
        for _ in range(2):
            page.reload()
            expect(page.get_by_role("heading", level=1, name="Deze pagina bestaat niet")).to_be_visible()
            expect(unsent(page)).to_contain_text("Privacy · Nog niet weg")
            expect(unsent(page)).to_contain_text("Nog niet af")
        assert problems(page) == []
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        unsent(page).get_by_role("button", name="Kopieer").click()
        expect(unsent(page)).to_contain_text("Kopiëren lukt hier niet.")
        # Nobody else uses this device, so another tab shows it too.
        other = page.context.new_page()
        other.goto(table.board_url)
        expect(unsent(other)).to_contain_text("Nog niet weg")
        with page.expect_download() as download:
            unsent(page).get_by_role("button", name="Bewaar als bestand").click()
        assert "Nog niet weg" in download.value.path().read_text(encoding="utf-8")
        unsent(page).get_by_role("button", name="Ik heb het bewaard: wis het hier").click()
        expect(unsent(page)).to_have_count(0)
        page.reload()
        expect(page.get_by_role("heading", level=1, name="Deze pagina bestaat niet")).to_be_visible()
        expect(unsent(page)).to_have_count(0)
        assert "Nog niet weg" not in page.evaluate(KEPT)

    def test_on_a_device_that_others_use_too_only_the_tab_shows_it_in_which_it_was_written(
        self, table: Table, network: Network
    ) -> None:
        """[DEV-03] [DEV-05]"""
        table.stage.forgiven += ["404"]
        page = table.stage.device("tablet", PHONE)
        noor = join(table, page, "Noor", shared=True)
        network.away()
        write(noor, "Van Noor")
        erase_workshop(table)
        network.back()
        expect(unsent(page)).to_contain_text("Van Noor")
        page.reload()
        expect(unsent(page)).to_contain_text("Van Noor")
        other = page.context.new_page()
        other.goto(table.board_url)
        expect(other.get_by_role("heading", level=1, name="Deze pagina bestaat niet")).to_be_visible()
        expect(unsent(other)).to_have_count(0)
        assert "Van Noor" not in other.content()

    @pytest.mark.long
    def test_a_code_that_died_with_its_workshop_shows_it_to_who_is_not_known_any_more(
        self, table: Table, network: Network
    ) -> None:
        """[DEV-05]"""
        table.stage.forgiven += ["404"]
        page = table.stage.device("telefoon", PHONE)
        noor = join(table, page, "Noor")
        network.away()
        write(noor, "Nog niet weg")
        page.context.clear_cookies()
        table.room.do(c.CloseWorkshop())
        network.back()
        page.goto(table.board_url)
        expect(page.get_by_role("heading", level=1, name="Deze pagina bestaat niet")).to_be_visible()
        expect(unsent(page)).to_contain_text("Nog niet weg")

    def test_who_was_taken_out_finds_it_where_he_comes_back(self, table: Table, network: Network) -> None:
        """[DEV-05]"""
        page = table.stage.device("telefoon", PHONE)
        noor = join(table, page, "Noor")
        network.away()
        write(noor, "Nog niet weg")
        person = table.room.one(r.PersonRecord, lambda one: one.name == "Noor")
        table.room.do(c.RemovePeople((person.participant_id,)))
        network.back()
        expect(page.get_by_role("heading", name="Je bent uit de workshop gehaald")).to_be_visible()
        page.get_by_role("button", name="Laad opnieuw").click()
        expect(page.get_by_text("De gespreksleider heeft je uit deze workshop gehaald.")).to_be_visible()
        expect(unsent(page, "Dit is nog niet verstuurd")).to_contain_text("Nog niet weg")
        expect(asked(page)).to_have_count(0)
        # What he is to do is the message alone; the form is for somebody else with this device.
        expect(page.get_by_role("button", name="Doe mee")).to_be_hidden()
        page.get_by_text("Iemand anders doet mee met dit apparaat").click()
        expect(page.get_by_role("button", name="Doe mee")).to_be_visible()

    @pytest.mark.long
    def test_a_link_that_was_taken_away_shows_it_at_its_door(self, table: Table, network: Network) -> None:
        """[DEV-05]"""
        opened = table.room.opened
        desk = table.stage.device("regie", CONSOLE)
        carry(opened.facilitator, desk.context)
        desk.goto(f"{network.base_url}/regie/{opened.session_id}")
        desk.get_by_role("button", name="Parkeer een punt").click()
        network.away()
        desk.get_by_label("Waar praten we later over?").fill("Wie betaalt dit?")
        desk.get_by_role("button", name="Parkeer het").click()
        answer = table.room.crowd.run(opened.facilitator.post(f"/regie/{opened.session_id}/links/overdragen", {"sure": "yes"}))
        assert answer.status == 303
        network.back()
        expect(unsent(desk)).to_contain_text("Wie betaalt dit?")
        desk.reload()
        expect(desk.get_by_role("heading", level=1, name="Naar de regiepagina")).to_be_visible()
        expect(unsent(desk, "Dit is nog niet verstuurd")).to_contain_text("Wie betaalt dit?")
