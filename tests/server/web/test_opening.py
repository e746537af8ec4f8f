# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workshop with the form."""

from __future__ import annotations

import asyncio
import re
from html import unescape

import httpx
import msgspec
import pytest

from server import content
from server.access import hash_secret
from sessions.authoring.script_toml import write_script
from sessions.cases.case import Case
from sessions.material.framework import FOUNDATION_IDS
from sessions.material.script import leaves
from sessions.model.items import Accent, CaseForm, Plan, ResearchValue
from sessions.model.state import Session
from sessions.wire import commands as c
from tests.server.house import House, unmarked, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = re.compile(r"#([A-Za-z0-9_-]{24})(?![A-Za-z0-9_-])")


async def opened(client: httpx.AsyncClient, **fields: str) -> tuple[str, str]:
    """The session's id, and the page with its links."""
    answer = await client.post("/nieuw", data={"title": "Camera's", "organisation": "Gemeente", **fields})
    assert answer.status_code == 303
    assert re.fullmatch(r"/regie/[0-9a-f]{16}/links", answer.headers["location"])
    cookie = answer.headers["set-cookie"].partition(";")[0]
    links = await client.get(answer.headers["location"], headers={"cookie": cookie})
    assert links.status_code == 200
    return answer.headers["location"].split("/")[2], links.text


async def test_the_form_has_a_field_for_everything_in_both_languages(house: House) -> None:
    async with visitor(house) as client:
        for language, words in (("nl", "Nieuw"), ("en", "Open a new workshop")):
            page = await client.get("/nieuw", headers={"accept-language": language})
            assert page.status_code == 200
            assert f'<html lang="{language}"' in page.text
            assert words.lower() in page.text.lower()
            minutes = [f"minutes.{script.id}.{leaf.id}" for script in content.scripts() for leaf in leaves(script)]
            fields = ["title", "organisation", "case_text", "language", "script", "date", "time", "rehearsal", *minutes]
            fields += ["own_script", "own_script_file", "own_values", "own_values_file", "own_values_alone", "example"]
            assert [name for name in fields if f'name="{name}"' not in page.text] == []


async def test_a_workshop_has_a_code_of_three_words_and_three_different_long_secrets(house: House) -> None:
    async with visitor(house) as client:
        session_id, page = await opened(client)
        secrets = set(SECRET.findall(page))
        assert len(secrets) == 3
        (code,) = set(re.findall(rf"{re.escape(house.base_url)}/w/([a-z-]+)", page))
        assert len(code.split("-")) == 3
        assert all(word in content.join_words("nl") for word in code.split("-"))
        another_id, another = await opened(client)
        assert another_id != session_id
        assert not secrets & set(SECRET.findall(another))
        assert code not in another


async def test_a_form_that_is_sent_twice_opens_one_workshop_and_with_other_words_another(house: House) -> None:
    async with visitor(house) as client:
        page = (await client.get("/nieuw")).text
        (mark,) = re.findall(r'name="mark" value="([^"]*)"', page)

        async def sent(**fields: str) -> tuple[str, str]:
            session_id, page = await opened(client, mark=mark, **fields)
            return session_id, unmarked(page)

        first = await sent()
        assert await sent() == first
        both = await asyncio.gather(*(sent(title="Tegelijk") for _ in range(2)))
        assert both[0] == both[1] != first
        start = (await client.get("/")).text
        form = re.search(r'<form class="codio-try".*?</form>', start, re.DOTALL)
        assert form is not None
        fields = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', form[0]))
        tried = [await client.post("/nieuw", data=fields) for _ in range(2)]
        assert tried[0].headers["location"] == tried[1].headers["location"]
        assert tried[0].headers.get_list("set-cookie") == tried[1].headers.get_list("set-cookie")


async def test_only_hashes_of_the_secrets_are_stored(house: House) -> None:
    async with visitor(house) as client:
        session_id, page = await opened(client)
    found = await house.rooms.log.read(session_id)
    assert found is not None
    stored = b"".join(entry.payload for entry in found[1])
    for secret in set(SECRET.findall(page)):
        assert secret.encode() not in stored
        assert hash_secret(secret).encode() in stored


