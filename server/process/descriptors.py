# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many files and connections this process may have open."""

import contextlib

_MACOS_OPEN_MAX = 10_240
"""Where macOS calls the limit endless, it takes no more than this."""


def raise_limit() -> int | None:
    """Raise the limit to what the system allows this process and those that it starts; what it is then, or None without one.

    Systems start programs with a limit of 1,024 for the sake of very old ones. Call before anything is started.
    """
    try:
        # Not at the top: Windows has neither the module nor the limit.
        import resource
    except ImportError:
        return None
    kind = resource.RLIMIT_NOFILE
    soft, hard = resource.getrlimit(kind)
    for wanted in (hard, _MACOS_OPEN_MAX):
        if wanted == resource.RLIM_INFINITY or wanted > soft:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (wanted, hard))
                break
    now = resource.getrlimit(kind)[0]
    return None if now == resource.RLIM_INFINITY else now
