# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of tasks that must end."""

import asyncio
from collections.abc import Iterable
from typing import Any

ASK_AGAIN_S = 0.5
"""A cancellation that meets a timeout or the closing of a connection may be taken for that and be lost: then it is said again."""


async def end(tasks: Iterable["asyncio.Task[Any] | None"]) -> None:
    """Cancel these tasks and wait until all have ended. What they raise is theirs."""
    left = {task for task in tasks if task is not None}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=ASK_AGAIN_S)
