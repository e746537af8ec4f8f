# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining: the code as people type it, the form, the cookie, coming back."""

from __future__ import annotations

import asyncio
import re

import httpx
import msgspec
import pytest

from server import access
from server.settings import Settings
from server.web import recognising, slowed
from server.web.recognising import RECOGNISED_S
from sessions.topics import admission
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.house import House, Workshop, serving, unmarked, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY_S = 24 * 3600


def cookies(answer: httpx.Response) -> dict[str, set[str]]:
    """The cookies that an answer sets: per name its attributes, in lower case."""
    found: dict[str, set[str]] = {}
    for line in answer.headers.get_list("set-cookie"):
        pair, *attributes = (part.strip() for part in line.split(";"))
        found[pair.partition("=")[0]] = {attribute.lower() for attribute in attributes}
    return found


def _lasting(headers: httpx.Headers) -> dict[str, str]:
    """What does not differ by the second or by the length of a code in it."""
    return {name: value for name, value in headers.items() if name not in ("date", "content-length")}


async def closed(house: House) -> Workshop:
    """A workshop in which one person took part, and that is over."""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as facilitator:
        await facilitator.must(c.CloseWorkshop())
    return workshop


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
        link = f"https://bord.example/pad/w/{workshop.code}"
        pasted = (
            link,
            f"{link}/",
            f"{link}/bord#x",
            f"<{link}>",
            f"Beste Ali,\r\n\r\nDoe mee: {link}. Tot dan!\r\n{'Groet! ' * 60}",
        )
        async with visitor(house) as client:
            for text in typed:
                answer = await client.post("/meedoen", data={"code": text})
                assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}"), text
                page = await client.get(f"/w/{text.strip()}")
                assert page.status_code == 200, text
            for text in pasted:
                answer = await client.post("/meedoen", data={"code": text})
                assert (answer.status_code, answer.headers.get("location")) == (303, f"/w/{workshop.code}"), text

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

    async def test_trying_codes_is_slowed_down_for_strangers_and_the_right_one_is_never_refused(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[SEC-08] And neither an answer nor its time tells whether there is such a code, whatever cookie one has."""
        monkeypatch.setattr(slowed, "UNKNOWN_S", 0.0)
        monkeypatch.setattr(slowed, "SLOWED_S", 0.5)
        clock = asyncio.get_running_loop().time
        async with serving(here) as house:
            workshop = await house.workshop(people=1)
            async with visitor(house) as stranger:
                seen = {(await stranger.get(f"/w/mis-mis-mis{number}")).status_code for number in range(102)}
                assert seen == {404}
                fake = {"cookie": f"wb_participant_{workshop.id}={'A' * 24}"}
                for headers in ({}, fake):
                    for code, status in ((workshop.code, 200), ("mis-mis-mis", 404)):
                        begun = clock()
                        assert (await stranger.get(f"/w/{code}", headers=headers)).status_code == status
                        assert clock() - begun >= 0.5
                answer = await stranger.post("/meedoen", data={"code": workshop.code})
                assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}")
            # The whole room has one address.
            for browser in (workshop.people[0], workshop.opened.facilitator):
                assert (await browser.get(f"/w/{workshop.code}/poster")).status == 200
            assert (await workshop.people[0].get(f"/w/{workshop.code}/bord")).status == 200

    async def test_fifteen_people_behind_one_address_with_a_typing_error_each_all_get_in(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[SEC-08] And not one of them has to wait for what the others mistyped."""
        waited: list[object] = []

        async def wait(_: slowed.Slowed, since_s: float | None = None) -> None:
            waited.append(since_s)

        monkeypatch.setattr(slowed.Slowed, "wait", wait)
        async with serving(here) as house:
            workshop = await house.workshop()
            for _ in range(15):
                async with visitor(house) as client:
                    assert (await client.post("/meedoen", data={"code": "mis-mis-mis"})).status_code == 422
                    assert (await client.post(f"/w/{workshop.code}", data={})).status_code == 303
            assert len((await workshop.room()).session.people) == 15
        assert not waited


class TestJoin:
    async def test_who_joins_gets_a_cookie_and_the_board_and_is_known_by_it(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house) as client:
            page = await client.get(f"/w/{workshop.code}")
            assert "Camera&#39;s" in page.text
            answer = await client.post(f"/w/{workshop.code}", data={"name": " Kim ", "perspective": "data"})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}/bord")
            attributes = {"httponly", "samesite=lax", "path=/", f"max-age={RECOGNISED_S}"}
            assert cookies(answer) == {f"wb_{kind}_{workshop.id}": attributes for kind in ("participant", "kept")}
            board = await client.get(answer.headers["location"])
            assert 'data-role="participant"' in board.text
        (person,) = (await workshop.room()).session.people.values()
        assert (person.name, person.perspective) == ("Kim", "data")
        assert re.fullmatch(r"[0-9a-f]{64}", person.secret_hash)

    async def test_behind_https_the_cookie_is_bound_to_the_host_and_secure(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house, host="waarden.example", https=True) as client:
            answer = await client.post(f"/w/{workshop.code}", data={})
            attributes = {"httponly", "samesite=lax", "path=/", f"max-age={RECOGNISED_S}", "secure"}
            assert cookies(answer) == {f"__Host-wb_{kind}_{workshop.id}": attributes for kind in ("participant", "kept")}
            cookie = answer.headers["set-cookie"].partition(";")[0]
            board = await client.get(f"/w/{workshop.code}/bord", headers={"cookie": cookie})
            assert board.status_code == 200

    async def test_a_proxy_on_this_machine_is_believed_also_by_a_socket_that_takes_ipv6(self, here: Settings) -> None:
        """[OPS-16] [OPS-06]"""
        async with serving(msgspec.structs.replace(here, host="::")) as house:
            for address in ("127.0.0.1", "[::1]"):
                async with httpx.AsyncClient(trust_env=False, timeout=patient(20), verify=NO_TLS) as client:
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

    async def test_on_a_device_that_others_use_too_the_cookie_goes_with_the_browser(self, house: House) -> None:
        """[PRIV-06]"""
        workshop = await house.workshop()
        async with visitor(house) as client:
            answer = await client.post(f"/w/{workshop.code}", data={"shared": "on"})
            assert cookies(answer) == {f"wb_participant_{workshop.id}": {"httponly", "samesite=lax", "path=/"}}
            wrong = await client.post(f"/w/{(await house.workshop()).code}", data={"shared": "on", "perspective": "piraat"})
            assert 'name="shared" value="on" aria-describedby="shared-hint" checked' in wrong.text

    async def test_one_form_is_one_person_however_often_it_is_sent(self, house: House) -> None:
        workshop = await house.workshop()
        for n in range(1, 5):
            async with visitor(house) as client:
                page = await client.get(f"/w/{workshop.code}")
                form = {"name": f"Kim {n}", "mark": re.findall(r'name="mark" value="([\w-]+)"', page.text)[0]}
                answers = await asyncio.gather(*(client.post(f"/w/{workshop.code}", data=form) for _ in range(3)))
                assert {(answer.status_code, answer.headers["location"]) for answer in answers} == {
                    (303, f"/w/{workshop.code}/bord")
                }
                # Whichever answer comes last, the browser is the one person.
                assert len({answer.headers["set-cookie"].partition(";")[0] for answer in answers}) == 1
            people = (await workshop.room()).session.people
            assert [person.name for person in people.values()] == [f"Kim {k}" for k in range(1, n + 1)]

    @pytest.mark.parametrize("mark", ["", "x", "a" * 500, "!" * 32, "é" * 32])
    async def test_a_form_whose_mark_is_none_of_ours_still_makes_a_person_with_a_secret_of_our_own(
        self, house: House, mark: str
    ) -> None:
        workshop = await house.workshop()
        async with visitor(house) as client:
            answer = await client.post(f"/w/{workshop.code}", data={"mark": mark})
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"].partition(";")[0].partition("=")[2]
        assert access.is_secret(cookie)
        assert cookie != mark

    async def test_somebody_elses_own_link_is_asked_about_by_name_before_this_browser_is_that_person(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house) as anna, visitor(house) as noor:
            await anna.post(f"/w/{workshop.code}", data={"name": "Anna"})
            answer = await noor.post(f"/w/{workshop.code}", data={"name": "Noor"})
            key = answer.headers["set-cookie"].partition(";")[0].partition("=")[2]
            asked = await anna.post(f"/w/{workshop.code}/ik", data={"key": key})
            assert asked.status_code == 409
            assert "set-cookie" not in asked.headers
            assert "Op dit apparaat doe je mee als Anna." in asked.text
            assert "Ja, ga verder als Noor" in asked.text
            assert "data-key-form" not in asked.text
            own = await noor.post(f"/w/{workshop.code}/ik", data={"key": key})
            assert own.status_code == 303
            sure = await anna.post(f"/w/{workshop.code}/ik", data={"key": key, "sure": "yes"})
            assert (sure.status_code, sure.headers["location"]) == (303, f"/w/{workshop.code}/bord")
            assert key in sure.headers["set-cookie"]

    async def test_a_full_workshop_says_so(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(admission, "MAX_PEOPLE", 1)
        workshop = await house.workshop(people=1)
        async with visitor(house) as client:
            answer = await client.post(f"/w/{workshop.code}", data={"name": "Kim"})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert "vol" in answer.text

    async def test_a_closed_workshop_takes_nobody_in_and_keeps_its_pages_for_who_was_there(self, house: House) -> None:
        """[BND-08] Whoever holds a link of it, in a cookie or in his hand."""
        workshop = await closed(house)
        assert (await workshop.people[0].get(f"/w/{workshop.code}/poster")).status == 200
        assert (await workshop.people[0].get(f"/w/{workshop.code}/bord")).status == 200
        page = await workshop.opened.facilitator.get(f"/w/{workshop.code}")
        assert page.status == 200
        assert f'action="/w/{workshop.code}"' not in page.body
        secret = access.secret_in(workshop.people[0].cookies, "participant", workshop.id)
        async with visitor(house) as laptop:
            answer = await laptop.post(f"/w/{workshop.code}/ik", data={"key": secret})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}/bord")
            assert (await laptop.get(f"/w/{workshop.code}/poster")).status_code == 200

    @pytest.mark.parametrize(
        ("method", "page", "fields"),
        [
            ("GET", "", None),
            ("POST", "", {"name": "Laat"}),
            ("GET", "/bord", None),
            ("GET", "/apparaat", None),
            ("GET", "/ik", None),
            ("POST", "/ik", {"key": "A" * 24}),
            ("GET", "/qr.svg", None),
            ("GET", "/agenda.ics", None),
            ("GET", "/vooraf", None),
            ("GET", "/poster", None),
            ("GET", "/poster/bestand", None),
            ("GET", "/poster.json", None),
        ],
    )
    async def test_to_strangers_a_code_whose_workshop_is_closed_is_one_that_nobody_has(
        self, house: House, method: str, page: str, fields: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[BND-08] Same answer, to the byte, and no sooner; a cookie of another workshop makes no difference."""
        monkeypatch.setattr(slowed, "UNKNOWN_S", 0.1)
        workshop, other = await closed(house), await house.workshop(people=1)
        clock, found = asyncio.get_running_loop().time, []
        async with visitor(house) as stranger:
            for headers in ({}, {"cookie": other.people[0].cookie_header}):
                for code in (workshop.code, "mis-mis-mis"):
                    begun = clock()
                    answer = await stranger.request(method, f"/w/{code}{page}", data=fields, headers=headers)
                    assert clock() - begun >= slowed.UNKNOWN_S
                    assert not answer.cookies
                    found.append((answer.status_code, answer.text.replace(code, ""), _lasting(answer.headers)))
        assert found[0] == found[1] == found[2] == found[3]
        assert found[0][0] in (403, 404) or page == "/ik"
        assert "Camera" not in found[0][1]

    async def test_the_form_for_a_code_knows_none_of_a_closed_workshop(self, house: House) -> None:
        """[BND-08]"""
        workshop, found = await closed(house), []
        async with visitor(house) as stranger:
            for code in (workshop.code, "mis-mis-mis"):
                answer = await stranger.post("/meedoen", data={"code": code})
                found.append((answer.status_code, unmarked(answer.text.replace(code, ""))))
        assert found[0] == found[1]
        assert found[0][0] == 422

    async def test_trying_the_code_of_a_closed_workshop_is_trying_a_wrong_one(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[BND-08] It slows down as others do."""
        monkeypatch.setattr(slowed, "UNKNOWN_S", 0.0)
        monkeypatch.setattr(slowed, "SLOWED_S", 0.5)
        async with serving(here) as house:
            workshop, clock = await closed(house), asyncio.get_running_loop().time
            async with visitor(house) as stranger:
                assert {(await stranger.get(f"/w/{workshop.code}")).status_code for _ in range(102)} == {404}
                begun = clock()
                await stranger.get("/w/mis-mis-mis")
                assert clock() - begun >= 0.5

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


class TestRecognising:
    async def test_a_visit_begins_the_fourteen_days_anew_and_a_browser_that_forgets_goes_on_forgetting(
        self, house: House
    ) -> None:
        """[PRIV-06]"""
        workshop = await house.workshop()
        async with visitor(house) as own, visitor(house) as shared:
            await own.post(f"/w/{workshop.code}", data={"name": "Noor"})
            await shared.post(f"/w/{workshop.code}", data={"shared": "on"})
            board = await own.get(f"/w/{workshop.code}/bord")
            assert {f"max-age={RECOGNISED_S}"} <= cookies(board)[f"wb_participant_{workshop.id}"]
            own_key = await own.get(own_key_url(board.text))
            assert own_key.json() == {"key": own.cookies[f"wb_participant_{workshop.id}"]}
            assert own_key.headers["cache-control"] == "no-store"
            board = await shared.get(f"/w/{workshop.code}/bord")
            assert "set-cookie" not in board.headers
            # What a page of a device that others use too does not get, it cannot leave there.
            assert own_key_url(board.text) == ""
            assert (await shared.get(f"/w/{workshop.code}/sleutel.json")).status_code == 403

    async def test_two_sittings_keep_everybody(self, here: Settings) -> None:
        """[PRIV-06] Ten days lie between, the browsers were closed and the server was started again."""
        kept: list[dict[str, str]] = []
        async with serving(here) as house:
            workshop = await house.workshop()
            async with workshop.facilitator() as facilitator:
                await facilitator.go("A2c1")
            for name in ("Noor", "Kim"):
                async with visitor(house) as client:
                    answer = await client.post(f"/w/{workshop.code}", data={"name": name})
                    kept.append(after(10 * DAY_S, answer))
                browser = workshop.at(workshop.opened.facilitator)
                browser.cookies = kept[-1]
                async with workshop.device(browser) as phone:
                    await phone.add(f"note-of-{name}")
            before = (await workshop.room()).session.people
        async with serving(here) as house:
            for name, jar in zip(("Noor", "Kim"), kept, strict=True):
                async with visitor(house, cookie="; ".join(f"{key}={value}" for key, value in jar.items())) as client:
                    answer = await client.get(f"/w/{workshop.code}")
                    assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}/bord")
                    board = await client.get(answer.headers["location"])
                    assert after(10 * DAY_S, board) == jar
                browser = workshop.at(workshop.opened.facilitator, house)
                browser.cookies = dict(jar)
                async with workshop.device(browser, house=house) as phone:
                    assert (phone.me.name, phone.me.mine) == (name, (f"note-of-{name}",))
                    await phone.add(f"later-note-of-{name}")
            room = await house.rooms.get(workshop.id)
            assert room is not None
            assert room.session.people == before

    async def test_the_end_of_the_workshop_shortens_it_to_a_day(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """[PRIV-06] [BRD-26]"""
        workshop = await house.workshop()
        name = f"wb_participant_{workshop.id}"
        async with visitor(house) as own, visitor(house) as shared:
            await own.post(f"/w/{workshop.code}", data={"name": "Noor"})
            await shared.post(f"/w/{workshop.code}", data={"shared": "on"})
            async with workshop.facilitator() as facilitator:
                await facilitator.must(c.CloseWorkshop())
            board = await own.head(f"/w/{workshop.code}/bord")
            (left_s,) = (int(each.removeprefix("max-age=")) for each in cookies(board)[name] if each.startswith("max-age="))
            assert DAY_S - 60 < left_s <= DAY_S
            assert own_key_url((await own.get(f"/w/{workshop.code}/bord")).text) == ""
            assert (await own.get(f"/w/{workshop.code}/sleutel.json")).status_code == 403
            assert "set-cookie" not in (await shared.get(f"/w/{workshop.code}/bord")).headers
            async with workshop.facilitator() as facilitator:
                await facilitator.must(c.ReopenWorkshop())
                # All that the end had set off is as before: the cookie, the key of the own link, and the code for who is new.
                board = await own.head(f"/w/{workshop.code}/bord")
                assert f"max-age={14 * DAY_S}" in cookies(board)[name]
                assert own_key_url((await own.get(f"/w/{workshop.code}/bord")).text)
                async with visitor(house) as late:
                    assert (await late.post(f"/w/{workshop.code}", data={"name": "Bo"})).status_code == 303
                await facilitator.must(c.CloseWorkshop())
            monkeypatch.setattr(recognising, "NAMELESS_AFTER_MS", -1)
            board = await own.get(f"/w/{workshop.code}/bord")
            assert cookies(board)[name] == {"httponly", "samesite=lax", "path=/"}
            assert list(own.cookies) == [name]

    async def test_an_own_link_asks_whether_others_use_the_other_device_too(self, house: House) -> None:
        """[PRIV-06]"""
        workshop = await house.workshop(people=1)
        key = workshop.people[0].cookies[f"wb_participant_{workshop.id}"]
        async with visitor(house) as client:
            door = await client.get(f"/w/{workshop.code}/ik")
            assert 'name="shared" value="on"' in door.text
            # The script fills the key in, and leaves the sending to whoever has to choose.
            assert "data-key-asks" in door.text
            wrong = await client.post(f"/w/{workshop.code}/ik", data={"key": "x", "shared": "on"})
            assert 'name="shared" value="on" aria-describedby="shared-hint" checked' in wrong.text
            own = await client.post(f"/w/{workshop.code}/ik", data={"key": key})
            assert set(cookies(own)) == {f"wb_{kind}_{workshop.id}" for kind in ("participant", "kept")}
            shared = await client.post(f"/w/{workshop.code}/ik", data={"key": key, "shared": "on"})
            assert cookies(shared)[f"wb_participant_{workshop.id}"] == {"httponly", "samesite=lax", "path=/"}
            assert list(client.cookies) == [f"wb_participant_{workshop.id}"]

    async def test_what_was_said_of_the_device_goes_along_with_the_question_who_goes_on(self, house: House) -> None:
        """[PRIV-06]"""
        workshop = await house.workshop(people=1)
        key = workshop.people[0].cookies[f"wb_participant_{workshop.id}"]
        async with visitor(house) as client:
            await client.post(f"/w/{workshop.code}", data={})
            asked = await client.post(f"/w/{workshop.code}/ik", data={"key": key, "shared": "on"})
            assert (asked.status_code, 'name="shared" value="on"' in asked.text) == (409, True)
            asked = await client.post(f"/w/{workshop.code}/ik", data={"key": key})
            assert (asked.status_code, 'name="shared"' in asked.text) == (409, False)

    async def test_a_mark_that_a_browser_made_up_opens_nothing(self, house: House) -> None:
        workshop = await house.workshop()
        async with visitor(house, cookie=f"wb_kept_{workshop.id}=1; wb_participant_{workshop.id}={'A' * 24}") as client:
            answer = await client.get(f"/w/{workshop.code}/bord")
            assert (await client.get(f"/w/{workshop.code}/sleutel.json")).status_code == 403
        assert (answer.status_code, answer.headers["location"]) == (303, f"/w/{workshop.code}")
        assert "set-cookie" not in answer.headers


def own_key_url(page: str) -> str:
    """Where a board's page finds the key of the own link, to keep it on the device; empty when it may not."""
    return "".join(re.findall(r'data-own-key-url="([^"]*)"', page))


def after(seconds: int, answer: httpx.Response) -> dict[str, str]:
    """What is left of an answer's cookies in a browser that was closed and is started again so much later."""
    kept = {}
    for line in answer.headers.get_list("set-cookie"):
        pair, _, attributes = line.partition(";")
        if any(int(age) > seconds for age in re.findall(r"(?i)max-age=(\d+)", attributes)):
            name, _, value = pair.partition("=")
            kept[name] = value
    return kept
