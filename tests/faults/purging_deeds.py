# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking away for good, in which a product may die (see `tests.faults.deeds`): what goes is there whole until it goes, and then
in no key, no row or page of an index, no byte of a file and no name; one record of each stays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from benchmarks.archive_cases import cases, dossier
from organisation.archive.exchange import ArchiveFile, given
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from server.archive.index_file import INTERN, PUBLIC
from server.archive.taking_over import take_over
from server.dossiers.aggregate import DOSSIERS
from server.dossiers.dossiers import Dossiers
from server.keeping import organisation_commands
from server.keeping.cases import destroy_untouched_cases, empty_bin
from server.keeping.keeper import Keeper
from server.keeping.organisations import destroy_lone_strategies, destroy_unused_organisations
from server.live.replaying import create, replay
from server.live.workshops import WORKSHOPS
from server.settings import Settings
from server.store import DOSSIER, NO_LOG, ORGANISATION, STRATEGY, WORKSHOP, Kind, Store
from sessions.afterwards.terms import Terms
from tests.faults.deeds import REPORTS, Deed, Told, browser_of, words_of, wrong_archive
from tests.server.archive.test_archive import about
from tests.server.house import House, until
from tests.server.keeping.around import NAME, OWN_WORDS, TERMS, WORDS, later, pages_of, played
from tests.server.keeping.test_purge import STAYS, holds, named_after, packed_report, written
from tests.server.web.test_organisations import opened
from tests.server.web.test_strategy import begun

PUBLIC_ONE, REPORTED, ELSEWHERE = "zaak-die-openbaar-was", "kwikstaartvogel", "Wulpenkwartier"
CASES_DAYS = 25
NEVER = Terms(0, 0, 0)
Goes = tuple[Kind, str, str]
"""What goes: its kind, its id, and why, as its record says."""


async def looked_after(store: Store, days: float, terms: Terms = TERMS, cases_days: int = 0) -> None:
    """What a worker does every ten minutes, so many days from now."""
    now_ms, settings = await later(store, days), Settings(keep_cases_days=cases_days, keep_unused_days=0)
    await Keeper(store, terms).keep(now_ms)
    await destroy_untouched_cases(store, settings, now_ms)
    await empty_bin(store, now_ms)
    await destroy_unused_organisations(store, settings, now_ms)
    await destroy_lone_strategies(store)


async def as_it_is(store: Store, kind: Kind, log_id: str) -> str:
    """All that is true of something, as a hash; empty when there is nothing. Of a case also while it lies in the bin."""
    logs = store.of(kind)
    found = await logs.log.read(log_id)
    entries = found[1] if found is not None else await logs.bin.entries(log_id) if kind == DOSSIER else ()
    kinds: dict[Kind, Any] = {WORKSHOP: WORKSHOPS, DOSSIER: DOSSIERS}
    told = repr(replay(kinds[kind], entries) if kind in kinds else [entry.payload for entry in entries]) if entries else ""
    return hashlib.sha256(told.encode()).hexdigest() if told else ""


async def going(house: House, goes: list[Goes], words: list[str], **more: Any) -> Told:
    """What goes, as it is now, and what must not be found afterwards."""
    store = house.rooms.store
    # A workshop and its case have one id.
    known = {f"{kind}:{log_id}": await as_it_is(store, kind, log_id) for kind, log_id, _ in goes}
    assert all(known.values())
    return {"goes": goes, "known": known, "words": words, **more}


async def found_going(house: House, _: Path, told: Told) -> list[str]:
    """Each is what it was, or is not there; and then there is one record of it, or it lies in the bin."""
    store, wrong = house.rooms.store, list[str]()
    for kind, log_id, why in told["goes"]:
        now = await as_it_is(store, kind, log_id)
        record = await store.of(kind).destruction.record(log_id)
        if now and now != told["known"][f"{kind}:{log_id}"]:
            wrong.append(f"lost: {kind} {log_id} is another")
        if not now and record is None:
            wrong.append(f"lost: {kind} {log_id} is gone without a record")
        if record is not None and (now or record.why != why):
            wrong.append(f"twice: {kind} {log_id} has a record ({record.why}) and is there")
        if record is not None:
            told.setdefault("since", {})[f"{kind}:{log_id}"] = record.at_ms
    if "ids" in told:
        wrong += await wrong_archive(house, told["ids"])
    return wrong


