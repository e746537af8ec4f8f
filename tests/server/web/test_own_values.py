# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own values in fields: written, moved about, wrong and right, kept as a file, and used in a workshop."""

from __future__ import annotations

import httpx
import msgspec
import pytest

from server import content
from server.settings import Settings
from sessions.authoring.own_values import OwnValues, read_own_values
from sessions.authoring.script_toml import write_script
from sessions.model.state import Session
from tests.server.house import House, serving, visitor
from tests.server.web.test_scripts import Fields

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "/draaiboeken/waarden"
WORKSHOP = {"title": "Camera's", "organisation": "Meerdorp"}
EIGHT = (
    "Menselijkheid",
    "Keuzevrijheid",
    "Gelijkheid",
    "Toegankelijkheid",
    "Samen",
    "Doeltreffendheid",
    "Openheid",
    "Duurzaam",
)
"""As many as the principles of the city in the fifth source."""


def principle_ids() -> list[str]:
    return [principle.id for principle in content.framework("waardenkader-2025").principles]


def typed(names: list[str], **other: str) -> dict[str, str]:
    """The fields of a set, a name with `__` for its dots."""
    by_name = dict(zip(EIGHT, principle_ids() * 2, strict=False))
    fields = {"own.title.nl": "Waarden van Meerdorp", "own.owner": "Team Digitaal", "own.version": "3"}
    for number, name in enumerate(names):
        row = f"own.values.{number}"
        fields |= {f"{row}.name.nl": name, f"{row}.principle": by_name[name], f"{row}.definition.nl": f"Over {name}."}
    return fields | {name.replace("__", "."): value for name, value in other.items()}


def shown(page: httpx.Response) -> dict[str, str]:
    return dict(Fields(page.text).sent)


async def session_of(house: House, answer: httpx.Response) -> Session:
    assert answer.status_code == 303, answer.text
    room = await house.rooms.get(answer.headers["location"].split("/")[2])
    assert room is not None
    return room.session


async def test_values_are_written_checked_kept_as_a_file_and_read_again(house: House) -> None:
    """[DOM-22]"""
    async with visitor(house) as client:
        assert (await client.get(PAGE)).status_code == 200
        checked = await client.post(PAGE, data=typed(list(EIGHT)) | {"do": "check", "own_values_alone": "on"})
        assert checked.status_code == 200
        assert "Deze waarden kloppen" in checked.text
        file = await client.post(PAGE, data=shown(checked) | {"do": "download"})
        assert file.headers["content-disposition"] == 'attachment; filename="waarden_van_meerdorp.toml"'
        own = read_own_values(file.text, content.framework("waardenkader-2025"), alone=True)
        assert isinstance(own, OwnValues)
        assert (own.owner, own.version, [value.name.nl for value in own.values]) == ("Team Digitaal", 3, list(EIGHT))
        again = await client.post(PAGE, data={"do": "own:read:", "own_values": file.text, "own_values_alone": "on"})
        assert {name: value for name, value in shown(again).items() if name.startswith("own.values.")} == {
            name: value for name, value in shown(checked).items() if name.startswith("own.values.")
        }


async def test_a_file_that_is_wrong_leaves_what_was_typed_and_names_its_lines(house: House) -> None:
    async with visitor(house) as client:
        for text, told in (("id = 3", "regel 1"), ("", "Kies een bestand met je waarden")):
            for path, other in ((PAGE, {}), ("/nieuw", WORKSHOP)):
                fields = typed(["Samen"]) | other | {"do": "own:read:", "own_values": text}
                answer = await client.post(path, data=fields)
                assert answer.status_code == 422
                assert told in answer.text
                assert shown(answer)["own.values.0.name.nl"] == "Samen"


async def test_a_wrong_field_is_named_and_everything_that_was_typed_comes_back(house: House) -> None:
    wrong = typed(["Samen", "Openheid"], own__values__1__principle="", own__owner="")
    async with visitor(house) as client:
        for path, other in ((PAGE, {"do": "check"}), ("/nieuw", WORKSHOP)):
            answer = await client.post(path, data=wrong | other)
            assert answer.status_code == 422
            for name in ("own.owner", "own.values.1.principle"):
                assert f'href="#{name}"' in answer.text
                assert f'id="{name}"' in answer.text
            back = shown(answer)
            assert {name: back.get(name, "") for name in wrong} == wrong


