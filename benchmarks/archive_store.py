# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts made-up cases into a store, each as a log of its own, packed as cases are in which nothing happens for long."""

from collections.abc import Callable, Iterable

from benchmarks.archive_cases import dossier
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from organisation.dossier.report_state import PublicReport
from organisation.dossier.state import Dossier
from server.live.replaying import create
from server.store import DOSSIER, Store

Change = Callable[[Dossier], Dossier]


def _as_it_is(case: Dossier) -> Dossier:
    return case


async def fill(store: Store, reports: Iterable[PublicReport], first: int = 0, *, of: Change = _as_it_is) -> int:
    """Begin a case for each public report, `of` an organisation or of none; their ids are `zaak<number>`. How many there are."""
    log, number = store.of(DOSSIER).log, first
    for public in reports:
        case_id = f"zaak{number:05}"
        state = packed(of(dossier(case_id, public)), ())
        if not await create(log, case_id, encode_events((DossierPacked(state),))):
            raise RuntimeError(f"{case_id} is there already")
        number += 1
    return number - first
