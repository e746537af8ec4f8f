# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop in which everybody types markup, formulas and unseen characters, read back from every page and file there is."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import zipfile
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from itertools import cycle
from random import Random
from typing import Any, get_args
from xml.etree import ElementTree as ET

import httpx
import msgspec
import pikepdf
import pytest
import pytest_asyncio
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.routing import Route

from board.papers.making import make
from board.papers.poster import FILES
from board.workshop_pages import PRINTS
from organisation.dossier import publishing
from organisation.dossier import report_commands as rc
from organisation.dossier.commands import Command as DossierCommand
from organisation.dossier.report_state import Report
from organisation.dossier.reported import report_content
from organisation.dossier.viewer import CHECKER, COORDINATOR
from organisation.dossier.viewer import Viewer as DossierViewer
from organisation.report.content import report_hash
from organisation.report.rows import ROW_IDS
from server import access, content
from server.access import feed_secret
from server.app import make_app
from server.dossiers.dossiers import Dossiers
from server.live import connection
from server.live.decoding import BadCommand, decode
from server.papers.papers import Papers
from server.settings import Settings
from server.web.cases import drawn_id
from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent
from sessions.model.state import ValueContent
from sessions.model.viewer import Viewer
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from sessions.wire.frames import Do
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.conftest import ServerProcess
from tests.server.house import LETS_GO, House, Player, Workshop, pack, serving
from tests.sessions import asking, asking_items
from tests.sessions.asking import Tape, _Maker
from tests.sessions.hostile import CANARY, FAMILY, HOSTILE, LONG_WORD, MARKUP, NEVER_SEEN

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ADDRESSES = ("href", "src", "action", "formaction", "data", "srcset", "xlink:href")
ROUNDS = 3
MARK = "A" * 24
"""Of the form that opens the organisation: its id follows from it."""


class Markup(HTMLParser):
    """What a browser would make of a page, as far as it could be somebody's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.said: list[str] = []
        self._is_script = self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Data is no script: it is read as such, and nothing in it can end the element that it stands in.
        self._is_script, self._is_data = tag == "script", ("type", "application/ld+json") in attrs
        if tag == CANARY:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name == CANARY or name.startswith("on"):
                self.wrong.append(f"<{tag} {name}>")
            if name in ADDRESSES and (value or "").strip().lower().startswith(("javascript:", "data:text", "vbscript:")):
                self.wrong.append(f"<{tag} {name}={value}>")

    def handle_comment(self, data: str) -> None:
        if CANARY in data:
            self.wrong.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        if self._is_script and self._is_data:
            json.loads(data)
        elif self._is_script and "alert(" in data:
            self.wrong.append(f"<script>{data}")
        self.said.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(redis_server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A worker that takes commands as fast as they come: hundreds are typed here in a second."""
    own = Settings(
        host="127.0.0.1", port=0, redis_url=redis_server.url, key_prefix="inj:", data_dir=tmp_path_factory.mktemp("house")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "COMMANDS_BURST", 1e9)
        # The same files, without a process for each of them.
        patch.setattr(Papers, "_run", lambda _, job, _line: make(job))
        async with serving(own) as house:
            yield house


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workshop(house: House) -> AsyncIterator[Workshop]:
    """Opened, joined and filled by people who type nothing else; with a fixed poster, and closed."""
    patch = pytest.MonkeyPatch()
    short = tuple(text[:120] for text in HOSTILE)
    patch.setattr(asking, "TEXTS", short)
    patch.setattr(asking_items, "TEXTS", short)
    patch.setattr(asking, "CONTENTS", tuple(ValueContent(ValueRef("", "participation", text), text) for text in short))
    workshop = await house.workshop(title=MARKUP[0], organisation=MARKUP[1], case_text=" ".join(HOSTILE)[:3_900])
    for name in (MARKUP[0][:40], MARKUP[1][:40], LONG_WORD[:40], FAMILY):
        await workshop.join(name)
    async with (
        workshop.facilitator() as facilitator,
        await workshop.scribe() as scribe,
        workshop.device(workshop.people[0]) as person,
    ):
        for leaf_id in ("A1", "A3", "B5", "C"):
            await _fill(workshop, leaf_id, {"facilitator": facilitator, "scribe": scribe, "participant": person})
        agreed = PosterActionContent(foundation="democratie", action=MARKUP[0][:500], holder=MARKUP[1][:120], term=FAMILY)
        await facilitator.must(c.PutPosterEntry("agreed", 0, agreed))
        await facilitator.do(c.TakeSnapshot())
        await facilitator.must(c.CloseWorkshop())
    # And what was agreed goes on in a case, of which everybody is told.
    answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/zaak", {})
    assert answer.status == 303
    # Both are those of an organisation, whose members type what they like too.
    leader = workshop.opened.facilitator
    assert (await leader.post("/organisatie", {"name": MARKUP[0], "label": MARKUP[1], "mark": MARK})).status == 303
    for address in (f"/zaak/{workshop.id}/bij", f"/regie/{workshop.id}/links/bij"):
        assert (await leader.post(address, {"organisation": drawn_id("o", MARK)})).status == 303
    for label in (*HOSTILE, LONG_WORD):
        answer = await leader.post(f"/organisatie/{drawn_id('o', MARK)}/leden", {"label": label[:120], "role": "organiser"})
        assert answer.status == 200
    page = f"/zaak/{workshop.id}/berichten"
    seen = re.search(r'name="seen" value="(\w+)"', (await workshop.opened.facilitator.get(page)).body)
    assert seen is not None
    message = {"seen": seen[1], "text": " ".join(HOSTILE)[:3_900]}
    assert (await workshop.opened.facilitator.post(page, message)).status == 303
    await _publish(house, workshop)
    yield workshop
    patch.undo()


