# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facilitator's hand on the time and on the script, seen from phone and screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.browser import unlock
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, MINUTE_MS, PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.hearing import forget, hear, told
from tests.e2e.people import Facilitator, Phone
from tests.e2e.translating import TRANSLATE
from tests.e2e.watching import Gate
from tests.patience import patient


class Hall:
    """A workshop whose facilitator looks at a real console."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.stage = stage
        self.crowd = crowd
        self.room = Room(crowd)
        self.room.join("Stille deelnemer")

    def console(self, name: str, gate: Gate | None = None) -> Facilitator:
        page = self.stage.device(name, CONSOLE)
        carry(self.room.opened.facilitator, page.context)
        if gate:
            gate.guard(page)
        page.goto(f"{self.stage.base_url}/regie/{self.room.opened.session_id}")
        expect(page.get_by_role("navigation", name="Draaiboek")).to_be_visible()
        return Facilitator(page)

    def phone(self) -> Phone:
        page = self.stage.device("telefoon", PHONE)
        self.room.join_as(page.context, "Kijker")
        page.goto(self.room.board_url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return Phone(page)

    def screen(self) -> Page:
        page = self.stage.device("scherm", PROJECTOR)
        opened = self.room.opened
        carry(self.crowd.run(unlock(self.stage.base_url, "scherm", opened.session_id, opened.screen_key)), page.context)
        page.goto(f"{self.stage.base_url}/scherm/{opened.session_id}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page


@pytest.fixture
def hall(stage: Stage, crowd: Crowd) -> Hall:
    return Hall(stage, crowd)


def said(page: Page) -> list[str]:
    """The lines of a board, without numbers: times go on."""
    lines = page.locator("#board").inner_text().splitlines()
    return [re.sub(r"[\d:]+", "0", line.strip()) for line in lines if line.strip("~ ")]


def timer(page: Page) -> Locator:
    return page.get_by_role("timer").first


def seconds(page: Page) -> int:
    found = re.search(r"(\d+):(\d\d)", timer(page).inner_text())
    assert found is not None
    return 60 * int(found[1]) + int(found[2])


def test_a_pause_stops_the_time_everywhere_and_resuming_goes_on_with_the_rest(hall: Hall) -> None:
    """[TIM-02] [LCK-11] What is left is kept to the millisecond, and nothing opens meanwhile."""
    desk, phone, screen = hall.console("regie"), hall.phone(), hall.screen()
    hall.room.go("A2b")
    desk.press("5 minuten erbij")
    desk.press("Pauze")
    for page in (desk.page, phone.page, screen):
        expect(page.get_by_text("Pauze. De tijd staat stil.").first).to_be_visible()
    stood = seconds(phone.page)
    assert stood == seconds(screen) == seconds(desk.page)
    run_id = hall.room.run_id
    left_ms = hall.stage.watch(desk.page).run(run_id).left_ms
    hear(desk.page, "De tijd staat stil")
    forget(desk.page)
    desk.script.get_by_role("button", name="Ga verder", exact=True).click()
    for page in (desk.page, phone.page):
        expect(page.get_by_text("Pauze. De tijd staat stil.")).to_have_count(0)
    after = hall.stage.watch(desk.page).run(run_id)
    resumed_at_ms = hall.stage.watch(desk.page).told_at_ms("running", last=True)
    hear(desk.page, "De tijd loopt. Nog ")
    # The clock tells it, and the answer to the press does not tell it again.
    assert sum(words.count("De tijd ") for _, words in told(desk.page)) == 1
    # It is told a little after it was decided; never before, so nobody gets a moment more.
    assert 0 <= left_ms - (after.ends_at_ms - resumed_at_ms) <= patient(50)


def test_time_is_added_again_and_again_even_in_the_last_seconds(hall: Hall) -> None:
    """[TIM-03] [LCK-12] A11Y-10: one press, as often as wished, also after "nog 20 seconden"; every device has the new end."""
    desk, phone = hall.console("regie"), hall.phone()
    run_id = hall.room.go("A2b")
    desk.press("Nog 20 seconden")
    desk.press_in_time("2 minuten erbij")
    for _ in range(9):
        desk.press("2 minuten erbij")
    watch = hall.stage.watch(desk.page)
    expect(desk.page.get_by_role("button", name="Nog 20 seconden")).to_be_visible()
    expect(timer(phone.page)).to_contain_text(re.compile("0:[2-5]|1:0"))
    begun_at_ms = watch.run(run_id).started_at_ms
    # Counted from the beginning, so that it does not matter how long ten presses take.
    hall.room.until(lambda: hall.room.desk.run is not None and hall.room.desk.run.ends_at_ms - begun_at_ms > 20 * MINUTE_MS)
    assert watch.run(run_id).opened_to == "author"
    # The clock tells that twenty seconds are left; the answer to the press would tell it a second time.
    assert not [words for _, words in told(desk.page) if "Nog 20 seconden" in words]


def test_half_written_words_survive_the_end_of_the_silence(hall: Hall) -> None:
    """[LCK-13] [A11Y-10] [A11Y-11] The end opens notes; it takes no draft, closes no editor, sends nothing. Who asked for time of
    their own goes on where they were, also without a word typed, until they follow.
    """
    phone = hall.phone()
    run_id = hall.room.go("A2b")
    phone.pick_value("privacy")
    phone.page.keyboard.type("Nog niet af")
    hall.room.open_silence()
    expect(phone.page.get_by_text("De tijd is om. Wat je typte, blijft hier staan.").first).to_be_visible()
    expect(phone.why).to_be_focused()
    phone.page.keyboard.type(", nu wel.")
    expect(phone.why).to_have_value("Nog niet af, nu wel.")
    phone.press("Bewaar briefje")
    expect(phone.note("Nog niet af, nu wel.")).to_contain_text("Later toegevoegd")
    assert hall.stage.watch(phone.page).run(run_id).opened_to == "table"

    hall.room.be_silent("B4a")
    phone.page.get_by_role("button", name="Naar stap").click()
    phone.press("Laat mij doorschrijven als de tijd om is")
    hall.room.open_silence()
    expect(phone.page.get_by_text("De tijd is om. Wat je typte, blijft hier staan.").first).to_be_visible()
    phone.write_action("Bordjes ophangen", "Toezicht")
    hall.room.go("B4b1")
    phone.page.get_by_role("button", name="Naar stap").click()
    expect(phone.page.get_by_role("heading", level=1, name="Bespreken")).to_be_focused()


@pytest.mark.long
def test_two_facilitators_who_press_next_at_once_go_one_step_on(hall: Hall) -> None:
    """[BRD-21] A command is for the run that its sender saw."""
    gate = Gate()
    hall.room.go("A2c1")
    one, other = hall.console("regie 1"), hall.console("regie 2", gate)
    expect(other.page.get_by_role("heading", level=1, name="Bespreken")).to_be_visible()
    gate.shut()
    one.next("Volgende stap: Elke tafel vertelt", "Elke tafel vertelt")
    other.script.get_by_role("button", name="Volgende stap: Elke tafel vertelt", exact=True).click()
    gate.open()
    expect(other.page.get_by_text("De workshop is al bij een andere stap.").first).to_be_attached()
    for page in (one.page, other.page):
        expect(page.get_by_role("heading", level=1, name="Elke tafel vertelt")).to_be_visible()
    assert hall.stage.watch(one.page).current_run().ordinal == 2


def test_going_back_makes_a_new_run_and_hides_nothing(hall: Hall) -> None:
    """[BRD-20] [CIR-01] What was open stays open; the new silence has its own notes."""
    desk, phone = hall.console("regie"), hall.phone()
    hall.room.go("A2b")
    phone.write_value("privacy", "Van de eerste ronde.")
    hall.room.open_silence()
    hall.room.go("A2c1")
    expect(desk.page.get_by_role("article").filter(has_text="Van de eerste ronde.")).to_be_visible()
    desk.press("Hele draaiboek")
    desk.script.get_by_role("button", name="Waarden identificeren").click()
    expect(desk.script.get_by_text("Met iedereen terug naar “Waarden identificeren”?")).to_be_visible()
    desk.press("Ja, ga erheen")
    expect(phone.page.get_by_text("Stil. Anderen zien je briefje nog niet.")).to_be_visible()
    phone.write_value("uitleg", "Van de tweede ronde.")
    watch = hall.stage.watch(desk.page)
    assert watch.current_run().ordinal == 3
    assert not watch.holds("Van de tweede ronde.")
    desk.end_silence("Volgende stap: Bespreken")
    desk.next("Volgende stap: Bespreken", "Bespreken")
    for words in ("Van de eerste ronde.", "Van de tweede ronde."):
        expect(desk.page.get_by_role("article").filter(has_text=words)).to_be_visible()


def test_the_time_is_spoken_when_it_is_asked_for_and_can_be_hidden(hall: Hall) -> None:
    """A11Y-09, A11Y-12: role timer is silent; a button speaks it; who gets nervous hides it."""
    phone = hall.phone()
    run_id = hall.room.go("A2c1")
    assert run_id
    expect(timer(phone.page)).to_have_attribute("aria-live", "off")
    phone.page.get_by_text("Tijd en rust").click()
    phone.press("Hoeveel tijd nog?")
    # Perhaps after the words of the step, which are spoken just then.
    hear(phone.page, re.compile(r"(^| )Nog ((\d+ minu(ut|ten)( en \d+ seconden?)?)|\d+ seconden?)\.$"))
    expect(timer(phone.page)).to_contain_text(":")
    phone.press("Verberg de tijd")
    expect(timer(phone.page)).not_to_contain_text(re.compile(r"\d:\d\d"))


def test_a_page_that_the_browser_translates_goes_on_telling_the_truth(hall: Hall) -> None:
    """[BRD-28] The clock counts, a pause and a new step show, what somebody writes stays, and nothing fails."""
    desk, phone = hall.console("regie"), hall.phone()
    hall.room.go("A2b")
    phone.pick_value("privacy")
    phone.page.keyboard.type("Nog niet ")
    words = phone.page.locator("textarea:focus")
    for page in (desk.page, phone.page):
        page.evaluate(TRANSLATE)
        expect(page.get_by_text(re.compile("^~")).first).to_be_visible()
    phone.page.keyboard.type("af")
    expect(words).to_have_value("Nog niet af")
    clock = seconds(phone.page)
    expect(timer(phone.page)).not_to_contain_text(f"{clock // 60}:{clock % 60:02d}")
    hall.room.do(c.PauseTimer(hall.room.run_id))
    for page in (desk.page, phone.page):
        expect(page.get_by_text("~Pauze. De tijd staat stil.~").first).to_be_visible()
    expect(words).to_have_value("Nog niet af")
    hall.room.do(c.ResumeTimer(hall.room.run_id))
    hall.room.open_silence()
    for page in (desk.page, phone.page):
        expect(page.get_by_text("Pauze. De tijd staat stil.")).to_have_count(0)
    hall.room.go("A2c1")
    expect(desk.page.get_by_text("~Bespreken~").first).to_be_visible()
    expect(phone.page.locator("#board").get_by_text(re.compile("^~De anderen zijn bij stap 2"))).to_be_visible()
    # All of it stands where it stands on a page that nobody translates.
    translated = said(desk.page)
    desk.page.reload()
    expect(desk.page.get_by_text("Bespreken").first).to_be_visible()
    assert [line.replace("~", "") for line in translated] == said(desk.page)
