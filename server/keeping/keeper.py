# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be done with the workshops of a store, and doing it: by one worker at a time, away from the boards.

Every step may be done again, and a crash between any two leaves what the next look goes on with: a log is taken away or begins
anew in one step, at the head that it was judged by; records and the mark on the append-only file say what is left to do.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from msgspec import Struct

from organisation.dossier.going_on import cases_of
from organisation.members.state import OwnTerms
from organisation.members.terms import due_in
from server.ending import end
from server.keeping.cases import destroy_untouched_cases, empty_bin, pack_untouched_cases
from server.keeping.held import destroy_workshop, everything_held
from server.keeping.organisations import destroy_lone_strategies, destroy_unused_organisations, forget_what_went
from server.keeping.own_terms import NO_TERMS, TermsOfOrganisations
from server.keeping.rewriting import Differs, begun_anew
from server.keeping.strategies import Known, forget
from server.live.replaying import replay
from server.live.workshops import WORKSHOPS
from server.settings import Settings
from server.store import Entry, Head, Lease, Store, StoreError
from sessions.afterwards.terms import Due, Terms, What
from sessions.material.limits import NAMELESS_AFTER_MS
from sessions.model.state import Session

LOOK_EVERY_S = 600.0
"""Terms are days; ten minutes more do not matter."""

LEASE_MS = 300_000
"""How long another worker waits for one that has the lease and died. It is held anew before every workshop."""

KEPT_IN_MIND = 100_000
"""Workshops of which a worker remembers when something is to be done next, so that it does not read them again."""

_log = logging.getLogger(__name__)


class Task(Struct, frozen=True):
    """Something that is to be done with a workshop now."""

    session_id: str
    what: What
    at_ms: int
    """Since when."""
    head: Head
    """Where its log was when it was judged."""
    last_ms: int
    rule: str = ""
    """By which it goes, for the record that stays."""


class _Known(Struct, frozen=True):
    """Of a workshop at a head: when something is to be done with it next, by which terms, and its cases."""

    head: Head
    at_ms: int
    organisation_id: str
    own: OwnTerms
    cases: frozenset[str]

    def still(self, head: Head, now_ms: int, own: Mapping[str, OwnTerms]) -> bool:
        """Whether nothing is to be done with it yet: it, its terms and the day are not further."""
        return self.head == head and now_ms < self.at_ms and own.get(self.organisation_id, NO_TERMS) == self.own


class Unreadable(Exception):
    """Its log tells nothing that this version understands."""


class Lost(Exception):
    """Another worker has the lease now."""


def terms_of(settings: Settings) -> Terms:
    """The terms that the operator set."""
    return Terms(settings.keep_closed_days, settings.keep_unused_days, settings.keep_unclosed_days)


def rule_of(what: What, terms: Terms) -> str:
    """The setting by which something goes, for the record that stays; "" for names."""
    days = {"over": "closed_days", "unused": "unused_days", "unclosed": "unclosed_days"}.get(what)
    return f"keep_{days}={getattr(terms, days)}" if days else ""