async def _publish(house: House, workshop: Workshop) -> None:
    """A report of which every row is as somebody types who means harm, commented on, shared and public."""
    cases, day = Dossiers(house.rooms.store), "2027-01-01"

    async def ask(command: DossierCommand, who: DossierViewer = COORDINATOR) -> Report:
        assert await cases.ask(workshop.id, command, who) is None
        dossier = await cases.get(workshop.id)
        assert dossier is not None
        return dossier.report

    for row in ROW_IDS:
        await ask(rc.WriteRow(row, 0, " ".join(HOSTILE)[:5_900], ""))
        await ask(rc.AddComment(f"k-{row}", row, MARKUP[0][:500]))
    dossier = await cases.get(workshop.id)
    assert dossier is not None
    await ask(rc.Establish(report_hash(report_content(dossier)), day))
    report = await ask(rc.Share())
    content = publishing.candidate(report)
    assert content is not None
    for found in publishing.names_left(report, content):
        await ask(rc.KeepName(found.phrase, keep=True))
    sha256 = report_hash(content)
    for command in (rc.ReviewNames(sha256), rc.SetInformed(day)):
        await ask(command)
    await ask(rc.Approve(sha256, day), CHECKER)
    assert (await ask(rc.Publish(sha256, day))).public is not None


async def _fill(workshop: Workshop, leaf_id: str, players: dict[str, Player]) -> None:
    """In this step everybody does whatever he may, with every text in every field, as often as there are texts."""
    await players["facilitator"].do(c.GoToStep(leaf_id, players["facilitator"].workshop.current))
    room = await workshop.room()
    random = Random(leaf_id)
    typed = cycle(HOSTILE)
    numbers = {"note_id": 0}
    # Nor is anybody taken out of it: who is, types nothing more.
    left_out = (c.CloseWorkshop, c.GoToStep, c.HideNote, c.RemovePeople)
    kinds = [kind for kind in get_args(c.Command) if kind not in left_out]
    for kind in kinds * ROUNDS:
        for role in sorted(POLICY[kind].roles & players.keys()):
            player = players[role]
            who = Viewer(role, player.me.participant_id if role == "participant" else "")
            tape = Tape([random.randrange(2**20) for _ in range(30)])
            command: Any = _Maker(kind, tape, room.session, who, ()).command()
            if kind is c.AddNote:
                numbers["note_id"] += 1
                text = next(typed)[:500]
                note = ValueContent(ValueRef("privacy"), text)
                command = c.AddNote(f"{leaf_id}-{numbers['note_id']}", room.session.current, note, "democratie")
            if not _is_too_long(command):
                await player.do(command)


