# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report becomes public over HTTP, is read by everybody, and is taken away at once."""

from __future__ import annotations

import asyncio
import re
import threading
import unicodedata

import httpx
import pytest
from starlette.responses import Response

from board import report_pages
from board.citing import TYPES, Cited
from organisation.dossier import commands as c
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from server.dossiers.aggregate import DOSSIERS
from server.player.browser import Browser
from server.web import case_files
from server.web.drawn import Drawn
from sessions.model.codes import Refusal
from tests.server.house import House, Workshop, visitor
from tests.server.web.test_cases import begun, dossier_of, entered, link_on
from tests.server.web.test_paper_files import ready as when_made
from tests.server.web.test_reports import hidden, shared, step, write

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "Jan de Vries"


async def checker(workshop: Workshop, browser: Browser) -> str:
    """A link for the second look."""
    return link_on(await browser.post(f"/zaak/{workshop.id}/verslag/openbaar/meekijker", {}), "checker-link")


async def approve(house: House, workshop: Workshop, link: str) -> int:
    """Somebody else looks, and finds that it may be public."""
    async with entered(house, link) as other:
        page = (await other.get(f"/meekijken/{workshop.id}")).text
        answer = await other.post(f"/meekijken/{workshop.id}/akkoord", data={"sha256": hidden(page, "sha256")})
        return answer.status_code


async def ready(house: House, workshop: Workshop, browser: Browser, *out: str) -> None:
    """Take all steps but the last."""
    base = f"/zaak/{workshop.id}/verslag/openbaar"
    for phrase in out:
        assert (await browser.post(f"{base}/weglakken", {"phrase": phrase, "out": "yes"})).status == 303
    sha256 = hidden((await browser.get(base)).body, "sha256")
    assert (await browser.post(f"{base}/namen", {"sha256": sha256})).status == 303
    assert (await browser.post(f"{base}/ingelicht", {"day": "2027-01-01"})).status == 303
    assert await approve(house, workshop, await checker(workshop, browser)) == 303


async def published(house: House, goal: str = f"Vraag {SECRET} om raad.", *out: str) -> tuple[Workshop, Browser]:
    workshop, browser = await shared(house, goal)
    await ready(house, workshop, browser, *(out or (SECRET,)))
    assert (await publish(workshop, browser)) == 303
    return workshop, browser


async def publish(workshop: Workshop, browser: Browser) -> int:
    base = f"/zaak/{workshop.id}/verslag/openbaar"
    return (await browser.post(base, {"sha256": hidden((await browser.get(base)).body, "sha256")})).status


async def everything_public(house: House, workshop: Workshop) -> list[httpx.Response]:
    """Every answer that somebody without any link gets about the report."""
    async with visitor(house) as client:
        more = ("1", "2", "9", "x", "verslag.pdf", "verslag.odt", "verslag.json", *(f"citaat.{kind}" for kind in TYPES))
        paths = [f"/verslag/{workshop.id}", *(f"/verslag/{workshop.id}/{each}" for each in more)]
        return [await when_made(client, path) for path in paths]


