# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which event loop serves. uvloop has no wheels for every system, so asyncio's own must always do."""

import asyncio
import logging
from collections.abc import Callable

from server.settings import EventLoop

_log = logging.getLogger(__name__)


def loop_maker(wanted: EventLoop) -> Callable[[], asyncio.AbstractEventLoop]:
    """What makes the loop, for `asyncio.Runner`: uvloop's where it is installed, unless asyncio's own is `wanted`."""
    if wanted == "auto":
        try:
            # Not at the top: nothing but serving needs it.
            import uvloop
        except ImportError:
            pass
        else:
            _log.debug("using uvloop")
            return uvloop.new_event_loop
    return asyncio.new_event_loop
