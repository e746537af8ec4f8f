# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a phone keeps when its network, its page or its storage fails: no note is lost, doubled, or said to be where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from server.live.connection import OF_A_PERSON
from server.player.device import Device
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PATIENCE_MS, PHONE, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.inspecting import problems
from tests.e2e.people import Phone
from tests.faults.proxy import Proxy
from tests.patience import patient

NOT_CONNECTED = "Niet verbonden: je briefjes blijven hier bewaard"
NOT_CONNECTED_AND_NOT_KEPT = "Niet verbonden: laat deze pagina open, je briefjes wachten hier"
KEEPS_NOTHING = "Dit apparaat bewaart niets: laat deze pagina open"
BROKEN = (
    "ERR_CONNECTION",
    "ERR_CONTENT_LENGTH_MISMATCH",  # of an answer that was under way
    "ERR_EMPTY_RESPONSE",
    "ERR_SOCKET_NOT_CONNECTED",
    "WebSocket connection to",
)
"""What a browser says in its console about a network that we broke."""
LITTLE_BYTES = 1
HALF_AN_EMOJI = "half \\ud83d emoji"
"""As JSON has it: Python hands no half character to a browser."""
TYPE = """(field, json) => {
  Object.getOwnPropertyDescriptor(field.constructor.prototype, "value").set.call(field, JSON.parse(`"${json}"`));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
OPEN_SOCKETS = """(count) => {
  const session = document.querySelector("[data-session]").dataset.session;
  for (let n = 0; n < count; n += 1) new WebSocket(`ws://${location.host}/ws/${session}/participant`, "waardenbord.v1");
}"""
"""As many other windows do."""
FORBID = "Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('not here', 'SecurityError'); }});"


class Network:
    """Between phones and the server; runs in the crowd's thread. What goes wrong on it is done between two things of a person."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        port = int(crowd.base_url.rpartition(":")[2])
        self._nowhere = False
        self._proxy = Proxy(lambda: ("127.0.0.1", 1 if self._nowhere else port))
        crowd.run(self._proxy.start())

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._proxy.port}"

    def cut(self) -> None:
        """Every connection breaks; new ones work."""
        self._crowd.run(self._do(self._proxy.cut))

    def away(self) -> None:
        """Nobody reaches the server any more."""
        self._nowhere = True
        self.cut()

    def back(self) -> None:
        """Everything as it should be."""
        self._nowhere = False
        self._crowd.run(self._do(self._proxy.heal))

    def lose_replies(self) -> None:
        """What phones say arrives; what the server says does not, on the connections that stand."""
        self._crowd.run(self._do(lambda: self._proxy.swallow("down", new=False)))

    def close(self) -> None:
        self._crowd.run(self._proxy.close())

    async def _do(self, act: Callable[[], object]) -> None:
        act()


class Table:
    """One table: a simulated person who sees what is stored, and phones in browsers behind the network."""

    def __init__(self, stage: Stage, crowd: Crowd, network: Network) -> None:
        self.network = network
        self.room = Room(crowd)
        self.witness: Device = self.room.join("Getuige")
        self.room.go("A3")
        self.stage = Stage(stage._browser, network.base_url)
        self.stage.forgiven += BROKEN

    @property
    def board_url(self) -> str:
        return f"{self.network.base_url}/w/{self.room.opened.code}"

    def phone(self, page: Page | None = None, script: str = "", name: str = "Kim") -> Phone:
        page = page or self.stage.device("telefoon", PHONE)
        self.room.join_as(page.context, name)
        if script:
            page.add_init_script(script)
        return self.open(page)

    def open(self, page: Page) -> Phone:
        page.goto(self.board_url)
        expect(page.get_by_role("button", name="Nieuw briefje", exact=True)).to_be_visible()
        return Phone(page)

    def stored(self) -> list[str]:
        """The words of the notes that are stored, as somebody else sees them; sorted."""
        notes = [record for record in self.witness.records.values() if isinstance(record, r.NoteRecord)]
        return sorted(getattr(note.content, "why", "") for note in notes)

    def wait_until_stored(self, *words: str) -> None:
        self.room.crowd.run(self.witness.until(lambda: self.stored() == sorted(words)))

    def close(self) -> None:
        self.stage.close()
        self.stage.check()


@pytest.fixture
def network(crowd: Crowd) -> Iterator[Network]:
    network = Network(crowd)
    yield network
    network.close()


@pytest.fixture
def table(stage: Stage, crowd: Crowd, network: Network) -> Iterator[Table]:
    table = Table(stage, crowd, network)
    yield table
    network.back()
    table.close()


def write(phone: Phone, words: str, value: str = "privacy") -> None:
    """A note. Two with one value lie on one stack, of which only the first is shown."""
    phone.press("Nieuw briefje")
    phone.write_value(value, words)


def chip(page: Page, words: str) -> Locator:
    return page.locator(".codio-connection", has_text=words)


