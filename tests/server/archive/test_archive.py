# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive over HTTP, on a real store: what is public is found, what is not changes no byte, what is withdrawn is gone."""

from __future__ import annotations

import asyncio
import fcntl
import html
import itertools
import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from benchmarks.archive_cases import cases, dossier
from benchmarks.archive_store import fill
from organisation.archive.exchange import ArchiveFile, decoded
from organisation.archive.facets import FACET_IDS
from organisation.dossier import report_commands as rc
from organisation.dossier.commands import SetOrganisation
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from organisation.dossier.report_state import PublicReport
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR
from organisation.dossier.viewer import SYSTEM as SYSTEM_OF_CASE
from organisation.members.commands import OpenOrganisation
from organisation.strategy.commands import BeginAnalysis, OpenStrategy
from organisation.strategy.viewer import MANAGER
from server import access
from server.archive.index_file import INTERN, PUBLIC, SCHEMA, file_in
from server.archive.taking_over import take_over
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import untouched_cases
from server.live.replaying import create
from server.organisations.organisations import Organisations
from server.settings import Settings
from server.store import DOSSIER
from server.strategies.strategies import Strategies
from sessions.model.viewer import SYSTEM
from sessions.wire.commands import TakeIn
from tests.server.conftest import ServerProcess
from tests.server.house import House, serving, unmarked, until, visitor
from tests.server.web.english import dutch_in
from tests.server.web.feed_rules import atom_faults, sitemap_faults

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROJECT = Path(__file__).resolve().parents[3]
CANARY = "kwikstaartvogel"
"""Stands in what is not public, or not any more, and in no other text."""
RARE = "𐍈"
"""A letter of a script that nothing else is in: the index holds the beginning of a word by what it shares with the one before."""
_numbers = itertools.count(1)
_CLOCK = re.compile(r"\d{1,2} [a-z]+ \d{4}, \d\d:\d\d|\"up_to_date_until_ms\": \d+")


@asynccontextmanager
async def opened(server: ServerProcess, folder: Path, prefix: str = "") -> AsyncIterator[House]:
    settings = Settings(
        host="127.0.0.1",
        port=0,
        redis_url=server.url,
        key_prefix=prefix or f"archive{next(_numbers)}:",
        data_dir=folder,
        minute_ms=100,
    )
    async with serving(settings, with_archive=True) as house:
        yield house


async def begin(house: House, case: Dossier) -> str:
    log = house.rooms.store.of(DOSSIER).log
    assert await create(log, case.id, encode_events((DossierPacked(packed(case, ())),)))
    return case.id


async def count(client: httpx.AsyncClient, query: str = "") -> int:
    answer = await client.get(f"/archief.json?{query}")
    if answer.status_code == 503:
        # Not all is read yet.
        return -1
    assert answer.status_code == 200
    total: int = answer.json()["total"]
    return total


async def until_total(client: httpx.AsyncClient, wanted: int, query: str = "") -> None:
    async def has_come() -> bool:
        return await count(client, query) == wanted

    await until(has_come)


def about(public: PublicReport, text: str) -> PublicReport:
    """The report with a text in its title and first row."""
    content = public.content
    rows = (replace(content.rows[0], text=f"{content.rows[0].text} {text}"), *content.rows[1:])
    return replace(public, content=replace(content, title=text, rows=rows))


async def everything(client: httpx.AsyncClient) -> dict[str, str]:
    """All that anybody gets of the archive, but for the time of asking."""
    first = (await client.get("/archief.json")).json()
    choices = [f"{facet}={each['key']}" for facet, found in first["facets"].items() for each in found[:3]]
    tension = first["facets"]["spanning"][0]["key"]
    paths = ["/archief", "/archief.json", "/archief.atom", "/sitemap.xml", "/archief/waarde", "/archief/waarde/privacy"]
    paths += [f"/archief/spanning/{tension}", f"/archief?q={CANARY}", f"/archief.json?q={CANARY}", "/archief/waarde/eigen-x"]
    paths += [f"/archief?{choice}&sorteer=titel" for choice in choices]
    paths += [f"/archief?alles={facet}&q=rechtstaat" for facet in FACET_IDS]
    return {path: _CLOCK.sub("", (await client.get(path)).text) for path in paths}


