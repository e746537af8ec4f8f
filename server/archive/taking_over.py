# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases of another archive, read from a file into that of an organisation, one after another. Each is stored whole before the
next: whoever is stopped in the middle sends the file again, and nothing is there twice.
"""

import secrets

from msgspec import Struct

from organisation.archive.exchange import ArchiveFile, GivenCase, id_of, taken_over
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from server.dossiers.dossiers import Dossiers
from server.live.replaying import create
from server.store import DOSSIER, Appended, Duplicate, Item, Store, StoreUnavailable

MAX_TAKEN_OVER = 2_000
"""Cases from elsewhere of one organisation."""
_TRIES = 4


class Outcome(Struct):
    """What became of the cases of a file. `gone` were taken away here before, and stay away."""

    new: int = 0
    renewed: int = 0
    same: int = 0
    older: int = 0
    gone: int = 0


async def take_over(store: Store, file: ArchiveFile, organisation_id: str) -> Outcome:
    """Store every case of a file. Raises StoreUnavailable; what was stored by then stays."""
    outcome = Outcome()
    for case in file.cases:
        done = await _take_over(store, case, organisation_id, file.given_by)
        setattr(outcome, done, getattr(outcome, done) + 1)
    return outcome


async def _take_over(store: Store, case: GivenCase, organisation_id: str, given_by: str) -> str:
    log, case_id = store.of(DOSSIER).log, id_of(case, organisation_id)
    payload = encode_events((DossierPacked(packed(taken_over(case, organisation_id, given_by, await log.now_ms()), ())),))
    for _ in range(_TRIES):
        if await log.is_destroyed(case_id):
            return "gone"
        if await create(log, case_id, payload):
            return "new"
        head, was = await log.head(case_id), await Dossiers(store).get(case_id)
        shared = was.report.internal if was is not None else None
        if shared is None:
            continue
        if shared.content == case.content and shared.version == case.version:
            return "same"
        if shared.version > case.version:
            return "older"
        if isinstance(await log.append(case_id, head, [Item(payload, secrets.randbits(64) | 1)]), Appended | Duplicate):
            return "renewed"
    raise StoreUnavailable("timeout", "Others were before this again and again.")