def is_connected(page: Page) -> None:
    """All is well with the connection: on a phone the line that would tell otherwise is away then."""
    expect(page.locator(".codio-connection", has_text=re.compile("^Verbonden"))).to_be_attached()


def test_a_note_whose_reply_was_lost_is_stored_once_and_shown_once(table: Table, network: Network) -> None:
    phone = table.phone()
    network.lose_replies()
    write(phone, "Antwoord kwijt")
    table.wait_until_stored("Antwoord kwijt")
    network.cut()
    is_connected(phone.page)
    expect(phone.note("Antwoord kwijt")).to_have_count(1)
    write(phone, "Daarna", "proport")
    table.wait_until_stored("Antwoord kwijt", "Daarna")
    expect(phone.page.get_by_role("article")).to_have_count(2)


def test_notes_written_without_a_network_are_said_to_be_kept_and_go_out_when_it_is_back(table: Table, network: Network) -> None:
    phone = table.phone()
    network.away()
    expect(chip(phone.page, NOT_CONNECTED)).to_be_visible()
    write(phone, "Eerste")
    write(phone, "Tweede", "proport")
    assert table.stored() == []
    network.back()
    table.wait_until_stored("Eerste", "Tweede")
    is_connected(phone.page)


@pytest.mark.long
def test_the_next_tab_sends_what_a_crashed_one_had_not(table: Table, network: Network) -> None:
    phone = table.phone()
    network.lose_replies()
    write(phone, "Was al weg")
    table.wait_until_stored("Was al weg")
    network.away()
    write(phone, "Was nog hier", "proport")
    crash(table.stage, phone.page)
    network.back()
    tab = table.open(phone.page.context.new_page())
    table.wait_until_stored("Was al weg", "Was nog hier")
    expect(tab.note("Was nog hier")).to_have_count(1)
    expect(tab.page.get_by_role("article")).to_have_count(2)


