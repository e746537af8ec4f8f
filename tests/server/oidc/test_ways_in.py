# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board without signing in, one with it beside links, and one with it as the only way in for members."""

from __future__ import annotations

import asyncio
import re
import sys

import pytest
from redis import Redis

from server.keeping.organisation_commands import make_link
from server.keeping.organisations import destroy_unused_organisations
from server.oidc.accounts import Accounts
from server.oidc.signing_in import Proof
from server.oidc.tokens import Out
from server.oidc_settings import GivenRoles
from server.player.browser import Browser
from server.settings import Settings
from server.store import ORGANISATION, Store, StoreUnavailable, open_store
from tests.running import PROJECT, environment_with
from tests.server.conftest import ServerProcess
from tests.server.house import House
from tests.server.oidc.made import MadeProvider, made_provider, signed
from tests.server.oidc.real import RealProvider, signed_in, way_back
from tests.server.web.test_belonging import led
from tests.server.web.test_cases import fixed
from tests.server.web.test_organisations import invited, open_house, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "/organisatie/oosterveld"
BUTTON = "Inloggen bij je organisatie"


async def test_without_the_setting_nothing_of_it_is_there_and_everything_works(here: Settings) -> None:
    """[SIG-08] [SEC-11]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        for path in ("/inloggen", "/inloggen/terug?code=a&state=b", "/inloggen/uitgelogd", "/inloggen/sleutels.json"):
            assert (await manager.get(path)).status == 404
        for path in ("/inloggen/uit", "/inloggen/afmelden"):
            assert (await manager.post(path, {"logout_token": "x"})).status == 404
        for path in ("/organisatie", page, f"{page}/leden", "/nieuw", "/"):
            assert BUTTON not in (await manager.get(path)).body
        assert "Gemeente Oosterveld" in (await manager.get(page)).body


async def test_without_the_setting_none_of_its_libraries_is_read() -> None:
    """[SIG-08]"""
    told = "import sys, server.app, server.web.signing_in; print([n for n in ('httpx', 'joserfc') if n in sys.modules])"
    python = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", told), cwd=PROJECT, env=environment_with(), stdout=asyncio.subprocess.PIPE
    )
    assert (await python.communicate())[0].strip() == b"[]"


async def test_links_and_accounts_stand_beside_each_other_and_the_account_counts_where_a_browser_has_both(
    provider: RealProvider, here: Settings
) -> None:
    """[SIG-01] [SEC-11]"""
    async with provider.house(here) as house:
        manager, page = await opened(house, "Waterschap")
        reader, _ = await invited(manager, page, "Griffier", "reader")
        assert "Waterschap" in (await reader.get(page)).body
        members = (await manager.get(f"{page}/leden")).body
        assert "Wie inlogt met het account van je organisatie is ook lid" in members
        # A link of another organisation goes on beside the account.
        path = await way_back(provider, reader, "fatima")
        await reader.get(path)
        listed = (await reader.get("/organisatie")).body
        assert "Waterschap" in listed
        assert "Gemeente Oosterveld" in listed
        # A manager by account gives somebody a link, who then signs in with more.
        boss, _ = await signed_in(provider, house, "fatima")
        guest, _ = await invited(boss, PAGE, "Stagiair", "reader")
        assert "Stagiair, lezer" in (await guest.get(PAGE)).body
        await guest.get(await way_back(provider, guest, "olga"))
        assert "Olga, organisator" in (await guest.get(PAGE)).body
        await guest.post("/inloggen/uit", {})
        assert "Stagiair, lezer" in (await guest.get(PAGE)).body
        # Nobody who signed in takes an own link away, for he has none, and stands in no list.
        own = f"{PAGE}/leden/a-none"
        assert (await boss.post(f"{own}/weg", {})).status in (403, 422)
        assert "Fatima" not in (await boss.get(f"{PAGE}/leden")).body.partition("<main")[2]


async def test_where_it_is_the_only_way_in_links_of_members_open_nothing_and_nobody_makes_one(
    provider: RealProvider, here: Settings
) -> None:
    """[SIG-07] [SEC-09] [SEC-11]"""
    async with provider.house(here) as before:
        boss, _ = await signed_in(provider, before, "fatima")
        guest, link = await invited(boss, PAGE, "Stagiair", "manager")
    async with provider.house(here, sign_in={"only": True}, opening="members") as house:
        assert "Gemeente Oosterveld" not in (await guest.get(PAGE)).body
        door = await Browser(house.base_url).get(PAGE)
        assert BUTTON in door.body
        assert 'name="key"' not in door.body
        late = Browser(house.base_url)
        assert (await late.post(PAGE, {"key": link})).status == 403
        assert late.cookies == {}
        for browser in (late, guest):
            page = await browser.get("/organisatie")
            assert BUTTON in page.body
            assert 'name="name"' not in page.body
            assert (await browser.post("/organisatie", {"name": "x", "label": "y", "mark": "A" * 24})).status == 403
            assert (await browser.get("/nieuw")).status == 403
        boss, _ = await signed_in(provider, house, "fatima")
        members = (await boss.get(f"{PAGE}/leden")).body
        assert "Leden loggen in met het account" in members
        assert "Maak een link" not in members
        assert (await boss.post(f"{PAGE}/leden", {"label": "x", "role": "manager", "mark": "A" * 24})).status == 403
        # A workshop is opened by who signed in, led by its link, and joined by its code.
        organiser, _ = await signed_in(provider, house, "olga")
        fields = {"title": "Camera's", "organisation": "Gemeente", "organisation_id": "oosterveld"}
        answer = await organiser.post("/nieuw", fields)
        assert answer.status == 303
        links = (await organiser.get(answer.location)).body
        code = re.search(r"/w/([a-z-]+)", links)
        assert code is not None
        person = Browser(house.base_url)
        assert (await person.post(f"/w/{code[1]}", {"name": "", "perspective": ""})).status == 303
        leading = Browser(house.base_url)
        found = re.search(r"(/regie/[\w-]+)#([\w-]{24})", links)
        assert found is not None
        assert (await leading.post(found[1], {"key": found[2]})).status == 303


async def test_when_accounts_fail_an_operator_makes_the_first_link(provider: RealProvider, here: Settings) -> None:
    """[SIG-07] [ORG-08]"""
    async with provider.house(here) as house:
        await signed_in(provider, house, "fatima")
    told: list[str] = []
    async with open_store(here) as store:
        assert await make_link(store, here, "oosterveld", told.append, told.append)
    async with open_house(here) as house:
        browser = Browser(house.base_url)
        assert (await browser.post(PAGE, {"key": told[0]})).status == 303
        assert "Beheerder, beheerder" in (await browser.get(PAGE)).body


async def test_an_organisation_that_an_account_opened_does_not_go_because_nobody_is_noted_in_it(
    provider: RealProvider, here: Settings
) -> None:
    """[ORG-11]"""
    async with provider.house(here) as house:
        await signed_in(provider, house, "fatima")
    async with open_store(here) as store:
        far = await store.log.now_ms() + 400 * 24 * 3600 * 1000
        assert await destroy_unused_organisations(store, here, far) == []
        await store.of(ORGANISATION).destruction.destroy("oosterveld", "operator")
    async with provider.house(here) as house:
        _, answer = await signed_in(provider, house, "fatima")
        assert answer.status == 403
        assert "Je organisatie staat hier niet meer" in answer.body


async def test_while_the_provider_is_away_a_page_says_so_and_whoever_is_in_stays_in(here: Settings) -> None:
    """[SIG-02]"""
    with made_provider() as made:
        sign_in = made.settings(only=True)
        made.raw["/.well-known/openid-configuration"] = (503, b"{}")
        async with open_house(here, sign_in=sign_in, public_url="http://localhost:1") as house:
            answer = await Browser(house.base_url).get("/inloggen?naar=/organisatie")
            assert answer.status == 503
            assert "Inloggen lukt nu even niet" in answer.body
            assert "/inloggen" in answer.body
            member = await _member(house, made)
            assert "Gemeente Oosterveld" in (await member.get(PAGE)).body
            out = await member.post("/inloggen/uit", {})
            assert "geeft geen antwoord" in out.body
            assert "Gemeente Oosterveld" not in (await member.get(PAGE)).body


async def _member(house: House, made: MadeProvider, sid: str = "s1") -> Browser:
    """Somebody who is signed in, without a way to the provider."""
    from organisation.members.commands import OpenForAccounts
    from server.organisations.organisations import Organisations

    await Organisations(house.rooms.store).open(OpenForAccounts("oosterveld", "Gemeente Oosterveld"))
    browser, secret = Browser(house.base_url), f"{sid:s<24}"
    await _accounts(house.rooms.store, house, made).begin(
        secret, Proof("1234", sid, "Fatima Cnry7", {"oosterveld": "manager"}, "token-Cnry7")
    )
    browser.cookies["wb_account_own"] = secret
    return browser


def _accounts(store: Store, house: House, made: MadeProvider) -> Accounts:
    return Accounts(store, made.settings(), house.rooms.hashed)


async def test_the_provider_ends_a_session_or_all_of_somebody_on_every_worker_and_a_bad_word_ends_nothing(here: Settings) -> None:
    """[SIG-05]"""
    with made_provider() as made:
        sign_in, url = made.settings(), "http://localhost:1"
        async with (
            open_house(here, sign_in=sign_in, public_url=url) as house,
            open_house(here, sign_in=sign_in, public_url=url) as other,
        ):
            first, second = await _member(house, made, "s1"), await _member(house, made, "s2")
            there = Browser(other.base_url)
            there.cookies = dict(first.cookies)

            async def are_in() -> list[bool]:
                return ["Gemeente Oosterveld" in (await each.get(PAGE)).body for each in (first, there, second)]

            async def word(token: str) -> int:
                answer = await Browser(house.base_url).post("/inloggen/afmelden", {"logout_token": token})
                assert answer.headers["cache-control"] == "no-store"
                return answer.status

            assert await are_in() == [True, True, True]
            for bad in ("", "x" * 60_000, signed(made.logout(iss="https://andere.example")), signed(made.claims())):
                assert await word(bad) == 400
            assert await are_in() == [True, True, True]
            # One session, also where it says whose it is.
            assert await word(signed(made.logout(sid="s1"))) == 200
            assert await are_in() == [False, False, True]
            again, nameless = await _member(house, made, "s3"), await _member(house, made, "")
            # The very word once more ends nobody who came after it.
            assert await word(signed(made.logout(sid="s1"))) == 200
            assert "Gemeente Oosterveld" in (await nameless.get(PAGE)).body
            # Of which session he is the provider never told: he may be the one.
            assert await word(signed(made.logout(jti="word-0", sid="s9"))) == 200
            assert "Gemeente Oosterveld" not in (await nameless.get(PAGE)).body
            assert "Gemeente Oosterveld" in (await again.get(PAGE)).body
            assert await word(signed(made.logout(jti="word-2"))) == 200
            assert await are_in() == [False, False, False]
            assert "Gemeente Oosterveld" not in (await again.get(PAGE)).body


async def test_a_word_that_was_heard_and_not_carried_out_is_carried_out_when_it_comes_again(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[SIG-05]"""
    with made_provider() as made:
        async with open_house(here, sign_in=made.settings(), public_url="http://localhost:1") as house:
            member = await _member(house, made)
            accounts = _accounts(house.rooms.store, house, made)

            async def no_answer(*_: object) -> None:
                raise StoreUnavailable("timeout", "no answer")

            with monkeypatch.context() as away:
                away.setattr(accounts._ended, "put", no_answer)
                with pytest.raises(StoreUnavailable):
                    await accounts.end_all(Out("word-1", "1234", ""))
            assert "Gemeente Oosterveld" in (await member.get(PAGE)).body
            assert await accounts.end_all(Out("word-1", "1234", ""))
            assert "Gemeente Oosterveld" not in (await member.get(PAGE)).body


