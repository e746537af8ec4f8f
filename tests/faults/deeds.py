# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation's product may die in: things that take several steps, over several logs, files and indexes.

Each deed is prepared once, done in a process that is killed (`tests.faults.dying`), looked at as it was found after a new start,
done once more as people do who got no answer, and looked at again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from benchmarks.archive_cases import cases, dossier
from organisation.archive.exchange import encoded, given, id_of
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from organisation.dossier.report_state import PublicReport
from organisation.report.content import report_hash
from server.archive.index_file import PUBLIC, file_in
from server.dossiers.dossiers import Dossiers
from server.live.replaying import create
from server.player.browser import Browser
from server.settings import Settings
from server.store import DOSSIER, Store
from tests.server.archive.test_archive import about
from tests.server.house import House, until, visitor
from tests.server.keeping.test_purge import packed_report
from tests.server.web.test_organisations import opened
from tests.server.web.test_publishing import ready
from tests.server.web.test_reports import hidden, shared, step, write

Told = dict[str, Any]
"""What was prepared, as JSON: ids, cookies, and what is looked for afterwards."""
IMPORTED, INDEXED = 12, 18
"""Fewer than fit on a page of what was found."""


class Deed(Struct, frozen=True):
    """`found` and `done` tell what is wrong, each sentence beginning with `lost`, `twice` or `left` (something that should be
    gone, or an index that tells another thing than the cases). `from_start`: the start of the product belongs to it.
    """

    prepare: Callable[[House, Path], Awaitable[Told]]
    do: Callable[[House, Path, Told], Awaitable[None]]
    found: Callable[[House, Path, Told], Awaitable[list[str]]]
    done: Callable[[House, Path, Told], Awaitable[list[str]]]
    from_start: bool = False


def settings_in(folder: Path) -> Settings:
    """Those of a product whose data are in this folder."""
    return Settings(host="127.0.0.1", port=0, data_dir=folder / "data", minute_ms=100, openings_per_hour=0)


def browser_of(house: House, cookies: dict[str, str]) -> Browser:
    """A browser that was let in before."""
    browser = Browser(house.base_url)
    browser.cookies = dict(cookies)
    return browser


def words_of(told: Told) -> list[str | bytes]:
    """What has to be gone: words, and bytes of what is kept compressed."""
    return [*told["words"], *map(bytes.fromhex, told.get("bytes", []))]


def hashed(public: PublicReport) -> PublicReport:
    """The report with the hash of what is in it now."""
    return msgspec.structs.replace(public, sha256=report_hash(public.content))


async def public_ones(store: Store) -> set[str]:
    """The cases with a public report, as their own logs tell."""
    found = set()
    for case_id in await store.of(DOSSIER).copies.ids():
        case = await Dossiers(store).get(case_id)
        if case is not None and case.report.public is not None:
            found.add(case_id)
    return found


async def wrong_archive(house: House, known: Iterable[str]) -> list[str]:
    """Wait until search, feed and map of the site tell what the cases tell, and the page of each `known` one too."""
    wanted, told = await public_ones(house.rooms.store), list[str]()
    async with visitor(house) as client:

        async def is_right() -> bool:
            answer = await client.get("/archief.json")
            if answer.status_code != 200:
                return False
            shown = {each["url"].rpartition("/")[2] for each in answer.json()["cases"]}
            pages = [(await client.get(path)).text for path in ("/sitemap.xml", "/archief.atom")]
            return {each for each in known if all(f"/verslag/{each}" in page for page in pages)} == wanted == shown

        try:
            await until(is_right, within_s=20)
        except TimeoutError:
            told.append(f"left: the archive tells another thing than the cases ({len(wanted)} are public)")
        for case_id in known:
            status = (await client.get(f"/verslag/{case_id}")).status_code
            if (status == 200) != (case_id in wanted):
                told.append(f"left: the report of {case_id} answers {status}")
    return told


# ── import ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def prepare_import(house: House, folder: Path) -> Told:
    """An organisation, and a file of cases for it."""
    manager, page = await opened(house)
    told = [
        given(f"elders-{number}", hashed(about(public, f"Elderswoord {number}")), "https://elders.test", is_public=True)
        for number, public in enumerate(cases(IMPORTED))
    ]
    (folder / "archief.json").write_bytes(encoded("Gemeente Elders", told, ""))
    of = page.rpartition("/")[2]
    return {"page": page, "cookies": manager.cookies, "hashes": {id_of(each, of): report_hash(each.content) for each in told}}


