# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a case over HTTP, for whoever watches over it, and a case that begins again with one of them."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO

import httpx
import jsonschema
import pytest
from icalendar import Calendar
from msgspec.structs import replace

from organisation.dossier.case_file import case_file, parse_case
from server.dossiers.dossiers import Dossiers
from server.player.browser import Browser
from server.settings import Settings
from tests.board.papers.looking import attachments, failed_rules, text_of
from tests.server.house import House, serving, visitor
from tests.server.web.test_cases import begun, dossier_of, entered, link_on, rev_on
from tests.server.web.test_paper_files import fetched, ready
from tests.server.web.test_publishing import SECRET, published
from tests.server.web.test_reports import shared

pytestmark = pytest.mark.asyncio(loop_scope="module")

REPORTS = ("verslag/verslag.pdf", "verslag/verslag.odt", "verslag/verslag.json")
OTHERS = ("bestanden/acties.ods", "bestanden/acties.csv", "bestanden/acties.ics", "bestanden/zaak.json")
FILES = (*REPORTS, *OTHERS)


async def sent(browser: Browser | None, house: House, content: bytes, mark: str = "", **fields: str) -> httpx.Response:
    """The answer to a file that somebody sends."""
    async with visitor(house) as client:
        if browser:
            client.headers["cookie"] = browser.cookie_header
        return await client.post("/inlezen", data={"mark": mark, **fields}, files={"file": ("zaak", content)})


async def test_whoever_watches_over_a_case_gets_all_its_files_and_nobody_else(house: House) -> None:
    """[FIL-07]"""
    workshop, browser = await begun(house)
    page = (await browser.get(f"/zaak/{workshop.id}/bestanden")).body
    for file in FILES:
        assert f'href="/zaak/{workshop.id}/{file}"' in page
        answer = await fetched(browser, f"/zaak/{workshop.id}/{file}")
        assert answer.status_code == httpx.codes.OK, file
        assert answer.headers["content-disposition"] == f'attachment; filename="{file.rpartition("/")[2]}"'
        async with visitor(house) as stranger:
            assert (await stranger.get(f"/zaak/{workshop.id}/{file}")).status_code == httpx.codes.FORBIDDEN
            assert (await stranger.get(f"/zaak/nergens/{file}")).status_code == httpx.codes.FORBIDDEN
    assert f'href="/zaak/{workshop.id}/bestanden"' in (await browser.get(f"/zaak/{workshop.id}")).body


async def test_the_poster_is_a_file_of_its_case_also_when_the_workshop_is_gone(house: House) -> None:
    """[FIL-07] [FIL-01]"""
    workshop, browser = await begun(house)
    path = f"/zaak/{workshop.id}/bestanden/poster/1/a3.pdf"
    assert f'href="{path}"' in (await browser.get(f"/zaak/{workshop.id}/bestanden")).body
    of_workshop = await fetched(browser, f"/w/{workshop.code}/poster/a3.pdf")
    await house.rooms.destruction.destroy(workshop.id, "operator")
    answer = await fetched(browser, path)
    assert answer.content == of_workshop.content
    assert answer.headers["content-disposition"] == 'attachment; filename="poster-1-v1-a3.pdf"'
    async with visitor(house) as stranger:
        assert (await stranger.get(path)).status_code == httpx.codes.FORBIDDEN
    for other in ("2/a3.pdf", "0/a3.pdf", "x/a3.pdf", "1/a4.pdf"):
        assert (await browser.get(f"/zaak/{workshop.id}/bestanden/poster/{other}")).status == 404, other


async def test_what_was_agreed_stands_in_every_file(house: House) -> None:
    """[FIL-08] [FIL-09]"""
    workshop, browser = await begun(house)
    page = (await browser.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).body
    plan = {"action": "Maak een register", "holder": "Team data", "due_day": "2027-05-04", "base_rev": rev_on(page)}
    assert (await browser.post(f"/zaak/{workshop.id}/actie/{workshop.id}.a1", plan)).status == 303
    found = {file: (await fetched(browser, f"/zaak/{workshop.id}/{file}")).content for file in FILES}
    pdf = found["verslag/verslag.pdf"]
    assert failed_rules(pdf) == []
    assert "Maak een register" in text_of(pdf)
    assert "4 mei 2027" in text_of(pdf)
    with zipfile.ZipFile(BytesIO(found["verslag/verslag.odt"])) as archive:
        assert "4 mei 2027" in archive.read("content.xml").decode()
    with zipfile.ZipFile(BytesIO(found["bestanden/acties.ods"])) as archive:
        assert 'office:date-value="2027-05-04"' in archive.read("content.xml").decode()
    assert "2027-05-04" in found["bestanden/acties.csv"].decode("utf-8-sig")
    days = [event.decoded("dtstart").isoformat() for event in Calendar.from_ical(found["bestanden/acties.ics"]).walk("VEVENT")]
    assert days == ["2027-05-04"]
    for file, schema in (("bestanden/zaak.json", "zaak-1"), ("verslag/verslag.json", "verslag-1")):
        shape = json.loads((await browser.get(f"/schema/{schema}.json")).body)
        jsonschema.Draft202012Validator(shape).validate(json.loads(found[file]))
    assert (await browser.get("/schema/zaak-2.json")).status == 404
    assert attachments(pdf).keys() == {"verslag.json", "zaak.json"}
    assert attachments(pdf)["verslag.json"] == found["verslag/verslag.json"]
    assert parse_case(found["bestanden/zaak.json"]) == case_file(await dossier_of(house, workshop))