class Keeper:
    """Looks after the workshops of one store. `terms` say how long they are kept."""

    def __init__(self, store: Store, terms: Terms, lease: Lease | None = None) -> None:
        self._store = store
        self._terms = terms
        self._lease = lease
        self._next: dict[str, _Known] = {}
        self._terms_of = TermsOfOrganisations(store)
        self._staying: dict[str, Head] = {}
        self._lone_codes: set[str] = set()

    async def look(self, now_ms: int) -> AsyncIterator[Task]:
        """Everything that is to be done at `now_ms`. What cannot be read is named in the log and left alone."""
        copies = self._store.copies
        ids = await copies.ids()
        held = await everything_held(self._store)
        own = await self._terms_of.now()
        self._staying = {each: head for each, head in self._staying.items() if held.keeps(each, self._cases(each))}
        for session_id, (head, last_ms) in zip(ids, await copies.last_ms(ids), strict=True):
            # Nothing is due so soon after anything happened: a workshop that people work in is never read here.
            if now_ms - last_ms < NAMELESS_AFTER_MS:
                continue
            known = self._next.get(session_id)
            if self._staying.get(session_id) == head or (known is not None and known.still(head, now_ms, own)):
                continue
            try:
                found = [each for each in await self._due(session_id, head, last_ms, own) if each[0].at_ms <= now_ms]
                # What is held stays; its names go.
                is_kept = held.keeps(session_id, self._cases(session_id))
                todo = [each for each in found if each[0].what == "nameless" or not is_kept]
            except Unreadable:
                _log.error("workshop %s cannot be read and is kept", session_id)
                continue
            if len(todo) < len(found):
                _log.info("workshop %s is held and stays, though its term is over", session_id)
                if not todo:
                    # Nothing is left to do with it as it is: it is read again when it changes, or is held no more.
                    self._staying[session_id] = head
            if todo:
                # The last of them: names need not go first of what goes as a whole.
                last, is_own = todo[-1]
                yield Task(session_id, last.what, last.at_ms, head, last_ms, self._rule(session_id, last.what, is_own=is_own))

    async def coming(self, now_ms: int, most: int) -> tuple[list[tuple[str, Due]], int, int]:
        """What goes next, by workshop, the first first; of how many that was read, and how many there are. Read are the `most` in
        which nothing happened for longest; what is held, or cannot be read, is left out.
        """
        copies, held = self._store.copies, await everything_held(self._store)
        ids, own = await copies.ids(), await self._terms_of.now()
        stillest = sorted(zip(ids, await copies.last_ms(ids), strict=True), key=lambda each: each[1][1])[:most]
        found = []
        for session_id, (head, last_ms) in stillest:
            with contextlib.suppress(Unreadable):
                todo = await self._due(session_id, head, last_ms, own)
                is_kept = held.keeps(session_id, self._cases(session_id))
                found += [(session_id, each) for each, _ in todo[:1] if not is_kept]
        return sorted(found, key=lambda each: max(each[1].at_ms, now_ms)), len(stillest), len(ids)

    def _cases(self, session_id: str) -> frozenset[str]:
        known = self._next.get(session_id)
        return known.cases if known is not None else frozenset()

    def _rule(self, session_id: str, what: What, *, is_own: bool) -> str:
        known = self._next.get(session_id)
        return f"organisation_closed_days={known.own.closed_days}" if is_own and known else rule_of(what, self._terms)

    async def _due(self, session_id: str, head: Head, last_ms: int, own: Mapping[str, OwnTerms]) -> tuple[tuple[Due, bool], ...]:
        entries = await self._store.log.read_to(session_id, head)
        if entries is None:
            return ()  # it went on meanwhile
        try:
            session = await asyncio.to_thread(_replayed, entries)
        except Exception as error:
            raise Unreadable from error
        terms = own.get(session.organisation_id, NO_TERMS)
        todo = due_in(session, last_ms, self._terms, terms)
        while len(self._next) >= KEPT_IN_MIND:
            del self._next[next(iter(self._next))]
        at_ms = todo[0][0].at_ms if todo else 1 << 62
        self._next[session_id] = _Known(head, at_ms, session.organisation_id, terms, cases_of(session))
        return todo

    async def do(self, task: Task) -> bool:
        """Do it; False when the workshop went on meanwhile, or when it has to stay as it is. Call `clean_up` afterwards."""
        cases = self._cases(task.session_id)
        self._next.pop(task.session_id, None)
        if task.what != "nameless":
            rule = task.rule or rule_of(task.what, self._terms)
            return await destroy_workshop(self._store, task.session_id, cases, task.what, task.head, rule=rule)
        entries = await self._store.log.read_to(task.session_id, task.head)
        if entries is None:
            return False
        try:
            payload = await asyncio.to_thread(begun_anew, [entry.payload for entry in entries])
        except Differs as error:
            _log.error("the names of a closed workshop stay: without them %s would be another", error)
            return False
        return await self._store.destruction.replace(task.session_id, task.head, [payload], task.last_ms)

    async def clean_up(self) -> None:
        """Finish what was taken away, also what a crash left: everything named after it, and the append-only file."""
        await self._store.destruction.clean_up()

    async def drop_lone_codes(self) -> None:
        """Free the join codes that led nowhere at the last look and still do: of workshops that could not be opened."""
        ids = set(await self._store.copies.ids())
        lone = {code for code, log_id in await self._store.copies.all_codes() if log_id not in ids}
        for code in lone & self._lone_codes:
            await self._store.log.drop_code(code)
        self._lone_codes = lone

    async def keep(self, now_ms: int | None = None) -> list[Task]:
        """Do everything that is to be done; what was done. Raises StoreError, and Lost when another worker has taken over."""
        done = []
        async for task in self.look(await self._store.log.now_ms() if now_ms is None else now_ms):
            if self._lease is not None and not await self._lease.hold(LEASE_MS):
                raise Lost
            if await self.do(task):
                done.append(task)
        await self.clean_up()
        await self.drop_lone_codes()
        return done


def _replayed(entries: list[Entry]) -> Session:
    session = replay(WORKSHOPS, entries)
    if session is None:
        raise ValueError("a log without entries")
    return session


@asynccontextmanager
async def keeping(store: Store, settings: Settings, every_s: float = LOOK_EVERY_S) -> AsyncIterator[None]:
    """While the context is open, this worker looks after the store's workshops whenever no other one does."""
    task = asyncio.create_task(_keep_on(store, settings, every_s), name="keeping")
    try:
        yield
    finally:
        await end([task])


async def _keep_on(store: Store, settings: Settings, every_s: float) -> None:
    lease = store.lease("keeping")
    keeper = Keeper(store, terms_of(settings), lease)
    packed_ones, strategies = set[Head](), Known()
    organisations = dict[str, Head]()
    own_terms = TermsOfOrganisations(store)
    of_cases: dict[Head, str] = {}
    while True:
        # Not right at a start, and workers that began together not together.
        await asyncio.sleep(every_s * random.uniform(0.1, 1))  # noqa: S311 # not a secret
        try:
            if not await lease.hold(LEASE_MS):
                continue
            for task in await keeper.keep():
                _log.info("a workshop was kept as its term asks: %s", task.what)
            for _ in await destroy_untouched_cases(store, settings, await store.log.now_ms(), await own_terms.now(), of_cases):
                _log.info("a case was destroyed: nothing happened in it for its whole term")
            for _ in await empty_bin(store, await store.log.now_ms()):
                _log.info("a case was destroyed: its days in the bin were over")
            for _ in await pack_untouched_cases(store, await store.log.now_ms(), packed_ones):
                _log.info("a case was packed: nothing happened in it for long")
            for _ in await destroy_unused_organisations(store, settings, await store.log.now_ms()):
                _log.info("an organisation was destroyed: nobody ever used it")
            for _ in await destroy_lone_strategies(store):
                _log.info("a strategy was destroyed: its organisation is gone")
            for _ in await forget_what_went(store, organisations):
                _log.info("an organisation lost the words that were taken away from it")
            for _ in await forget(store, strategies):
                _log.info("a strategy lost the words that were to go from it")
            await lease.release()
        except Lost:
            pass
        except StoreError as error:
            _log.warning("looking after workshops did not work and is tried again: %s", error)
        except Exception:  # noqa: BLE001 # whatever it is: the next look tries again
            _log.exception("looking after workshops failed")
            with contextlib.suppress(StoreError):
                await lease.release()