async def done_going(house: House, folder: Path, told: Told) -> list[str]:
    """It is nowhere, and one record of each says when and why: as it was first written."""
    store, wrong = house.rooms.store, await found_going(house, folder, {**told, "since": {}})
    await looked_after(store, 0, NEVER)
    for kind, log_id, _ in told["goes"]:
        record = await store.of(kind).destruction.record(log_id)
        if record is None or record.unfinished or await store.of(kind).log.head(log_id) != NO_LOG:
            wrong.append(f"left: {kind} {log_id}: {record}")
        elif told.get("since", {}).get(f"{kind}:{log_id}", record.at_ms) != record.at_ms:
            wrong.append(f"twice: {kind} {log_id} was recorded anew")
    ids = {log_id for _, log_id, _ in told["goes"]}
    names = await named_after(store, *ids)
    if names != ["destroyed"] * len(told["goes"]):
        wrong.append(f"left: keys {names}")
    data = folder / "data"

    def left() -> list[str | bytes]:
        return [each for each in words_of(told) if holds(data, each)]

    try:
        await until(lambda: not left(), within_s=20)
    except TimeoutError:
        wrong += [f"left: {each!r} in {[str(p.relative_to(data)) for p in files_with(data, each)]}" for each in left()]
    if not holds(data, STAYS):
        wrong.append("lost: what nobody took away")
    return wrong


def files_with(folder: Path, words: str | bytes) -> list[Path]:
    """Where it stands."""
    searched = words.encode() if isinstance(words, str) else words
    return [path for path in folder.rglob("*") if path.is_file() and searched in path.read_bytes()]


# ── workshops and cases ─────────────────────────────────────────────────────────────────────────────────────────────────


async def workshop_with_case(house: House) -> tuple[str, str, dict[str, str], list[str]]:
    """A closed workshop and its case: the id of both, the join code, the facilitator's cookies, words of the workshop."""
    workshop = await played(house)
    browser = workshop.opened.facilitator
    assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
    assert (await browser.get(f"/zaak/{workshop.id}")).status == 200
    return workshop.id, workshop.code, browser.cookies, [NAME, WORDS, OWN_WORDS, workshop.code]


async def public_case(house: House, folder: Path) -> tuple[list[str], list[str]]:
    """A case with a public report that the index has; words of it, and bytes of it as hex."""
    (report,) = cases(1)
    told = encode_events((DossierPacked(packed(dossier(PUBLIC_ONE, about(report, REPORTED)), ())),))
    assert await create(house.rooms.store.of(DOSSIER).log, PUBLIC_ONE, told)
    assert await wrong_archive(house, [PUBLIC_ONE]) == []
    return [REPORTED], [packed_report(folder / "data", PUBLIC, PUBLIC_ONE).hex(), told[-40:-16].hex()]


async def prepare_terms(house: House, folder: Path) -> Told:
    """Two closed workshops, one with a case, and a public case: their terms will be over."""
    await house.workshop(title=STAYS)
    other = (await played(house)).id
    own, _, _, words = await workshop_with_case(house)
    public_words, blobs = await public_case(house, folder)
    goes: list[Goes] = [
        (WORKSHOP, other, "over"),
        (WORKSHOP, own, "over"),
        (DOSSIER, own, "over"),
        (DOSSIER, PUBLIC_ONE, "over"),
    ]
    return await going(house, goes, [*words, *public_words], bytes=blobs, ids=[PUBLIC_ONE])


async def do_terms(house: House, _: Path, told: Told) -> None:
    """Look thirty-one days later, and wait until the archive knows."""
    await looked_after(house.rooms.store, 31, cases_days=CASES_DAYS)
    assert await wrong_archive(house, told["ids"]) == []


