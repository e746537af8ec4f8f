# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a workshop, and how many."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec
import pytest
from redis.asyncio import Redis

from server.settings import Settings, SettingsError
from server.store import Quota, Store
from server.web import may_open, slowed
from server.web.slowed import network_of
from tests.server.house import House, serving, until, visitor

FIELDS = {"title": "Camera's", "organisation": "Gemeente", "case_text": "Een plein met camera's."}
KEY = "drie-eenden-in-de-sloot"


@asynccontextmanager
async def houses(here: Settings, number: int, **overrules: object) -> AsyncIterator[list[House]]:
    """Workers on one store."""
    settings = msgspec.structs.replace(here, **overrules)
    if number == 0:
        yield []
        return
    async with serving(settings) as house, houses(here, number - 1, **overrules) as more:
        yield [house, *more]


async def open_one(house: House, address: str = "", **more: str) -> httpx.Response:
    # As a proxy on this machine tells where somebody comes from.
    told = {"x-forwarded-for": address} if address else {}
    async with visitor(house) as client:
        return await client.post("/nieuw", data={**FIELDS, **more}, headers=told)


async def names_like(store: Store, pattern: str) -> list[str]:
    async with Redis.from_url(store.url) as client:
        return [key.decode() async for key in client.scan_iter(match=pattern, count=1000)]


async def none_like(store: Store, pattern: str) -> bool:
    return not await names_like(store, pattern)


async def test_a_training_room_behind_one_address_gets_in_and_a_flood_does_not(here: Settings) -> None:
    """[BND-06]"""
    clock = asyncio.get_running_loop().time
    async with houses(here, 2) as (one, other):
        begun = clock()
        # Thirty facilitators who each open one, and half of them a second one; on two workers, which count together.
        room = [await open_one((one, other)[number % 2], "192.0.2.7") for number in range(45)]
        assert {answer.status_code for answer in room} == {303}
        flood = [await open_one((one, other)[number % 2], "192.0.2.7") for number in range(155)]
        # Sixty at once, and one more for every half a minute that this took.
        assert sum(answer.status_code == 303 for answer in flood) <= 16 + (clock() - begun) / 30
        refused = flood[-1]
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 30
        assert 'value="Gemeente"' in refused.text
        assert "Een plein met camera&#39;s." in refused.text
        assert "Wacht een minuut" in refused.text
        # Somebody elsewhere notices nothing.
        assert (await open_one(one, "198.51.100.1")).status_code == 303


async def test_whatever_addresses_somebody_has_there_is_a_bound_over_all(here: Settings) -> None:
    """[BND-06]"""
    async with houses(here, 1, openings_per_hour=4) as (house,):
        answers = [await open_one(house, f"192.0.2.{number}") for number in range(1, 14)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429] * 3


async def test_an_ipv6_line_is_one_address_whatever_it_calls_itself(here: Settings) -> None:
    """[BND-06]"""
    async with houses(here, 1, openings_per_hour=4) as (house,):
        answers = [await open_one(house, f"2001:db8:1:2::{number:x}") for number in range(1, 5)]
        assert [answer.status_code for answer in answers] == [303, 303, 429, 429]
        assert (await open_one(house, "2001:db8:1:3::1")).status_code == 303


def test_the_network_of_an_address_is_its_line() -> None:
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert network_of("::ffff:192.0.2.7") == network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("fe80::1%eth0") == "fe80::"
    assert network_of("testclient") == "testclient"


async def test_a_form_that_is_wrong_takes_nothing_of_the_rate(here: Settings) -> None:
    async with houses(here, 1, openings_per_hour=2) as (house,):
        assert {(await open_one(house, title="")).status_code for _ in range(5)} == {422}
        assert (await open_one(house)).status_code == 303


async def test_no_address_is_kept_in_the_store(here: Settings, store: Store) -> None:
    async with houses(here, 1) as (house,):
        await open_one(house, "192.0.2.77")
    names = await names_like(store, f"{here.key_prefix}quota:*")
    assert len(names) == 2
    assert not any("192.0.2" in name for name in names)


async def test_what_was_counted_goes_by_itself_when_it_is_full_again(store: Store) -> None:
    """[BND-06]"""
    quota = Quota("trying", burst=2, each_s=60)
    taken = [await store.quotas.take(quota, "a") for _ in range(3)]
    assert taken[:2] == [0, 0]
    assert 0 < taken[2] <= 60
    assert await store.quotas.take(quota, "b") == 0
    soon = Quota("soon", burst=1, each_s=0.05)
    assert await store.quotas.take(soon, "a") == 0

    async def again() -> bool:
        return await store.quotas.take(soon, "a") == 0

    await until(again)
    await until(lambda: none_like(store, "*quota:soon*"))


async def test_without_the_opening_key_no_workshop_is_opened_and_nothing_typed_is_lost(
    here: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """[BND-07]"""
    caplog.set_level(logging.DEBUG)
    async with houses(here, 1, opening_key=KEY) as (house,):
        async with visitor(house) as client:
            form = (await client.get("/nieuw")).text
        assert 'name="opening_key"' in form
        assert "Vraag het aan wie dit bord" in form
        for wrong, said in ((KEY.upper(), "Deze sleutel past niet"), ("", "Vul de sleutel in")):
            answer = await open_one(house, opening_key=wrong)
            assert answer.status_code == 422
            assert said in answer.text
            assert 'value="Gemeente"' in answer.text
            assert (wrong or KEY) not in answer.text
        assert (await open_one(house, opening_key=KEY)).status_code == 303
    assert KEY.lower() not in caplog.text.lower()
    assert KEY not in repr(msgspec.structs.replace(here, opening_key=KEY))


async def test_without_a_key_in_the_settings_nobody_is_asked_for_one(here: Settings) -> None:
    async with houses(here, 1) as (house,), visitor(house) as client:
        assert "opening_key" not in (await client.get("/nieuw")).text


async def test_guessing_the_key_gets_slow_and_the_right_one_still_fits(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-07]"""
    monkeypatch.setattr(may_open, "WRONG_KEYS", Quota("wrong-key", burst=3, each_s=600))
    monkeypatch.setattr(slowed, "SLOWED_S", 0.4)
    async with houses(here, 1, opening_key=KEY) as (house,):
        for number in range(3):
            assert (await open_one(house, opening_key=f"guess-number-{number}")).status_code == 422
        began = time.monotonic()
        assert (await open_one(house, opening_key="another-guess")).status_code == 422
        assert time.monotonic() - began >= 0.4
        assert (await open_one(house, opening_key=KEY)).status_code == 303


def test_a_key_that_is_too_short_is_refused_at_the_start() -> None:
    with pytest.raises(SettingsError) as told:
        Settings.from_environment({"WAARDENBORD_OPENING_KEY": "kort", "WAARDENBORD_OPENINGS_PER_HOUR": "-1"})
    assert told.value.problems == [
        "WAARDENBORD_OPENING_KEY must be a text of at least 12 characters.",
        "WAARDENBORD_OPENINGS_PER_HOUR must be a number of workshops from 0 to 100000.",
    ]
