# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A third language is one catalogue and one folder of content: the example of docs/languages.md, in Frysk."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from board import rendering
from board.catalogues import build_catalogues
from board.dates import day_text
from server import content
from server.web import opening_check
from sessions.model.items import CaseForm
from tests.server.house import House, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROJECT = Path(__file__).resolve().parents[3]
DOCS = (PROJECT / "docs" / "languages.md").read_text(encoding="utf-8")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def example(kind: str) -> str:
    """A file that the page shows."""
    found = re.search(rf"^ +```{kind}\n(.*?)^ +```", DOCS, re.MULTILINE | re.DOTALL)
    assert found is not None
    return re.sub(r"^ +", "", found[1], flags=re.MULTILINE)


@pytest.fixture(scope="module", autouse=True)
def _frysk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A build and a content folder with the example in them."""
    here = tmp_path_factory.mktemp("frysk")
    locale = shutil.copytree(rendering.BOARD / "locale", here / "locale")
    (locale / "fy" / "LC_MESSAGES").mkdir(parents=True)
    (locale / "fy" / "LC_MESSAGES" / "pages.po").write_text(HEADER + example("po"), encoding="utf-8")
    (locale / "fy" / "LC_MESSAGES" / "views.po").write_text(HEADER + 'msgid "Connected"\nmsgstr "Ferbûn"\n', encoding="utf-8")
    dist = shutil.copytree(rendering.DIST, here / "dist")
    manifest = json.loads((dist / rendering.MANIFEST).read_text(encoding="utf-8")) | build_catalogues(locale, dist)
    (dist / rendering.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    told = shutil.copytree(PROJECT / "sessions" / "content", here / "content")
    (told / "fy").mkdir()
    (told / "fy" / content.OVERLAY).write_text(example("toml"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "DIST", dist)
        patch.setattr(content, "CONTENT", told)
        for cached in (content.load, content.languages, content.join_word_sets):
            cached.cache_clear()
        yield
    for cached in (content.load, content.languages, content.join_word_sets):
        cached.cache_clear()


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="pages")
async def _pages(house: House) -> dict[str, str]:
    async with visitor(house) as client:
        paths = ("/", "/?taal=fy", "/nieuw?taal=fy", "/draaiboeken/codio-project-2025?taal=fy", "/hulp")
        return {path: (await client.get(path, headers={"accept-language": "nl"})).text for path in paths}


async def test_a_page_is_in_it_where_it_says_something_and_else_in_the_leading_language(pages: dict[str, str]) -> None:
    """[LNG-02] And it is on offer by its own name, on every page."""
    assert '<a class="codio-bar__link" href="/?taal=fy" lang="fy" hreflang="fy">Frysk</a>' in pages["/"]
    page = pages["/?taal=fy"]
    assert '<html lang="fy"' in page
    assert "Doch mei" in page
    assert "Besjoch en feroarje de draaiboeken" in page
    assert "Open een nieuwe workshop" in page
    assert "Open a new workshop" not in page
    assert 'value="fy" checked><span lang="fy">Frysk</span>' in pages["/nieuw?taal=fy"]


async def test_what_the_content_does_not_say_in_it_says_that_it_is_dutch(pages: dict[str, str]) -> None:
    """[LNG-02]"""
    page = pages["/draaiboeken/codio-project-2025?taal=fy"]
    assert "Wa moat dat dwaan?" in page
    assert "Wie moet dat doen?" not in page
    assert '<span lang="nl">Wat kunnen we echt doen om onze waarden waar te maken?</span>' in page
    assert 'lang="fy">Wa moat' not in page


async def test_a_workshop_in_it_keeps_its_words_and_begins_with_a_case_in_the_leading_language(house: House) -> None:
    """[LNG-02] Its join words and its case are Dutch: there are none in Frysk."""
    async with visitor(house) as client:
        answer = await client.post("/nieuw", data={"language": "fy", "example": "camera"})
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"].partition(";")[0]
        board = await client.get(answer.headers["location"].removesuffix("/links"), headers={"cookie": cookie})
        (catalogue,) = re.findall(r'data-catalogue-url="([^"]+)"', board.text)
        (address,) = re.findall(r'data-content-url="([^"]+)"', board.text)
        told = (await client.get(address, headers={"cookie": cookie})).json()
    words = json.loads((rendering.DIST / catalogue.rpartition("/")[2]).read_text(encoding="utf-8"))
    room = await house.rooms.get(answer.headers["location"].split("/")[2])
    assert room is not None
    session = room.session
    assert session.language == "fy"
    assert set(session.code.split("-")) <= set(content.join_words("nl"))
    assert isinstance(session.items["case"].content, CaseForm)
    assert session.title == content.case("camera", "nl").title
    read = next(leaf for leaf in told["leaves"] if leaf["id"] == "A2a")
    assert (read["title"]["nl"], read["title"]["others"]) == ("Projectbeschrijving lezen", {"fy": "Projektbeskriuwing lêze"})
    assert "others" not in read["do"]
    assert words["Connected"] == "Ferbûn"
    # What the catalogue lacks is Dutch.
    assert words["Move"] == "Verplaats"


async def test_what_is_in_a_language_that_nobody_here_reads_is_read_in_the_leading_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[LNG-02] Logs, files and archives of another server may be in any language: a workshop in one has all its pages here."""
    async with visitor(house) as client:
        # As the door of a server would that offers it.
        monkeypatch.setattr(opening_check, "language_named", str)
        answer = await client.post("/nieuw", data={"language": "qq", "title": "Qwe", "organisation": "Rty"})
        monkeypatch.undo()
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"].partition(";")[0]
        session_id = answer.headers["location"].split("/")[2]
        room = await house.rooms.get(session_id)
        assert room is not None
        assert room.session.language == "qq"
        code = room.session.code
        for path in (f"/regie/{session_id}", f"/regie/{session_id}/links", f"/w/{code}", f"/w/{code}/vooraf"):
            page = await client.get(path, headers={"cookie": cookie})
            assert page.status_code == 200, path
            assert '<html lang="nl"' in page.text, path
    assert day_text(date(2026, 5, 1), "qq") == "1 mei 2026"
    assert rendering.macro("parts.html", "foundation_name", "qq", "democratie") == "Democratie"


async def test_the_example_is_said_in_our_own_content() -> None:
    """A sentence that stands nowhere would be translated for nothing."""
    words = content.load().frameworks["waardenkader-2025"].foundations
    assert [each.name.by_language() for each in words if each.id == "rechtsstaat"] == [
        {"nl": "Rechtsstaat", "en": "Rule of law", "fy": "Rjochtssteat"}
    ]