def _is_too_long(command: c.Command) -> bool:
    """What no field takes; refused unread, and too often that is a flood."""
    try:
        decode(pack(Do(1, command)))
    except BadCommand:
        return True
    return False


def routes(house: House) -> list[Route]:
    """Every page and file that can be asked for."""
    app: Any = make_app(house.settings, house.rooms)
    while not isinstance(app, Starlette):
        app = app._app
    return [route for route in app.routes if isinstance(route, Route) and "GET" in (route.methods or ())]


async def actions_of(house: House, workshop: Workshop) -> tuple[str, ...]:
    dossier = await Dossiers(house.rooms.store).get(workshop.id)
    assert dossier is not None
    return tuple(dossier.actions)


def paths(route: Route, workshop: Workshop, actions: tuple[str, ...], status_key: str) -> list[str]:
    """A route's addresses in this workshop and its case."""
    found = [route.path]
    values: dict[str, tuple[str, ...]] = {
        "session": (workshop.id,),
        "code": (workshop.code,),
        "what": PRINTS,
        "foundation": FOUNDATION_IDS,
        "script": (content.scripts()[0].id,),
        "case": (workshop.id,),
        "organisation": (drawn_id("o", MARK),),
        "member": (drawn_id("m", MARK),),
        "action": actions,
        "file": FILES,
        "whom": actions,
        "name": ("zaak-1", "verslag-1"),
        "row": ROW_IDS,
        "version": ("1",),
        "number": ("1",),
        "message": ("b-1",),
        "form": ("verbeteren",),
        "key": (status_key,),
        "value": ("privacy",),
        "tension": ("privacy~transparantie",),
        # What stands in a strategy is looked at in tests/server/web/test_strategy.py.
        "phase": ("nu",),
        "listed": ("nergens",),
        "values": ("nergens",),
        "analysis": ("nergens",),
        "secret": (feed_secret(access.secret_in(workshop.opened.facilitator.cookies, "case", workshop.id)),),
        # Content has a hash in its address; the board's page leads to it.
        "hash": ("0" * 16,),
    }
    for name in route.param_convertors:
        found = [path.replace(f"{{{name}}}", value) for path in found for value in values[name]]
    return found


def values_of(response: httpx.Response, name: str) -> list[str]:
    """What a PDF says by this name, anywhere."""
    with pikepdf.open(io.BytesIO(response.content)) as document:
        return [str(each[name]) for each in document.objects if isinstance(each, pikepdf.Dictionary) and name in each]