async def prepare_delete_now(house: House, _: Path) -> Told:
    """A closed workshop and its case."""
    await house.workshop(title=STAYS)
    own, _code, cookies, words = await workshop_with_case(house)
    return await going(house, [(WORKSHOP, own, "coordinator")], words, case=own, cookies=cookies)


async def do_delete_now(house: House, _: Path, told: Told) -> None:
    """The regievoerder erases all: the workshop at once, the case into the bin."""
    form = {"title": "Camera's", "what": "all"}
    answer = await browser_of(house, told["cookies"]).post(f"/zaak/{told['case']}/wissen", form)
    assert answer.status == 200, answer.status


async def found_delete_now(house: House, folder: Path, told: Told) -> list[str]:
    """And a case does not lie in the bin while its workshop, which was to go with it, is there."""
    store = house.rooms.store
    lies, stays = await store.of(DOSSIER).bin.record(told["case"]), await store.log.head(told["case"]) != NO_LOG
    half = ["left: the case lies in the bin and the notes of its workshop are there"] if lies and stays else []
    return [*half, *await found_going(house, folder, told)]


async def done_delete_now(house: House, folder: Path, told: Told) -> list[str]:
    """The case lies in the bin, whole, with one record; all else is gone."""
    store, wrong = house.rooms.store, list[str]()
    lying = await Dossiers(store).thrown_away(told["case"])
    if lying is None or lying.id != told["case"]:
        wrong.append("lost: the case does not lie in the bin")
    # Its name stands on the keys of its case, which lies in the bin.
    assert await store.of(DOSSIER).bin.take_back(told["case"]) or wrong
    assert await store.of(DOSSIER).destruction.destroy(told["case"], "coordinator")
    return [*wrong, *await done_going(house, folder, {**told, "goes": [*told["goes"], (DOSSIER, told["case"], "coordinator")]})]


async def prepare_bin(house: House, folder: Path) -> Told:
    """Two cases in the bin: one that its regievoerder empties now, one whose days are over."""
    await house.workshop(title=STAYS)
    own, _, cookies, _ = await workshop_with_case(house)
    words, blobs = await public_case(house, folder)
    browser = browser_of(house, cookies)
    assert (await browser.post(f"/zaak/{own}/wissen", {"title": "Camera's"})).status == 200
    assert await Dossiers(house.rooms.store).throw_away(PUBLIC_ONE, "operator")
    (mark,) = re.findall(r'name="mark" value="([^"]+)"', (await browser.get(f"/zaak/{own}/prullenbak")).body)
    goes: list[Goes] = [(DOSSIER, own, "coordinator"), (DOSSIER, PUBLIC_ONE, "operator")]
    told = await going(house, goes, words, bytes=blobs, ids=[PUBLIC_ONE], case=own, cookies=cookies, mark=mark)
    # Its workshop stays, under the same id: names of that are not looked for.
    assert await house.rooms.store.destruction.destroy(own, "coordinator")
    await looked_after(house.rooms.store, 0, NEVER)
    return {**told, "goes": [*goes, (WORKSHOP, own, "coordinator")], "known": {**told["known"]}}


async def do_bin(house: House, _: Path, told: Told) -> None:
    """One by hand, the other by its days."""
    answer = await browser_of(house, told["cookies"]).post(f"/zaak/{told['case']}/prullenbak", {"mark": told["mark"]})
    assert answer.status == 200, answer.status
    await empty_bin(house.rooms.store, await later(house.rooms.store, 31))