def test_a_browser_that_is_started_again_sends_what_it_had_not(
    table: Table, network: Network, browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> None:
    def start() -> tuple[BrowserContext, Page]:
        context = browser_type.launch_persistent_context(
            tmp_path, locale="nl-NL", viewport={"width": PHONE[0], "height": PHONE[1]}, **browser_type_launch_args
        )
        context.set_default_timeout(patient(PATIENCE_MS))
        return context, context.pages[0]

    context, page = start()
    phone = table.phone(page)
    network.away()
    write(phone, "Batterij leeg")
    cookies = context.cookies()
    context.close()
    network.back()
    context, page = start()
    # A browser on a phone keeps them when it is started again, this one does not.
    context.add_cookies([{"name": one["name"], "value": one["value"], "url": network.base_url} for one in cookies])
    table.open(page)
    table.wait_until_stored("Batterij leeg")
    context.close()


def test_the_next_person_on_a_tablet_never_gets_what_the_one_before_had_not_sent(table: Table, network: Network) -> None:
    kim = table.phone()
    context = kim.page.context
    cookies = context.cookies()
    network.away()
    write(kim, "Van Kim")
    expect(kim.note("Van Kim")).to_be_visible()
    kim.page.close()
    context.clear_cookies()
    network.back()
    noor = context.new_page()
    table.room.join_as(context, "Noor")
    phone = table.open(noor)
    write(phone, "Van Noor", "proport")
    table.wait_until_stored("Van Noor")
    expect(noor.get_by_role("article")).to_have_count(1)
    noor.close()
    context.clear_cookies()
    context.add_cookies([{"name": one["name"], "value": one["value"], "url": network.base_url} for one in cookies])
    table.open(context.new_page())
    table.wait_until_stored("Van Kim", "Van Noor")


def test_a_tab_that_is_still_open_never_writes_as_whoever_the_browser_has_become(table: Table, network: Network) -> None:
    noor = table.phone(name="Noor")
    context = noor.page.context
    cookies = context.cookies()
    network.away()
    write(noor, "Van Noor")
    table.room.join_as(context, "Kim")
    network.back()
    expect(chip(noor.page, "Deze browser is nu van iemand anders")).to_be_visible()
    told = noor.page.get_by_role("region", name="Deze pagina was van Noor")
    expect(told).to_contain_text("In deze browser doet nu Kim mee.")
    unsent = noor.page.get_by_role("region", name="Dit is niet in de workshop gekomen")
    expect(unsent).to_contain_text("Van Noor")
    expect(noor.note("Van Noor")).to_contain_text("Niet verstuurd")
    assert problems(noor.page) == []
    kim = table.open(context.new_page())
    write(kim, "Van Kim", "proport")
    table.wait_until_stored("Van Kim")
    told.get_by_role("button", name="Ga verder als Kim").click()
    expect(noor.note("Van Kim")).to_be_visible()
    expect(noor.note("Van Noor")).to_have_count(0)
    context.clear_cookies()
    context.add_cookies([{"name": one["name"], "value": one["value"], "url": network.base_url} for one in cookies])
    again = table.open(context.new_page())
    table.wait_until_stored("Van Kim", "Van Noor")
    expect(again.note("Van Noor")).to_be_visible()


@pytest.mark.long
def test_a_window_that_made_place_for_newer_ones_says_so_on_a_phone_and_loads_again(table: Table) -> None:
    phone = table.phone()
    phone.page.evaluate(OPEN_SOCKETS, OF_A_PERSON.sockets)
    expect(chip(phone.page, "Dit bord staat in veel vensters open")).to_be_visible()
    phone.press("Laad opnieuw")
    is_connected(phone.page)


@pytest.mark.long
def test_a_phone_that_is_full_says_so_and_goes_on(table: Table, network: Network) -> None:
    page = table.stage.device("telefoon", PHONE)
    storage = page.context.new_cdp_session(page)
    # Before anything is stored: a browser that has just had place does not ask again for a while.
    storage.send("Storage.overrideQuotaForOrigin", {"origin": network.base_url, "quotaSize": LITTLE_BYTES})
    phone = table.phone(page)
    expect(chip(page, KEEPS_NOTHING)).to_be_visible()
    network.away()
    write(phone, "Geen plek")
    expect(chip(page, NOT_CONNECTED_AND_NOT_KEPT)).to_be_visible()
    network.back()
    table.wait_until_stored("Geen plek")
    storage.send("Storage.overrideQuotaForOrigin", {"origin": network.base_url})
    write(phone, "Weer plek", "proport")
    table.wait_until_stored("Geen plek", "Weer plek")
    is_connected(page)


def test_a_phone_that_may_not_store_says_so_and_goes_on(table: Table, network: Network) -> None:
    phone = table.phone(script=FORBID)
    expect(chip(phone.page, KEEPS_NOTHING)).to_be_visible()
    write(phone, "Toch")
    table.wait_until_stored("Toch")
    network.away()
    expect(chip(phone.page, NOT_CONNECTED_AND_NOT_KEPT)).to_be_visible()
    write(phone, "En nog een", "proport")
    network.back()
    table.wait_until_stored("En nog een", "Toch")
    expect(chip(phone.page, KEEPS_NOTHING)).to_be_visible()


@pytest.mark.long
def test_half_an_emoji_is_stored_readable_and_holds_nothing_up(table: Table) -> None:
    phone = table.phone()
    phone.press("Nieuw briefje")
    phone.pick_value("privacy")
    phone.why.evaluate(TYPE, HALF_AN_EMOJI)
    phone.press("Bewaar briefje")
    write(phone, "Daarna", "proport")
    table.wait_until_stored("half \ufffd emoji", "Daarna")
    is_connected(phone.page)


def test_words_that_did_not_get_through_before_the_end_stand_on_the_last_page_until_they_are_kept(
    table: Table, network: Network
) -> None:
    phone = table.phone()
    network.away()
    write(phone, "Nog niet weg")
    phone.press("Nieuw briefje")
    phone.pick_value("proport")
    phone.why.fill("Nog niet af")
    phone.page.evaluate("document.activeElement.blur()")
    table.room.do(c.CloseWorkshop())
    network.back()
    unsent = phone.page.get_by_role("region", name="Dit is niet in de workshop gekomen")
    for _ in range(2):
        expect(unsent).to_contain_text("Nog niet weg")
        expect(unsent).to_contain_text("Nog niet af")
        phone.page.reload()
    expect(unsent).to_contain_text("Nog niet weg")
    expect(unsent).to_contain_text("Nog niet af")
    phone.page.set_viewport_size({"width": 320, "height": 740})
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 320
    phone.press("Ik heb het bewaard: wis het hier")
    expect(unsent).to_have_count(0)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="Bedankt voor het meedoen")).to_be_visible()
    expect(unsent).to_have_count(0)


@pytest.mark.long
def test_two_windows_of_one_person_are_two_editors(table: Table) -> None:
    first = table.phone()
    second = table.open(first.page.context.new_page())
    for phone, words in ((first, "Van de eerste"), (second, "Van de tweede")):
        phone.press("Nieuw briefje")
        phone.pick_value("privacy")
        expect(phone.why).to_have_value("")
        phone.why.fill(words)
    second.press("Bewaar briefje")
    table.wait_until_stored("Van de tweede")
    first.page.reload()
    expect(first.why).to_have_value("Van de eerste")
    first.press("Bewaar briefje")
    table.wait_until_stored("Van de eerste", "Van de tweede")
    second.page.reload()
    second.press("Nieuw briefje")
    second.pick_value("proport")
    expect(second.why).to_have_value("")


def crash(stage: Stage, page: Page) -> None:
    """As a tab does that runs out of memory: it is gone without another word."""
    stage.doom(page)
    with pytest.raises(PlaywrightError, match="crash"):
        page.goto("chrome://crash")
