# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker in which the tests here run."""

from __future__ import annotations

import signal

from server.settings import Settings
from tests.server.house import serving


async def test_a_signal_to_the_tests_is_taken_by_no_worker_of_theirs(here: Settings) -> None:
    """A run whose time was over went on without one, and told each further test as a refused connection."""
    both = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in both]
    async with serving(here):
        assert [signal.getsignal(number) for number in both] == before
    assert [signal.getsignal(number) for number in both] == before
