# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about scripts: looked at, copied, changed with and without mistakes, kept as a file and brought again."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from html.parser import HTMLParser

import httpx
import msgspec
import pytest

from server import content
from server.web.bodies import MAX_LARGE_BYTES
from sessions.authoring.script_toml import read_script, write_script
from sessions.material.script import Leaf, Script, leaves
from tests.server.house import House, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWN = "/draaiboeken/eigen"
READ = "/draaiboeken/inlezen"


class Fields(HTMLParser):
    """What a browser would send of the forms on a page, without the buttons."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._area = ""
        self._choice = ""
        self._text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "textarea":
            self._area, self._text = name, []
        elif tag == "select":
            self._choice = name
        elif tag == "option" and "selected" in given:
            self.sent.append((self._choice, given["value"]))
        elif tag == "input" and (given.get("type") not in ("checkbox", "radio", "file") or "checked" in given):
            self.sent.append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent.append((self._area, "".join(self._text)))


def in_any_order(leaf: Leaf) -> Leaf:
    """A leaf with its tools in the order of the alphabet: the form has them in its own."""
    return msgspec.structs.replace(leaf, tools=tuple(sorted(leaf.tools)))


async def typed(client: httpx.AsyncClient, van: str = "codio-project-2025", **other: str) -> dict[str, list[str]]:
    """The form of a copy, with some fields filled in otherwise; a name with `__` for its dots."""
    page = await client.get(OWN, params={"van": van})
    assert page.status_code == 200
    fields: dict[str, list[str]] = {}
    for name, value in Fields(page.text).sent:
        fields.setdefault(name, []).append(value)
    return fields | {name.replace("__", "."): [value] for name, value in {"owner": "Wij", **other}.items()}


async def press(client: httpx.AsyncClient, fields: dict[str, list[str]], button: str) -> httpx.Response:
    return await client.post(OWN, data={**fields, "do": [button]})


async def test_every_script_is_shown_with_its_minutes_and_what_the_source_says(house: House) -> None:
    async with visitor(house) as client:
        page = await client.get("/draaiboeken")
        assert page.status_code == 200
        assert page.text.count("155 minuten; volgens de bron ongeveer tweeënhalf uur") == 2
        assert "Minuten vul je zelf in" in page.text
        assert "reconstructie" in page.text
        for script in content.scripts():
            shown = await client.get(f"/draaiboeken/{script.id}")
            assert shown.status_code == 200
            for leaf in leaves(script):
                assert leaf.title.nl in shown.text
            assert script.source.strip()[:20] in shown.text
            file = await client.get(f"/draaiboeken/{script.id}.toml")
            assert tomllib.loads(file.text)["id"] == script.id
            assert file.headers["content-disposition"] == f'attachment; filename="{script.id}.toml"'
        english = await client.get("/draaiboeken/codio-project-2025?taal=en")
        assert "155 minutes; the source says two and a half hours" in english.text


async def test_a_script_that_is_not_there_is_not_found(house: House) -> None:
    async with visitor(house) as client:
        for path in ("/draaiboeken/codio-2099", "/draaiboeken/codio-2099.toml", f"{OWN}?van=codio-2099"):
            assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("script", content.scripts(), ids=lambda script: script.id)
async def test_a_copy_with_an_owner_is_right_and_comes_out_as_a_file_that_can_be_read_again(house: House, script: Script) -> None:
    async with visitor(house) as client:
        fields = await typed(client, script.id)
        checked = await press(client, fields, "check")
        assert checked.status_code == 200
        assert "Dit draaiboek klopt" in checked.text
        file = await press(client, fields, "download")
        made = read_script(file.text, content.framework_ids())
        assert isinstance(made, Script)
        assert (made.owner, made.based_on, made.version) == ("Wij", script.id, 1)
        assert [(part.id, part.title, len(part.steps)) for part in made.parts] == [
            (part.id, part.title, len(part.steps)) for part in script.parts
        ]
        assert [in_any_order(leaf) for leaf in leaves(made)] == [in_any_order(leaf) for leaf in leaves(script)]
        again = await client.post(READ, data={"script": file.text, "do": "download"})
        assert again.text == file.text


async def test_everything_that_is_wrong_stands_at_its_field_and_in_a_summary_and_nothing_typed_is_lost(house: House) -> None:
    async with visitor(house) as client:
        wrong = {"owner": "", "parts__0__steps__1__minutes": "veel", "parts__0__steps__1__mode": "plenary"}
        answer = await press(client, await typed(client, **wrong, parts__1__steps__0__title__nl="<b>Anders</b>"), "download")
    assert answer.status_code == 422
    assert 'href="#owner"' in answer.text
    assert 'href="#parts.0.steps.1.minutes"' in answer.text
    assert 'id="parts.0.steps.1.minutes-error"' in answer.text
    assert 'value="veel"' in answer.text
    assert "&lt;b&gt;Anders" in answer.text
    assert "<b>Anders" not in answer.text


async def test_rules_about_the_whole_are_named_when_every_field_has_its_kind(house: House) -> None:
    async with visitor(house) as client:
        fields = await typed(client, id="codio-pad", parts__0__steps__1__mode="plenary", parts__0__steps__1__id="A1")
        answer = await press(client, fields, "check")
    assert answer.status_code == 422
    for name in ("id", "parts.0.steps.1.mode", "parts.0.steps.1.id"):
        assert f'href="#{name}"' in answer.text


async def test_a_button_changes_the_order_and_leads_back_to_the_step(house: House) -> None:
    async with visitor(house) as client:
        fields = await typed(client)
        answer = await press(client, fields, "down:parts.0.steps.1")
        assert answer.status_code == 200
        assert answer.text.index("Waarden identificeren") < answer.text.index("Projectbeschrijving lezen")
        assert answer.text.count('id="moved"') == 1
        fields = {name: [value] for name, value in Fields(answer.text).sent if not name.endswith((".kinds", ".tools"))}
        assert fields["parts.0.steps.2.id"] == ["A2a"]


async def test_a_part_from_which_every_step_was_taken_is_left_out(house: House) -> None:
    async with visitor(house) as client:
        fields = {name: value for name, value in (await typed(client)).items() if not name.startswith("parts.1.steps")}
        file = await press(client, fields, "download")
        assert [part["id"] for part in tomllib.loads(file.text)["parts"]] == ["A"]


async def test_an_own_script_is_shown_and_leads_to_a_workshop(house: House) -> None:
    async with visitor(house) as client:
        fields = await typed(client, title__nl="Ons <draaiboek>")
        shown = await press(client, fields, "show")
        assert "Ons &lt;draaiboek&gt;" in shown.text
        toml = dict(Fields(shown.text).sent)["script"]
        opening = await client.post(READ, data={"script": toml, "do": "open"})
        filled = dict(Fields(opening.text).sent)
        assert filled["script"] == "eigen"
        answer = await client.post("/nieuw", data={**filled, "title": "T", "organisation": "O"})
        assert answer.status_code == 303
        session_id = answer.headers["location"].split("/")[2]
        room = await house.rooms.get(session_id)
        assert room is not None
        assert room.session.script.title.nl == "Ons <draaiboek>"
        edited = await client.post(READ, data={"script": toml, "do": "edit"})
        assert 'value="Ons &lt;draaiboek&gt;"' in edited.text


async def test_a_file_with_mistakes_is_answered_with_its_lines_and_what_is_expected(house: House) -> None:
    text = write_script(msgspec.structs.replace(content.scripts()[0], id="van-ons", owner="Wij"))
    wrong = text.replace('mode = "plenary"', 'mode = "samen"', 1).replace("version = ", "versie = ", 1)
    line = next(number for number, each in enumerate(wrong.splitlines(), 1) if '"samen"' in each)
    async with visitor(house) as client:
        answer = await client.post(READ, data={"do": "show"}, files={"file": ("ons.toml", wrong.encode())})
        assert answer.status_code == 422
        assert "ons.toml" in answer.text
        assert f"regel {line}" in answer.text
        assert "plenary, individual, group" in answer.text
        assert "“versie” kennen we hier niet" in answer.text
        assert "mode = &#34;samen&#34;" in answer.text
        syntax = await client.post(READ, data={"script": "id = 'x'\nversion =\n", "do": "show"})
        assert "regel 2" in syntax.text
        latin = await client.post(READ, data={"do": "show"}, files={"file": ("ons.toml", "a = 'é'".encode("latin-1"))})
        assert "UTF-8" in latin.text
        nothing = await client.post(READ, data={"do": "show"})
        assert (nothing.status_code, 'href="#file"' in nothing.text) == (422, True)


async def test_a_file_of_the_right_shape_can_be_mended_in_the_form(house: House) -> None:
    async with visitor(house) as client:
        file = (await client.get("/draaiboeken/codio-pad.toml")).text
        listed = await client.post(READ, data={"script": file, "do": "show"})
        assert (listed.status_code, "eigenaar" in listed.text.lower() or "owner" in listed.text) == (422, True)
        form = await client.post(READ, data={"script": file, "do": "edit"})
        assert form.status_code == 422
        assert 'href="#owner"' in form.text
        assert 'href="#id"' in form.text


async def test_the_made_up_values_are_offered_as_a_file(house: House) -> None:
    async with visitor(house) as client:
        file = await client.get("/draaiboeken/eigen-waarden.toml")
    assert file.text == content.example_values()


async def test_a_form_that_is_far_too_long_or_has_no_length_is_not_read(house: House) -> None:
    async with visitor(house) as client:
        answer = await client.post(READ, data={"script": "#" * (MAX_LARGE_BYTES + 1)})
        assert answer.status_code == 413
        assert "<h1>" in answer.text

        async def pieces() -> AsyncIterator[bytes]:
            yield b"script=x"

        answer = await client.post(READ, content=pieces(), headers={"content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code == 411


async def test_a_form_from_another_site_is_refused(house: House) -> None:
    async with visitor(house) as client:
        for path in (OWN, READ):
            answer = await client.post(path, data={"do": "check"}, headers={"origin": "https://elders.example"})
            assert answer.status_code == 403


async def test_whatever_is_sent_the_form_comes_back(house: House) -> None:
    async with visitor(house) as client:
        for fields in (
            {},
            {"title": "x"},
            {"parts": "x"},
            {"parts.0": "x"},
            {"parts.0.steps.0.questions.0": "x"},
            {"parts.0.steps.0.title.nl.nl": "x"},
            {"id.x": "1", "kinds": "y"},
            {"parts.0.steps.0.minutes": "9" * 5000},
        ):
            for button in ("check", "open", "up:parts.0.steps.0", "split:parts.0.steps.0", "add_part:"):
                answer = await client.post(OWN, data={**fields, "do": button})
                assert answer.status_code in {200, 422}, (fields, button)
                assert "<h1>" in answer.text
