# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the facilitator shows: on the screen, and where everybody is brought, as the desk, the screen and a phone show it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.inspecting import broken_words, problems
from tests.e2e.reading import pages

LONG = "Uitleggen zoals je het aan je buurvrouw uitlegt, in gewone woorden, op tijd en ook aan wie er niet om vroeg"
VALUES = ("transparency", "privacy", "usability", "responsiveness", "solution_orientation", "inclusiveness")
INSIDE = """(here) => {
  const style = getComputedStyle(here);
  return parseFloat(style.outlineOffset) <= -parseFloat(style.outlineWidth) && style.outlineStyle === 'solid';
}"""

LISTENING = """
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...more) {
  const { context } = this;
  if (to === context.destination) {
    window.heard ??= { tones: 0, context, ear: new AnalyserNode(context, { fftSize: 2048 }) };
    window.heard.tones += 1;
    connect.call(this, window.heard.ear);
  }
  return connect.call(this, to, ...more);
};
"""
"""Hears what a page sends to its device, and leaves it as it is."""
LOUDEST = """() => {
  const samples = new Float32Array(2048);
  window.heard?.ear.getFloatTimeDomainData(samples);
  return window.heard?.context.state === 'running' ? Math.max(...samples.map(Math.abs)) : 0;
}"""
"""Of the last 43 ms: 1 is the loudest that there is."""
LOCKS = """
const request = navigator.wakeLock.request.bind(navigator.wakeLock);
window.locks = [];
navigator.wakeLock.request = async (kind) => {
  const lock = await request(kind);
  window.locks.push(lock);
  return lock;
};
"""
WIDE = """() => {
  const sheets = [...document.querySelectorAll('.codio-poster__sheet:not([hidden], .codio-poster__sheet--bare)')];
  const wide = (one) => one.getBoundingClientRect().width;
  return sheets.reduce((sum, one) => sum + wide(one), 0) / wide(document.querySelector('.codio-poster__values'));
}"""
LAID = "() => [document.querySelector('main').clientHeight, getComputedStyle(document.querySelector('main')).fontSize]"
TURN_AWAY = """async (seen) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => seen });
  // A browser that is driven is never out of sight; what the browser does itself then is done here.
  if (seen === 'hidden') await window.locks[0].release();
  document.dispatchEvent(new Event('visibilitychange'));
}"""
EDGES = """() => {
  const parts = [...document.querySelectorAll('.codio-plenary :is(h1, .codio-room, .codio-foot)')];
  const left = (one) => one.getBoundingClientRect().left + parseFloat(getComputedStyle(one).paddingInlineStart);
  return [...new Set(parts.map(left))];
}"""
RELEASED = "() => window.locks.map((lock) => lock.released)"


BEGINS = """() => {
  const here = document.querySelector('[data-spotlit]').getBoundingClientRect().top;
  const under = document.querySelector('.codio-spotlight').getBoundingClientRect().bottom;
  return here >= under && here < under + 100;
}"""
"""What everybody is brought to begins right under the line that says so."""


def show(desk: Page, choice: str) -> None:
    """Put something on the screen."""
    panel = desk.get_by_role("region", name="Op het scherm")
    panel.get_by_role("button", name="Bekijk en kies").click()
    dialog = desk.get_by_role("dialog", name="Op het scherm")
    choices = dialog.get_by_label("Iets anders laten zien")
    choices.select_option(choice)
    dialog.get_by_role("button", name="Laat zien").click()
    expect(dialog.locator(".codio-showing__now")).to_contain_text("door jou gekozen")
    dialog.get_by_role("button", name="Sluit").click()
    expect(panel.locator(".codio-showing__now")).to_contain_text("door jou gekozen")
    # Opened again, it stands on what the room sees: pressing "Laat zien" then changes nothing.
    panel.get_by_role("button", name="Bekijk en kies").click()
    expect(dialog.get_by_label("Iets anders laten zien").locator("option:checked")).to_have_text(choice)
    dialog.get_by_role("button", name="Sluit").click()


def show_what_the_room_sees(desk: Page) -> None:
    """While the screen follows the step that stands there: pressing "Laat zien" without choosing puts nothing else before it."""
    panel = desk.get_by_role("region", name="Op het scherm")
    panel.get_by_role("button", name="Bekijk en kies").click()
    dialog = desk.get_by_role("dialog", name="Op het scherm")
    expect(dialog.locator(".codio-showing__now")).to_contain_text("volgt de stap")
    expect(dialog.get_by_label("Iets anders laten zien").locator("option:checked")).to_have_text("Volg de stap")
    dialog.get_by_role("button", name="Laat zien").click()
    expect(dialog.locator(".codio-showing__now")).to_contain_text("volgt de stap")
    dialog.get_by_role("button", name="Sluit").click()


