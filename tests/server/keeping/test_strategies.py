# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of a destroyed case go from the strategies of a store and out of their logs; while it lies in the bin they stay."""

from __future__ import annotations

import msgspec
import pytest

from organisation.dossier import commands as d
from organisation.dossier.state import ActionPlan
from organisation.strategy import commands as c
from organisation.strategy.forgetting import origin_cases
from organisation.strategy.viewer import MANAGER
from server.dossiers.dossiers import Dossiers
from server.keeping.strategies import Known, begin_anew, forget
from server.store import STRATEGY, Store, StoreUnavailable
from server.strategies.strategies import Strategies
from tests.organisation.dossier.test_decider import KEY, Case, told

WORDS = "Hang een bord op bij de brug"


async def linked(store: Store) -> tuple[Strategies, Dossiers]:
    """A strategy with an action that came from two cases."""
    strategies, dossiers = Strategies(store), Dossiers(store)
    for case_id in ("c1", "c2"):
        assert await dossiers.open(d.OpenDossier(case_id, KEY, told(Case().world)))
    assert await strategies.open(c.OpenStrategy("o1", "Gemeente Voorbeeld")) is None
    for command in (
        d.PutAction("n1", 0, ActionPlan(action="Borden bij elke brug", level="organisation")),
        c.LinkOrigin("n1", "c1", "a1", "Camera's bij de brug", WORDS),
        c.LinkOrigin("n1", "c2", "a1", "Een chatbot", "Zeg dat het een chatbot is"),
    ):
        assert await strategies.ask("o1", command, MANAGER, "A" * 24) is None
    return strategies, dossiers


async def raw(store: Store) -> str:
    whole = await store.of(STRATEGY).copies.take("o1")
    assert whole is not None
    return "".join(entry.payload.decode("latin-1") for entry in whole.entries)


async def origins(store: Store) -> set[str]:
    found = await Strategies(store).get("o1")
    assert found is not None
    return {*origin_cases(found)}


async def test_words_of_a_destroyed_case_leave_the_log_and_those_of_one_in_the_bin_stay(store: Store) -> None:
    """[STR-14]"""
    strategies, dossiers = await linked(store)
    known = Known()
    assert await forget(store, known) == []
    assert await dossiers.throw_away("c1", "coordinator")
    assert await forget(store, known) == []
    assert (WORDS in await raw(store), await origins(store)) == (True, {"c1", "c2"})
    assert await dossiers.bin.take_back("c1")
    assert await forget(store, known) == []
    assert await dossiers.throw_away("c1", "coordinator")
    assert await dossiers.destruction.destroy_binned("c1", "coordinator")
    # At once, before anybody looks after what is left.
    assert await dossiers.bin.record("c1") is None
    assert await forget(store, known) == ["o1"]
    assert (WORDS in await raw(store), await origins(store)) == (False, {"c2"})
    # A worker that had it at hand sees the same, and a form that was sent before has no second effect.
    now = await strategies.get("o1")
    assert now is not None
    assert ({*origin_cases(now)}, now.has_remains) == ({"c2"}, False)
    again = c.LinkOrigin("n1", "c1", "a1", "Camera's bij de brug", WORDS)
    assert await strategies.ask("o1", again, MANAGER, "A" * 24) is None
    assert await origins(store) == {"c2"}
    assert await forget(store, known) == []


async def test_a_strategy_that_has_to_be_kept_keeps_its_words_until_it_is_released(store: Store) -> None:
    """[STR-14] [KEP-08]"""
    _, dossiers = await linked(store)
    holds, known = store.of(STRATEGY).holds, Known()
    assert await holds.put("o1", "onderzoek")
    assert await dossiers.destroy("c1", "coordinator")
    assert await forget(store, known) == []
    assert WORDS in await raw(store)
    assert await holds.lift("o1")
    assert await forget(store, known) == ["o1"]
    assert WORDS not in await raw(store)


async def test_a_crash_before_the_log_began_anew_leaves_it_to_the_next_look(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[STR-14] [STR-15]"""
    _, dossiers = await linked(store)

    async def dies(_store: Store, _strategy_id: str) -> bool:
        raise StoreUnavailable("timeout", "gone")

    assert await dossiers.destroy("c1", "coordinator")
    monkeypatch.setattr("server.keeping.strategies.begin_anew", dies)
    with pytest.raises(StoreUnavailable):
        await forget(store)
    assert (WORDS in await raw(store), await origins(store)) == (True, {"c2"})
    monkeypatch.undo()
    assert await forget(store) == ["o1"]
    assert WORDS not in await raw(store)


async def test_an_analysis_that_was_taken_away_leaves_the_log(store: Store) -> None:
    """[STR-15]"""
    strategies, _ = await linked(store)
    for command in (
        c.BeginAnalysis("h1", "2026-01-01", "2026-06-30"),
        c.WriteConclusion("h1", "deviation", 0, "Jansen hield het tegen."),
        c.RemoveAnalysis("h1"),
    ):
        assert await strategies.ask("o1", command, MANAGER) is None
    assert "Jansen" in await raw(store)
    assert await begin_anew(store, "o1")
    assert "Jansen" not in await raw(store)
    assert not await begin_anew(store, "nobody")


async def test_an_address_that_nobody_needs_any_more_leaves_the_log(store: Store) -> None:
    """[STR-17]"""
    strategies, known = (await linked(store))[0], Known()
    plan = ActionPlan(action="Borden bij elke brug", level="organisation", holder="beheer")
    assert await strategies.ask("o1", d.PutAction("n1", 1, plan), MANAGER) is None
    assert await strategies.ask("o1", d.SetAddress("n1", 0, "beheer@example.nl"), MANAGER) is None
    assert await forget(store, known) == []
    assert "beheer@example.nl" in await raw(store)
    handed_on = msgspec.structs.replace(plan, holder="wijkteam")
    assert await strategies.ask("o1", d.PutAction("n1", 2, handed_on), MANAGER) is None
    assert await forget(store, known) == ["o1"]
    assert "beheer@example.nl" not in await raw(store)
    # Whoever takes an address away has it gone at the next look at the latest, and its place can be filled anew.
    assert await strategies.ask("o1", d.SetAddress("n1", 2, "wijk@example.nl"), MANAGER) is None
    assert await strategies.ask("o1", d.SetAddress("n1", 3, ""), MANAGER) is None
    assert await forget(store, known) == ["o1"]
    assert (await forget(store, known), "wijk@" in await raw(store)) == ([], False)