async def test_who_may_read_the_report_gets_its_files_without_the_case(house: House) -> None:
    """[FIL-07] [FIL-09]"""
    workshop, browser = await shared(house, "Een veilige stad.")
    link = link_on(await browser.post(f"/zaak/{workshop.id}/verslag/lezers", {}), "readers-link")
    base = f"/lezen/{workshop.id}"
    async with entered(house, link) as reader:
        page = (await reader.get(base)).text
        pdf, odt = [(await ready(reader, f"{base}/verslag.{kind}")).content for kind in ("pdf", "odt")]
        assert all(f'href="{base}/verslag.{kind}"' in page for kind in ("pdf", "odt"))
    assert "Een veilige stad." in text_of(pdf)
    assert attachments(pdf).keys() == {"verslag.json"}
    assert odt.startswith(b"PK")
    async with visitor(house) as stranger:
        door = await stranger.get(f"{base}/verslag.pdf")
        assert 'name="key"' in door.text
        assert (await stranger.get("/lezen/nergens/verslag.pdf")).text.replace("nergens", workshop.id) == door.text


async def test_the_files_of_a_public_report_hold_what_is_public_and_go_with_it(house: House) -> None:
    """[FIL-07] [FIL-11]"""
    workshop, browser = await published(house)
    base = f"/verslag/{workshop.id}"
    async with visitor(house) as anybody:
        page = (await anybody.get(base)).text
        found = {kind: (await ready(anybody, f"{base}/verslag.{kind}")).content for kind in ("pdf", "odt", "json")}
        assert all(f'href="{base}/verslag.{kind}"' in page for kind in found)
        assert failed_rules(found["pdf"]) == []
        inside = attachments(found["pdf"])
        assert inside == {"verslag.json": found["json"]}
        with zipfile.ZipFile(BytesIO(found["odt"])) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist()]
        for text in (text_of(found["pdf"]), inside["verslag.json"].decode(), "".join(parts)):
            assert SECRET not in text
            assert "[weggelakt]" in text
        assert (await browser.post(f"/zaak/{workshop.id}/verslag/openbaar/intrekken", {})).status == 303
        for kind in found:
            gone = await anybody.get(f"{base}/verslag.{kind}")
            assert gone.status_code == httpx.codes.GONE
            assert "weggelakt" not in gone.text


@pytest.mark.parametrize("file", ["verslag/verslag.pdf", "bestanden/zaak.json"])
async def test_a_case_begins_again_with_its_file_once_with_a_new_link(house: House, file: str) -> None:
    """[FIL-10]"""
    workshop, browser = await begun(house)
    content = (await fetched(browser, f"/zaak/{workshop.id}/{file}")).content
    mark = re.search(r'name="mark" value="([^"]+)"', (await browser.get("/inlezen")).body)
    assert mark is not None
    answers = [await sent(None, house, content, mark[1]) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    case_id = answers[0].headers["location"].split("/")[2].partition("?")[0]
    async with visitor(house) as other:
        other.headers["cookie"] = answers[0].headers["set-cookie"].partition(";")[0]
        page = (await other.get(answers[0].headers["location"])).text
        telling = (await other.get(f"/zaak/{case_id}/berichten")).text
    assert "Maak een register" in page
    assert 'id="case-link"' in page
    # A page on which everybody reads what becomes of it, of its own: no file holds the link of the one that was.
    status = re.search(r'id="status-link"[^>]*value="[^"]*(/stand/[^"]+)"', telling)
    assert status is not None
    assert "stuur mensen deze link" in telling
    async with visitor(house) as reader:
        assert (await reader.get(status[1])).status_code == httpx.codes.OK
    now, was = await Dossiers(house.rooms.store).get(case_id), await dossier_of(house, workshop)
    assert now is not None
    assert (now.id == was.id, now.key_hash == was.key_hash) == (False, False)
    assert case_file(now) == case_file(was)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Kies eerst een bestand."),
        (b"hallo", "In dit bestand zit geen zaak."),
        (b"%PDF-1.7 en verder niets", "Dit bestand is beschadigd"),
        (b"PK\x03\x04", "In een tekstdocument of rekenblad"),
        (b'{"format": "waardenbord-zaak", "schema_version": 99}', "nieuwere versie"),
        (b'{"format": "waardenbord-zaak", "schema_version": 1}', "Dit bestand is beschadigd"),
    ],
)
async def test_a_file_that_gives_no_case_is_refused_in_a_sentence(house: House, content: bytes, says: str) -> None:
    """[FIL-10]"""
    answer = await sent(None, house, content)
    assert answer.status_code == 422
    assert says in answer.text
    assert "<title>Fout: Begin met een bestand" in answer.text
    assert 'aria-invalid="true"' in answer.text


async def test_a_file_that_is_too_large_is_refused_before_it_is_read(house: House) -> None:
    """[FIL-10]"""
    assert (await sent(None, house, b"x" * 1_000_001)).status_code == 413


async def test_where_an_opening_key_is_set_no_case_begins_without_it(here: Settings) -> None:
    """[FIL-10]"""
    async with serving(replace(here, opening_key="een lange sleutel")) as house:
        async with visitor(house) as client:
            assert 'name="opening_key"' in (await client.get("/inlezen")).text
        for key, says in (("", "Vul de openingssleutel in."), ("een andere", "Dit is niet de openingssleutel.")):
            answer = await sent(None, house, b"{}", opening_key=key)
            assert (answer.status_code, says in answer.text) == (422, True)
        assert "geen zaak" in (await sent(None, house, b"{}", opening_key="een lange sleutel")).text


async def test_the_start_page_leads_to_beginning_with_a_file(house: House) -> None:
    async with visitor(house) as client:
        assert 'href="/inlezen"' in (await client.get("/")).text
