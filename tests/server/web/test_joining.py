# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining: the code as people type it, the form, the cookie, coming back."""

from __future__ import annotations

import re

import httpx
import msgspec
import pytest

from server.settings import Settings
from sessions.topics import people
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.patience import patient
from tests.server.house import House, serving, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


def cookies(answer: httpx.Response) -> dict[str, set[str]]:
    """The cookies that an answer sets: per name its attributes, in lower case."""
    found: dict[str, set[str]] = {}
    for line in answer.headers.get_list("set-cookie"):
        pair, *attributes = (part.strip() for part in line.split(";"))
        found[pair.partition("=")[0]] = {attribute.lower() for attribute in attributes}
    return found


class TestCode:
    async def test_the_code_is_found_however_it_is_typed(self, house: House) -> None:
        workshop = await house.workshop()
        one, two, three = workshop.code.split("-")
        typed = [
            workshop.code,
            workshop.code.upper(),
            f"  {one}  {two}  {three} ",
            f"{one.title()} - {two.title()} - {three.title()}",
            f"{one}{two}{three}",
            f"{one}_{two}.{three}\n",
            f"{one}\u00a0{two}\u2011{three}",
        ]
        async with visitor(house) as client:
            for text in typed:
                answer = await client.post("/meedoen", data={"code": text})
                assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}"), text
                page = await client.get(f"/w/{text.strip()}")
                assert page.status_code == 200, text

    @pytest.mark.parametrize("text", ["", "   ", "123", "appel", "appel-boom", "nooit-van-gehoord", "é" * 60, "<b>", "x" * 500])
    async def test_a_code_that_is_none_gives_the_form_again_with_what_was_typed(self, house: House, text: str) -> None:
        async with visitor(house) as client:
            answer = await client.post("/meedoen", data={"code": text})
            assert answer.status_code == 422
            assert "aria-invalid" in answer.text
            assert text.strip()[:20].replace("<", "&lt;").replace(">", "&gt;") in answer.text

    @pytest.mark.parametrize(
        "path", ["/w/nooit-van-gehoord", "/w/%00", "/w/%F0%9F%8D%8E", "/w/" + "x" * 500, "/w/..%2F..", "/w/nul/bord"]
    )
    async def test_an_address_of_no_workshop_is_a_clear_page(self, house: House, path: str) -> None:
        async with visitor(house) as client:
            answer = await client.get(path)
            assert answer.status_code == 404
            assert "<h1>" in answer.text

    async def test_trying_codes_is_slowed_down_for_strangers_and_never_for_who_takes_part(self, here: Settings) -> None:
        async with serving(here) as house:
            workshop = await house.workshop(people=1)
            async with visitor(house) as stranger:
                seen = [(await stranger.get(f"/w/mis-mis-mis{number}")).status_code for number in range(120)]
                assert set(seen) == {404, 429}
                assert seen.count(404) >= 100
                assert (await stranger.get(f"/w/{workshop.code}")).status_code == 429
                assert (await stranger.get(f"/w/{workshop.code}/vooraf")).status_code == 429
                answer = await stranger.post("/meedoen", data={"code": workshop.code})
                assert answer.status_code == 422
                assert "aria-invalid" in answer.text
                fake = {"cookie": f"wb_participant_{workshop.id}={'A' * 24}"}
                assert (await stranger.get(f"/w/{workshop.code}", headers=fake)).status_code == 429
            # The whole room has one address.
            for browser in (workshop.people[0], workshop.opened.facilitator):
                assert (await browser.get(f"/w/{workshop.code}/poster")).status == 200
            assert (await workshop.people[0].get(f"/w/{workshop.code}/bord")).status == 200

    async def test_fifteen_people_behind_one_address_with_a_typing_error_each_all_get_in(self, here: Settings) -> None:
        async with serving(here) as house:
            workshop = await house.workshop()
            for _ in range(15):
                async with visitor(house) as client:
                    assert (await client.post("/meedoen", data={"code": "mis-mis-mis"})).status_code == 422
                    assert (await client.post(f"/w/{workshop.code}", data={})).status_code == 303
            assert len((await workshop.room()).session.people) == 15


