# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Members sign in at a real provider, and out again."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from server.player.browser import Browser
from server.settings import Settings
from server.web import signing_in
from tests.server.oidc.real import RealProvider, at_provider, path_of, signed_in, way_back
from tests.server.oidc.test_oidc_settings import pem

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "/organisatie/oosterveld"


def twin(browser: Browser) -> Browser:
    """A browser with the same cookies."""
    other = Browser(browser.base_url)
    other.cookies = dict(browser.cookies)
    return other


async def test_whoever_signs_in_is_in_his_organisation_in_the_role_that_his_claims_give(
    provider: RealProvider, here: Settings
) -> None:
    """[SIG-01] [SEC-10] [SEC-11] Of several values that counts which may most; who has one in two organisations is in both."""
    async with provider.house(here) as house:
        before = Browser(house.base_url)
        assert "Inloggen bij je organisatie" in (await before.get("/organisatie")).body
        assert "Inloggen bij je organisatie" in (await before.get(PAGE)).body
        manager, answer = await signed_in(provider, house, "fatima")
        assert (answer.status, answer.location) == (303, PAGE)
        page = (await manager.get(PAGE)).body
        assert "Gemeente Oosterveld" in page
        assert "Fatima de Vries, beheerder" in page
        assert "Je geheime link" not in page
        assert (await manager.get(f"{PAGE}/leden")).status == 200
        for login, words, may_open in (("olga", "Olga, organisator", True), ("stef", "Stef, strateeg", False)):
            member, _ = await signed_in(provider, house, login)
            assert words in (await member.get(PAGE)).body
            assert (await member.get(f"{PAGE}/leden")).status == 403
            assert ("Gemeente Oosterveld" in (await member.get("/nieuw")).body) == may_open
            assert "Uitloggen" in (await member.get("/strategie/oosterveld")).body
        reader, answer = await signed_in(provider, house, "lena")
        assert answer.location == "/organisatie"
        listed = (await reader.get("/organisatie")).body
        assert "Gemeente Oosterveld" in listed
        assert "Waterschap Waterland" in listed
        assert "Lena &lt;b&gt;Lezer&lt;/b&gt;" in listed
        assert "Waterschap Waterland" not in (await manager.get("/organisatie/waterland")).body


async def test_whoever_wanted_a_page_comes_to_that_page_and_to_no_other_site(provider: RealProvider, here: Settings) -> None:
    """[SIG-01]"""
    async with provider.house(here) as house:
        refused = await Browser(house.base_url).get(f"{PAGE}/archief?q=camera")
        assert refused.status == 403
        assert "Log eerst in" in refused.body
        found = re.search(r'href="(/inloggen\?naar=[^"]*)"', refused.body)
        assert found is not None
        _, answer = await signed_in(provider, house, "fatima", found[1])
        assert answer.location == f"{PAGE}/archief?q=camera"
        for elsewhere in (
            "https://kwaad.example",
            "//kwaad.example",
            "/\\kwaad.example",
            "javascript:alert(1)",
            "/a%0d%0ab",
            "/inloggen?anders=1",
        ):
            _, answer = await signed_in(provider, house, "fatima", f"/inloggen?naar={elsewhere}")
            assert answer.location == PAGE
        # Nor do cookies that nobody made here keep anybody from beginning, or stay for ever.
        odd = Browser(house.base_url)
        odd.cookies = {f"wb_signing_{name}": "x" for name in ("a(b", "", "short", "n" * 16, "m" * 16, "o" * 16, "p" * 16)}
        assert (await odd.get("/inloggen")).status == 303
        assert [letter for letter in "nmop" if f"wb_signing_{letter * 16}" in odd.cookies] == ["m", "o", "p"]
        assert (await odd.get("/inloggen/terug?state=a(b&code=x")).status == 400


async def test_without_a_role_or_when_somebody_stops_nobody_comes_in_and_a_page_says_what_to_do(
    provider: RealProvider, here: Settings
) -> None:
    """[SIG-02]"""
    async with provider.house(here) as house:
        nobody, answer = await signed_in(provider, house, "niemand")
        assert answer.status == 403
        assert "Je account heeft hier nog geen rol" in answer.body
        assert "anders=1" in answer.body
        assert nobody.cookies == {}
        begun = await nobody.get("/inloggen")
        async with provider.client() as client:
            stopped = await nobody.get(path_of(await at_provider(client, begun.location, stop=True)))
        assert "Je stopte op de inlogpagina" in stopped.body
        assert "Gemeente Oosterveld" not in (await nobody.get("/organisatie")).body


