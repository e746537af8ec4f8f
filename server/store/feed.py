# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other workers append, as it happens: one subscriber connection per worker for all its logs of one kind.

Publications may be lost (a broken connection, a slow reader); the log is the truth. The feed keeps track of the heads it has
delivered, so a publication that does not follow the one before is not delivered; `on_resubscribed` is called instead.

To a part of a cluster the same is said in other words (SSUBSCRIBE), and the server ends a subscription by itself when it gives
a log away (`Part`, `server.store.cluster_feed`).

A subscriber's connection can stand, answer pings, and deliver nothing: a demoted primary, a half-open line. So delivery itself is
probed: what is published where appends go has to arrive here, else the connection is made anew.
"""

import asyncio
import contextlib
import logging
import math
import random
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from msgspec import Struct
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.crc import key_slot
from redis.exceptions import AskError, RedisError

from server.ending import begin, end

from .connections import REPLY_TIMEOUT_S, Keys, make_connection
from .entries import Entry, Head, published_from_message
from .errors import StoreError, StoreUnavailable

PING_EVERY_S = 5.0
"""Seconds between pings; two in a row without any answer mean a dead connection, so it is seen within fifteen."""

PROBE_EVERY_S = 5.0
PROBE_WITHIN_S = 2.0
"""Seconds for a probe to be taken, and again to arrive: a broken store or feed is known within nine."""
PROBE_AGAIN_S = 0.5
"""Seconds until the next probe after one that failed."""

RECONNECT_FIRST_S = 0.05
RECONNECT_LONGEST_S = 0.4
"""The pause before connecting again is random below a bound that doubles from first to longest: workers do not come in step.
Short, because a worker that holds a lost tail is to be there before others go on without it (`HEAL_WITHIN_S`)."""

_log = logging.getLogger(__name__)

OnEntries = Callable[[str, tuple[Entry, ...]], None]
OnResubscribed = Callable[[str], None]
Probe = Callable[[str, str], Awaitable[None]]


class Part(Struct, frozen=True):
    """For a feed of one part of a cluster."""

    tag: str
    """Hash tag of a channel that is in this part."""
    on_elsewhere: Callable[[], None]
    """Called when the server says that it does not keep what is listened to."""


RESEND_S = 0.2
"""Seconds until a server is asked again for what it said is not kept there, unless it is found elsewhere meanwhile."""


class Subscription:
    """A log that this worker listens to."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        """Set while the server has confirmed the subscription on the present connection."""
        self.was_ready = False
        self.last: Head | None = None
        """Head after the last publication on the present connection; None before the first."""


def _refused(code: str) -> str:
    return f"the store does not take changes ({code})"


_ALIKE = frozenset(_refused(code) for code in ("misconf", "noreplicas", "oom", "readonly"))


class Feed:
    """Deliver publications to `on_entries(log_id, entries)`, in order, from one task.

    Both callbacks are plain functions: they queue work and return, and nothing else of the feed runs meanwhile. Entries may be
    older than what the room has, its own appends among them: the room skips those by seq. After `on_resubscribed(log_id)`
    something may have been missed: the room must ask the log (`read_following`).
    """

    def __init__(
        self,
        pool: BlockingConnectionPool,
        keys: Keys,
        on_entries: OnEntries,
        on_resubscribed: OnResubscribed,
        probe: Probe,
        part: Part | None = None,
    ) -> None:
        self._pool = pool
        self._part = part
        self._again: asyncio.TimerHandle | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._keys = keys
        self._on_entries = on_entries
        self._on_resubscribed = on_resubscribed
        self._subscriptions: dict[str, Subscription] = {}
        self._log_of: dict[bytes, str] = {}
        # SUBSCRIBE commands on the present connection that the server has yet to confirm, by log.
        self._unconfirmed: Counter[str] = Counter()
        self._connection: AbstractConnection | None = None
        self._heard = False
        self._probe = probe
        self._probe_channel = keys.probe(secrets.token_hex(8), part.tag if part else "")
        self._listening = asyncio.Event()
        """Set while the server has confirmed that the present connection hears our probes."""
        self._awaited = b""
        self._arrived = asyncio.Event()
        self.probed = asyncio.Event()
        """Set when the first probe has its answer."""
        self.trouble = "starting"
        """Why appends or their delivery do not work, as far as the last probe tells; "" when they do."""
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    @property
    def connected(self) -> bool:
        """Whether the connection stands and the server has confirmed every subscription: for readiness."""
        return self._connection is not None and all(each.ready.is_set() for each in self._subscriptions.values())

    @property
    def partly(self) -> str:
        """Of several servers, what is wrong with some while others do."""
        return ""

    @property
    def own_trouble(self) -> str:
        """The same, but for what the store refuses whoever asks: another worker could do no better."""
        return "" if self.trouble in _ALIKE else self.trouble

    def start(self) -> None:
        """Begin to connect. Call `close` afterwards."""
        if not self._tasks:
            self._tasks = [
                begin(self._run(), name="feed"),
                begin(self._keep_probing(), name="feed probe"),
            ]

    async def close(self) -> None:
        """End the connection; nothing is delivered afterwards."""
        if self._again is not None:
            self._again.cancel()
        await end([*self._tasks, *self._sending])
        self._tasks = []

    async def subscribe(self, log_id: str) -> None:
        """Listen to a log; returns when the server has confirmed it. What is appended from then on will be delivered.

        Read the log after this, not before. Raises StoreUnavailable when no confirmation comes in time; the wish stays then, and
        `on_resubscribed` tells when it came true. Call `unsubscribe` when the room closes.
        """
        subscription = self._subscriptions.get(log_id)
        if subscription is None:
            channel = self._keys.channel(log_id)
            subscription = self._subscriptions[log_id] = Subscription()
            self._log_of[channel.encode()] = log_id
            await self._send("SUBSCRIBE", [log_id])
        try:
            # Waiting for an event, not for a read: giving up loses no message.
            await asyncio.wait_for(subscription.ready.wait(), REPLY_TIMEOUT_S)
        except TimeoutError:
            subscription.was_ready = True
            raise StoreUnavailable("timeout", "Redis did not confirm a subscription in time.") from None

    async def unsubscribe(self, log_id: str) -> None:
        """Stop listening to a log; from this moment nothing of it is delivered."""
        if self._subscriptions.pop(log_id, None) is not None:
            await self._send("UNSUBSCRIBE", [log_id])

    def take_over(self, log_id: str, subscription: Subscription) -> None:
        """Listen to a log that another feed gave away; whoever waits for it goes on waiting."""
        self._subscriptions[log_id] = subscription
        self._log_of[self._keys.channel(log_id).encode()] = log_id
        self._send_soon("SUBSCRIBE", [log_id])

    def give_away(self, log_id: str) -> Subscription:
        """Stop listening to a log, for another feed to take it over."""
        subscription = self._subscriptions.pop(log_id)
        subscription.ready.clear()
        subscription.last = None
        self._send_soon("UNSUBSCRIBE", [log_id])
        return subscription

    def _send_soon(self, command: str, log_ids: list[str]) -> None:
        task = begin(self._send(command, log_ids), name="feed words")
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, command: str, log_ids: list[str]) -> None:
        connection = self._connection
        # A disconnected connection would connect anew on sending; that is the reader's task alone.
        if connection is None or not connection.is_connected:
            return
        if command == "SUBSCRIBE":
            self._unconfirmed.update(log_ids)
        with contextlib.suppress(RedisError, OSError):  # the reader meets the same failure, and it subscribes again
            if self._part is None:
                await connection.send_command(command, *map(self._keys.channel, log_ids))
            for log_id in log_ids if self._part else ():  # in a cluster no command names what lies in two places
                await connection.send_command(f"S{command}", self._keys.channel(log_id))

    async def _run(self) -> None:
        failures = 0
        while True:
            connection = make_connection(self._pool)
            pinger: asyncio.Task[None] | None = None
            try:
                await connection.connect()  # type: ignore[no-untyped-call]
                failures = 0
                pinger = begin(self._ping(connection), name="feed ping")
                self._connection = connection
                await connection.send_command("SSUBSCRIBE" if self._part else "SUBSCRIBE", self._probe_channel)
                if self._subscriptions:
                    await self._send("SUBSCRIBE", list(self._subscriptions))
                while True:
                    try:
                        reply = await connection.read_response(timeout=math.inf)
                    except AskError as error:
                        if self._part is None:
                            raise
                        self._heard = True
                        self._on_moved(error.slot_id)
                        continue
                    self._heard = True
                    self._take(reply)
            except Exception as error:  # noqa: BLE001 # whatever it was: a feed that ends would leave every room deaf
                if not failures:
                    _log.warning("the feed from Redis broke: %s", error)
            finally:
                self._connection = None
                self._listening.clear()
                self._unconfirmed.clear()
                self._log_of = {channel: each for channel, each in self._log_of.items() if each in self._subscriptions}
                for subscription in self._subscriptions.values():
                    subscription.ready.clear()
                    subscription.last = None
                if pinger:
                    pinger.cancel()
                await connection.disconnect(nowait=True)
            failures += 1
            longest_s = min(RECONNECT_LONGEST_S, RECONNECT_FIRST_S * 2 ** min(failures, 16))
            await asyncio.sleep(random.uniform(0, longest_s))  # noqa: S311 # not a secret

    def _on_moved(self, slot: int) -> None:
        """The server does not keep this slot: whoever knows it moves the subscription, else it is asked for again."""
        for log_id in self._unconfirmed:
            if key_slot(self._keys.channel(log_id).encode()) == slot:
                self._unconfirmed[log_id] = 0
        if self._part is not None:
            self._part.on_elsewhere()
        if self._again is None:
            self._again = asyncio.get_running_loop().call_later(RESEND_S, self._ask_again)

    def _ask_again(self) -> None:
        self._again = None
        lacking = [log_id for log_id, each in self._subscriptions.items() if not each.ready.is_set()]
        if lacking:
            self._send_soon("SUBSCRIBE", lacking)

    async def _keep_probing(self) -> None:
        while True:
            trouble = await self.probe()
            if trouble != self.trouble and self.probed.is_set():
                _log.warning("appends and their delivery: %s", trouble or "all is well")
            self.trouble = trouble
            self.probed.set()
            await asyncio.sleep(PROBE_AGAIN_S if trouble else PROBE_EVERY_S)

    async def probe(self) -> str:
        """Try whether appends are taken and arrive here; "" when they are, else why not. A deaf connection is made anew."""
        connection, nonce = self._connection, secrets.token_hex(8)
        listened = self._listening.is_set()
        self._awaited = nonce.encode()
        self._arrived.clear()
        try:
            async with asyncio.timeout(PROBE_WITHIN_S):
                await self._probe(self._probe_channel, nonce)
        except StoreError as error:
            return _refused(error.code)
        except TimeoutError:
            return "the store does not answer"
        try:
            async with asyncio.timeout(PROBE_WITHIN_S):
                if not listened:
                    await self._listening.wait()
                    await self._probe(self._probe_channel, nonce)
                await self._arrived.wait()
        except (StoreError, TimeoutError):
            if connection is not None and connection is self._connection:
                await connection.disconnect(nowait=True)  # ends the read
            return "the feed does not deliver"
        return ""

    async def _ping(self, connection: AbstractConnection) -> None:
        silent = 0
        while silent < 2:
            self._heard = False
            with contextlib.suppress(RedisError, OSError):
                if not connection.is_connected:
                    return
                await connection.send_command("PING")
            await asyncio.sleep(PING_EVERY_S)
            silent = 0 if self._heard else silent + 1
        _log.warning("the feed from Redis is silent; connecting again")
        await connection.disconnect(nowait=True)  # ends the read

    def _take(self, reply: Any) -> None:
        if not isinstance(reply, list) or len(reply) < 3:
            return  # a pong
        kind, channel, content = reply[:3]
        if self._part is not None:
            kind = kind[1:]
        if channel == self._probe_channel.encode():
            if kind == b"subscribe":
                self._listening.set()
            elif kind == b"unsubscribe":
                self._listening.clear()
            elif content == self._awaited:
                self._arrived.set()
            return
        log_id = self._log_of.get(channel)
        if log_id is None:
            return  # let go of in the meantime
        if kind == b"subscribe":
            self._unconfirmed[log_id] -= 1
        subscription = self._subscriptions.get(log_id)
        if subscription is None:
            if kind == b"unsubscribe" and self._unconfirmed[log_id] <= 0:
                del self._log_of[channel], self._unconfirmed[log_id]
            return
        # After unsubscribing and subscribing again, the confirmation of the first time is not the one to wait for.
        if kind == b"subscribe" and self._unconfirmed[log_id] <= 0:
            subscription.ready.set()
            again, subscription.was_ready = subscription.was_ready, True
            if again:
                self._call(self._on_resubscribed, log_id)
        elif kind == b"message" and subscription.ready.is_set():
            self._deliver(log_id, subscription, content)
        elif kind == b"unsubscribe" and self._unconfirmed[log_id] <= 0 and self._part is not None:
            # The slot was given away; what is published there from now on is not heard here.
            subscription.ready.clear()
            subscription.last = None
            self._on_moved(key_slot(channel))

    def _deliver(self, log_id: str, subscription: Subscription, message: bytes) -> None:
        if not message:
            # It was taken away, or began anew.
            subscription.last = None
            self._call(self._on_resubscribed, log_id)
            return
        try:
            published = published_from_message(message)
        except ValueError as error:
            _log.error("a publication of %s cannot be read: %s", self._keys.which(log_id).name, error)
            self._call(self._on_resubscribed, log_id)
            return
        follows = subscription.last in (None, published.after)
        subscription.last = published.head
        if follows:
            self._call(self._on_entries, log_id, published.entries)
        else:
            self._call(self._on_resubscribed, log_id)

    def _call(self, callback: Callable[..., None], *arguments: object) -> None:
        try:
            callback(*arguments)
        except Exception:  # noqa: BLE001 # a room's mistake must not end the feed of all rooms
            _log.exception("a room failed on what the feed brought")