def see_the_preview(desk: Page, words: str) -> None:
    """Look at what the desk shows of the screen, beside the time and large, and that nobody gets into it by key."""
    small = desk.locator(".codio-glance")
    expect(small.frame_locator("iframe").get_by_role("heading", level=1, name=words)).to_have_count(1)
    shown, drawn = small.locator("iframe").bounding_box(), small.locator(".codio-preview").bounding_box()
    assert shown is not None
    assert drawn is not None
    assert abs(shown["width"] - drawn["width"]) <= 3
    assert desk.evaluate("document.querySelector('.codio-glance iframe').contentWindow.innerWidth") == 1280
    assert problems(desk) == []
    small.get_by_role("button", name=f"Op het scherm: {words}").press("Enter")
    dialog = desk.get_by_role("dialog", name="Op het scherm")
    expect(dialog.frame_locator("iframe").get_by_role("heading", level=1, name=words)).to_have_count(1)
    for _ in range(12):
        desk.keyboard.press("Tab")
        assert desk.evaluate("document.activeElement.localName") != "iframe"
    # It is drawn for the screen that hangs in the room.
    dialog.get_by_label("Vorm van het scherm in de zaal").select_option("4:3")
    large = dialog.locator(".codio-preview").bounding_box()
    assert large is not None
    assert abs(large["width"] / large["height"] - 4 / 3) < 0.02
    assert desk.evaluate("[...document.querySelectorAll('.codio-showing iframe')].at(-1).contentWindow.innerHeight") == 960
    # Who does not want it has none, and loads none.
    dialog.get_by_label("Houd het in zicht, klein naast de tijd").uncheck()
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.locator("iframe")).to_have_count(0)