async def do_import(house: House, folder: Path, told: Told) -> None:
    """Send the file, and wait until its cases are found."""
    manager = browser_of(house, told["cookies"])
    async with visitor(house, cookie=manager.cookie_header) as client:
        file = {"file": ("archief.json", (folder / "archief.json").read_bytes(), "application/json")}
        answer = await client.post("/archief/inlezen", data={"organisation": told["page"].rpartition("/")[2]}, files=file)
        assert answer.status_code == 200, answer.status_code
    assert await wrong_import(house, told, min_count=IMPORTED) == []


async def found_import(house: House, _: Path, told: Told) -> list[str]:
    """Every case is whole or not there, and is found when it is there."""
    return await wrong_import(house, told)


async def done_import(house: House, _: Path, told: Told) -> list[str]:
    """All of them, once."""
    return await wrong_import(house, told, min_count=IMPORTED)


async def wrong_import(house: House, told: Told, min_count: int = 0) -> list[str]:
    """What is wrong with the cases that came from elsewhere."""
    store, wrong, page = house.rooms.store, list[str](), told["page"]
    ids = await store.of(DOSSIER).copies.ids()
    for case_id in ids:
        case = await Dossiers(store).get(case_id)
        fixed = case.report.internal if case is not None else None
        if fixed is None or told["hashes"].get(case_id) != report_hash(fixed.content):
            wrong.append(f"lost: {case_id} is there and is not the one of the file")
    if len(ids) < min_count:
        wrong.append(f"lost: {min_count - len(ids)} cases of the file")
    manager = browser_of(house, told["cookies"])

    async def are_found() -> bool:
        seen = (await manager.get(f"{page}/archief")).body
        return {each for each in told["hashes"] if f"/lezen/{each}" in seen} == set(ids)

    try:
        await until(are_found, within_s=20)
    except TimeoutError:
        wrong.append(f"left: members do not find the {len(ids)} cases that there are")
    return wrong


# ── reports ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

GOAL = "Boomkruiperswijk om raad vragen."


async def prepare_report(house: House, _: Path) -> Told:
    """A report that was established and shared, and went on with since."""
    workshop, browser = await shared(house, GOAL)
    # A second version is what is established: the first one has to stay meanwhile.
    assert (await step(browser, workshop, "reopen")).status == 303
    assert (await write(browser, workshop, "goal", f"{GOAL} En de buren.")).status == 303
    return {"case": workshop.id, "cookies": browser.cookies, "version": 1}


async def do_establish(house: House, _: Path, told: Told) -> None:
    """Establish what stands there, and share it."""
    browser, workshop = browser_of(house, told["cookies"]), _Named(told["case"])
    for named in ("establish", "share"):
        await step(browser, workshop, named)  # type: ignore[arg-type]  # its id is all that is asked of it


async def found_establish(house: House, _: Path, told: Told) -> list[str]:
    """Those who may read have the old version or the new one, whole."""
    return await wrong_report(house, told, {1, 2})


async def done_establish(house: House, _: Path, told: Told) -> list[str]:
    """The new one, once."""
    return await wrong_report(house, told, {2})


async def wrong_report(house: House, told: Told, versions: set[int]) -> list[str]:
    """What is wrong with the established report. While somebody goes on writing none is established, and one is shared."""
    case, wrong = await Dossiers(house.rooms.store).get(told["case"]), list[str]()
    if case is None or case.report.internal is None or (versions == {2} and case.report.established is None):
        return ["lost: the report is not there"]
    report, fixed = case.report, [each for each in (case.report.established, case.report.internal) if each is not None]
    for each in fixed:
        text = next(row.text for row in each.content.rows if row.id == "goal")
        if text != (GOAL if each.version == 1 else f"{GOAL} En de buren."):
            wrong.append(f"lost: version {each.version} says {text!r}")
    if not {each.version for each in fixed} <= versions:
        wrong.append(f"lost: there are the versions {[each.version for each in fixed]}")
    if report.versions > 2:
        wrong.append(f"twice: {report.versions} versions")
    page = await browser_of(house, told["cookies"]).get(f"/zaak/{told['case']}/verslag")
    return [*wrong, *([f"lost: its page answers {page.status}"] if page.status != 200 else [])]


class _Named(Struct, frozen=True):
    """A workshop, for who asks for its id alone."""

    id: str


