# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows a workshop, played over HTTP as people do it: the case begins, the talk is held, holders tell how it goes,
everybody is told, and the report is established.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from server.player.browser import Browser, Opened, PageMissing, open_link, parts_of
from server.player.forms import fill_in, shown_on
from server.player.person import PlayError
from server.player.reporting import ReportSummary, establish, publish, reasons_of
from sessions.cases.case import Afterwards, Case, Check

LOOK_AGAIN_DAYS = 30


class CaseSummary(Struct, frozen=True):
    """What was put in after the workshop, and whether the pages show it. `link` is the regievoerder's, for whoever played."""

    id: str
    link: str
    status_page: str
    coordinator: str
    answers: list[str]
    actions: list[str]
    moments: int
    message: str


async def go_on(base_url: str, opened: Opened, case: Case, say: Callable[[str], None]) -> tuple[CaseSummary, ReportSummary]:
    """From the fixed poster to two check moments, a message to everybody and a public report; `say` gets a line for people per
    part.

    Raises PageMissing when a page refuses something, and PlayError when what was put in is not there afterwards.
    """
    told = case.afterwards
    if told is None:
        raise PlayError(f"The case {case.id} does not say what became of it.")
    begun = await fill_in(opened.facilitator, f"/regie/{opened.session_id}/zaak", f"/regie/{opened.session_id}/zaak", {})
    link = shown_on(begun.body, "case-link")
    say(f"case      {link}")
    # The regievoerder is somebody else than the facilitator, with a browser of his own.
    desk = await open_link(base_url, link)
    path, _ = parts_of(link, base_url)
    await _talk(desk, path, told)
    addresses = _actions_on((await desk.get(path)).body, path)
    actions = [action.action for action in case.poster.actions]
    if len(addresses) < len(actions):
        raise PlayError(f"The case has {len(addresses)} of {len(actions)} actions.")
    by_words = [await _address_of(desk, addresses, words) for words in actions]
    for check in sorted(told.checks, key=lambda check: check.moment):
        await _look(base_url, desk, by_words[check.action - 1], check)
    status_page = await _tell(desk, path, told)
    await _check_kept(desk, path, told, by_words)
    say(f"status    {status_page}")
    report = await establish(desk, path, told, reasons_of(case))
    say(f"report    {base_url}{path}/verslag")
    report = replace(report, public=await publish(desk, path))
    say(f"public    {report.public}")
    summary = CaseSummary(
        id=path.rpartition("/")[2],
        link=link,
        status_page=status_page,
        coordinator=told.coordinator,
        answers=list(told.answers),
        actions=actions,
        moments=len(told.checks),
        message=told.message,
    )
    return summary, report


async def _talk(desk: Browser, path: str, told: Afterwards) -> None:
    # Two weeks later among people; a play has no time.
    day = _today().isoformat()
    who = {"coordinator": told.coordinator, "from_day": day}
    await fill_in(desk, path, f"{path}/regievoerder", who)
    await fill_in(desk, path, f"{path}/gesprek", {"day": day, "time": "10:00", "with_whom": told.with_whom})
    answers = {f"text-{number}": answer for number, answer in enumerate(told.answers, 1)}
    await fill_in(desk, path, f"{path}/vragen", answers)
    await fill_in(desk, path, f"{path}/stap", {"step": "follow_up", "day": day})


async def _look(base_url: str, desk: Browser, address: str, check: Check) -> None:
    """The first time the holder tells, with a personal link; later the regievoerder, who called him."""
    written = {
        "status": check.status,
        "reason": check.reason,
        "check_day": (_today() + timedelta(days=LOOK_AGAIN_DAYS * check.moment)).isoformat(),
    }
    written |= {f"answer-{number}": answer for number, answer in enumerate(check.answers, 1) if answer}
    if check.moment > 1:
        await fill_in(desk, address, f"{address}/stand", written)
        return
    shown = await fill_in(desk, address, f"{address}/link", {})
    link = shown_on(shown.body, "holder-link")
    holder = await open_link(base_url, link)
    path, _ = parts_of(link, base_url)
    await fill_in(holder, path, f"{path}/stand", written)


async def _tell(desk: Browser, path: str, told: Afterwards) -> str:
    """A message to everybody; the address of the status page on which it stands."""
    page = await fill_in(desk, f"{path}/berichten", f"{path}/berichten", {"text": told.message})
    found = re.search(r'"[^"]*?(/stand/[^"]+?)(?:/berichten\.atom)?"', page.body)
    if found is None:
        raise PageMissing(f"GET {path}/berichten: no address of a status page")
    stranger = Browser(desk.base_url)
    shown = await stranger.get(unescape(found[1]))
    if told.message not in unescape(shown.body):
        raise PlayError("The message is not on the status page.")
    return f"{desk.base_url}{unescape(found[1])}"


async def _check_kept(desk: Browser, path: str, told: Afterwards, addresses: list[str]) -> None:
    page = unescape((await desk.get(path)).body)
    for words in (told.coordinator, told.with_whom, *told.answers):
        if words not in page:
            raise PlayError(f"The case does not hold what was said: {words}")
    for number, address in enumerate(addresses, 1):
        shown = unescape((await desk.get(address)).body)
        for check in told.checks:
            if check.action == number and any(answer not in shown for answer in check.answers):
                raise PlayError(f"The action does not hold what was told of it at moment {check.moment}.")


def _today() -> date:
    return datetime.now(UTC).date()


def _actions_on(page: str, path: str) -> list[str]:
    return list(dict.fromkeys(unescape(each) for each in re.findall(rf'href="[^"]*?({re.escape(path)}/actie/[^"?#/]+)"', page)))


async def _address_of(desk: Browser, addresses: list[str], words: str) -> str:
    for address in addresses:
        if words in unescape((await desk.get(address)).body):
            return address
    raise PlayError(f"No action of the case says: {words}")