async def test_whoever_got_a_role_by_settings_that_are_others_now_comes_in_anew(here: Settings) -> None:
    """[SIG-10]"""
    with made_provider() as made:
        async with open_house(here, sign_in=made.settings(), public_url="http://localhost:1") as house:
            await _member(house, made)
            other = made.settings(roles={"oosterveld": GivenRoles("Gemeente Oosterveld", manager=("anders",))})
            secret = f"{'s1':s<24}"
            assert await _accounts(house.rooms.store, house, made).of(secret) is not None
            assert await Accounts(house.rooms.store, other, house.rooms.hashed).of(secret) is None


async def test_a_door_says_the_same_to_who_is_signed_in_whatever_there_is(provider: RealProvider, here: Settings) -> None:
    """[ORG-02] [ORG-10] A case of another organisation, one that stands alone, and none."""
    async with provider.house(here) as house:
        other, page = await opened(house, "Waterschap")
        workshop = await fixed(house, title="Camera's", organisation="Waterschap")
        theirs, leader = workshop.id, Browser(house.base_url)
        leader.cookies = {**led(workshop).cookies, **other.cookies}
        assert (await leader.post(f"/regie/{theirs}/links/bij", {"organisation": page.rpartition("/")[2]})).status == 303
        assert (await leader.post(f"/regie/{theirs}/zaak", {})).status == 303
        member, _ = await signed_in(provider, house, "lena")
        told = {(await member.get(f"/zaak/{case}")).body.replace(case, "x") for case in (theirs, "nothing")}
        assert len(told) == 1


