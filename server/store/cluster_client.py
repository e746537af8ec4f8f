# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands to a cluster: each goes to whoever keeps what it names, and follows where that moved.

MOVED, ASK and TRYAGAIN prove that nothing ran, so the same is asked elsewhere or again. Everything else that goes wrong is told
to whoever asked, as by a single server: nothing that may have run is repeated here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Self

from redis.asyncio import Redis
from redis.crc import key_slot
from redis.exceptions import AskError, ClusterDownError, MovedError, RedisError, ResponseError, TryAgainError
from redis.exceptions import ConnectionError as RedisConnectionError

from .cluster import Node, Nodes
from .connections import REPLY_TIMEOUT_S
from .identity import ServerIdentity

MOST_FOLLOWED = 16
"""Servers asked for one command, one sending to another, before it is given up."""

TRY_AGAIN_S = 0.02
"""Seconds until a slot is asked again of which some keys have moved and some have not."""

_KEY_AT = {"EVAL": 3, "EVALSHA": 3, "MEMORY": 2}
"""Where a command names its first key, if not directly after itself."""

_MOVING = (AskError, TryAgainError)

Argument = str | bytes | int
_Do = Callable[[Node, bool], Awaitable[Any]]


def slot_of(arguments: tuple[Argument, ...]) -> int:
    """The slot of what a command names."""
    key = arguments[_KEY_AT.get(str(arguments[0]), 1)]
    return key_slot(key if isinstance(key, bytes) else str(key).encode())


class Following:
    """Asks whoever keeps a slot, wherever that is."""

    def __init__(self, nodes: Nodes, identity: ServerIdentity) -> None:
        self.nodes = nodes
        self._identity = identity

    async def reach(self, slot: int, do: _Do) -> Any:
        """What `do` answers, given the server and whether it has to be asked as one that takes the slot over."""
        nodes = self.nodes
        # What was decided on what one server held must not be asked of another, see `ServerIdentity.of_now`.
        decided_at = nodes.changes(slot) if self._identity.is_deciding else None
        node, asking = nodes.owner(slot), False
        give_up_at = asyncio.get_running_loop().time() + REPLY_TIMEOUT_S
        followed = 0
        while followed < MOST_FOLLOWED:
            try:
                if decided_at is None:
                    return await do(node, asking)
                with node.identity.of_now():
                    return await do(node, asking)
            except MovedError as error:
                followed += 1
                nodes.moved(error, node)
                if decided_at not in (None, nodes.changes(slot)):
                    raise RedisConnectionError("another server keeps it now") from None
                node, asking = nodes.owner(slot), False
            except AskError as error:
                followed += 1
                node, asking = nodes.at(error.host or node.at[0], error.port), True
            except TryAgainError:
                if asyncio.get_running_loop().time() > give_up_at:
                    raise
                await asyncio.sleep(TRY_AGAIN_S)
                node, asking = nodes.owner(slot), False
            except (RedisError, OSError) as error:
                if not isinstance(error, ResponseError) or isinstance(error, ClusterDownError):
                    nodes.look_soon()
                raise
        # None of them carried it out.
        raise ClusterDownError("the servers of the cluster do not agree who keeps it")


class ClusterLanes:
    """Lanes of whoever keeps the log that an append names first."""

    def __init__(self, following: Following) -> None:
        self._following = following
        self.replicas = following.nodes.replicas

    async def ask(self, *arguments: Argument, within_ms: int = 0) -> Any:
        """As `Lanes.ask`."""
        return await self._following.reach(
            slot_of(arguments), lambda node, asking: node.lanes.ask(*arguments, asking=asking, within_ms=within_ms)
        )


class ClusterClient:
    """Every command that names what it is about."""

    def __init__(self, following: Following) -> None:
        self._following = following

    async def execute_command(self, *arguments: Argument) -> Any:
        """The answer, as redis-py reads it. The time is that of any server."""
        if arguments[0] == "TIME":
            return await self._following.nodes.ask_any("TIME")
        return await self._following.reach(slot_of(arguments), lambda node, asking: _run(node.client, arguments, asking))

    def pipeline(self, transaction: bool = True) -> AbstractAsyncContextManager[Any]:  # as redis-py has it
        """Commands that go together; those of a transaction name what is in one slot."""
        return _Batch(self, self._following, is_transaction=transaction)


class _Batch:
    def __init__(self, client: ClusterClient, following: Following, *, is_transaction: bool) -> None:
        self._client = client
        self._following = following
        self._is_transaction = is_transaction
        self._commands: list[tuple[Argument, ...]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._commands.clear()

    def execute_command(self, *arguments: Argument) -> None:
        """Will be asked by `execute`."""
        self._commands.append(arguments)

    async def execute(self) -> list[Any]:
        """The answers, in the order of the commands."""
        if not self._commands:
            return []
        if self._is_transaction:
            answers: list[Any] = await self._following.reach(slot_of(self._commands[0]), self._transact)
            return answers
        at: dict[Node, list[int]] = {}
        for index, command in enumerate(self._commands):
            at.setdefault(self._following.nodes.owner(slot_of(command)), []).append(index)
        found: list[Any] = [None] * len(self._commands)
        await asyncio.gather(*(self._ask(node, indexes, found) for node, indexes in at.items()))
        return found

    async def _ask(self, node: Node, indexes: list[int], found: list[Any]) -> None:
        """Ask one server all that it keeps, and what it does not keep any more elsewhere."""
        try:
            async with node.client.pipeline(transaction=False) as pipeline:
                for index in indexes:
                    pipeline.execute_command(*self._commands[index])
                answers = await pipeline.execute(raise_on_error=False)
        except (RedisError, OSError):
            self._following.nodes.look_soon()
            raise
        for index, answer in zip(indexes, answers, strict=True):
            if isinstance(answer, _MOVING):
                found[index] = await self._client.execute_command(*self._commands[index])
            elif isinstance(answer, Exception):
                raise answer
            else:
                found[index] = answer

    async def _transact(self, node: Node, asking: bool) -> list[Any]:
        async with node.client.pipeline(transaction=not asking) as pipeline:
            if asking:  # it holds until the end of a transaction
                pipeline.execute_command("ASKING")
                pipeline.execute_command("MULTI")
            for command in self._commands:
                pipeline.execute_command(*command)
            if asking:
                pipeline.execute_command("EXEC")
            answers: list[Any] = await pipeline.execute()
        return answers[-1] if asking else answers


async def _run(client: Redis, arguments: tuple[Argument, ...], asking: bool) -> Any:
    if not asking:
        return await client.execute_command(*arguments)  # type: ignore[no-untyped-call]
    # On one connection, one directly after the other.
    async with client.pipeline(transaction=False) as pipeline:
        pipeline.execute_command("ASKING")
        pipeline.execute_command(*arguments)
        _, answer = await pipeline.execute()
    return answer
