# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about organisations."""

from __future__ import annotations

import msgspec

from organisation.members import commands as c
from organisation.members.seen import member_of
from organisation.members.viewer import SYSTEM, Viewer
from organisation.strategy.commands import OpenStrategy
from server import access
from server.backup.commands import export_one, import_log
from server.keeping.hold_commands import hold, release
from server.keeping.organisation_commands import delete, list_all, make_link, open_organisation
from server.keeping.organisations import destroy_lone_strategies, destroy_unused_organisations
from server.organisations.organisations import Organisations
from server.settings import Settings
from server.store import ORGANISATION, STRATEGY, Store
from server.strategies.strategies import Strategies


async def test_an_operator_opens_one_makes_a_lost_link_anew_takes_it_along_and_destroys_it(
    store: Store, settings: Settings
) -> None:
    """[ORG-08]"""
    told, wrong = list[str](), list[str]()
    own = msgspec.structs.replace(settings, public_url="https://bord.example")
    assert not await open_organisation(store, own, " ", "Adviseur", told.append, wrong.append)
    assert await open_organisation(store, own, "Gemeente", "Adviseur", told.append, wrong.append)
    address, _, key = told[0].partition("#")
    organisation_id = address.removeprefix("https://bord.example/organisatie/")
    found = await Organisations(store).get(organisation_id)
    assert found is not None
    manager = member_of(found, access.hash_secret(key))
    assert manager == Viewer("manager", found.managers[0].id)
    # All links were lost: the old one stops, the new one is the same member's.
    assert await make_link(store, own, organisation_id, told.append, wrong.append)
    found = await Organisations(store).get(organisation_id)
    assert found is not None
    assert member_of(found, access.hash_secret(key)) is None
    assert member_of(found, access.hash_secret(told[-2].partition("#")[2])) == manager
    await list_all(store, told.append)
    assert told[-1] == "1 organisations."
    assert "Gemeente" in told[-2]
    file = settings.data_dir / "one.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    await export_one(settings, ORGANISATION, organisation_id, file, told.append)
    assert await delete(store, organisation_id, told.append, wrong.append, sure=True)
    assert await Organisations(store).get(organisation_id) is None
    await import_log(settings, file, told.append, also_destroyed=True)
    assert await Organisations(store).get(organisation_id) == found
    for nothing in ("o-nobody", "no id"):
        assert not await delete(store, nothing, told.append, wrong.append, sure=True)
    assert len(wrong) == 3


async def test_one_that_nobody_ever_used_goes_and_every_other_stays(store: Store, settings: Settings) -> None:
    """[ORG-11]"""
    organisations, told = Organisations(store), list[str]()
    for number in range(6):
        assert await open_organisation(store, settings, f"Gemeente {number}", "Adviseur", told.append, told.append)
    ids = sorted(await store.of(ORGANISATION).copies.ids())
    manager = [(await organisations.get(each)).managers[0].id for each in ids]  # type: ignore[union-attr]
    used: tuple[tuple[c.Command, Viewer], ...] = (
        (c.NoteUse(), Viewer("manager", manager[0])),  # only looked at
        (c.AddMember("m", "Griffier", "reader", "a" * 64), Viewer("manager", manager[1])),
        (c.ListWorkshop("w"), SYSTEM),
        (c.NoteCase(), SYSTEM),
    )
    for each, (command, who) in zip(ids, used, strict=False):
        assert await organisations.ask(each, command, who) is None
    now_ms = await store.log.now_ms()
    # Who alone writes a strategy uses it.
    strategies = Strategies(store)
    assert await strategies.open(OpenStrategy(ids[5], "Gemeente")) is None
    assert await destroy_unused_organisations(store, settings, now_ms + 89 * 24 * 3600 * 1000) == []
    gone = await destroy_unused_organisations(store, settings, now_ms + 91 * 24 * 3600 * 1000)
    assert sorted(gone) == [ids[0], ids[4]]
    assert sorted(await store.of(ORGANISATION).copies.ids()) == [*ids[1:4], ids[5]]
    assert await destroy_lone_strategies(store) == []


async def test_a_strategy_goes_with_its_organisation_also_when_the_first_try_was_cut_short(
    store: Store, settings: Settings
) -> None:
    """[ORG-08] [ORG-11]"""
    strategies, told, wrong = Strategies(store), list[str](), list[str]()
    for number in range(3):
        assert await open_organisation(store, settings, f"Gemeente {number}", "Adviseur", told.append, wrong.append)
    ids = sorted(await store.of(ORGANISATION).copies.ids())
    for each in (*ids, "put-back-first"):
        assert await strategies.open(OpenStrategy(each, "Gemeente")) is None
    assert await delete(store, ids[0], told.append, wrong.append, sure=True)
    assert await strategies.get(ids[0]) is None
    # The organisation went, and then the machine.
    for each in ids[1:]:
        await store.of(ORGANISATION).destruction.destroy(each, "operator")
    assert await delete(store, ids[1], told.append, wrong.append, sure=True)
    assert await strategies.get(ids[1]) is None
    assert wrong == []
    assert await store.of(STRATEGY).copies.ids() == ["put-back-first"]
    assert not await delete(store, ids[1], told.append, wrong.append, sure=True)


async def test_an_organisation_and_its_strategy_are_held_and_go_by_no_way_until_they_are_released(
    store: Store, settings: Settings
) -> None:
    """[KEP-08] [ORG-08]"""
    told, wrong = list[str](), list[str]()
    assert await open_organisation(store, settings, "Gemeente", "Adviseur", told.append, wrong.append)
    organisation_id = told[0].partition("#")[0].rpartition("/")[2]
    assert await Strategies(store).open(OpenStrategy(organisation_id, "Gemeente")) is None
    assert await hold(store, organisation_id, "onderzoek rekenkamer", told.append, wrong.append)
    assert [line.split()[1] for line in told[-2:]] == ["organisation", "strategy"]
    assert not await delete(store, organisation_id, told.append, wrong.append, sure=True)
    assert "is held" in wrong[-1]
    in_a_year = await store.log.now_ms() + 400 * 24 * 3600 * 1000
    assert await destroy_unused_organisations(store, settings, in_a_year) == []
    assert await Strategies(store).get(organisation_id) is not None
    assert await release(store, organisation_id, told.append, wrong.append)
    assert await delete(store, organisation_id, told.append, wrong.append, sure=True)
    assert await Strategies(store).get(organisation_id) is None