async def prepare_publishing(house: House, _: Path) -> Told:
    """A report of which every step is taken but the last; others are public."""
    await with_public_ones(house.rooms.store, 3, "blijft")
    workshop, browser = await shared(house, GOAL)
    await ready(house, workshop, browser, "raad")
    ids = [workshop.id, *sorted(await public_ones(house.rooms.store))]
    sha256 = hidden((await browser.get(f"/zaak/{workshop.id}/verslag/openbaar")).body, "sha256")
    return {"case": workshop.id, "ids": ids, "cookies": browser.cookies, "sha256": sha256}


async def do_publish(house: House, _: Path, told: Told) -> None:
    """The last step, and wait until everybody finds it."""
    browser = browser_of(house, told["cookies"])
    await browser.post(f"/zaak/{told['case']}/verslag/openbaar", {"sha256": told["sha256"]})
    assert await wrong_archive(house, told["ids"]) == []


async def found_publishing(house: House, folder: Path, told: Told) -> list[str]:
    """It is public everywhere, or nowhere; and nothing of it is in the public index when it is not."""
    case, wrong = await Dossiers(house.rooms.store).get(told["case"]), await wrong_archive(house, told["ids"])
    if case is None:
        return [*wrong, "lost: the case"]
    if case.report.published > 1:
        wrong.append(f"twice: made public {case.report.published} times")
    if case.report.public is None:
        wrong += await left_in_index(folder, told.get("words", ["Boomkruiperswijk"]))
    return wrong


async def done_publishing(house: House, folder: Path, told: Told) -> list[str]:
    """It is public."""
    is_public = told["case"] in await public_ones(house.rooms.store)
    return [*([] if is_public else ["lost: it is not public"]), *await found_publishing(house, folder, told)]


async def prepare_withdrawing(house: House, folder: Path) -> Told:
    """A public report."""
    told = await prepare_publishing(house, folder)
    await do_publish(house, folder, told)
    blob = packed_report(folder / "data", PUBLIC, told["case"])
    return {**told, "words": ["Boomkruiperswijk"], "bytes": [blob.hex()]}


async def do_withdraw(house: House, _: Path, told: Told) -> None:
    """Take it away, and wait until nobody finds it."""
    await browser_of(house, told["cookies"]).post(f"/zaak/{told['case']}/verslag/openbaar/intrekken", {})
    assert await wrong_archive(house, told["ids"]) == []


async def done_withdrawing(house: House, folder: Path, told: Told) -> list[str]:
    """It is not public, and in no byte of the public index."""
    is_public = told["case"] in await public_ones(house.rooms.store)
    return [
        *(["left: it is public still"] if is_public else []),
        *await found_publishing(house, folder, told),
        *await left_in_index(folder, words_of(told)),
    ]


async def left_in_index(folder: Path, words: Iterable[str | bytes]) -> list[str]:
    """Which of these still stand in a file of the public index, some seconds after they went."""
    stem = file_in(folder, PUBLIC).name

    def left() -> list[str | bytes]:
        there = b"".join(path.read_bytes() for path in (folder / "data").rglob(f"{stem}*"))
        return [each for each in words if (each.encode() if isinstance(each, str) else each) in there]

    try:
        await until(lambda: not left(), within_s=15)
    except TimeoutError:
        return [f"left: {each!r} in the public index" for each in left()]
    return []


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def with_public_ones(store: Store, count: int, name: str) -> list[str]:
    """So many cases with a public report."""
    ids = []
    for number, public in enumerate(cases(count)):
        case_id = f"{name}-{number}"
        told = encode_events((DossierPacked(packed(dossier(case_id, public), ())),))
        assert await create(store.of(DOSSIER).log, case_id, told)
        ids.append(case_id)
    return ids


async def prepare_index(house: House, _: Path) -> Told:
    """Public reports of which the index knows nothing yet: `run` takes it away."""
    return {"ids": await with_public_ones(house.rooms.store, INDEXED, "openbaar"), "without_index": True}


async def do_index(house: House, _: Path, told: Told) -> None:
    """Wait until it is made."""
    assert await wrong_archive(house, told["ids"]) == []


async def found_index(house: House, _: Path, told: Told) -> list[str]:
    """What is found is what is public."""
    return await wrong_archive(house, told["ids"])


REPORTS: dict[str, Deed] = {
    "indexing": Deed(prepare_index, do_index, found_index, found_index, from_start=True),
    "import of an archive": Deed(prepare_import, do_import, found_import, done_import),
    "establishing a report": Deed(prepare_report, do_establish, found_establish, done_establish),
    "making a report public": Deed(prepare_publishing, do_publish, found_publishing, done_publishing),
    "withdrawing a report": Deed(prepare_withdrawing, do_withdraw, found_publishing, done_withdrawing),
}