async def prepare_away(house: House, folder: Path) -> Told:
    """A case from elsewhere in the archive of an organisation."""
    await house.workshop(title=STAYS)
    manager, page = await opened(house)
    (report,) = cases(1)
    elsewhere = given("elders", about(report, ELSEWHERE), "https://elders.test", is_public=True)
    of = page.rpartition("/")[2]
    assert (await take_over(house.rooms.store, ArchiveFile(given_by="Gemeente Elders", cases=(elsewhere,)), of)).new == 1
    (taken,) = await house.rooms.store.of(DOSSIER).copies.ids()

    async def is_found() -> bool:
        return f"/lezen/{taken}" in (await manager.get(f"{page}/archief")).body

    await until(is_found)
    blob = packed_report(folder / "data", INTERN, taken)
    goes: list[Goes] = [(DOSSIER, taken, "operator")]
    return await going(house, goes, [ELSEWHERE], bytes=[blob.hex()], page=page, cookies=manager.cookies, case=taken)


async def do_away(house: House, _: Path, told: Told) -> None:
    """A manager takes it out, and it is found no more."""
    manager, page = browser_of(house, told["cookies"]), told["page"]
    assert (await manager.post(f"{page}/archief/weg", {"case": told["case"]})).status == 303

    async def is_gone() -> bool:
        return f"/lezen/{told['case']}" not in (await manager.get(f"{page}/archief")).body

    await until(is_gone)


async def prepare_organisation(house: House, _: Path) -> Told:
    """An organisation with members, own values, a script, a strategy and an analysis."""
    await house.workshop(title=STAYS)
    manager, page, strategy = await begun(house)
    words, of = await written(manager, page, strategy), page.rpartition("/")[2]
    return await going(house, [(ORGANISATION, of, "operator"), (STRATEGY, of, "operator")], words, of=of)


async def do_organisation(house: House, _: Path, told: Told) -> None:
    """An operator destroys it; who does it once more may hear that it is gone."""
    said = list[str]()
    await organisation_commands.delete(house.rooms.store, told["of"], said.append, said.append, sure=True)


async def prepare_names(house: House, folder: Path) -> Told:
    """A closed workshop in which people gave names."""
    await house.workshop(title=STAYS)
    workshop = await played(house)
    (folder / "pages.txt").write_text(repr(sorted((await pages_of(house, workshop)).items())), encoding="utf-8")
    people = {"facilitator": workshop.opened.facilitator.cookies, "participant": workshop.people[0].cookies}
    return {"id": workshop.id, "code": workshop.code, "people": people, "words": [NAME]}


async def do_names(house: House, _: Path, __: Told) -> None:
    """Look the day after."""
    await looked_after(house.rooms.store, 1.1)


async def found_names(house: House, folder: Path, told: Told) -> list[str]:
    """What everybody can open is the same, byte for byte."""

    class Seen:
        id, code = told["id"], told["code"]
        opened = type("Opened", (), {"facilitator": browser_of(house, told["people"]["facilitator"])})
        people = (browser_of(house, told["people"]["participant"]),)

    seen = repr(sorted((await pages_of(house, Seen)).items()))  # type: ignore[arg-type]  # all that is asked of it
    same = seen == (folder / "pages.txt").read_text(encoding="utf-8")
    return [] if same else ["lost: a page after the end is another"]


async def done_names(house: House, folder: Path, told: Told) -> list[str]:
    """And the name is nowhere."""
    data, wrong = folder / "data", await found_names(house, folder, told)
    if (await house.rooms.store.log.head(told["id"])).seq != 1:
        wrong.append("left: its log did not begin anew")
    return [*wrong, *(f"left: {each!r}" for each in told["words"] if holds(data, each))]


Judge = Callable[[House, Path, Told], Awaitable[list[str]]]
DEEDS: dict[str, Deed] = {
    **REPORTS,
    "purging by terms": Deed(prepare_terms, do_terms, found_going, done_going),
    "erasing a case and its workshops now": Deed(prepare_delete_now, do_delete_now, found_delete_now, done_delete_now),
    "emptying the bin": Deed(prepare_bin, do_bin, found_going, done_going),
    "taking a case out of the archive": Deed(prepare_away, do_away, found_going, done_going),
    "destroying an organisation": Deed(prepare_organisation, do_organisation, found_going, done_going),
    "taking names away": Deed(prepare_names, do_names, found_names, done_names),
}
