# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starts a server of its own and plays the camera case in it with fifteen simulated people, slowly enough to watch.

`make demo` runs it; PORT chooses the port, else a free one. Words after `python -m scripts.demo` go to `waardenbord play`, such
as `--speed 4`. A minute of the script lasts six seconds here, so that the whole workshop takes about four minutes; then follow
the talk, the check moments and the report. In a terminal the server goes on afterwards, so that all of it can be looked at,
until Ctrl+C. The data is gone when it stops.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

CLI = (sys.executable, "-m", "server.cli")
PROJECT = Path(__file__).resolve().parent.parent
MINUTE_MS = 6_000
"""Long enough to see a timer run, short enough for a demo; WAARDENBORD_MINUTE_MS overrules it."""
STOP_WITHIN_S = 10


def address(server: subprocess.Popen[str]) -> str | None:
    """The address at which the server says it can be reached; None when it ended, having said why itself."""
    for line in server.stdout or ():
        found = re.search(r"http://localhost:\d+", line)
        if found:
            return found[0]
    return None


def main(arguments: list[str]) -> int:
    """Serve, play, and in a terminal serve on until interrupted; the exit status of what failed, or 0."""
    port = os.environ.get("PORT") or "0"
    with tempfile.TemporaryDirectory(prefix="waardenbord-demo-") as folder:
        settings = {
            "WAARDENBORD_MINUTE_MS": str(MINUTE_MS),
            "WAARDENBORD_LOG_LEVEL": "warning",
            **os.environ,
            "WAARDENBORD_DATA_DIR": folder,
        }
        # An embedded store of its own: a demo leaves nothing behind in anybody's Redis.
        settings.pop("REDIS_URL", None)
        server = subprocess.Popen([*CLI, "serve", "--port", port], cwd=PROJECT, env=settings, stdout=subprocess.PIPE, text=True)
        try:
            return _show(server, arguments)
        except KeyboardInterrupt:
            return 0
        finally:
            _stop(server)


def _show(server: subprocess.Popen[str], arguments: list[str]) -> int:
    url = address(server)
    if url is None:
        return server.wait() or 1
    print("Open the screen link below in a browser, and watch.\n", flush=True)
    played = subprocess.run(
        [*CLI, "play", "--url", url, "--case", "camera", "--people", "15", "--through", "report", *arguments],
        cwd=PROJECT,
        check=False,
    )
    if played.returncode != 0 or not sys.stdin.isatty():
        return played.returncode
    print(f"\nThe server goes on at {url}: look at the poster where you opened the screen link,", flush=True)
    print("and at the case with its link above. Stop with Ctrl+C.", flush=True)
    return server.wait()


def _stop(server: subprocess.Popen[str]) -> None:
    server.terminate()
    try:
        server.wait(timeout=STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        server.kill()
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=STOP_WITHIN_S)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