async def test_what_came_back_counts_once_and_in_the_browser_that_began(provider: RealProvider, here: Settings) -> None:
    """[SIG-03] [SEC-10] A code that somebody saw lets nobody in, neither in another browser nor a second time."""
    async with provider.house(here) as house:
        browser = Browser(house.base_url)
        path = await way_back(provider, browser, "fatima")
        late = twin(browser)
        for elsewhere in (Browser(house.base_url), await _who_began(house.base_url)):
            answer = await elsewhere.get(path)
            assert answer.status == 400
            assert "Dit duurde te lang, of was al klaar" in answer.body
        # Neither does it with a state of another tab of the same browser.
        other = parse_qs(urlsplit((await browser.get("/inloggen")).location).query)["state"][0]
        mixed = await twin(browser).get(re.sub(r"state=[^&]*", f"state={other}", path))
        assert mixed.status == 400
        assert (await browser.get(path)).status == 303
        # The same browser once more, by a program that kept the cookie: the provider knows the code no more.
        assert (await browser.get(path)).status == 400
        answer = await late.get(path)
        assert answer.status == 400
        assert "Gemeente Oosterveld" not in (await late.get("/organisatie")).body


async def _who_began(base_url: str) -> Browser:
    browser = Browser(base_url)
    await browser.get("/inloggen")
    return browser


@pytest.mark.parametrize("wrong", ["https%3A%2F%2Fandere.example", ""])
async def test_an_answer_of_another_provider_is_not_taken_for_this_one_s(
    provider: RealProvider, here: Settings, wrong: str
) -> None:
    """[SIG-03] [SEC-10] RFC 9207: the real provider says that it always names itself."""
    async with provider.house(here) as house:
        browser = Browser(house.base_url)
        path = await way_back(provider, browser, "fatima")
        assert "iss=" in path
        answer = await browser.get(re.sub(r"iss=[^&]*", f"iss={wrong}" if wrong else "x=", path))
        assert answer.status == 400
        assert "We weten niet zeker dat jij het was" in answer.body
        assert not any("account" in name for name in browser.cookies)


async def test_whoever_signs_out_is_out_here_and_at_the_provider(provider: RealProvider, here: Settings) -> None:
    """[SIG-04]"""
    async with provider.house(here) as house:
        browser = Browser(house.base_url)
        begun = await browser.get("/inloggen")
        async with provider.client() as client:
            await browser.get(path_of(await at_provider(client, begun.location, "fatima")))
            kept = twin(browser)
            page = await browser.post("/inloggen/uit", {})
            assert page.status == 200
            assert "Je bent uitgelogd" in page.body
            # With the cookies of before too: it is over, not only forgotten.
            assert "Gemeente Oosterveld" not in (await kept.get(PAGE)).body
            found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', page.body)
            assert found is not None
            address = unescape(found[1])
            asking = await client.get(address)
            form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', asking.text))
            action = re.search(r'action="([^"]*)"', asking.text)
            assert action is not None
            answer = await client.post(action[1], data={**form, "logout": "yes"})
            assert answer.headers["location"] == f"{house.base_url}/inloggen/uitgelogd"
            assert "Je bent uitgelogd" in (await browser.get("/inloggen/uitgelogd")).body
            # There he is out as well: it asks who he is.
            again = await client.get((await browser.get("/inloggen")).location)
            assert "/interaction/" in again.headers["location"]


