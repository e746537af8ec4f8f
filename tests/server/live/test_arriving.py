# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes at once is asked for at once, and nobody is told what was true before he came."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from server.live.arriving import AT_ONCE, Arriving, Standing
from server.store import Head, StoreUnavailable
from tests.patience import patient


class Store:
    """Answers when it is let; its head counts the questions."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.open = asyncio.Event()
        self.down = False

    async def standing(self, _log_id: str, clients: Sequence[str]) -> tuple[list[Standing], Head]:
        self.asked.append(list(clients))
        number = len(self.asked)
        await self.open.wait()
        if self.down:
            raise StoreUnavailable("lost", "It is down.")
        return [(int(client), "") if client != "0" else None for client in clients], Head("e", number, 1)


async def test_a_hall_that_comes_back_at_once_asks_the_store_a_few_times() -> None:
    store = Store()
    arriving = Arriving(store, "s1")
    first = asyncio.create_task(arriving.standing("0"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rest = [asyncio.create_task(arriving.standing(str(number))) for number in range(1, AT_ONCE + 44)]
    await asyncio.sleep(0)
    store.open.set()
    # Who came while a question was under way is in the next one, which was asked after he came.
    assert await first == (None, Head("e", 1, 1))
    answers = await asyncio.gather(*rest)
    assert [answer[0] for answer in answers] == [(number, "") for number in range(1, AT_ONCE + 44)]
    assert [len(clients) for clients in store.asked] == [1, AT_ONCE, 43]
    assert {answer[1].seq for answer in answers} == {2, 3}
    await arriving.close()


async def test_a_store_that_is_down_is_told_to_each_and_the_next_one_asks_again() -> None:
    store = Store()
    store.down = True
    store.open.set()
    arriving = Arriving(store, "s1")
    told = await asyncio.gather(*(arriving.standing(str(number)) for number in range(3)), return_exceptions=True)
    assert [type(each) for each in told] == [StoreUnavailable] * 3
    store.down = False
    assert (await arriving.standing("7"))[0] == (7, "")


async def test_who_waits_when_the_room_closes_is_sent_back_and_who_left_takes_nothing_from_others() -> None:
    store = Store()
    arriving = Arriving(store, "s1")
    leaves, stays = (asyncio.create_task(arriving.standing(client)) for client in ("1", "2"))
    await asyncio.sleep(0)
    leaves.cancel()
    store.open.set()
    assert (await stays)[0] == (2, "")
    store.open.clear()
    waits = asyncio.create_task(arriving.standing("3"))
    await asyncio.sleep(0)
    await arriving.close()
    with pytest.raises(StoreUnavailable):
        await waits


async def test_who_comes_while_the_room_closes_is_sent_back_and_nobody_waits_for_ever() -> None:
    store = Store()
    arriving = Arriving(store, "s1")
    waiting = [asyncio.create_task(arriving.standing("1"))]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    closing = asyncio.create_task(arriving.close())
    for client in ("2", "3"):
        waiting.append(asyncio.create_task(arriving.standing(client)))
        await asyncio.sleep(0)
    await closing
    async with asyncio.timeout(patient(5)):
        told = await asyncio.gather(*waiting, arriving.standing("4"), return_exceptions=True)
    assert [type(each) for each in told] == [StoreUnavailable] * 4
    assert len(store.asked) == 1