def test_the_facilitator_chooses_what_the_room_sees_and_brings_it_along(stage: Stage, crowd: Crowd) -> None:
    """[FLR-04] [FLR-05] [FLR-06] [SCR-02] [SCR-03] [SCR-05] [SCR-06]"""
    room = Room(crowd)
    desk = stage.device("regie", CONSOLE, preview=True)
    desk.add_init_script(LISTENING)
    carry(room.opened.facilitator, desk.context)
    desk.goto(f"{crowd.base_url}/regie/{room.opened.session_id}")
    screen = stage.device("scherm", PROJECTOR)
    screen.add_init_script(LOCKS)
    screen.goto(room.enter("scherm", room.opened.screen_key, screen.context))
    phone = stage.device("telefoon", PHONE)
    room.join_as(phone.context, "Noor")
    phone.goto(room.board_url)
    title = screen.get_by_role("heading", level=1)
    expect(screen.get_by_text("Vul deze 3 woorden in")).to_be_visible()

    # It keeps its device awake while it is in sight.
    assert screen.evaluate(RELEASED) == [False]
    screen.evaluate(TURN_AWAY, "hidden")
    assert screen.evaluate(RELEASED) == [True]
    screen.evaluate(TURN_AWAY, "visible")
    screen.wait_for_function("window.locks.length === 2")
    assert screen.evaluate(RELEASED) == [True, False]

    # Nobody operates a screen, but who moves the mouse at it finds the one button that it has.
    fill = screen.get_by_role("button", name="Vul het scherm")
    expect(fill).to_have_css("opacity", "0")
    screen.mouse.move(400, 300)
    expect(fill).to_have_css("opacity", "1")
    # Over nothing that the room reads, and legible on any ground.
    stands, shown = fill.bounding_box(), screen.get_by_role("main").bounding_box()
    assert stands is not None
    assert shown is not None
    assert stands["y"] >= shown["y"] + shown["height"]
    assert fill.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    fill.click()
    expect(fill).to_have_count(0)

    room.go("A3")
    for number in range(18):
        foundation, value = FOUNDATION_IDS[number % 2], VALUES[number % 6]
        room.do(
            c.PutPosterEntry(f"v{number:02}", 0, PosterValueContent(foundation=foundation, value=ValueRef(value), meaning=LONG))
        )
    expect(title).to_have_text("Plenaire bespreking waarden")
    expect(screen.get_by_role("contentinfo").first).to_contain_text(room.opened.code.replace("-", " "))

    see_the_preview(desk, "Plenaire bespreking waarden")
    show_what_the_room_sees(desk)
    show(desk, "De klok")
    expect(screen.locator(".codio-screen-clock")).to_be_visible()
    screen.reload()
    expect(screen.locator(".codio-screen-clock")).to_be_visible()
    room.go("B6")
    expect(title).to_have_text("Checklist vervolgstappen")
    expect(desk.get_by_role("region", name="Op het scherm").locator(".codio-showing__now")).to_contain_text("volgt de stap")

    # The first page goes first; the facilitator turns it, and takes his hand off again.
    show(desk, "De poster")
    where = screen.get_by_role("contentinfo").first
    expect(where).to_contain_text("bladzijde 1 van")
    assert pages(screen) > 1
    # What has no value leaves the others its room.
    assert screen.evaluate(WIDE) > 0.95
    # A raised hand lays no page anew.
    ali, laid = room.join("Ali"), screen.evaluate(LAID)
    room.do_as(ali, c.RaiseHand(raised=True))
    expect(screen.get_by_text("Wil spreken")).to_be_visible()
    assert screen.evaluate(LAID) == laid
    # Nor do six, on the smallest projector: who does not fit in the line is counted.
    screen.set_viewport_size({"width": 1024, "height": 768})
    strip = screen.get_by_role("complementary", name="In de zaal")
    line, laid = strip.bounding_box(), screen.evaluate(LAID)
    for number in range(5):
        room.do_as(room.join(f"Wil met een heel lange naam {number}"), c.RaiseHand(raised=True))
    expect(strip).to_contain_text("en nog")
    assert strip.bounding_box() == line
    assert screen.evaluate(LAID) == laid
    width, height = PROJECTOR
    screen.set_viewport_size({"width": width, "height": height})
    # No name breaks without a hyphen, on whichever page.
    for _ in range(pages(screen)):
        assert broken_words(screen) == []
        screen.keyboard.press("PageDown")
    desk.get_by_role("button", name="Bekijk en kies").click()
    desk.get_by_role("button", name="Blad verder").click()
    expect(where).to_contain_text("bladzijde 2 van")
    desk.get_by_role("button", name="Blad terug").click()
    expect(where).to_contain_text("bladzijde 1 van")
    desk.get_by_role("button", name="Vanzelf").click()
    expect(desk.get_by_role("button", name="Vanzelf")).to_have_count(0)
    desk.get_by_role("button", name="Sluit", exact=True).click()

    # Where everybody is brought the screen goes too, on the page where it stands, with a ring that no corner cuts off.
    room.do(c.BringHere("poster", "v17"))
    here = screen.locator("[data-spotlit]")
    expect(title).to_have_text("De waarden van dit project")
    expect(here).to_be_in_viewport()
    assert here.evaluate(INSIDE)
    room.do(c.BringHere("block", ""))
    expect(title).to_have_text("Checklist vervolgstappen")

    # A phone goes along unless its owner is busy with it.
    room.go("A3")
    expect(phone.get_by_role("heading", name="Plenaire bespreking waarden")).to_be_visible()
    # What is in its head begins where what is under it does.
    assert phone.evaluate(EDGES) == [16]
    phone.mouse.move(100, 300)
    phone.mouse.wheel(0, 40)
    room.do(c.BringHere("poster", "v16"))
    expect(phone.locator("[data-spotlit]")).to_have_count(1)
    expect(phone.locator("[data-spotlit]")).not_to_be_in_viewport()
    phone.get_by_role("button", name="Ga erheen").click()
    expect(phone.locator("[data-spotlit]")).to_be_in_viewport()
    expect(phone.get_by_role("button", name="Ga erheen")).to_have_count(0)
    # What is higher than the window begins under the line that tells of it.
    room.do(c.BringHere("block", "values"))
    expect(phone.locator(".codio-spotlight")).to_contain_text("De waarden van dit project")
    phone.evaluate("scrollTo(0, 0)")
    phone.get_by_role("button", name="Ga erheen").click()
    phone.wait_for_function(BEGINS)
    expect(phone.locator("[data-spotlit]")).to_be_focused()

    # Off until it is asked for; heard and seen.
    gong = desk.get_by_label("Gong op dit apparaat als de tijd om is")
    expect(gong).not_to_be_checked()
    assert desk.evaluate("window.heard === undefined")
    gong.check()
    desk.wait_for_function(f"() => ({LOUDEST})() > 0.05")
    tones = desk.evaluate("window.heard.tones")
    run_id = room.go("B7")
    room.do(c.StartTimer(run_id))
    room.do(c.ShortenTimer(run_id))
    expect(desk.get_by_role("region", name="Tijd").get_by_text("Gong: de tijd is om")).to_be_in_viewport()
    expect(desk.get_by_role("timer")).to_contain_text("De tijd is om")
    assert desk.evaluate("window.heard.tones") == 2 * tones
    loud = desk.wait_for_function(f"() => {{ const loud = ({LOUDEST})(); return loud > 0.05 && loud; }}").json_value()
    # A room looks up, and nobody jumps.
    assert loud < 0.5
    expect(screen.get_by_role("main").get_by_text("De tijd is om")).to_be_visible()
    # Its sign goes with the step whose time it was.
    room.go("B6")
    expect(desk.get_by_role("heading", level=1, name="Checklist vervolgstappen")).to_be_visible()
    assert desk.get_by_text("Gong: de tijd is om").count() == 0
    room.go("B7")
    desk.reload()
    expect(gong).to_be_checked()
