# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terms that organisations set themselves, read from their logs."""

from organisation.members.state import OwnTerms
from server.keeping.as_told import as_told
from server.organisations.aggregate import ORGANISATIONS
from server.store import ORGANISATION, Head, Store

NO_TERMS = OwnTerms()


class TermsOfOrganisations:
    """Of one store. Keep it from one look to the next: only organisations that changed are read again."""

    def __init__(self, store: Store) -> None:
        self._logs = store.of(ORGANISATION)
        self._known: dict[str, tuple[Head, OwnTerms]] = {}

    async def now(self) -> dict[str, OwnTerms]:
        """The terms by the id of their organisation, of those that set any. Raises StoreError."""
        ids = await self._logs.copies.ids()
        known: dict[str, tuple[Head, OwnTerms]] = {}
        for organisation_id, (head, _) in zip(ids, await self._logs.copies.last_ms(ids), strict=True):
            was = self._known.get(organisation_id)
            known[organisation_id] = (
                was if was is not None and was[0] == head else (head, await self._read(organisation_id, head))
            )
        self._known = known
        return {organisation_id: terms for organisation_id, (_, terms) in known.items() if terms != NO_TERMS}

    async def _read(self, organisation_id: str, head: Head) -> OwnTerms:
        # What cannot be read sets no terms.
        found = await as_told(self._logs, ORGANISATIONS, organisation_id, head)
        return found.terms if found is not None else NO_TERMS