async def test_who_is_signed_in_can_be_read_by_nobody_but_his_browser_and_goes_by_itself(
    here: Settings, redis_server: ServerProcess
) -> None:
    """[SIG-10] [PRIV-08]"""
    with made_provider() as made:
        async with open_house(here, sign_in=made.settings(hours=2), public_url="http://localhost:1") as house:
            accounts = Accounts(house.rooms.store, made.settings(hours=2), house.rooms.hashed)
            await accounts.begin(
                "k" * 24, Proof("subject-Cnry7", "sid-Cnry7", "Name-Cnry7", {"oosterveld": "reader"}, "token-Cnry7")
            )
            await accounts.end_all(Out("word-Cnry7", "subject-Cnry7", ""))
            with Redis(unix_socket_path=str(redis_server.socket)) as client:
                keys = list(client.scan_iter(match=f"{here.key_prefix}passing:*"))
                assert len(keys) == 3
                for key in keys:
                    kept = key + (client.get(key) or b"")
                    assert b"cnry7" not in kept.lower()
                    assert b"kkkk" not in kept
                    assert 0 < client.ttl(key) <= (2 if b"signed-in" in key else 24) * 3600
                # Damaged, it opens nothing.
                (own,) = [key for key in keys if b"signed-in" in key]
                client.set(own, (client.get(own) or b"")[:-2] + b"00", keepttl=True)
            assert await accounts.of("k" * 24) is None
            assert await accounts.of("m" * 24) is None