class TestSteps:
    async def test_every_step_is_asked_for_and_shown(self, house: House) -> None:
        """[PUB-03] [PUB-04] [PRIV-13]"""
        workshop, browser = await shared(house, f"Vraag {SECRET} om raad.")
        base = f"/zaak/{workshop.id}/verslag/openbaar"
        page = (await browser.get(base)).body
        for words in (SECRET, "Doel", "namen bekeken", "deelnemers van buiten ingelicht", "een tweede paar ogen"):
            assert words in page
        # A button that is not there can be pressed all the same.
        async with visitor(house) as client:
            assert (await client.get(f"/verslag/{workshop.id}")).status_code == 404
        sha256 = re.search(r"[0-9a-f]{64}", page)
        assert sha256 is None
        await browser.post(f"{base}/weglakken", {"phrase": SECRET, "out": "name"})
        page = (await browser.get(base)).body
        early = await browser.post(base, {"sha256": hidden(page, "sha256")})
        assert early.status == 422
        assert "Dat kan nog niet" in early.body
        await ready(house, workshop, browser)
        assert "Alle stappen zijn gezet" in (await browser.get(base)).body
        assert await publish(workshop, browser) == 303
        assert "Versie 1 is openbaar sinds" in (await browser.get(base)).body

    async def test_the_second_look_sees_exactly_what_becomes_public_and_answers(self, house: House) -> None:
        """[PUB-04]"""
        workshop, browser = await shared(house, f"Vraag {SECRET} om raad.")
        base = f"/zaak/{workshop.id}/verslag/openbaar"
        link = await checker(workshop, browser)
        await browser.post(f"{base}/weglakken", {"phrase": SECRET, "out": "yes"})
        async with entered(house, link) as other:
            page = (await other.get(f"/meekijken/{workshop.id}")).text
            assert SECRET not in page
            assert "[weggelakt]" in page
            said = {"row": "goal", "comment": "Noem ook de wijk."}
            assert (await other.post(f"/meekijken/{workshop.id}/opmerking", data=said)).status_code == 303
            assert (await other.post(f"/meekijken/{workshop.id}/opmerking", data={"row": "goal"})).status_code == 422
            # A change between looking and pressing asks for another look.
            await browser.post(f"{base}/weglakken", {"phrase": "raad", "out": "yes"})
            stale = await other.post(f"/meekijken/{workshop.id}/akkoord", data={"sha256": hidden(page, "sha256")})
            assert stale.status_code == 409
            assert "net veranderd" in stale.text
            for path in ("", "/verslag", "/verslag/bekijk", "/verslag/openbaar"):
                assert SECRET not in (await other.get(f"/zaak/{workshop.id}{path}")).text
            assert (await browser.post(f"{base}/meekijker/intrekken", {})).status == 303
            again = await other.post(f"/meekijken/{workshop.id}/akkoord", data={"sha256": hidden(stale.text, "sha256")})
            assert again.status_code == 403
        row = (await browser.get(f"/zaak/{workshop.id}/verslag/rij/goal")).body
        assert "Noem ook de wijk." in row
        assert "van wie meekeek" in row

    async def test_what_cannot_be_taken_out_or_is_no_day_is_said_with_what_was_typed(self, house: House) -> None:
        """[PUB-02]"""
        workshop, browser = await shared(house)
        base = f"/zaak/{workshop.id}/verslag/openbaar"
        wrong = await browser.post(f"{base}/weglakken", {"phrase": "[x", "out": "yes"})
        assert wrong.status == 422
        assert "Deze woorden kunnen niet weg" in wrong.body
        assert 'value="[x"' in wrong.body
        assert (await browser.post(f"{base}/ingelicht", {"day": "straks"})).status == 422

    async def test_before_it_is_shared_nothing_can_become_public(self, house: House) -> None:
        """[PUB-04]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}/verslag/openbaar"
        assert "Stel het verslag eerst vast" in (await browser.get(base)).body
        assert (await browser.post(base, {"sha256": "f" * 64})).status == 422
        async with entered(house, await checker(workshop, browser)) as other:
            assert "nog niets om te lezen" in (await other.get(f"/meekijken/{workshop.id}")).text
            assert (await other.post(f"/meekijken/{workshop.id}/akkoord", data={"sha256": "f" * 64})).status_code == 422


async def test_what_reads_a_whole_report_is_decided_beside_the_boards(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[PUB-04]"""
    decided: dict[str, bool] = {}

    decide = DOSSIERS.decide

    def watched(dossier: Dossier, command: c.Command, who: Viewer, now_ms: int) -> bytes | Refusal:
        decided[str(command.__struct_config__.tag)] = threading.current_thread() is threading.main_thread()
        return decide(dossier, command, who, now_ms)

    monkeypatch.setattr(DOSSIERS, "decide", watched)
    await published(house)
    for tag in ("write_row", "establish", "review_names", "approve", "publish"):
        assert decided[tag] is False, tag
    assert decided["set_informed"] is True


