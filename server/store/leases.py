# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only one worker does at a time: whoever holds the lease. It ends by itself when its holder is gone."""

import secrets

from .beside import HOLD, RELEASE
from .connections import Client, ask


class Lease:
    """One name, one holder. Every method raises StoreUnavailable when there is no answer."""

    def __init__(self, client: Client, key: str) -> None:
        self._client = client
        self._key = key
        self._holder = secrets.token_hex(8)

    async def hold(self, ttl_ms: int) -> bool:
        """Be, or go on being, the one; call again within `ttl_ms`."""
        return bool(await ask(self._client, "EVAL", HOLD, 1, self._key, self._holder, ttl_ms))

    async def release(self) -> None:
        """Another may be the one."""
        await ask(self._client, "EVAL", RELEASE, 1, self._key, self._holder)