class TestJoin:
    async def test_who_joins_gets_a_cookie_and_the_board_and_is_known_by_it(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house) as client:
            page = await client.get(f"/w/{workshop.code}")
            assert "Camera&#39;s" in page.text
            answer = await client.post(f"/w/{workshop.code}", data={"name": " Kim ", "perspective": "data"})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}/bord")
            assert cookies(answer) == {f"wb_participant_{workshop.id}": {"httponly", "samesite=lax", "path=/"}}
            board = await client.get(answer.headers["location"])
            assert 'data-role="participant"' in board.text
        (person,) = (await workshop.room()).session.people.values()
        assert (person.name, person.perspective) == ("Kim", "data")
        assert re.fullmatch(r"[0-9a-f]{64}", person.secret_hash)

    async def test_behind_https_the_cookie_is_bound_to_the_host_and_secure(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house, host="waarden.example", https=True) as client:
            answer = await client.post(f"/w/{workshop.code}", data={})
            attributes = {"httponly", "samesite=lax", "path=/", "secure"}
            assert cookies(answer) == {f"__Host-wb_participant_{workshop.id}": attributes}
            cookie = answer.headers["set-cookie"].partition(";")[0]
            board = await client.get(f"/w/{workshop.code}/bord", headers={"cookie": cookie})
            assert board.status_code == 200

    async def test_a_proxy_on_this_machine_is_believed_also_by_a_socket_that_takes_ipv6(self, here: Settings) -> None:
        async with serving(msgspec.structs.replace(here, host="::")) as house:
            for address in ("127.0.0.1", "[::1]"):
                async with httpx.AsyncClient(trust_env=False, timeout=patient(20)) as client:
                    answer = await client.get(f"http://{address}:{house.port}/", headers={"x-forwarded-proto": "https"})
                assert "strict-transport-security" in answer.headers, address

    async def test_whoever_takes_part_already_goes_straight_to_the_board(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        browser = workshop.people[0]
        for answer in (await browser.get(f"/w/{workshop.code}"), await browser.post(f"/w/{workshop.code}", {"name": "Ander"})):
            assert (answer.status, answer.location) == (303, f"/w/{workshop.code}/bord")
            assert "set-cookie" not in answer.headers
        assert len((await workshop.room()).session.people) == 1

    async def test_who_does_not_take_part_is_sent_to_the_form(self, house: House) -> None:
        workshop, other = await house.workshop(), await house.workshop(people=1)
        for cookie in ("", other.people[0].cookie_header, f"wb_participant_{workshop.id}=x", "%%%;;=;"):
            async with visitor(house, cookie=cookie) as client:
                answer = await client.get(f"/w/{workshop.code}/bord")
                assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}")

    @pytest.mark.parametrize("fields", [{"name": "x" * 41}, {"name": "Kim", "perspective": "piraat"}], ids=str)
    async def test_a_wrong_field_gives_the_form_again_with_what_was_typed(self, house: House, fields: dict[str, str]) -> None:
        workshop = await house.workshop()
        async with visitor(house) as client:
            answer = await client.post(f"/w/{workshop.code}", data=fields)
        assert answer.status_code == 422
        assert f'value="{fields["name"]}"' in answer.text
        assert not answer.cookies
        assert (await workshop.room()).session.people == {}

    async def test_a_full_workshop_says_so(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(people, "MAX_PEOPLE", 1)
        workshop = await house.workshop(people=1)
        async with visitor(house) as client:
            answer = await client.post(f"/w/{workshop.code}", data={"name": "Kim"})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert "vol" in answer.text

    async def test_a_closed_workshop_takes_nobody_in_and_shows_its_poster_to_who_was_there(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator:
            await facilitator.must(c.CloseWorkshop())
        async with visitor(house) as client:
            page = await client.get(f"/w/{workshop.code}")
            assert page.status_code == 200
            assert f'action="/w/{workshop.code}"' not in page.text
            answer = await client.post(f"/w/{workshop.code}", data={"name": "Laat"})
            assert answer.status_code == 422
            assert not answer.cookies
        assert len((await workshop.room()).session.people) == 1
        assert (await workshop.people[0].get(f"/w/{workshop.code}/poster")).status == 200

    async def test_a_second_device_is_the_same_person(self, house: House) -> None:
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]) as phone, workshop.device(workshop.people[0]) as laptop:
            assert phone.all(r.MeRecord) == laptop.all(r.MeRecord)
            await phone.must(c.ChangeProfile("Kim"))
            await laptop.until(lambda: laptop.me.name == "Kim")

    async def test_the_code_is_a_picture_of_our_own_making(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house) as client:
            answer = await client.get(f"/w/{workshop.code}/qr.svg")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.text.lstrip().startswith("<svg")
        assert "http" not in re.sub(r'xmlns="[^"]*"', "", answer.text)
