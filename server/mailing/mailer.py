# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail that is due, of cases and of organisations, sent by one worker at a time.

That a mail is about to go is stored before it is handed on, decided anew on what is true then; what became of it is stored
after. Whoever dies in between leaves a mail of which nobody knows whether it went: it goes once more, with the same Message-ID,
and never a third time.
"""

import asyncio
import contextlib
import logging
import random
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct

from board.calendar_file import ZONE
from board.letters import Written
from organisation.dossier import commands as c
from organisation.dossier.contacts import mail_key
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.due_mails import Due, due_mails, next_look_ms, reached
from server import access, smtp_address
from server.ending import end
from server.live.rooms import Rooms
from server.mailing.homes import Cases, Homes, OfOrganisations
from server.mailing.messages import Envelope, message
from server.mailing.postman import NotReached, Postman, connected
from server.settings import Settings
from server.store import Head, Lease, StoreError

LOOK_EVERY_S = 30.0
LEASE_MS = 120_000
"""How long another worker waits for one that has the lease and died. It is held anew before every mail."""
MAX_PER_LOOK = 100
"""Mails; what is left goes at the next look."""
NOT_REACHED_FOR_S = (60.0, 300.0, 900.0, 3600.0)
"""How long a mail server is left alone that was not there, once, twice, … in a row."""
FIRST_HOUR, LAST_HOUR = 7, 20
"""Between these hours people get mail that nobody asked for at that moment."""
KEPT_IN_MIND = 100_000

_log = logging.getLogger(__name__)


class Lost(Exception):
    """Another worker has the lease now."""


class _Found(Struct, frozen=True):
    """A mail that may go, and of what it is."""

    homes: Homes[Any]
    log_id: str
    due: Due


class Mailer:
    """Sends what is due in all cases and strategies of a store. `base` is the address that stands in front of every link."""

    def __init__(self, rooms: Rooms, settings: Settings, lease: Lease, trust: ssl.SSLContext | None = None) -> None:
        if not settings.smtp_url or not settings.mail_from or not settings.public_url:
            raise ValueError("without a mail server, a sender and an address of our own nobody is mailed")
        self._rooms = rooms
        self._kinds: tuple[Homes[Any], ...] = (Cases(rooms.store), OfOrganisations(rooms.store))
        self._address = smtp_address.parse(settings.smtp_url)
        self._sender = settings.mail_from
        self._base = settings.public_url
        self._lease = lease
        self._trust = trust
        self._next: dict[tuple[int, str], tuple[Head, int]] = {}

    async def look(self, now_ms: int) -> int:
        """Send what is due; how many were handed on. Raises StoreError, NotReached, and Lost when another worker took over."""
        found = [due async for due in self._due(now_ms)]
        if not found:
            return 0
        count = 0
        async with connected(self._address, self._trust) as postman:
            for each in found:
                if not await self._lease.hold(LEASE_MS):
                    raise Lost
                count += await self._mail(postman, each, day_in_the_netherlands(now_ms))
        return count

    async def _due(self, now_ms: int) -> AsyncIterator[_Found]:
        count = 0
        for number, homes in enumerate(self._kinds):
            ids = await homes.logs.copies.ids()
            for log_id, (head, _) in zip(ids, await homes.logs.copies.last_ms(ids), strict=True):
                known = self._next.get((number, log_id))
                if known is not None and known[0] == head and now_ms < known[1]:
                    continue
                try:
                    home = await homes.get(log_id)
                    if home is None:
                        continue
                    today = day_in_the_netherlands(now_ms)
                    due = [each for each in due_mails(home, today, now_ms) if each.kind == "link" or _is_day(now_ms)]
                except StoreError:
                    raise
                except Exception:  # noqa: BLE001 - one that cannot be read stops no other
                    _log.exception("%s cannot be read and nobody of it is mailed", log_id)
                    continue
                for each in due[: MAX_PER_LOOK - count]:
                    count += 1
                    yield _Found(homes, log_id, each)
                if count >= MAX_PER_LOOK:
                    return
                while len(self._next) >= KEPT_IN_MIND:
                    del self._next[next(iter(self._next))]
                if not due:
                    self._next[number, log_id] = (head, min(next_look_ms(home, now_ms), _next_morning_ms(now_ms)))

    async def _mail(self, postman: Postman, found: _Found, today: str) -> bool:
        homes, log_id, due = found.homes, found.log_id, found.due
        key = access.new_secret() if due.whom else ""
        hashes = (access.hash_secret(key), access.feed_hash(key)) if key else ("", "")
        command = c.IntendMail(due.whom, due.kind, due.day, today, *hashes)
        if await homes.ask(log_id, command) is not None:
            # It is due no more: told of, done, held by somebody else, or another worker had it in hand.
            return False
        home = await homes.get(log_id)
        mail = home.mails.get(mail_key(due.whom, due.kind)) if home else None
        address = reached(home, due.whom) if home else ""
        if home is None or mail is None or not address:
            return False
        stop_url = self._base + homes.stop_path(self._rooms, log_id, due.whom, address)
        letter = homes.letter(home, due, Written(self._base, key, stop_url, today))
        envelope = Envelope(self._sender, address, stop_url, (log_id, due.whom, due.kind, due.day))
        outcome = await postman.hand_on(message(letter, envelope))
        if outcome is None:
            # Nobody knows whether it went; it stays on its way, and is tried once more when that has lasted too long.
            raise NotReached("the line broke on the way")
        await homes.ask(log_id, c.SettleMail(due.whom, due.kind, due.day, mail.tries, outcome))
        return outcome == "sent"


def _is_day(now_ms: int) -> bool:
    return FIRST_HOUR <= _local(now_ms).hour < LAST_HOUR


def _next_morning_ms(now_ms: int) -> int:
    now = _local(now_ms)
    morning = now.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    if morning <= now:
        morning += timedelta(days=1)
    return int(morning.timestamp() * 1000)


def _local(now_ms: int) -> datetime:
    return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZONE)


@asynccontextmanager
async def mailing(
    rooms: Rooms, settings: Settings, every_s: float = LOOK_EVERY_S, trust: ssl.SSLContext | None = None
) -> AsyncIterator[None]:
    """While the context is open, this worker sends what is due whenever no other one does; nothing without a mail server."""
    if not settings.smtp_url:
        yield
        return
    task = asyncio.create_task(_mail_on(rooms, settings, every_s, trust), name="mailing")
    try:
        yield
    finally:
        await end([task])


async def _mail_on(rooms: Rooms, settings: Settings, every_s: float, trust: ssl.SSLContext | None) -> None:
    lease = rooms.store.lease("mailing")
    mailer = Mailer(rooms, settings, lease, trust)
    in_a_row = 0
    while True:
        left_alone_s = NOT_REACHED_FOR_S[min(in_a_row, len(NOT_REACHED_FOR_S)) - 1] if in_a_row else 0.0
        # Workers that began together not together.
        await asyncio.sleep(left_alone_s + every_s * random.uniform(0.5, 1))  # noqa: S311 # not a secret
        try:
            if not await lease.hold(LEASE_MS):
                continue
            if count := await mailer.look(await rooms.log.now_ms()):
                _log.info("mails were handed on: %d", count)
            in_a_row = 0
            await lease.release()
        except Lost:
            pass
        except NotReached as error:
            in_a_row += 1
            _log.warning("the mail server was not reached and is tried again: %s", error)
            with contextlib.suppress(StoreError):
                await lease.release()
        except StoreError as error:
            _log.warning("looking for mail that is due did not work and is tried again: %s", error)
        except Exception:  # noqa: BLE001 # whatever it is: the next look tries again
            _log.exception("looking for mail that is due failed")
            with contextlib.suppress(StoreError):
                await lease.release()
