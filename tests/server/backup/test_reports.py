# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report goes with its case: into a backup and out of it, and when the case is packed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from organisation.dossier.packing import PACKED_AFTER_DAYS
from server.backup.commands import backup, restore
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import pack_untouched_cases
from server.settings import Settings
from tests.server.house import serving, visitor
from tests.server.web.test_publishing import published


async def test_a_public_report_comes_back_from_a_backup_and_out_of_a_packed_case(
    here: Settings, empty: Callable[[], Any], file: Path
) -> None:
    """[PUB-01] [REP-06]"""
    async with serving(here) as house:
        workshop, browser = await published(house)
        await browser.post(f"/zaak/{workshop.id}/verslag/rij/goal/opmerking", {"comment": "Klopt dit?"})
        before = await Dossiers(house.rooms.store).get(workshop.id)
        assert before is not None
        assert before.report.public is not None
    assert await backup(here, file, print, print)
    await empty()
    assert await restore(here, file, print, print, skip_existing=False)
    async with serving(here) as house:
        after = await Dossiers(house.rooms.store).get(workshop.id)
        assert after is not None
        assert after.report == before.report
        now_ms = await house.rooms.log.now_ms()
        packed = await pack_untouched_cases(house.rooms.store, now_ms + (PACKED_AFTER_DAYS + 1) * 86_400_000)
        assert workshop.id in packed
        again = await Dossiers(house.rooms.store).get(workshop.id)
        assert again is not None
        assert again.report == before.report
        async with visitor(house) as client:
            assert before.report.public.sha256 in (await client.get(f"/verslag/{workshop.id}")).text
