# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is gone is nowhere any more: not under the name of any key, and not in any byte of the whole data directory after the
append-only file was written anew, the indexes of the archive with their logs too.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path

from benchmarks.archive_cases import cases, dossier
from organisation.archive.exchange import ArchiveFile, given
from organisation.dossier import report_commands as rc
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from organisation.dossier.reported import report_content
from organisation.report.content import report_hash
from server.archive.index_file import INTERN, PUBLIC, file_in
from server.archive.taking_over import take_over
from server.dossiers.dossiers import Dossiers
from server.keeping import case_commands, commands, organisation_commands
from server.keeping.cases import empty_bin
from server.live.replaying import create
from server.oidc.accounts import Accounts
from server.oidc.signing_in import Proof
from server.oidc_settings import SignIn
from server.player.browser import Browser
from server.settings import Settings
from server.store import DOSSIER, Store
from tests.server.archive.test_archive import about
from tests.server.house import House, serving, until, visitor
from tests.server.keeping.around import NAME, OWN_WORDS, WORDS, keep, later, played
from tests.server.web.test_belonging import taken_in
from tests.server.web.test_dashboard import in_case
from tests.server.web.test_organisations import field, invited
from tests.server.web.test_own_content import kept, shown
from tests.server.web.test_strategy import begun, drawn, until_now

REPORT, REPORTED = "zaak-die-openbaar-was", "kwikstaartvogel"
STAYS = "waterhoentjesnest"
"""In what nobody takes away: what is looked for is found in a file that was written anew, too."""


@asynccontextmanager
async def with_archive() -> AsyncIterator[tuple[House, Path]]:
    """A worker with a store and an archive of its own, and their folder."""
    with tempfile.TemporaryDirectory(prefix="wb") as folder:
        settings = Settings(host="127.0.0.1", port=0, data_dir=Path(folder), minute_ms=100)
        async with serving(settings, with_archive=True) as house:
            yield house, Path(folder)