async def test_buttons_move_rows_in_the_form_of_a_workshop_and_keep_all_else(house: House) -> None:
    async with visitor(house) as client:
        fields = {**WORKSHOP, **typed(["Samen", "Openheid"]), "case_text": "Kort.", "own_values_alone": "on"}
        up = await client.post("/nieuw", data={**fields, "do": "own:up:values.1"})
        assert up.status_code == 200
        back = shown(up)
        assert (back["own.values.0.name.nl"], back["own.values.1.name.nl"]) == ("Openheid", "Samen")
        assert (back["title"], back["case_text"], back["own_values_alone"]) == ("Camera's", "Kort.", "on")
        assert 'id="moved"' in up.text
        away = shown(await client.post("/nieuw", data={**back, "do": "own:remove:values.0"}))
        assert away["own.values.0.name.nl"] == "Samen"
        assert "Openheid" not in away.values()


@pytest.mark.parametrize("alone", [False, True])
async def test_a_workshop_is_opened_with_values_in_fields(house: House, alone: bool) -> None:
    """[DOM-22]"""
    fields = typed(list(EIGHT)) | WORKSHOP | {"own_values_alone": "on" if alone else "", "do": "open"}
    async with visitor(house) as client:
        page = await client.post(PAGE, data=fields)
        assert page.status_code == 200
        session = await session_of(house, await client.post("/nieuw", data=shown(page) | WORKSHOP))
    names = [value.name.nl for value in session.framework.values]
    assert names[-8:] == list(EIGHT)
    assert len(names) == (8 if alone else 40)
    assert (session.framework.owner, session.framework.version) == ("Team Digitaal", 3)


async def test_a_foundation_without_own_values_is_pointed_out_before_opening(house: House) -> None:
    """[DOM-22]"""
    fields = typed(["Menselijkheid"], own__values__0__principle="participation") | WORKSHOP
    told = "Onder Rechtsstaat, Bestuurskracht staat geen enkele eigen waarde."
    async with visitor(house) as client:
        assert told in (await client.post(PAGE, data=fields | {"do": "check", "own_values_alone": "on"})).text
        assert "staat geen enkele" not in (await client.post(PAGE, data=fields | {"do": "check"})).text
        refused = await client.post("/nieuw", data=fields | {"own_values_alone": "on"})
        assert refused.status_code == 422
        assert told in refused.text
        assert 'href="#own_bare"' in refused.text
        session = await session_of(house, await client.post("/nieuw", data=shown(refused) | {"own_bare": "on"}))
        assert len(session.framework.bare_foundations) == 2
        beside = await session_of(house, await client.post("/nieuw", data=fields))
        assert not beside.framework.bare_foundations


async def test_a_file_takes_the_place_of_what_stands_in_the_fields(house: House) -> None:
    async with visitor(house) as client:
        fields = typed(["Samen"]) | WORKSHOP | {"own_values": content.example_values()}
        session = await session_of(house, await client.post("/nieuw", data=fields))
    assert session.framework.owner == "Gemeente Meerdorp, team Digitaal"
    assert "Samen" not in [value.name.nl for value in session.framework.values]


async def test_where_only_members_open_workshops_nobody_else_gets_the_form_by_way_of_values_or_a_script(
    here: Settings,
) -> None:
    async with serving(msgspec.structs.replace(here, opening="members")) as house, visitor(house) as client:
        values = await client.post(PAGE, data=typed(["Samen"]) | {"do": "open"})
        script = write_script(msgspec.structs.replace(content.scripts()[0], id="van-ons", owner="Wij"))
        for answer in (values, await client.post("/draaiboeken/inlezen", data={"script": script, "do": "open"})):
            assert answer.status_code == 403
            assert 'name="title"' not in answer.text


async def test_a_file_counts_before_the_fields_for_every_button_and_comes_back_when_it_is_wrong(house: House) -> None:
    async with visitor(house) as client:
        for button, there in (("check", "Menselijkheid"), ("download", "Menselijkheid"), ("open", "Menselijkheid")):
            fields = typed(["Samen"]) | {"do": button, "own_values": content.example_values()}
            answer = await client.post(PAGE, data=fields)
            assert answer.status_code == 200, button
            assert there in answer.text, button
            assert "Over Samen" not in answer.text, button
            wrong = await client.post(PAGE, data=fields | {"own_values": "id = 3 # van mij"})
            assert wrong.status_code == 422, button
            assert "id = 3 # van mij" in wrong.text
            assert shown(wrong)["own.values.0.name.nl"] == "Samen"
