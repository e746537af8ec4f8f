# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a case, played over HTTP: rows written anew, established, shared, looked at by a second pair of eyes, made
public; and every file of it fetched.
"""

import asyncio
import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from html import unescape
from http import HTTPStatus

from msgspec import Struct

from server.player.browser import Browser, File, PageMissing, open_link, parts_of
from server.player.forms import fill_in, shown_on
from server.player.person import PlayError
from sessions.cases.case import Afterwards, Case

FILES = {
    "html": "verslag/bekijk",
    "pdf": "verslag/verslag.pdf",
    "odt": "verslag/verslag.odt",
    "ods": "bestanden/acties.ods",
    "csv": "bestanden/acties.csv",
    "ics": "bestanden/acties.ics",
    "json": "verslag/verslag.json",
}
"""What the report and the actions of a case can be had as, below the address of the case."""
MADE_WITHIN_S = 120.0
LOOK_AGAIN_S = 0.5
_KINDS = {
    "html": "text/html",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
}


class ReportSummary(Struct, frozen=True):
    """The established report: rows that were written anew, and its `files`, each an address that opened for the player (with the
    link of the case) and its size in bytes. `public` is where everybody reads it, empty when it was not made public.
    """

    rows: dict[str, str]
    files: dict[str, str]
    bytes: dict[str, int]
    public: str = ""


def reasons_of(case: Case) -> list[str]:
    """Why the tables of a case choose values, and why they set others aside: all of it is in the report."""
    return [weighed.reason for table in case.tables for weighed in (*table.chosen, *table.set_aside) if weighed.reason]


async def establish(desk: Browser, path: str, told: Afterwards, reasons: Iterable[str]) -> ReportSummary:
    """Write what the case wrote anew, establish the report, share it, and fetch every file of it. `reasons` are those that it has
    to give.

    Raises PageMissing when a page refuses something, and PlayError when a file does not hold what it must.
    """
    for row, text in told.report.items():
        await fill_in(desk, f"{path}/verslag/rij/{row}", f"{path}/verslag/rij/{row}", {"text": text})
    await fill_in(desk, f"{path}/verslag", f"{path}/verslag/stand", {"step": "establish"})
    read = unescape((await desk.get(f"{path}/verslag/bekijk")).body)
    for text in (*told.report.values(), *told.answers, *reasons):
        if text not in read:
            raise PlayError(f"The report does not say: {text}")
    await fill_in(desk, f"{path}/verslag", f"{path}/verslag/stand", {"step": "share"})
    found = {kind: await _fetched(desk, f"{path}/{file}", _KINDS[kind]) for kind, file in FILES.items()}
    return ReportSummary(
        rows=dict(told.report),
        files={kind: f"{desk.base_url}{path}/{file}" for kind, file in FILES.items()},
        bytes={kind: len(file.content) for kind, file in found.items()},
    )


async def publish(desk: Browser, path: str) -> str:
    """Take the steps to a public report; the address at which everybody reads it."""
    public = f"{path}/verslag/openbaar"
    for name in _names_on((await desk.get(public)).body):
        await fill_in(desk, public, f"{public}/naam", {"phrase": name, "keep": "yes"})
    await fill_in(desk, public, f"{public}/namen", {})
    await fill_in(desk, public, f"{public}/ingelicht", {"day": datetime.now(UTC).date().isoformat()})
    made = await fill_in(desk, public, f"{public}/meekijker", {})
    link = shown_on(made.body, "checker-link")
    checker = await open_link(desk.base_url, link)
    door, _ = parts_of(link, desk.base_url)
    await fill_in(checker, door, f"{door}/akkoord", {})
    await fill_in(desk, public, public, {})
    address = f"/verslag/{path.rpartition('/')[2]}"
    answer = await Browser(desk.base_url).get(address)
    if answer.status != 200:
        raise PlayError(f"The public report does not open: {answer.status}")
    return f"{desk.base_url}{address}"


async def _fetched(desk: Browser, path: str, kind: str) -> File:
    file = await desk.file(path)
    give_up_at = time.monotonic() + MADE_WITHIN_S
    while file.status == HTTPStatus.ACCEPTED and time.monotonic() < give_up_at:
        # The page says that it is being made, and loads itself again after a while.
        await asyncio.sleep(LOOK_AGAIN_S)
        file = await desk.file(path)
    if file.status != 200 or not file.kind.startswith(kind) or not file.content:
        raise PageMissing(f"GET {path}: {file.status} {file.kind}")
    return file


def _names_on(page: str) -> list[str]:
    table = page.partition('id="names"')[2].partition("</table>")[0]
    return [unescape(name) for name in re.findall(r'<th scope="row">([^<]*)</th>', table)]
