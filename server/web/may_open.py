# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a workshop: whoever knows the opening key, where there is one, and nobody without limit (SEC-04).

Both are counted per address and over all. A whole training room shares one address, so what one address may do is far more than
its people need. Addresses are never stored: what stands in the store is a hash with this server's key, and goes within the hour.
"""

import hashlib
import hmac

from server.live.rooms import Rooms
from server.settings import Settings
from server.store import Quota
from server.web.slowed import Slowed, network_of

ALL_ADDRESSES = 5
"""As many times what one address may is what all together may."""

WRONG_KEYS = Quota("wrong-key", burst=60, each_s=10)
"""Keys of one address that do not fit: two for each of thirty people who type it from a board. After that every try waits."""
WRONG_KEYS_OF_ALL = Quota("wrong-keys", burst=600, each_s=1)


class MayOpen:
    """The rates and the key of a server."""

    def __init__(self, settings: Settings, rooms: Rooms, slowed: Slowed) -> None:
        self._quotas = rooms.quotas
        self._hashed = rooms.hashed
        self._key = settings.opening_key
        self.members_only = settings.opening == "members"
        """Whether a workshop is opened by members of an organisation alone."""
        self._slowed = slowed
        per_hour = settings.openings_per_hour
        self._rate: tuple[Quota, Quota] | None = None
        if per_hour:
            burst, each_s = max(1, per_hour // 2), 3600 / per_hour
            of_all = Quota("openings", burst * ALL_ADDRESSES, each_s / ALL_ADDRESSES)
            self._rate = (Quota("opening", burst, each_s), of_all)

    @property
    def needs_key(self) -> bool:
        """Whether the form asks for the opening key."""
        return self._key is not None

    @property
    def opens_organisations(self) -> bool:
        """Whether an organisation can be opened on the site: where members alone open workshops, by the opening key alone."""
        return self.needs_key or not self.members_only

    async def key_fits(self, typed: str, address: str) -> bool:
        """Whether this is the opening key, or none is needed. Who tries often has to wait; the right one is never refused for
        what others tried. Raises StoreUnavailable, and Busy when too many wait.
        """
        if self._key is None:
            return True
        who = self._named(address)
        if await self._quotas.take(WRONG_KEYS, who) or await self._quotas.take(WRONG_KEYS_OF_ALL):
            await self._slowed.wait()
        # Hashed first, so that the time taken tells nothing of the length either.
        return hmac.compare_digest(hashlib.sha256(self._key.encode()).digest(), hashlib.sha256(typed.encode()).digest())

    async def wait_s(self, address: str) -> float:
        """How many seconds to wait before another workshop can be opened from this address; 0 takes one of those that there are.

        Raises StoreUnavailable.
        """
        if self._rate is None:
            return 0.0
        of_one, of_all = self._rate
        return await self._quotas.take(of_one, self._named(address)) or await self._quotas.take(of_all)

    def _named(self, address: str) -> str:
        return self._hashed("opening", network_of(address))