class TestLooking:
    async def test_a_report_is_found_by_its_words_and_told_in_every_shape(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-02] [ARC-04] [ARC-05] [ARC-08] [LIV-17]"""
        reports = list(cases(30))
        async with opened(redis_server, tmp_path) as house, visitor(house) as client:
            await fill(house.rooms.store, reports)
            await until_total(client, 30)
            content = reports[3].content
            page = (await client.get("/archief", params={"q": content.title})).text
            assert content.title in re.sub(r"</?mark[^>]*>", "", page)
            assert 'href="/verslag/zaak00003"' in page
            assert "30 zaken, bijgewerkt tot" in page
            one = next(each for each in (await client.get("/archief.json")).json()["facets"]["waarde"] if each["count"] < 20)
            expected = sum(one["label"] in {value.name for value in each.content.values} for each in reports)
            assert one["count"] == expected
            chosen = (await client.get(httpx.URL(one["toggle_url"]).raw_path.decode())).json()
            assert chosen["total"] == expected
            others = {each["key"]: each["count"] for each in chosen["facets"]["waarde"]}
            assert len([key for key in others if key != one["key"]]) > 20, "its own choice narrows the facet down"
            value = (await client.get("/archief/waarde/privacy")).text
            meaning = next(v.meaning for each in reports for v in each.content.values if v.name == "Privacy")
            assert meaning in value
            pair = (await client.get("/archief.json")).json()["facets"]["spanning"][0]["key"]
            told = await client.get(f"/archief/spanning/{pair}")
            assert told.status_code == 200
            # Who reads English hears which words are Dutch, and the kinds of measures in English as in the choices beside.
            names = {each.content.organisation for each in reports}
            of_facet = {each["label"] for each in (await client.get("/archief.json?taal=en")).json()["facets"]["maatregel"]}
            english = ""
            for path in ("/archief", "/archief/waarde", f"/archief/spanning/{pair}", "/archief/waarde/privacy"):
                english = (await client.get(path, headers={"accept-language": "en", "cookie": ""})).text
                assert dutch_in(english, *names) == [], path
            assert any(f'<p class="codio-soft">{label}' in html.unescape(english) for label in of_facet), of_facet
            turned = await client.get(f"/archief/spanning/{'~'.join(reversed(pair.split('~')))}")
            assert turned.status_code == 301
            feed = (await client.get("/archief.atom")).content
            assert len(ET.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")) == 20
            assert atom_faults(feed) == []
            places = (await client.get("/sitemap.xml")).content
            assert len(ET.fromstring(places)) == 32
            assert sitemap_faults(places, house.base_url) == []
            for path in ("/archief/waarde/niets", "/archief/spanning/niets", "/archief/spanning/a~b"):
                assert (await client.get(path)).status_code == 404

    async def test_no_address_makes_an_answer_of_more_than_a_megabyte(self, redis_server: ServerProcess, tmp_path: Path) -> None:
        """[ARC-05]"""
        many = []
        for number, each in enumerate(cases(40)):
            own = tuple(replace(each.content.values[0], name=f"Eigen {number} {letter * 90}") for letter in "abcdefgh")
            many.append(replace(each, content=replace(each.content, values=(*each.content.values, *own))))
        async with opened(redis_server, tmp_path) as house, visitor(house) as client:
            await fill(house.rooms.store, many)
            await until_total(client, 40)
            for path in ("/archief", "/archief.json"):
                for key in ("é" * 60, "é" * 5000, "eigen-" + "a" * 90):
                    pairs = [("waarde", f"{number}{key}") for number in range(6_000 // len(key))]
                    answer = await client.get(path, params=[("q", "é" * 1000), ("alles", "waarde"), *pairs])
                    assert answer.status_code == 200
                    assert len(answer.content) < 1_000_000
            shown = (await client.get("/archief.json")).json()
            wide = (await client.get(httpx.URL(shown["more_choices"]["waarde"]["url"]).raw_path.decode())).json()
            assert (len(shown["facets"]["waarde"]), len(wide["facets"]["waarde"])) == (40, 200)
            assert wide["more_choices"]["waarde"]["count"] > 100
            page = (await client.get("/archief?alles=waarde")).text
            assert f"En nog {wide['more_choices']['waarde']['count']}" in page

    async def test_a_workshop_can_be_begun_with_what_is_public_alone(self, redis_server: ServerProcess, tmp_path: Path) -> None:
        """[ARC-09]"""
        public, other = (about(each, f"{CANARY} {n}") for n, each in enumerate(cases(2)))
        hidden = dossier("binnen", other)
        async with opened(redis_server, tmp_path) as house, visitor(house) as client:
            await begin(house, dossier("buiten", public))
            await begin(house, replace(hidden, report=replace(hidden.report, public=None)))
            page = (await client.get("/nieuw?verslag=buiten")).text
            assert f'value="{CANARY} 0"' in page
            assert "/verslag/buiten" in page
            empty = unmarked((await client.get("/nieuw")).text)
            for case_id in ("binnen", "nergens", "../x", "x" * 99):
                assert unmarked((await client.get("/nieuw", params={"verslag": case_id})).text) == empty


class TestAtTheTable:
    async def test_earlier_cases_come_after_the_silent_writing_and_never_before(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[DOM-23] [ARC-10]"""
        reports = list(cases(12))
        async with opened(redis_server, tmp_path) as house, visitor(house) as client:
            # What is shared in an organisation no workshop of anybody else is told.
            (own,) = cases(1, seed=77)
            named = replace(own.content.values[0], name="Privacy", meaning="Elders gezegd.")
            await begin(house, intern("elders", replace(own, content=replace(own.content, values=(named,))), "waterschap"))
            await fill(house.rooms.store, reports)
            await until_total(client, 12)
            workshop = await house.workshop(people=1)
            path = f"/eerder/{workshop.id}.json?waarde=privacy&waarde=%00&waarde=privacy"
            refused = await workshop.people[0].get(path)
            assert refused.status == 403
            async with workshop.facilitator() as facilitator:
                for leaf in ("A1", "A2b"):
                    await facilitator.go(leaf)
                    assert (await workshop.people[0].get(path)).body == refused.body
                    assert (await workshop.opened.facilitator.get(path)).status == 403
                room = await workshop.room()
                await until(lambda: not any(run.locked for run in room.session.runs.values()))
            told = msgspec.json.decode((await workshop.people[0].get(path)).body)
            meanings = {value.meaning for each in reports for value in each.content.values if value.name == "Privacy"}
            (value,) = told["values"]
            assert 1 <= len(value["cases"]) <= 3
            assert {each["meaning"] for each in value["cases"]} <= meanings
            assert all(each["case_id"] for each in value["cases"])
            assert (await client.get(path)).status_code == 403
            # In a workshop of an organisation from what was shared there, without a way to a door that stays closed.
            named = replace(own.content.values[0], name="Privacy", meaning=f"{CANARY} telt hier.")
            await begin(house, intern("eigen", replace(own, content=replace(own.content, values=(named,))), "oosterveld"))
            assert await room.ask(TakeIn("oosterveld"), SYSTEM) is None

            async def is_theirs() -> bool:
                (value,) = msgspec.json.decode((await workshop.people[0].get(path)).body)["values"]
                return bool(value["key"] == "")

            await until(is_theirs)
            (value,) = msgspec.json.decode((await workshop.people[0].get(path)).body)["values"]
            assert [(each["meaning"], each["case_id"]) for each in value["cases"]] == [(f"{CANARY} telt hier.", "")]
            assert value["count"] == 1


