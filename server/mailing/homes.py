# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""In what actions live whose holders get mail: cases, and the strategies of organisations. What is due, when, and how often is
one rule for both (`organisation.dossier.due_mails`); here stands where each is read, and how its letters are made.
"""

from typing import Protocol, TypeVar

from board.letters import Letter, Written, letter, letter_of_organisation
from organisation.dossier.commands import IntendMail, SettleMail
from organisation.dossier.due_mails import Due, HasHolders
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import SYSTEM
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import SYSTEM as SYSTEM_OF_STRATEGY
from server.dossiers.dossiers import Dossiers
from server.live.rooms import Rooms
from server.mailing.stopping import stop_path, task_stop_path
from server.store import DOSSIER, STRATEGY, Store
from server.strategies.strategies import Strategies
from sessions.model.codes import Refusal

Home = TypeVar("Home", bound=HasHolders)


class Homes(Protocol[Home]):
    """All of one kind in a store."""

    logs: Store

    async def get(self, log_id: str) -> Home | None:
        """One as it is now. Raises StoreError."""

    async def ask(self, log_id: str, command: IntendMail | SettleMail) -> Refusal | None:
        """Store what the server does. Raises StoreError."""

    def stop_path(self, rooms: Rooms, log_id: str, whom: str, address: str) -> str:
        """Where more mail is refused."""

    def letter(self, home: Home, due: Due, how: Written) -> Letter:
        """The letter that is due."""


class Cases(Homes[Dossier]):
    """The cases of a store."""

    def __init__(self, store: Store) -> None:
        self.logs, self._cases = store.of(DOSSIER), Dossiers(store)

    async def get(self, log_id: str) -> Dossier | None:
        """One as it is now."""
        return await self._cases.get(log_id)

    async def ask(self, log_id: str, command: IntendMail | SettleMail) -> Refusal | None:
        """Store what the server does."""
        return await self._cases.ask(log_id, command, SYSTEM)

    def stop_path(self, rooms: Rooms, log_id: str, whom: str, address: str) -> str:
        """Where more mail is refused."""
        return stop_path(rooms, log_id, whom, address)

    def letter(self, home: Dossier, due: Due, how: Written) -> Letter:
        """The letter that is due."""
        return letter(home, due, how)


class OfOrganisations(Homes[Strategy]):
    """The strategies of a store."""

    def __init__(self, store: Store) -> None:
        self.logs, self._strategies = store.of(STRATEGY), Strategies(store)

    async def get(self, log_id: str) -> Strategy | None:
        """One as it is now."""
        return await self._strategies.get(log_id)

    async def ask(self, log_id: str, command: IntendMail | SettleMail) -> Refusal | None:
        """Store what the server does."""
        return await self._strategies.ask(log_id, command, SYSTEM_OF_STRATEGY)

    def stop_path(self, rooms: Rooms, log_id: str, whom: str, address: str) -> str:
        """Where more mail is refused."""
        return task_stop_path(rooms, log_id, whom, address)

    def letter(self, home: Strategy, due: Due, how: Written) -> Letter:
        """The letter that is due."""
        return letter_of_organisation(home, due, how)
