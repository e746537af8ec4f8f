# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case in which nothing happens for long is packed: the same case, in far less memory, and no form counts twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from organisation.dossier import commands as c
from organisation.dossier.packing import MARK_BYTES, PACKED_AFTER_DAYS, packed, unpacked
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR, SYSTEM
from server.backup.commands import backup, restore
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import pack_untouched_cases
from server.settings import Settings
from server.store import DOSSIER, Store
from tests.organisation.dossier.test_decider import KEY, Case, told

DAY_MS = 24 * 3600 * 1000


async def long_one(store: Store, entries: int = 60) -> Dossier:
    """A case with a history, of which every form had a mark."""
    dossiers, case = Dossiers(store), Case()
    assert await dossiers.open(c.OpenDossier("s1", KEY, told(case.world)))
    for number in range(entries):
        command = c.AnswerFollowUp(number % 8, number // 8, f"Wat er bij vraag {number} is gezegd, in een paar woorden.")
        assert await dossiers.ask("s1", command, COORDINATOR, f"form-{number}") is None
    found = await dossiers.get("s1")
    assert found is not None
    return found


async def later(store: Store, days: int) -> int:
    return await store.log.now_ms() + days * DAY_MS


async def test_it_is_the_same_case_and_takes_a_fraction_of_the_memory(store: Store) -> None:
    """[LVL-09]"""
    before = await long_one(store)
    copies = store.of(DOSSIER).copies
    (size,) = await copies.sizes_bytes(["s1"])
    ((_, last_ms),) = await copies.last_ms(["s1"])
    assert await pack_untouched_cases(store, await later(store, PACKED_AFTER_DAYS - 1)) == []
    assert await pack_untouched_cases(store, await later(store, PACKED_AFTER_DAYS + 1)) == ["s1"]
    after = await Dossiers(store).get("s1")
    assert after is not None
    assert (after.answers, after.actions, after.handed, after.changes) == (
        before.answers,
        before.actions,
        before.handed,
        before.changes,
    )
    (packed_size,) = await copies.sizes_bytes(["s1"])
    assert packed_size < size / 4
    # Its term goes on from its last change.
    assert (await copies.last_ms(["s1"]))[0][1] == last_ms
    known: set[object] = set()
    assert await pack_untouched_cases(store, await later(store, PACKED_AFTER_DAYS + 1), known) == []  # type: ignore[arg-type]
    assert len(known) == 1


async def test_a_form_that_was_sent_before_has_no_second_effect_and_the_case_grows_on(store: Store) -> None:
    """[LVL-09] [CAS-02]"""
    await long_one(store, 9)
    dossiers = Dossiers(store)
    assert await dossiers.ask("s1", c.SetDone("report", "2027-01-01"), COORDINATOR, "path") is None
    assert await dossiers.ask("s1", c.SetDone("report", ""), COORDINATOR, "path-2") is None
    for _ in range(2):
        assert await pack_untouched_cases(store, await later(store, PACKED_AFTER_DAYS + 1)) == ["s1"]
        # A browser that comes back with a page of long ago sends its form again.
        assert await dossiers.ask("s1", c.SetDone("report", "2027-01-01"), COORDINATOR, "path") is None
        found = await dossiers.get("s1")
        assert found is not None
        assert found.done == {}
        assert await dossiers.ask("s1", c.SetDone("report", "2027-02-02"), COORDINATOR, f"path-{found.changes}") is None
        assert await dossiers.ask("s1", c.SetDone("report", ""), COORDINATOR, f"path-{found.changes}-2") is None
    assert await dossiers.ask("s1", c.TakeOver(told(Case().world)), SYSTEM) is None
    found = await dossiers.get("s1")
    assert found is not None
    assert len(found.handed) == 1


async def test_who_changes_it_while_it_is_packed_changes_the_packed_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """[LVL-09]"""
    await long_one(store, 9)
    first = Dossiers(store)
    await first.get("s1")
    logs = store.of(DOSSIER)
    append, raced = first._store.log.append, False

    async def overtaken(*given: object) -> object:
        nonlocal raced
        if not raced:
            raced = True
            assert await pack_untouched_cases(store, await later(store, PACKED_AFTER_DAYS + 1)) == ["s1"]
        return await append(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(first._store.log, "append", overtaken)
    assert await first.ask("s1", c.SetDone("report", "2027-01-01"), COORDINATOR, "x") is None
    found = await Dossiers(store).get("s1")
    assert found is not None
    assert found.done == {"report": "2027-01-01"}
    assert (await logs.copies.last_ms(["s1"]))[0][0].seq == 2


async def test_what_is_in_a_backup_comes_back_packed(here: Settings, store: Store, tmp_path: Path) -> None:
    """[LVL-09]"""
    await long_one(store, 9)
    await pack_untouched_cases(store, await later(store, PACKED_AFTER_DAYS + 1))
    before = await Dossiers(store).get("s1")
    said: list[str] = []
    assert await backup(here, tmp_path / "all.zip", said.append, said.append)
    await store.of(DOSSIER).destruction.destroy("s1", "operator")
    done = await restore(here, tmp_path / "all.zip", said.append, said.append, skip_existing=False, also_destroyed=True)
    assert done, said
    dossiers = Dossiers(store)
    assert await dossiers.get("s1") == before
    assert (
        await dossiers.ask(
            "s1", c.AnswerFollowUp(0, 0, "Wat er bij vraag 0 is gezegd, in een paar woorden."), COORDINATOR, "form-0"
        )
        is None
    )


def test_nothing_but_a_packed_case_is_unpacked() -> None:
    """[LVL-09]"""
    dossier = Case().dossier
    content = packed(dossier, ["ab" * 16, "cd" * 16, "ab" * 16])
    assert len(unpacked(content).marks) == 2 * MARK_BYTES
    for wrong in (b"", b"x" * 50, content[:-20]):
        with pytest.raises(ValueError, match="cannot be unpacked"):
            unpacked(wrong)
