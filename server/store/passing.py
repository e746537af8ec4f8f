# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept for a while and belongs to no log: it is in no backup, and goes by itself."""

from collections.abc import Sequence

from .connections import Client, Keys, ask


class Passing:
    """Texts of one topic, by name. Every method raises `StoreUnavailable` when there is no answer."""

    def __init__(self, client: Client, keys: Keys, topic: str) -> None:
        self._client = client
        self._keys = keys
        self._topic = topic

    async def put(self, name: str, text: str, kept_s: int) -> None:
        """Keep a text for so many seconds, in place of what was kept there. `name` becomes part of a key: no name of anybody, and
        no secret.
        """
        await ask(self._client, "SET", self._keys.passing(self._topic, name), text, "EX", kept_s)

    async def first(self, name: str, text: str, kept_s: int) -> bool:
        """The same, if nothing is kept there; False when something is."""
        return await ask(self._client, "SET", self._keys.passing(self._topic, name), text, "EX", kept_s, "NX") is not None

    async def texts(self, names: Sequence[str]) -> list[str | None]:
        """What is kept under each name."""
        # One by one: in a cluster the names stand in different places.
        found = [await ask(self._client, "GET", self._keys.passing(self._topic, name)) for name in names]
        return [text.decode() if isinstance(text, bytes) else None for text in found]

    async def drop(self, name: str) -> None:
        """Keep it no longer."""
        await ask(self._client, "DEL", self._keys.passing(self._topic, name))
