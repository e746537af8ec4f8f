# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about organisations."""

from __future__ import annotations

import msgspec

from organisation.members.seen import member_of
from organisation.members.viewer import Viewer
from server import access
from server.backup.commands import export_one, import_log
from server.keeping.organisation_commands import delete, list_all, make_link, open_organisation
from server.organisations.organisations import Organisations
from server.settings import Settings
from server.store import ORGANISATION, Store


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