async def test_what_was_filled_in_is_what_the_workshop_has(house: House) -> None:
    async with visitor(house) as client:
        session_id, _ = await opened(
            client,
            title="  Camera's  in de wijk ",
            organisation="Gemeente Ons",
            case_text="Eerste regel.\n\nTweede regel.",
            language="en",
            script="codio-project-2025",
            **{"minutes.codio-project-2025.A1": "7", "minutes.A2b": "12", "minutes.codio-project-2025.B7": ""},
        )
    room = await house.rooms.get(session_id)
    assert room is not None
    session = room.session
    assert session.title.split() == ["Camera's", "in", "de", "wijk"]
    assert (session.organisation, session.language) == ("Gemeente Ons", "en")
    assert "Tweede regel." in session.case_text
    minutes = {leaf.id: leaf.minutes for leaf in leaves(session.script)}
    usual = {leaf.id: leaf.minutes for leaf in leaves(content.scripts()[0])}
    assert minutes == usual | {"A1": 7, "A2b": 12}
    assert session.minute_ms == house.settings.minute_ms


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "\u200b\u2060"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"organisation": "x" * 121}, "organisation"),
        ({"case_text": "x" * 4001}, "case_text"),
        ({"language": "de"}, "language"),
        ({"script": "codio-2099"}, "script"),
        ({"script": "eigen"}, "own_script"),
        ({"script": "eigen", "own_script": "id = 3"}, "own_script"),
        ({"script": "codio-2022"}, "minutes.codio-2022.W1"),
        ({"own_values": "id = 3"}, "own_values"),
        ({"date": "2026-02-30"}, "date"),
        ({"time": "half tien"}, "time"),
        ({"minutes.codio-project-2025.A1": "0"}, "minutes.codio-project-2025.A1"),
        ({"minutes.codio-project-2025.A1": "601"}, "minutes.codio-project-2025.A1"),
        ({"minutes.A2b": "vijf"}, "minutes.codio-project-2025.A2b"),
        ({"minutes.A2b": "5.5"}, "minutes.codio-project-2025.A2b"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_wrong_field_is_named_and_everything_that_was_typed_comes_back(
    house: House, fields: dict[str, str], wrong: str | None
) -> None:
    typed = {
        "title": "Camera's",
        "organisation": "Gemeente <Ons>",
        "case_text": "Over camera's.",
        "minutes.codio-project-2025.B6": "17",
    }
    typed |= {"own_values": "", "rehearsal": "on", **fields}
    async with visitor(house) as client:
        answer = await client.post("/nieuw", data=typed)
    assert answer.status_code == 422
    assert not answer.cookies
    if wrong:
        assert f'href="#{wrong}"' in answer.text
    assert 'value="17"' in answer.text
    assert 'name="rehearsal" value="on" aria-describedby="rehearsal-hint" checked' in answer.text
    if "organisation" not in fields:
        assert "Gemeente &lt;Ons&gt;" in answer.text
    if len(fields.get("case_text", "")) > 4000:
        assert fields["case_text"] in answer.text


async def session_of(house: House, session_id: str) -> Session:
    room = await house.rooms.get(session_id)
    assert room is not None
    return room.session


async def test_every_shipped_script_can_be_chosen_and_one_without_minutes_asks_for_them(house: House) -> None:
    filled = {f"minutes.codio-2022.{leaf.id}": "20" for leaf in leaves(content.script("codio-2022"))}
    async with visitor(house) as client:
        for script in content.scripts():
            session_id, _ = await opened(client, script=script.id, **(filled if script.minutes_to_fill else {}))
            session = await session_of(house, session_id)
            assert session.script.id == script.id
            assert all(leaf.minutes > 0 for leaf in leaves(session.script))
            assert session.measures == content.measures()


async def test_an_own_script_opens_a_workshop_pasted_or_as_a_file(house: House) -> None:
    own = msgspec.structs.replace(content.scripts()[0], id="van-ons", owner="Wij")
    text = write_script(own)
    async with visitor(house) as client:
        pasted, _ = await opened(client, script="eigen", own_script=text, **{"minutes.eigen.A1": "20"})
        session = await session_of(house, pasted)
        assert (session.script.id, leaves(session.script)[0].minutes) == ("van-ons", 20)
        answer = await client.post(
            "/nieuw",
            data={"title": "T", "organisation": "O", "script": "eigen"},
            files={"own_script_file": ("ons.toml", text.encode(), "application/toml")},
        )
        assert answer.status_code == 303
        assert (await session_of(house, answer.headers["location"].split("/")[2])).script == own


async def test_what_is_wrong_in_a_file_is_named_with_its_line_and_the_text_comes_back(house: House) -> None:
    text = write_script(msgspec.structs.replace(content.scripts()[0], id="van-ons", owner="Wij")).replace(
        '"plenary"', '"samen"', 1
    )
    line = next(number for number, each in enumerate(text.splitlines(), 1) if '"samen"' in each)
    async with visitor(house) as client:
        for name in ("own_script", "own_values"):
            answer = await client.post(
                "/nieuw",
                data={"title": "T", "organisation": "O", "script": "eigen" if name == "own_script" else ""},
                files={f"{name}_file": ("ons.toml", text.encode(), "application/toml")},
            )
            assert answer.status_code == 422
            assert (f"regel {line}" in answer.text) == (name == "own_script")
            assert "mode = &#34;samen&#34;" in answer.text
        answer = await client.post(
            "/nieuw",
            data={"title": "T", "organisation": "O", "script": "eigen"},
            files={"own_script_file": ("x.toml", b"a\n\xff")},
        )
        assert answer.status_code == 422
        assert "regel 2" in answer.text


async def test_what_is_wrong_in_both_files_is_named_at_once(house: House) -> None:
    async with visitor(house) as client:
        answer = await client.post("/nieuw", data={"script": "eigen", "own_script": "id = 3", "own_values": "id = 3"})
    assert answer.status_code == 422
    for name in ("title", "organisation", "own_script", "own_values"):
        assert f'href="#{name}"' in answer.text


@pytest.mark.parametrize("alone", [False, True])
async def test_an_organisation_brings_its_own_values_beside_the_framework_or_alone(house: House, alone: bool) -> None:
    """[DOM-22]"""
    async with visitor(house) as client:
        session_id, _ = await opened(client, own_values=content.example_values(), own_values_alone="on" if alone else "")
        session = await session_of(house, session_id)
        assert session.framework.owner == "Gemeente Meerdorp, team Digitaal"
        assert len(session.framework.values) == (4 if alone else 36)
        assert all(session.framework.value(example.value_id) for example in session.measures.examples)
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
        file = await client.get(f"/regie/{session_id}/waarden.toml", headers=cookie)
        assert file.headers["content-disposition"] == 'attachment; filename="meerdorp-verzonnen.toml"'
        again, _ = await opened(client, own_values=file.text, own_values_alone="on" if alone else "")
        assert (await session_of(house, again)).framework == session.framework


async def test_who_opens_with_own_values_is_told_which_table_begins_with_none(house: House) -> None:
    """[DOM-22]"""
    without, _, _ = content.example_values().rpartition("[[values]]")
    async with visitor(house) as client:
        for values, alone, told in ((without, "on", True), (without, "", False), (content.example_values(), "on", False)):
            session_id, _ = await opened(client, own_values=values, own_values_alone=alone, own_bare="on")
            page = await client.get(f"/regie/{session_id}/links")
            assert ("Onder Bestuurskracht staat geen enkele eigen waarde." in page.text) is told
            assert page.text.count("staat geen enkele eigen waarde") == told


async def test_a_workshop_without_own_values_has_no_file_of_them_and_strangers_get_no_file_at_all(house: House) -> None:
    async with visitor(house) as client:
        session_id, _ = await opened(client)
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
        assert (await client.get(f"/regie/{session_id}/waarden.toml", headers=cookie)).status_code == 404
        file = await client.get(f"/regie/{session_id}/draaiboek.toml", headers=cookie)
        assert file.text == write_script(content.scripts()[0])
    async with visitor(house) as stranger:
        for name in ("draaiboek", "waarden"):
            answer = await stranger.get(f"/regie/{session_id}/{name}.toml")
            assert (answer.status_code, answer.headers["location"]) == (303, f"/regie/{session_id}")


async def test_a_planned_moment_and_practice_are_known_from_the_start(house: House) -> None:
    async with visitor(house) as client:
        session_id, _ = await opened(client, date="2026-12-01", time="9:30".zfill(5), rehearsal="on")
        session = await session_of(house, session_id)
        assert session.rehearsal
        assert session.items["plan"].content == Plan(date="2026-12-01", time="09:30")
        session_id, _ = await opened(client)
        session = await session_of(house, session_id)
        assert not session.rehearsal
        assert "plan" not in session.items


async def test_who_tries_it_out_writes_at_once_in_a_rehearsal_and_leads_it_in_the_same_browser(house: House) -> None:
    async with visitor(house) as client:
        start = (await client.get("/", headers={"accept-language": "nl"})).text
        form = re.search(r'<form class="codio-try".*?</form>', start, re.DOTALL)
        assert form is not None
        fields = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', form[0]))
        answer = await client.post("/nieuw", data=fields)
        assert answer.status_code == 303
        code = answer.headers["location"].removeprefix("/w/").removesuffix("/bord")
        cookies = {"cookie": "; ".join(each.partition(";")[0] for each in answer.headers.get_list("set-cookie"))}
        board = await client.get(answer.headers["location"], headers=cookies)
        assert board.status_code == 200
        session_id = re.findall(r'data-session="([0-9a-f]{16})"', board.text)[0]
        session = await session_of(house, session_id)
        assert session.rehearsal
        leaf = session.leaf()
        assert leaf is not None
        assert leaf.silent
        assert leaf.kinds == ("value",)
        (person,) = session.people.values()
        # Whoever comes later, finds a table for each foundation.
        assert [table.foundations for table in session.tables.values()] == [(each,) for each in FOUNDATION_IDS]
        assert person.table_id in session.tables
        # The same browser finds its way to the control page; nobody else's board shows one.
        (lead_url,) = re.findall(r'data-lead-url="([^"]*)"', board.text)
        assert lead_url == f"/regie/{session_id}"
        assert (await client.get(lead_url, headers=cookies)).status_code == 200
    async with visitor(house) as other:
        assert "Oefening" in (await other.get(f"/w/{code}", headers={"accept-language": "nl"})).text
        answer = await other.post(f"/w/{code}", data={"name": "Ali"})
        own = {"cookie": answer.headers["set-cookie"].partition(";")[0]}
        assert "data-lead-url" not in (await other.get(f"/w/{code}/bord", headers=own)).text


async def test_the_script_that_was_asked_for_is_chosen(house: House) -> None:
    async with visitor(house) as client:
        page = await client.get("/nieuw?draaiboek=codio-pad")
    assert 'name="script" value="codio-pad" checked' in page.text


async def test_a_form_that_is_no_form_is_refused_with_a_page(house: House) -> None:
    async with visitor(house) as client:
        many = "&".join(f"f{number}=1" for number in range(2000)).encode()
        parts = "multipart/form-data; boundary=y"
        for body, kind in ((b"\xff\xfe", "text/plain"), (b"--x", parts), (many, FORM), (b"a" * 3_000_000, FORM)):
            answer = await client.post("/nieuw", content=body, headers={"content-type": kind})
            assert answer.status_code in {400, 413, 422}, kind
            assert "<h1>" in answer.text


async def test_what_people_type_is_never_taken_for_html(house: House) -> None:
    nasty = "<script>alert(1)</script>\"'>&{{7*7}}"
    async with visitor(house) as client:
        session_id, page = await opened(client, title=nasty, organisation=nasty, case_text=nasty)
        code = re.findall(r"/w/([a-z-]+)", page)[0]
        pages = [page]
        for path in (f"/w/{code}", f"/regie/{session_id}", f"/w/{code}/poster", f"/w/{code}/poster/bestand", f"/w/{code}/qr.svg"):
            answer = await client.get(path)
            assert answer.status_code == 200, path
            pages.append(answer.text)
        for text in pages:
            assert "<script>alert" not in text


async def test_the_links_lead_to_the_address_that_the_page_was_asked_at_or_the_configured_one(house: House) -> None:
    async with visitor(house) as client:
        _, page = await opened(client)
        assert f"{house.base_url}/regie/" in page
    async with visitor(house, host="waarden.example", https=True) as client:
        _, page = await opened(client)
        assert "https://waarden.example/regie/" in page
        assert house.base_url not in page


async def test_a_code_is_held_by_one_workshop(house: House) -> None:
    workshop = await house.workshop()
    assert await house.rooms.log.find_code(workshop.code) == workshop.id
    assert not await house.rooms.log.reserve_code(workshop.code, "another")
    async with workshop.facilitator() as facilitator:
        await facilitator.must(c.CloseWorkshop())
    assert await house.rooms.log.find_code(workshop.code) == workshop.id


FORM = "application/x-www-form-urlencoded"


async def test_a_case_text_that_fits_a_row_is_in_the_case_form_at_once_and_a_longer_one_stays_whole(house: House) -> None:
    async with visitor(house) as client:
        session_id, _ = await opened(client, case_text="Over camera's.\r\nOp het plein.")
        session = await session_of(house, session_id)
        assert session.items["case"].content == CaseForm(description="Over camera's.\nOp het plein.")
        found = await house.rooms.log.read(session_id)
        assert found is not None
        assert len(found[1]) == 1
        session = await session_of(house, (await opened(client, case_text="x" * 2000))[0])
        assert session.items["case"].content == CaseForm(description="x" * 2000)
        session = await session_of(house, (await opened(client, case_text="x" * 4000))[0])
        assert session.case_text == "x" * 4000
        assert "case" not in session.items
        assert "case" not in (await session_of(house, (await opened(client))[0])).items


@pytest.mark.parametrize("case", [*content.cases("nl"), *content.cases("en")[:2]], ids=lambda case: f"{case.id} {case.language}")
async def test_an_example_case_fills_what_was_left_empty_and_says_that_it_is_made_up(house: House, case: Case) -> None:
    """[LNG-01] In the language of the workshop; and so does the page, where somebody chooses one."""
    async with visitor(house) as client:
        page = await client.get(f"/nieuw?taal={case.language}")
        assert f'<option value="{case.id}" ' in page.text
        assert case.label in unescape(page.text)
        assert f'<optgroup label="{case.label}" lang="{case.language}">' in unescape(page.text)
        session_id, _ = await opened(client, example=case.id, language=case.language, title="", organisation="")
        # On a page in Dutch the words of the example that stand in the form are the Dutch ones; the workshop is in English.
        dutch = content.case(case.id, "nl")
        filled = {"title": dutch.title, "organisation": dutch.organisation, "case_text": dutch.text}
        other_id, _ = await opened(client, example=case.id, language=case.language, **filled)
    session, other = await session_of(house, session_id), await session_of(house, other_id)
    assert (session.title, session.organisation, session.script.id) == (case.title, case.organisation, case.script)
    assert (other.title, other.organisation, other.case_text, other.language) == (
        *(case.title, case.organisation, case.text.strip()),
        case.language,
    )
    assert other.items["case"].content == session.items["case"].content
    form = session.items["case"].content
    assert isinstance(form, CaseForm)
    assert form == msgspec.structs.replace(case.form, description=f"{case.form.description}\n\n{case.label}")
    contents = [item.content for item in session.items.values()]
    assert sum(isinstance(each, Accent) for each in contents) == len(case.accents)
    assert sum(isinstance(each, ResearchValue) for each in contents) == len(case.research)


async def test_of_an_example_case_own_words_stay_and_values_that_the_workshop_lacks_are_left_out(house: House) -> None:
    async with visitor(house) as client:
        alone = {"own_values": content.example_values(), "own_values_alone": "on"}
        session_id, _ = await opened(client, example="camera", case_text="Onze eigen camera's.", **alone)
        wrong = await client.post("/nieuw", data={"title": "T", "organisation": "O", "example": "atlantis"})
    session = await session_of(house, session_id)
    assert (session.title, session.case_text) == ("Camera's", "Onze eigen camera's.")
    form = session.items["case"].content
    assert isinstance(form, CaseForm)
    assert form.description.startswith("Onze eigen camera's.")
    assert wrong.status_code == 422
    assert 'href="#example"' in wrong.text


@pytest.mark.parametrize(("script", "what"), [("codio-pad", "accents"), ("codio-project-2025", "research")])
async def test_a_script_asks_what_the_other_does_when_that_is_wanted_and_never_by_itself(
    house: House, script: str, what: str
) -> None:
    """[DOM-09] [DOM-23]"""
    async with visitor(house) as client:
        page = await client.get(f"/nieuw?draaiboek={script}")
        assert f'name="ask.{script}.{what}" value="on">' in page.text
        for wanted in (False, True):
            session_id, _ = await opened(client, script=script, **({f"ask.{script}.{what}": "on"} if wanted else {}))
            asked = any(what in leaf.tools for leaf in leaves((await session_of(house, session_id)).script))
            assert asked is wanted