def look_at(response: httpx.Response) -> list[str]:
    """What is wrong with an answer, whatever it is."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    is_text = kind.startswith("text/") or kind.partition("+")[0] in ("application/json", "image/svg", "application/toml")
    wrong = [f"holds {character!r}" for character in sorted(NEVER_SEEN & set(response.text))] if is_text else []
    assert response.headers.get("x-content-type-options") == "nosniff"
    assert CANARY not in " ".join(f"{name}:{value}" for name, value in response.headers.items()).lower()
    match kind:
        case "text/html":
            page = Markup()
            page.feed(response.text)
            wrong += page.wrong
        case "application/json" | "application/schema+json" | "application/vnd.citationstyles.csl+json":
            json.loads(response.text)
        case "application/atom+xml":
            wrong += [
                f"element {element.tag}" for element in ET.fromstring(response.content).iter() if CANARY in element.tag.lower()
            ]
        case "application/x-bibtex":
            bare = response.text.replace("\\{", "").replace("\\}", "")
            assert bare.count("{") == bare.count("}")
        case "application/x-research-info-systems":
            wrong += [f"line {line!r}" for line in response.text.split("\r\n")[:-1] if not re.match(r"[A-Z][A-Z0-9]  - ", line)]
        case "text/csv":
            rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
            wrong += [f"cell {cell!r}" for row in rows for cell in row if cell.lstrip(" \u200b\ufeff").startswith(FORMULA)]
            assert len({len(row) for row in rows}) == 1
        case "text/calendar":
            events = Calendar.from_ical(response.content).walk()
            wrong += [f"property {name}" for event in events for name in event if CANARY in name.lower()]
        case "application/toml" | "text/plain":
            if response.url.path.endswith(".toml"):
                tomllib.loads(response.text)
        case "image/svg+xml" | "application/xml":
            elements = ET.fromstring(response.content).iter()
            wrong += [f"<{element.tag}>" for element in elements if CANARY in element.tag or element.tag.endswith("}script")]
        case "application/pdf":
            # What would act by itself, and what leads elsewhere than to our own page of the status.
            names = ("/JavaScript", "/JS", "/Launch", "/OpenAction")
            wrong += [f"holds {name}" for name in names if values_of(response, name)]
            ours = f"{response.url.scheme}://{response.url.netloc.decode()}/stand/"
            wrong += [f"leads to {uri}" for uri in values_of(response, "/URI") if not uri.startswith(ours)]
        case "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.spreadsheet":
            with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
                parts = [ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
            elements = (element for part in parts for element in part.iter())
            wrong += [
                f"<{each.tag}>" for each in elements if CANARY in each.tag or any("}formula" in name for name in each.attrib)
            ]
        case "image/png" | "":
            pass
        case _:
            wrong.append(f"a file of a kind that is not looked at: {kind}")
    return wrong


async def test_no_page_and_no_file_carries_out_what_people_typed(house: House, workshop: Workshop) -> None:
    """[BRD-18]"""
    wrong: list[str] = []
    kinds: dict[str, int] = {}
    said = ""
    actions = await actions_of(house, workshop)
    assert actions
    status_key = (await workshop.room()).session.status_key
    people = {"facilitator": workshop.opened.facilitator, "participant": workshop.people[0], "nobody": None}
    for who, browser in people.items():
        headers = {"cookie": browser.cookie_header} if browser else {}
        async with httpx.AsyncClient(
            base_url=house.base_url, headers=headers, trust_env=False, timeout=patient(20), limits=LETS_GO, verify=NO_TLS
        ) as client:
            for path in (path for route in routes(house) for path in paths(route, workshop, actions, status_key)):
                response = await client.get(path)
                while response.status_code == httpx.codes.ACCEPTED:
                    response = await client.get(path)
                assert response.status_code < 500, path
                if response.status_code != 200:
                    continue
                kind = response.headers["content-type"].partition(";")[0]
                kinds[kind] = kinds.get(kind, 0) + 1
                wrong += [f"{who} {path}: {problem}" for problem in look_at(response)]
                said += response.text if kind.startswith("text/") else ""
    assert wrong == []
    # Otherwise the sentence above would be true of pages that show nothing.
    assert kinds["text/html"] > 20
    assert kinds["application/json"] >= 2
    assert kinds["text/csv"] >= 1
    assert said.count(f"&lt;{CANARY}&gt;") > 10
    assert FAMILY in said


async def test_what_the_board_is_given_is_clean_in_every_record(workshop: Workshop) -> None:
    """[BRD-18]"""
    async with workshop.facilitator() as facilitator:
        held = msgspec.json.encode(list(facilitator.records.values())).decode()
    texts = json.dumps(json.loads(held), ensure_ascii=False)
    assert NEVER_SEEN.isdisjoint(texts)
    assert FAMILY in texts
    assert CANARY in texts
    assert sum(isinstance(record.content, i.ItemContent) for record in facilitator.records.values() if hasattr(record, "content"))
