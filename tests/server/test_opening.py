# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workshop with the form."""

from __future__ import annotations

import re

import httpx
import pytest

from server import content
from server.access import hash_secret
from sessions import commands as c
from sessions.script import leaves
from tests.server.house import House, visitor

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
            minutes = [f"minutes.{leaf.id}" for leaf in leaves(content.scripts()[0])]
            fields = ["title", "organisation", "case_text", "language", "script", *minutes]
            assert [name for name in fields if f'name="{name}"' not in page.text] == []


async def test_a_workshop_has_a_code_of_three_words_and_three_different_long_secrets(house: House) -> None:
    async with visitor(house) as client:
        session_id, page = await opened(client)
        secrets = set(SECRET.findall(page))
        assert len(secrets) == 3
        (code,) = set(re.findall(rf"{re.escape(house.base_url)}/w/([a-z-]+)", page))
        assert len(code.split("-")) == 3
        assert all(word in content.join_words() for word in code.split("-"))
        another_id, another = await opened(client)
        assert another_id != session_id
        assert not secrets & set(SECRET.findall(another))
        assert code not in another


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
            **{"minutes.A1": "7", "minutes.A2b": "12", "minutes.B7": ""},
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
        ({"script": "codio-2099"}, None),
        ({"minutes.A1": "0"}, "minutes.A1"),
        ({"minutes.A1": "601"}, "minutes.A1"),
        ({"minutes.A2b": "vijf"}, "minutes.A2b"),
        ({"minutes.A2b": "5.5"}, "minutes.A2b"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_wrong_field_is_named_and_everything_that_was_typed_comes_back(
    house: House, fields: dict[str, str], wrong: str | None
) -> None:
    typed = {"title": "Camera's", "organisation": "Gemeente <Ons>", "case_text": "Over camera's.", "minutes.B6": "17", **fields}
    async with visitor(house) as client:
        answer = await client.post("/nieuw", data=typed)
    assert answer.status_code == 422
    assert not answer.cookies
    if wrong:
        assert f'href="#{wrong}"' in answer.text
    assert 'value="17"' in answer.text
    if "organisation" not in fields:
        assert "Gemeente &lt;Ons&gt;" in answer.text
    if len(fields.get("case_text", "")) > 4000:
        assert fields["case_text"] in answer.text


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