class TestPublic:
    async def test_everybody_reads_it_and_search_engines_find_it(self, house: House) -> None:
        """[PUB-01] [PUB-07] [A11Y-29] [PRIV-14]"""
        workshop, _ = await published(house)
        async with visitor(house) as client:
            page = await client.get(f"/verslag/{workshop.id}")
            assert page.status_code == 200
            assert page.headers["x-robots-tag"] == "index, follow"
            assert page.headers["cache-control"] == "no-store"
            assert '<meta name="robots" content="index, follow">' in page.text
            assert '<html lang="nl">' in page.text
            assert page.text.count("<h1") == 1
            # Nine rows, and how it is cited.
            assert len(re.findall(r"<h2 ", page.text)) == 10
            assert '<th scope="col">' in page.text
            assert '<th scope="row">' in page.text
            assert "<caption>" in page.text
            public = (await dossier_of(house, workshop)).report.public
            assert public is not None
            assert public.sha256 in page.text
            assert f"versie {public.version}" in page.text
        # Every other page says that it is not to be found.
        async with visitor(house) as client:
            for path in (
                "/",
                f"/lezen/{workshop.id}",
                f"/meekijken/{workshop.id}",
                f"/verslag/{workshop.id}/9",
                "/verslag/niets",
            ):
                answer = await client.get(path)
                assert answer.headers["x-robots-tag"] == "noindex, nofollow"
                assert 'content="noindex"' in answer.text

    async def test_pressed_twice_or_by_two_it_is_one_version(self, house: House) -> None:
        """[PUB-01] [CAS-02]"""
        workshop, browser = await shared(house)
        await ready(house, workshop, browser)
        base = f"/zaak/{workshop.id}/verslag/openbaar"
        form = {"sha256": hidden((await browser.get(base)).body, "sha256"), "mark": "P" * 24}
        answers = await asyncio.gather(*(browser.post(base, form) for _ in range(4)))
        assert {answer.status for answer in answers} == {303}
        report = (await dossier_of(house, workshop)).report
        assert (report.published, report.stage) == (1, "public")
        page = (await browser.get(base)).body
        assert "moet nog" not in page
        assert "hetzelfde als wat je nu openbaar zou maken" in page

    async def test_what_was_taken_out_is_in_no_public_answer(self, house: House) -> None:
        """[PUB-02] [PRIV-13]"""
        workshop, browser = await published(house, f"{SECRET} en JAN  DE VRIES en J\u200dan de Vries zijn hier.")
        await browser.post(f"/zaak/{workshop.id}/verslag/rij/goal/opmerking", {"comment": f"Wie is {SECRET}?"})
        for answer in await everything_public(house, workshop):
            plain = " ".join(unicodedata.normalize("NFKC", answer.text).casefold().split())
            assert SECRET.casefold() not in plain
            assert "vries" not in plain

    async def test_what_was_withdrawn_is_gone_at_once_and_says_since_when(self, house: House) -> None:
        """[PUB-05] [PRIV-13]"""
        workshop, browser = await published(house)
        base = f"/zaak/{workshop.id}/verslag/openbaar"
        assert (await browser.post(f"{base}/intrekken", {})).status == 303
        answers = await everything_public(house, workshop)
        # Of what was never there nobody says that it was withdrawn.
        invented = [answer for answer in answers if answer.url.path.rpartition("/")[2] == "x"]
        assert {answer.status_code for answer in invented} == {404}
        assert {answer.status_code for answer in answers if answer not in invented} == {410}
        for answer in answers:
            # To programs that ask for JSON by its code.
            assert ("ingetrokken op" in answer.text or '"withdrawn"' in answer.text) == (answer not in invented)
            assert answer.headers["x-robots-tag"] == "noindex, nofollow"
            for words in ("Camera", "raad", "Maak een register", "[weggelakt]"):
                assert words not in answer.text
        # Its case in the bin, or gone for good, changes nothing of that.
        case, told = f"/zaak/{workshop.id}", [(each.status_code, each.text) for each in answers]
        assert (await browser.post(f"{case}/wissen", {"title": "camera's"})).status == 200
        assert [(each.status_code, each.text) for each in await everything_public(house, workshop)] == told
        assert (await browser.post(f"{case}/terugzetten", {})).status == 303
        # And it can become public again, as the next version; what is public goes with its case, and is said to have been there.
        await ready(house, workshop, browser)
        assert await publish(workshop, browser) == 303
        async with visitor(house) as client:
            assert (await client.get(f"/verslag/{workshop.id}")).status_code == 200
        assert (await browser.post(f"{case}/wissen", {"title": "camera's"})).status == 200
        assert [(each.status_code, each.text) for each in await everything_public(house, workshop)] == told
        assert (await browser.post(f"{case}/prullenbak", {})).status == 200
        assert [(each.status_code, each.text) for each in await everything_public(house, workshop)] == told
        # Of what never was public nobody learns that it was there.
        other, theirs = await shared(house)
        assert (await theirs.post(f"/zaak/{other.id}/wissen", {"title": "camera's"})).status == 200
        async with visitor(house) as client:
            assert (await client.get(f"/verslag/{other.id}")).status_code == 404

    async def test_the_page_is_drawn_once_for_everybody_and_is_gone_with_the_report(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[PUB-05] [SEC-04]"""
        workshop, browser = await published(house)
        drawn: list[object] = []
        original = report_pages.public_page

        def counted(cited: Cited) -> str:
            drawn.append(cited)
            return original(cited)

        monkeypatch.setattr(report_pages, "public_page", counted)
        async with visitor(house) as client:
            answers = [await client.get(f"/verslag/{workshop.id}") for _ in range(3)]
            assert {answer.status_code for answer in answers} == {200}
            assert len({answer.text for answer in answers}) == len(drawn) == 1
            await browser.post(f"/zaak/{workshop.id}/verslag/openbaar/intrekken", {})
            assert (await client.get(f"/verslag/{workshop.id}")).status_code == 410

    async def test_a_page_that_was_being_drawn_when_it_was_withdrawn_is_shown_to_nobody(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[PUB-05]"""
        workshop, browser = await published(house)

        async def drawn_too_late(*_: object) -> bytes:
            await browser.post(f"/zaak/{workshop.id}/verslag/openbaar/intrekken", {})
            return b"wat er in het verslag stond"

        monkeypatch.setattr(Drawn, "get", drawn_too_late)
        async with visitor(house) as client:
            answers = [await client.get(f"/verslag/{workshop.id}{file}") for file in ("", "/verslag.json")]
        assert [answer.status_code for answer in answers] == [410, 410]

    async def test_a_file_that_was_being_made_when_it_was_withdrawn_is_handed_to_nobody(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[PUB-05]"""
        workshop, browser = await published(house)

        async def made_too_late(*_: object) -> Response:
            await browser.post(f"/zaak/{workshop.id}/verslag/openbaar/intrekken", {})
            return Response("wat er in het verslag stond")

        monkeypatch.setattr(case_files, "made", made_too_late)
        async with visitor(house) as client:
            answer = await client.get(f"/verslag/{workshop.id}/verslag.pdf")
        assert answer.status_code == 410
        assert "wat er in het verslag stond" not in answer.text

    async def test_a_further_version_takes_the_place_of_the_former_one(self, house: House) -> None:
        """[PUB-06]"""
        workshop, browser = await published(house)
        await step(browser, workshop, "reopen")
        # While it is written on, the public one stays.
        async with visitor(house) as client:
            assert "om raad" in (await client.get(f"/verslag/{workshop.id}")).text
        await write(browser, workshop, "goal", "Een rustige stad.")
        for named in ("establish", "share"):
            await step(browser, workshop, named)
        await ready(house, workshop, browser)
        assert await publish(workshop, browser) == 303
        async with visitor(house) as client:
            page = await client.get(f"/verslag/{workshop.id}")
            assert "Een rustige stad." in page.text
            assert "om raad" not in page.text
            former = await client.get(f"/verslag/{workshop.id}/1")
            assert former.status_code == 410
            assert f'href="/verslag/{workshop.id}"' in former.text
            assert "om raad" not in former.text
            current = await client.get(f"/verslag/{workshop.id}/2")
            assert (current.status_code, current.headers["location"]) == (303, f"/verslag/{workshop.id}")
            assert (await client.get(f"/verslag/{workshop.id}/3")).status_code == 404

    async def test_what_is_not_public_is_like_what_does_not_exist(self, house: House) -> None:
        """[PUB-07]"""
        workshop, _ = await shared(house)
        async with visitor(house) as client:
            one, other = await client.get(f"/verslag/{workshop.id}"), await client.get("/verslag/bestaat-niet")
        assert (one.status_code, one.text) == (other.status_code, other.text)
        assert one.status_code == 404


class TestTwoWorlds:
    """Cases that differ in what is not for everybody, as somebody sees them who has no link."""

    async def test_what_was_taken_out_and_what_was_said_of_it_changes_no_public_byte(self, house: House) -> None:
        """[PUB-07]"""
        worlds = []
        for secret in ("Jan de Vries", "mevrouw Ⅻ-Fatma El Amrani"):
            workshop, browser = await published(house, f"Vraag {secret} om raad.", secret)
            base = f"/zaak/{workshop.id}/verslag"
            await browser.post(f"{base}/rij/goal/opmerking", {"comment": secret})
            await browser.post(f"{base}/lezers", {})
            answers = await everything_public(house, workshop)
            worlds.append([(answer.status_code, masked(answer, workshop)) for answer in answers])
        assert worlds[0] == worlds[1]

    async def test_what_was_withdrawn_changes_no_public_byte(self, house: House) -> None:
        """[PUB-05] [PUB-07]"""
        worlds = []
        for goal, out in (
            ("Vraag Jan de Vries om raad.", SECRET),
            ("Heel andere woorden, en langer dan die van de ander.", "langer"),
        ):
            workshop, browser = await published(house, goal, out)
            await browser.post(f"/zaak/{workshop.id}/verslag/openbaar/intrekken", {})
            worlds.append([(each.status_code, masked(each, workshop)) for each in await everything_public(house, workshop)])
        assert worlds[0] == worlds[1]


def masked(answer: httpx.Response, workshop: Workshop) -> str:
    """The whole answer without the clock's header and the ids that are drawn for each case."""
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "date")
    return f"{headers}\n{answer.text}".replace(workshop.id, "ZAAK").replace(workshop.code, "CODE")
