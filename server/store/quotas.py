# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often something may be done, counted in the store, so that all workers count together."""

from importlib.resources import files

from msgspec import Struct

from .connections import Client, Keys, ask

_TAKE = files(__package__).joinpath("quota.lua").read_text(encoding="utf-8")


class Quota(Struct, frozen=True):
    """`burst` at once, and one more every `each_s` seconds. `topic` is what is counted."""

    topic: str
    burst: int
    each_s: float


class Quotas:
    """Every bucket goes by itself when it is full again, so what strangers can make grow here shrinks by itself."""

    def __init__(self, client: Client, keys: Keys) -> None:
        self._client = client
        self._keys = keys

    async def take(self, quota: Quota, who: str = "") -> float:
        """Take one for `who`; 0, or how many seconds to wait for the next. Raises StoreUnavailable.

        `who` becomes part of a name in the store: no address of anybody.
        """
        key = self._keys.quota(quota.topic, who)
        wait_ms: int = await ask(self._client, "EVAL", _TAKE, 1, key, quota.burst, round(quota.each_s * 1000))
        return wait_ms / 1000