class TestWhatIsNotPublic:
    async def test_two_worlds_that_differ_in_it_give_the_same_bytes(self, redis_server: ServerProcess, tmp_path: Path) -> None:
        """[ARC-01] [PUB-07]"""
        reports = list(cases(24))
        secret = [about(each, CANARY) for each in cases(6, seed=5)]
        plain, full = tmp_path / "plain", tmp_path / "full"
        async with opened(redis_server, plain) as one, opened(redis_server, full) as other:
            await fill(one.rooms.store, reports)
            dossiers = Dossiers(other.rooms.store)
            for number, each in enumerate(secret[:3]):
                # Shared with those who took part, and no more.
                case = dossier(f"aaa{number}", each)
                await begin(other, replace(case, report=replace(case.report, public=None)))
            await begin(other, dossier("zzz", secret[4]))
            await fill(other.rooms.store, reports[:12])
            for case_id, each in (("withdrawn", secret[3]), ("erased", secret[5])):
                await begin(other, dossier(case_id, each))
            async with visitor(one, host="a") as here, visitor(other, host="a") as there:
                await until_total(here, 24)
                await until_total(there, 15)
                for case_id in ("withdrawn", "zzz"):
                    assert await dossiers.ask(case_id, rc.Withdraw("2027-01-01"), COORDINATOR) is None
                assert await dossiers.destroy("erased", "operator")
                # In a public case: what is being written and said of it.
                assert await dossiers.ask("zaak00001", rc.Redact(CANARY, out=True), COORDINATOR) is None
                await fill(other.rooms.store, reports[12:], first=12)
                await until_total(there, 24)
                await until_total(there, 0, f"q={CANARY}")
                assert await everything(there) == await everything(here)

    async def test_what_was_withdrawn_is_on_no_page_while_the_index_is_behind(
        self, redis_server: ServerProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[ARC-02]"""
        (public,) = cases(1)
        async with opened(redis_server, tmp_path) as house, visitor(house) as client:
            await begin(house, dossier("weg", about(public, CANARY)))
            await until_total(client, 1)

            async def never(*_: object) -> None:
                await asyncio.sleep(3600)

            monkeypatch.setattr("server.archive.keeping_up.KeepingUp._take_in", never)
            assert await Dossiers(house.rooms.store).ask("weg", rc.Withdraw("2027-01-01"), COORDINATOR) is None
            for path in ("/archief", "/archief.json", "/archief.atom", "/archief?q=kwikstaart", "/archief/waarde/privacy"):
                assert CANARY not in (await client.get(path)).text


class TestWhatMembersSee:
    async def test_what_is_shared_in_an_organisation_is_found_by_its_members_and_changes_no_byte_for_anybody_else(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-12] [ARC-01]"""
        reports = list(cases(24))
        theirs = [about(each, f"{CANARY} {number}") for number, each in enumerate(cases(4, seed=9))]
        # Not even what a value is called that they alone have.
        named = replace(theirs[2].content.values[0], name="Waterliefde")
        theirs[2] = replace(theirs[2], content=replace(theirs[2].content, values=(named, *theirs[2].content.values)))
        async with opened(redis_server, tmp_path / "plain") as one, opened(redis_server, tmp_path / "full") as other:
            for house in (one, other):
                await fill(house.rooms.store, reports)
                await begin(house, intern("eigen", reports[3], "oosterveld"))
            await begin(other, intern("ander", theirs[0], "waterschap"))
            await begin(other, intern("alleen", theirs[1], ""))
            await begin(other, intern("naar-buiten", theirs[2], "waterschap"))
            answers = list[dict[str, str]]()
            for house in (one, other):
                mine, his = await member_in(house, "oosterveld"), await member_in(house, "waterschap")
                async with visitor(house, host="a") as here, visitor(house, host="a", cookie=mine) as member:
                    await until_total(here, 24)
                    page = "/organisatie/oosterveld/archief"

                    async def is_there(member: httpx.AsyncClient = member, page: str = page) -> bool:
                        return "1 zaak, bijgewerkt tot" in (await member.get(page)).text

                    await until(is_there)
                    # A value that a case of the others has too.
                    own = [
                        page,
                        f"{page}?q={CANARY}",
                        f"{page}/waarde",
                        f"{page}/waarde/wendbaarheid",
                        f"{page}?alles=organisatie",
                    ]
                    own += [f"{page}/waarde/eigen-waterliefde"]
                    both = (reports[3], theirs[2])
                    assert all("Wendbaarheid" in {value.name for value in each.content.values} for each in both)
                    within = {path: _CLOCK.sub("", (await member.get(path)).text) for path in own}
                    assert reports[3].content.title in within[page]
                    assert 'href="/lezen/eigen"' in within[page]
                    assert 'content="noindex"' in within[page]
                    assert ("Gedeeld sinds" in within[page], "Openbaar sinds" in within[page]) == (True, False)
                    answers.append({**await everything(here), **within})
                    # Who has nothing sees nothing, of whomever there is something.
                    nothing = await member_in(house, "stil")
                    async with visitor(house, host="a", cookie=nothing) as other_member:
                        for path in (page, f"{page}?q=", f"{page}/waarde", f"{page}?alles=organisatie"):
                            of_none = await other_member.get(path.replace("oosterveld", "stil"))
                            assert of_none.status_code == 200, path
                            assert "/lezen/" not in of_none.text, path
                            assert reports[3].content.organisation not in of_none.text, path
                    # Nobody but the members, and of them none elsewhere.
                    for path in own:
                        assert (await here.get(path)).status_code == 403
                        assert (await member.get(path.replace("oosterveld", "waterschap"))).status_code == 403
                if house is other:
                    async with visitor(house, host="a", cookie=his) as member:
                        page = "/organisatie/waterschap/archief"
                        told = (await member.get(page)).text
                        assert "2 zaken, bijgewerkt tot" in told
                        values = (await member.get(f"{page}/waarde")).text
                        assert f'href="{page}/waarde/eigen-waterliefde"><span dir="auto">' in values
                        assert "Eigen waarden van organisaties" in values
                        assert f"{CANARY} 0" in re.sub(r"</?mark[^>]*>", "", (await member.get(f"{page}?q={CANARY}")).text)
                        # Taken out of the organisation it is in no answer, also while the index is behind.
                        assert await Dossiers(house.rooms.store).ask("ander", SetOrganisation(""), SYSTEM_OF_CASE) is None
                        assert f"{CANARY} 0" not in (await member.get(page)).text
            assert answers[0] == answers[1]


class TestFromElsewhere:
    async def test_cases_go_from_one_archive_to_another_say_where_they_come_from_and_are_there_once(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-13] [ARC-12] [PRIV-15]"""
        reports = list(cases(5))
        async with opened(redis_server, tmp_path / "one") as one, opened(redis_server, tmp_path / "two") as two:
            await fill(one.rooms.store, reports)
            cookie, other = await member_in(two, "oosterveld"), await member_in(two, "waterschap")
            async with (
                visitor(one, host="ver.nl") as there,
                visitor(two, host="a", cookie=cookie) as member,
                visitor(two, host="a", cookie=other) as stranger,
                visitor(two, host="a") as nobody,
            ):
                await until_total(there, 5)
                file = (await there.get("/archief/meenemen.json?sorteer=oud")).content
                assert (await nobody.get("/organisatie/oosterveld/archief/meenemen.json")).status_code == 403

                async def sent(client: httpx.AsyncClient, content: bytes) -> httpx.Response:
                    return await client.post("/archief/inlezen", data={"organisation": "oosterveld"}, files={"file": content})

                for client in (nobody, stranger):
                    assert (await sent(client, file)).status_code == 403
                wrong = await sent(member, file.replace(b"CODIO", b"ANDER"))
                assert wrong.status_code == 422
                assert "Er is niets overgenomen" in wrong.text
                # Cut off in the middle: what was stored stays, and the file once more makes it whole.
                half = decoded(file)
                assert isinstance(half, ArchiveFile)
                await take_over(two.rooms.store, replace(half, cases=half.cases[:2]), "oosterveld")
                assert "3 zaken van http://ver.nl zijn overgenomen" in (await sent(member, file)).text
                assert "5 stonden hier al" in (await sent(member, file)).text
                page = "/organisatie/oosterveld/archief"

                async def are_there() -> bool:
                    return "5 zaken, bijgewerkt tot" in (await member.get(page)).text

                await until(are_there)
                shown = (await member.get(f"{page}?sorteer=titel")).text
                assert shown.count("Overgenomen van") == 5
                case_id = re.findall(r'href="/lezen/(\w+)"', shown)[0]
                read = (await member.get(f"/lezen/{case_id}")).text
                assert "Overgenomen van" in read
                assert 'href="http://ver.nl/verslag/zaak' in read
                assert "Overgenomen van" in (await member.get(f"{page}/waarde/privacy")).text
                assert (await member.get(f"/lezen/{case_id}/verslag.pdf")).status_code == 404
                assert "value=" in (await member.get(f"/nieuw?verslag={case_id}")).text
                # It is nobody's case to work on, and of nobody else's sight.
                assert "/inlezen" not in (await member.get(f"/zaak/{case_id}")).text
                assert (await nobody.get(f"/verslag/{case_id}")).status_code == 404
                assert await count(nobody) == 0
                # A newer version takes the place of the old one; an older one does not come back.
                newer = replace(half.cases[0], version=9)
                assert (await take_over(two.rooms.store, replace(half, cases=(newer,)), "oosterveld")).renewed == 1
                assert (await take_over(two.rooms.store, half, "oosterveld")).older == 1
                given = (await member.get(f"{page}/meenemen.json")).json()
                assert {case["uid"] for case in given["cases"]} == {case.uid for case in half.cases}
                assert (await stranger.post(f"{page}/weg", data={"case": case_id})).status_code == 403
                await two.rooms.store.of(DOSSIER).holds.put(case_id, "Woo")
                held = await member.post(f"{page}/weg", data={"case": case_id})
                assert (held.status_code, "moet voorlopig bewaard blijven" in held.text) == (409, True)
                await two.rooms.store.of(DOSSIER).holds.lift(case_id)
                # Pressed twice, it is gone, and the archive says what is there.
                pressed = [await member.post(f"{page}/weg", data={"case": case_id}) for _ in range(2)]
                assert [(each.status_code, each.headers.get("location")) for each in pressed] == [(303, page)] * 2
                assert (await take_over(two.rooms.store, half, "oosterveld")).gone == 1
            # They are no cases that were begun and left: half a year later nobody takes them away for that.
            later_ms = two.rooms.clock.now_ms() + 180 * 24 * 3_600_000
            assert await untouched_cases(two.rooms.store, two.settings, later_ms) == []


def intern(case_id: str, shared: PublicReport, organisation_id: str) -> Dossier:
    """A case of an organisation with a shared report, of which nothing is public."""
    case = dossier(case_id, shared)
    return replace(case, organisation_id=organisation_id, report=replace(case.report, public=None))


async def member_in(house: House, organisation_id: str) -> str:
    """The cookie of a manager of a new organisation."""
    secret = access.new_secret()
    command = OpenOrganisation(organisation_id, organisation_id.capitalize(), "m1", "Griffier", access.hash_secret(secret))
    assert await Organisations(house.rooms.store).open(command) is None
    return f"{access.cookie_name('member', organisation_id, https=False)}={secret}"


class TestTheIndex:
    async def test_nothing_of_what_was_withdrawn_or_erased_stays_in_its_files(
        self, redis_server: ServerProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[ARC-07]"""
        monkeypatch.setattr("server.archive.keeping_up.CALM_S", 0.05)
        reports = list(cases(12))
        async with opened(redis_server, tmp_path) as house, visitor(house) as client:
            await fill(house.rooms.store, reports)
            for case_id in ("withdrawn", "erased"):
                await begin(house, dossier(case_id, about(reports[0], f"{CANARY} {RARE * 3}")))
            await until_total(client, 14)
            assert _stands(tmp_path, RARE)
            dossiers = Dossiers(house.rooms.store)
            assert await dossiers.ask("withdrawn", rc.Withdraw("2027-01-01"), COORDINATOR) is None
            assert await dossiers.destroy("erased", "operator")
            await until_total(client, 12)
            await until(lambda: not _stands(tmp_path, RARE))
            await until(lambda: not any(each in _bytes(tmp_path) for each in (b"erased", CANARY.encode())))
            rows = sqlite3.connect(file_in(tmp_path)).execute("SELECT id FROM looked_at").fetchall()
            assert ("erased",) not in rows
            assert len(rows) == 13

    async def test_it_is_made_anew_when_it_is_damaged_or_of_another_schema_and_made_up_for_when_nobody_wrote(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-06]"""
        reports, prefix = list(cases(8)), f"anew{next(_numbers)}:"
        async with opened(redis_server, tmp_path, prefix) as house, visitor(house) as client:
            await fill(house.rooms.store, reports[:6])
            await until_total(client, 6)
        other = tmp_path / "other"
        async with opened(redis_server, other, prefix) as house, visitor(house) as client:
            await fill(house.rooms.store, reports[6:], first=6)
            assert await Dossiers(house.rooms.store).ask("zaak00000", rc.Withdraw("2027-01-01"), COORDINATOR) is None
            await until_total(client, 7)
        async with opened(redis_server, tmp_path, prefix) as house, visitor(house) as client:
            await until_total(client, 7)
        file_in(tmp_path).write_bytes(b"nothing that SQLite knows" * 400)
        (tmp_path / f"archief-{SCHEMA - 1}.sqlite").write_bytes(b"of before")
        async with opened(redis_server, tmp_path, prefix) as house, visitor(house) as client:
            await until_total(client, 7)
        assert _names(tmp_path) == {file_in(tmp_path, side).name for side in (PUBLIC, INTERN)}

    async def test_until_all_is_read_pages_say_that_and_never_that_nothing_is_there(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-06] [STR-10]"""
        # Another worker of the machine keeps the index up, and has not begun.
        with (tmp_path / "archief.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            async with opened(redis_server, tmp_path) as house:
                await fill(house.rooms.store, list(cases(3)))
                cookie = await member_in(house, "oosterveld")
                strategies = Strategies(house.rooms.store)
                await strategies.open(OpenStrategy("oosterveld", "Oosterveld"))
                begun = BeginAnalysis("h-1", "2026-01-01", "2026-06-30")
                assert await strategies.ask("oosterveld", begun, MANAGER) is None
                analysis = "/strategie/oosterveld/analyse"
                async with visitor(house) as client, visitor(house, cookie=cookie) as member:
                    for who, path in (
                        (client, "/archief"),
                        (client, "/archief?q=camera"),
                        (member, "/organisatie/oosterveld/archief"),
                    ):
                        page = (await who.get(path)).text
                        assert ("Het archief wordt ingelezen" in page, "Geen zaak gevonden" in page) == (True, False), path
                    assert "wordt nog ingelezen" in (await client.get("/archief/waarde")).text
                    asked = [
                        (client, f"/archief/{each}")
                        for each in ("waarde/privacy", "waarde/eigen-x", "spanning/a~b", "meenemen.json")
                    ]
                    # Programs keep what they read: they are told nothing that is half.
                    asked += [(client, f"/{each}") for each in ("archief.json", "archief.atom", "sitemap.xml")]
                    asked += [(member, f"{analysis}/h-1"), (member, "/strategie/oosterveld/acties/uit-projecten")]
                    for who, path in asked:
                        answer = await who.get(path)
                        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10"), path
                        if path.endswith(".json"):
                            assert answer.json()["code"] == "archive_read"
                            continue
                        assert "Het archief wordt ingelezen</h1>" in answer.text
                        assert "Kom over 10 seconden terug" in answer.text
                    # What somebody typed comes back, without numbers that mean nothing.
                    period = {"from_day": "2026-02-03", "to_day": "2026-05-04"}
                    ticks = {"offered": ["zaak00000", "zaak00001"], "case": "zaak00001"}
                    for path, chosen in ((analysis, {}), (f"{analysis}/h-1/zaken", ticks)):
                        answer = await member.post(path, data=period | chosen)
                        assert (answer.status_code, 'value="2026-02-03"' in answer.text) == (422, True)
                        assert "Wacht tien tellen" in answer.text
                        # Of the cases that were chosen too: they are ticked when the same form is sent again.
                        kept = re.findall(r'type="hidden" name="(offered|case)" value="([^"]+)"', answer.text)
                        assert kept == [
                            (name, each) for name in chosen for each in ([chosen[name]] if name == "case" else chosen[name])
                        ]
                    assert (await member.post(f"{analysis}/h-1", data={"text-deviation": "Van de een."})).status_code == 303
                    answer = await member.post(f"{analysis}/h-1", data={"text-deviation": "Van de ander."})
                    assert (answer.status_code, "Van de ander.</textarea>" in answer.text) == (409, True)
                    assert "De aantallen staan hier even niet" in answer.text
                    fcntl.flock(lock, fcntl.LOCK_UN)
                    await until_total(client, 3)

                    async def is_read() -> bool:
                        return "3 zaken, bijgewerkt tot" in (await client.get("/archief")).text

                    await until(is_read)
                    assert [(await who.get(path)).status_code for who, path in asked] == [200, 404, 404, *6 * [200]]

    @pytest.mark.long
    async def test_a_writer_that_is_killed_ten_times_in_the_middle_leaves_nothing_wrong(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-06]"""
        reports, prefix, killed = list(cases(80)), f"killed{next(_numbers)}:", tmp_path / "killed"
        async with opened(redis_server, tmp_path / "whole", prefix) as house, visitor(house, host="a") as client:
            await fill(house.rooms.store, reports)
            for at_least in range(1, 70, 7):
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "tests.server.archive.writer", redis_server.url, prefix, str(killed), "8", cwd=PROJECT
                )
                await until(partial(_has, killed, at_least), within_s=60)
                process.kill()
                await process.wait()
                # Meanwhile nobody hears of it.
                withdrawn = Dossiers(house.rooms.store).ask(f"zaak{at_least:05}", rc.Withdraw("2027-01-01"), COORDINATOR)
                assert await withdrawn is None
            await until_total(client, 70)
            async with opened(redis_server, killed, prefix) as other, visitor(other, host="a") as there:
                await until_total(there, 70)
                assert await everything(there) == await everything(client)

    async def test_several_workers_read_one_index_and_another_writes_on_when_one_is_gone(
        self, redis_server: ServerProcess, tmp_path: Path
    ) -> None:
        """[ARC-06]"""
        reports, prefix = list(cases(6)), f"two{next(_numbers)}:"
        async with AsyncExitStack() as first:
            await first.enter_async_context(opened(redis_server, tmp_path, prefix))
            async with opened(redis_server, tmp_path, prefix) as reader, visitor(reader) as client:
                await fill(reader.rooms.store, reports[:3])
                await until_total(client, 3)
                await first.aclose()
                await fill(reader.rooms.store, reports[3:], first=3)
                await until_total(client, 6)
        assert _names(tmp_path) == {file_in(tmp_path, side).name for side in (PUBLIC, INTERN)}


def _stands(folder: Path, letter: str) -> bool:
    """Whether a letter stands anywhere in the index's words, the parts of it that were deleted and not merged yet too."""
    connection = sqlite3.connect(file_in(folder))
    blocks = connection.execute("SELECT block FROM wholes_data UNION ALL SELECT block FROM heads_data").fetchall()
    connection.close()
    return any(letter.encode() in block for (block,) in blocks)


def _has(folder: Path, at_least: int) -> bool:
    return _reports_in(folder) >= at_least


def _reports_in(folder: Path) -> int:
    try:
        connection = sqlite3.connect(f"{file_in(folder).as_uri()}?mode=ro", uri=True)
        (found,) = connection.execute("SELECT count(*) FROM reports").fetchone()
        connection.close()
    except sqlite3.Error:
        return 0
    return int(found)


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("archief*"))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("archief-*.sqlite")}
