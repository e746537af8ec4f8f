# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holding a case while somebody takes a workshop of it away: one decision, whichever call of which comes first."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from server.keeping.held import destroy_workshop, put_hold
from server.live.replaying import create
from server.store import DOSSIER, Store, beside, destroying, holds
from tests.server.house import until

CALLS = {"hold": 3, "destroy": 7}
"""Of each, at the store, when nobody comes between; after the last but one of a destruction the workshop is gone."""


class Turns:
    """Lets two tasks ask the store in an order that is given; `told` are the calls as they were answered, and who came back."""

    def __init__(self, order: tuple[str, ...]) -> None:
        self.told: list[str] = []
        self._left = list(order)
        self._changed = asyncio.Condition()
        self._over: set[str] = set()

    async def run(self, work: Awaitable[bool]) -> bool:
        """Work of the current task; whoever waits for a turn of one that is over goes on."""
        done = await work
        async with self._changed:
            name = self._name()
            self.told.append(f"{name} over")
            self._over.add(name)
            self._changed.notify_all()
        return done

    def asking(self, ask: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """What asks the store, in its turn."""

        async def in_turn(*arguments: Any) -> Any:
            name = self._name()
            async with self._changed:
                await self._changed.wait_for(lambda: self._next() in (name, None))
                answer = await ask(*arguments)
                if self._left:
                    self._left.pop(0)
                self.told.append(name)
                self._changed.notify_all()
            return answer

        return in_turn

    def _next(self) -> str | None:
        while self._left and self._left[0] in self._over:
            self._left.pop(0)
        return self._left[0] if self._left else None

    def _name(self) -> str:
        task = asyncio.current_task()
        assert task is not None
        return task.get_name()


async def test_once_a_case_is_said_to_be_held_no_workshop_of_it_goes_in_whichever_order_the_calls_come(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[KEP-09] [PRIV-10]"""
    asks = [(module, module.ask) for module in (beside, destroying, holds)]
    seen = {"went before": 0, "stayed": 0}
    for number, places in enumerate(itertools.combinations(range(sum(CALLS.values())), CALLS["hold"])):
        session_id, case_id = f"w{number}", f"c{number}"
        assert await create(store.log, session_id, b"-")
        assert await create(store.of(DOSSIER).log, case_id, b"-")
        turns = Turns(tuple("hold" if at in places else "destroy" for at in range(sum(CALLS.values()))))
        with monkeypatch.context() as patched:
            for module, ask in asks:
                patched.setattr(module, "ask", turns.asking(ask))
            cases = frozenset({case_id})
            held, went = await asyncio.gather(
                asyncio.create_task(turns.run(put_hold(store, DOSSIER, case_id, "Woo-verzoek")), name="hold"),
                asyncio.create_task(turns.run(destroy_workshop(store, session_id, cases, "operator")), name="destroy"),
            )
        assert held
        assert went == (await store.destruction.record(session_id) is not None)
        if went:
            # The call by which it goes was before the hold was said to be there.
            goes = [at for at, told in enumerate(turns.told) if told == "destroy"][-2]
            assert turns.told.index("hold over") > goes, turns.told
        seen["went before" if went else "stayed"] += 1
        # Whoever tries afterwards gets nowhere.
        assert not await destroy_workshop(store, session_id, cases, "operator")
    assert min(seen.values()) > 0, seen


async def test_a_workshop_that_was_held_for_a_moment_is_nobodys_to_keep_afterwards(store: Store) -> None:
    """[KEP-09]"""
    assert await create(store.log, "w", b"-")
    assert await store.holds.put_for_now("w", "Woo-verzoek", 60_000)
    assert not await destroy_workshop(store, "w", frozenset({"c"}), "operator")
    # A hold that is meant to last takes its place, and lasts.
    assert await store.holds.put("w", "Archief")
    assert not await store.holds.put("w", "Iets anders")
    hold = await store.holds.of("w")
    assert hold is not None
    assert hold.reason == "Archief"
    assert await store.holds.lift("w")
    assert await store.holds.put_for_now("w", "Woo-verzoek", 1)

    async def is_over() -> bool:
        return await store.holds.of("w") is None

    await until(is_over)
    assert await destroy_workshop(store, "w", frozenset({"c"}), "operator")
    assert not await store.holds.put_for_now("w", "Woo-verzoek", 1)
