# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord serve`: listen, open the store, say where to go, serve until told to stop."""

import sys
from ipaddress import ip_address
from urllib.parse import urlsplit

import segno

from server.app import open_app
from server.serving import ListenError, lan_address, listen, serve
from server.settings import Settings
from server.store import StoreError


async def run(settings: Settings) -> int:
    """The exit status. What is wrong is one sentence on standard error."""
    try:
        listening = listen(settings)
        # Who listens on loopback alone must not hand out an address that answers nobody.
        lan = "" if ip_address(listening.getsockname()[0]).is_loopback else lan_address()
        async with open_app(settings, lan) as app:
            port = listening.getsockname()[1]
            _say_where(settings, port, lan)
            await serve(app, listening)
    except (ListenError, StoreError) as error:
        print(f"waardenbord: {error}", file=sys.stderr)
        return 1
    return 0


def _say_where(settings: Settings, port: int, lan: str) -> None:
    """The addresses, and a QR code of the one that phones can use."""
    here = f"http://localhost:{port}"
    shared = settings.public_url or (f"http://{lan}:{port}" if lan else "")
    print(f"\n  Waardenbord  {here}")
    if shared:
        print(f"  On your network  {shared}\n")
        if sys.stdout.isatty() or urlsplit(shared).hostname:
            segno.make(shared, error="l").terminal(compact=True, border=2)
    store = "Redis at REDIS_URL" if settings.redis_url else f"embedded Redis in {settings.data_dir}"
    print(f"  Store: {store}. Stop with Ctrl+C.\n", flush=True)