def holds(folder: Path, words: str | bytes) -> bool:
    """Whether half of these words stands in any file: what a store writes anew it may take apart once in 32 bytes."""
    searched = words.encode() if isinstance(words, str) else words
    halves = (searched[: len(searched) // 2], searched[-(len(searched) // 2) :])
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_socket()]
    return any(half in content for content in map(_read, files) for half in halves)


def _read(path: Path) -> bytes:
    """Nothing of a file that the store has put another in the place of meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


async def until_gone(folder: Path, words: Iterable[str | bytes]) -> None:
    """Wait until none of these is in any file; what is not taken away is there all the same."""
    # In one look: while the store writes its file anew, what stays may be in none that is listed.
    await until(lambda: holds(folder, STAYS) and not any(holds(folder, each) for each in words) and holds(folder, STAYS))


async def named_after(store: Store, *ids: str) -> list[str]:
    """The last parts of all keys in whose name one of these ids stands."""
    return sorted([key.rpartition(":")[2] async for key in store.copies.scan("*") if any(each in key for each in ids)])


def packed_report(folder: Path, side: str, case_id: str) -> bytes:
    """Some bytes of a report as the index keeps it, compressed: no words can be looked for in them."""
    with sqlite3.connect(file_in(folder, side)) as connection:
        (blob,) = connection.execute("SELECT packed FROM reports WHERE id = ?", (case_id,)).fetchone()
    connection.close()
    return bytes(blob[60:84])


async def test_nothing_of_what_is_gone_is_left_in_the_whole_data_directory() -> None:
    """[KEP-04] [PUB-05] [PRIV-09] [PRIV-10] A workshop, a case by way of the bin, and a public report."""
    async with with_archive() as (house, folder), visitor(house) as client:
        store = house.rooms.store
        await house.workshop(title=STAYS)
        workshop = await played(house)
        browser = workshop.opened.facilitator
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
        (report,) = cases(1)
        told = encode_events((DossierPacked(packed(dossier(REPORT, about(report, REPORTED)), ())),))
        assert await create(store.of(DOSSIER).log, REPORT, told)

        async def found() -> bool:
            return bool((await client.get(f"/archief.json?q={REPORTED}")).json().get("total"))

        await until(found)
        words = (NAME, WORDS, OWN_WORDS, workshop.code, REPORTED, packed_report(folder, PUBLIC, REPORT), told[-40:-16])
        await browser.post(f"/zaak/{workshop.id}/wissen", {"title": "Camera's"})
        assert await Dossiers(store).throw_away(REPORT, "operator")
        assert [each for each in words if not holds(folder, each)] == []
        assert await keep(store, 31) == ["over"]
        assert len(await empty_bin(store, await later(store, 31))) == 2
        await until_gone(folder, words)
        assert await named_after(store, workshop.id, REPORT) == ["destroyed"] * 3
        # Whoever pointed to the report is told since when it is gone, in no other place than its own address.
        record = await store.of(DOSSIER).destruction.record(REPORT)
        assert record is not None
        assert record.gone_since
        answer = await client.get(f"/verslag/{REPORT}")
        assert (answer.status_code, "ingetrokken op" in answer.text) == (410, True)
        for path in ("/sitemap.xml", "/archief.atom", "/archief"):
            assert REPORT not in (await client.get(path)).text, path


async def test_nothing_of_an_organisation_that_is_destroyed_is_left_in_the_whole_data_directory() -> None:
    """[KEP-04] [ORG-12] [STR-14] [PRIV-09] Its name, members, own values, scripts, strategy and analysis; and when they go too
    its case, a case that it took over, and its side of the archive. Who signed in stands in no byte, not even while he is.
    """
    async with with_archive() as (house, folder):
        store, told = house.rooms.store, list[str]()
        await house.workshop(title=STAYS)
        manager, page, strategy = await begun(house)
        of = page.rpartition("/")[2]
        words: list[str | bytes] = [*await written(manager, page, strategy)]
        workshop, _ = await taken_in(house, page, manager)
        case = await Dossiers(store).get(workshop.id)
        assert case is not None
        await in_case(house, workshop.id, rc.WriteRow("goal", 0, "Boomkruiperswijk", ""))
        case = await Dossiers(store).get(workshop.id)
        assert case is not None
        await in_case(house, workshop.id, rc.Establish(report_hash(report_content(case)), "2027-01-01"), rc.Share())
        (report,) = cases(1)
        elsewhere = given("elders", about(report, "Scholeksterveld"), "https://elders.test", is_public=True)
        assert (await take_over(store, ArchiveFile(given_by="Gemeente Elders", cases=(elsewhere,)), of)).new == 1
        (taken,) = [each for each in await store.of(DOSSIER).copies.ids() if each != workshop.id]
        words += ["Boomkruiperswijk", "Scholeksterveld", "Gemeente Elders"]

        async def both_found() -> bool:
            seen = (await manager.get(f"{page}/archief")).body
            return f"/lezen/{workshop.id}" in seen and f"/lezen/{taken}" in seen

        await until(both_found)
        words += [packed_report(folder, INTERN, each) for each in (workshop.id, taken)]
        assert [each for each in words if not holds(folder, each)] == []
        await signed_in(store, folder)
        assert (await manager.post(f"{page}/archief/weg", {"case": taken})).status == 303
        record = await store.of(DOSSIER).destruction.record(taken)
        assert record is not None
        assert record.why == "manager"
        unknown = await manager.post(f"{page}/archief/weg", {"case": "never-there"})
        assert (unknown.status, "Deze zaak staat niet in het archief" in unknown.body) == (404, True)
        assert await organisation_commands.delete(store, of, told.append, told.append, sure=True)
        # Its case stands alone now, until somebody takes it away as well.
        assert await case_commands.delete_case(store, workshop.id, told.append, told.append, sure=True)
        assert await commands.delete(store, workshop.id, told.append, told.append, sure=True)
        await until_gone(folder, words)
        # The organisation, its strategy, two cases and a workshop.
        assert await named_after(store, of, workshop.id, taken) == ["destroyed"] * 5


async def written(manager: Browser, page: str, strategy: str) -> list[str]:
    """An organisation with everything that it can keep; words that stand in each of them."""
    of = page.rpartition("/")[2]
    await invited(manager, page, "Griffier Roodborsttapuit", "reader")
    assert (await kept(manager, page, ["Samen"], own__owner="Team Fitisgevoel")).status == 303
    form = shown((await manager.get("/draaiboeken/eigen?van=codio-pad")).body)
    form |= {"id": "van-ons", "owner": "Team Snippenjacht", "do": f"keep:{of}"}
    assert (await manager.post("/draaiboeken/eigen", form)).status == 303
    phase = drawn((await manager.get(f"{strategy}/fase/nu")).body)
    form = {**phase, "text-problems": "Graspieperzorgen bij toeslagen."}
    assert (await manager.post(f"{strategy}/fase/nu", form)).status == 303
    mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
    answer = await manager.post(f"{strategy}/analyse", {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark})
    mark = field((await manager.get(answer.location)).body, "mark")
    form = {"text-conclusions": "Wielewaalconclusies over het jaar.", "mark": mark}
    assert (await manager.post(answer.location, form)).status == 303
    seen = unescape((await manager.get(page)).body)
    assert "Gemeente Oosterveld" in seen
    return [
        "Gemeente Oosterveld",
        "Griffier Roodborsttapuit",
        "Team Fitisgevoel",
        "Team Snippenjacht",
        "Graspieperzorgen bij toeslagen",
        "Wielewaalconclusies over het jaar",
    ]


async def signed_in(store: Store, folder: Path) -> None:
    """Somebody signs in: his name and who he is are sealed by the secret that his browser alone has."""
    settings = SignIn(issuer="https://idp.test", client_id="bord", client_secret="x", roles={})
    accounts = Accounts(store, settings, lambda topic, text: f"{topic}{len(text)}")
    await accounts.begin("s" * 24, Proof("sub-van-tapuit", "sid-van-tapuit", "Mevrouw Tapuit van Dam", {}, "token-van-tapuit"))
    found = await accounts.of("s" * 24)
    assert found is not None
    assert found.name == "Mevrouw Tapuit van Dam"
    for words in ("sub-van-tapuit", "sid-van-tapuit", "Mevrouw Tapuit van Dam", "token-van-tapuit", "s" * 24):
        assert not holds(folder, words), words
    await accounts.end("s" * 24)
    assert [key async for key in store.copies.scan("*passing:signed-in:*")] == []
