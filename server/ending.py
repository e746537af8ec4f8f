# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The beginning of tasks that outlive whoever begins them, and the end of tasks that must end."""

import asyncio
from collections.abc import Coroutine, Iterable
from contextvars import Context
from typing import Any, TypeVar

_Made = TypeVar("_Made")

ASK_AGAIN_S = 0.5
"""A cancellation that meets a timeout or the closing of a connection may be taken for that and be lost: then it is said again."""


def begin(work: Coroutine[Any, Any, _Made], name: str) -> "asyncio.Task[_Made]":
    """A task that has nothing of what holds for whoever begins it now: a context variable would hold in it for ever, see
    `ServerIdentity.of_now`. Keep it, and `end` it.
    """
    return asyncio.create_task(work, name=name, context=Context())


async def end(tasks: Iterable["asyncio.Task[Any] | None"]) -> None:
    """Cancel these tasks and wait until all have ended. What they raise is theirs."""
    left = {task for task in tasks if task is not None}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=ASK_AGAIN_S)
