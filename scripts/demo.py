# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starts a server and plays the camera case in it with fifteen simulated people, slowly enough to watch on the screen page.

`make demo` runs it; PORT chooses the port. Words after `python -m scripts.demo` go to `waardenbord play`, such as `--speed 4`.
Afterwards the server goes on, so that the poster can be looked at, until Ctrl-C.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

WAARDENBORD = Path(sys.executable).parent / "waardenbord"
READY_WITHIN_S = 20  # a cold start on a slow laptop; a warm one takes under a second
STOP_WITHIN_S = 10
POLL_S = 0.1


def ready(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server takes people in; False when it has ended or took too long."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return True
        except (OSError, http.client.HTTPException):
            pass  # not listening yet
        finally:
            connection.close()
        time.sleep(POLL_S)
    return False


def main(arguments: list[str]) -> int:
    """Serve, play, and serve on until interrupted; return the exit code of what failed, or 0."""
    port = int(os.environ.get("PORT") or 8000)
    server = subprocess.Popen([str(WAARDENBORD), "serve"], env=os.environ | {"PORT": str(port)})
    try:
        if not ready(port, server):
            # A server that ended has said why itself.
            print(f"demo: the server on port {port} did not become ready", file=sys.stderr)
            return server.poll() or 1
        url = f"http://127.0.0.1:{port}"
        play = [str(WAARDENBORD), "play", "--url", url, "--case", "camera", "--people", "15", *arguments]
        played = subprocess.run(play, check=False)
        if played.returncode != 0:
            return played.returncode
        print(f"demo: played; the server stays on {url} until Ctrl-C")
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        try:
            server.wait(timeout=STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            server.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