async def test_whoever_signs_out_at_the_provider_is_out_here(provider: RealProvider, here: Settings) -> None:
    """[SIG-05] Back-channel logout: that session at the provider and no other of the same person."""
    async with provider.house(here) as house:
        browser, other = Browser(house.base_url), Browser(house.base_url)
        async with provider.client() as client, provider.client() as elsewhere:
            for each, at in ((browser, client), (other, elsewhere)):
                begun = await each.get("/inloggen")
                await each.get(path_of(await at_provider(at, begun.location, "fatima")))
                assert "Gemeente Oosterveld" in (await each.get(PAGE)).body
            asking = await client.get("/session/end")
            form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', asking.text))
            action = re.search(r'action="([^"]*)"', asking.text)
            assert action is not None
            await client.post(action[1], data={**form, "logout": "yes"})
            assert "Gemeente Oosterveld" not in (await browser.get(PAGE)).body
            assert "Gemeente Oosterveld" in (await other.get(PAGE)).body
            # He may come back, of course.
            begun = await browser.get("/inloggen")
            await browser.get(path_of(await at_provider(client, begun.location, "fatima")))
            assert "Gemeente Oosterveld" in (await browser.get(PAGE)).body


async def test_a_form_that_comes_after_somebody_is_out_changes_nothing_and_says_how_it_can_be_sent_again(
    provider: RealProvider, here: Settings
) -> None:
    """[SIG-02]"""
    async with provider.house(here) as house:
        manager, _ = await signed_in(provider, house, "fatima")
        elsewhere = twin(manager)
        await manager.post("/inloggen/uit", {})
        answer = await elsewhere.post(f"{PAGE}/naam", {"name": "Anders", "base_rev": "1", "mark": "A" * 24})
        assert answer.status == 403
        assert "Wat je invulde staat nog op de vorige pagina" in answer.body
        again, _ = await signed_in(provider, house, "fatima")
        assert "Anders" not in (await again.get(PAGE)).body


async def test_the_log_says_who_came_in_by_role_alone_and_why_somebody_did_not(
    provider: RealProvider, here: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """[SEC-12] [PRIV-08]"""
    caplog.set_level("INFO")
    async with provider.house(here) as house:
        browser = Browser(house.base_url)
        path = await way_back(provider, browser, "fatima")
        await browser.get(path)
        # Of who began nothing here there is no line: anybody could make as many as he likes.
        await Browser(house.base_url).get(path)
        await browser.post("/inloggen/uit", {})
        await signed_in(provider, house, "niemand")
    told = [record.__dict__["audit"] for record in caplog.records if "audit" in record.__dict__]
    assert [(line["action"], line["workshop"], line["actor"], line["result"]) for line in told] == [
        ("open_organisation", "oosterveld", "system", "done"),
        ("sign_in", "oosterveld", "manager", "done"),
        ("sign_out", "", "member", "done"),
        ("sign_in", "", "member", "no_role"),
    ]
    ours = "\n".join(f"{each.getMessage()} {each.__dict__.get('audit')}" for each in caplog.records if each.name[:5] != "httpx")
    secrets = [value for values in parse_qs(urlsplit(path).query).values() for value in values if "://" not in value]
    assert [text for text in (*secrets, "fatima", "Fatima", "niemand", "Niemand") if text in ours] == []


async def test_whoever_comes_back_again_and_again_waits(
    provider: RealProvider, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[SEC-08] What strangers can make this board ask of the provider is bounded."""
    monkeypatch.setattr(signing_in, "SIGN_INS", msgspec.structs.replace(signing_in.SIGN_INS, burst=1, each_s=900))
    async with provider.house(here) as house:
        _, answer = await signed_in(provider, house, "fatima")
        assert answer.status == 303
        browser = Browser(house.base_url)
        path = await way_back(provider, browser, "fatima")
        answer = await browser.get(path)
        assert answer.status == 429
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("kind", ["RSA", "EC"])
async def test_a_board_with_a_key_of_its_own_shows_the_provider_who_it_is(
    provider: RealProvider, here: Settings, kind: str
) -> None:
    """[SIG-06] [SEC-10] private_key_jwt: the provider fetches the public half from the board itself."""
    key = pem(rsa.generate_private_key(65537, 2048) if kind == "RSA" else ec.generate_private_key(ec.SECP256R1()))
    client_id = f"met-sleutel-{kind.lower()}"
    async with provider.house(here, sign_in={"client_id": client_id, "client_secret": None, "client_key": key}) as house:
        manager, answer = await signed_in(provider, house, "fatima")
        assert answer.status == 303, answer.body
        assert "Gemeente Oosterveld" in (await manager.get(PAGE)).body
        told = (await manager.get("/inloggen/sleutels.json")).body
        assert '"d"' not in told
        assert f'"kty":"{kind}"' in told
