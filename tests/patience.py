# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long tests wait before they give up: the longer, the busier the machine.

A limit of a test is the end of its patience, never what a passing test waits for. It is written as what is plenty on a machine
that does nothing else, and handed to `patient` where it is used: `asyncio.timeout(patient(10))`. Limits of the product stay as
they are, unless a test says that it stretches them.

Prior art: all limits of websockets' tests are counted in one unit, `MS = 0.001 * factor`.
"""

from __future__ import annotations

import os

VARIABLE = "WAARDENBORD_TEST_PATIENCE"
"""Set it to a number where the load does not tell: on a machine that is slow, or in a container with a part of its cores."""
MOST = 10.0
"""Ten times: what still does not come then does not come, and somebody waits for the tests."""


def factor() -> float:
    """By what every limit is multiplied now: how many want each core, from 1 to `MOST`; or what `VARIABLE` says."""
    given = os.environ.get(VARIABLE)
    if given:
        return float(given)
    return min(MOST, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))


def patient(seconds: float) -> float:
    """A limit, in whatever unit it is given, on the machine as it is now."""
    return seconds * factor()
