# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that makes files, seen from the server: started, asked, stopped."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import board
from server.papers import child

_PASSED_ON = {"PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH"}
"""Of the environment. It has secrets, and the typesetter needs none."""


class NotMade(Exception):
    """There is no file. `why` is a code of ours."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Maker:
    """One process, for one file at a time. Its methods block: call them in a thread."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
        environment["PYTHONPATH"] = str(Path(board.__file__).resolve().parent.parent)
        # A group of its own: what stops it stops its copies too. What it says may hold what people wrote: nobody hears it.
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
            start_new_session=True,
        )
        self._is_late = False

    @property
    def is_alive(self) -> bool:
        """Whether it may be asked again."""
        return child.CAN_COPY and self._process.poll() is None

    def make(self, told: bytes, *, within_s: float, most_bytes: int) -> bytes:
        """The file for a job. Raises NotMade, after which the process is no more."""
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        clock = threading.Timer(within_s, self._late)
        clock.daemon = True
        clock.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                child.write(self._process.stdin.fileno(), told)
            head = child.read(self._process.stdout.fileno(), child.LENGTH.size)
            length = child.LENGTH.unpack(head)[0] if len(head) == child.LENGTH.size else -1
            made = child.read(self._process.stdout.fileno(), length) if length <= most_bytes else b""
        finally:
            clock.cancel()
        if length > most_bytes:
            why = "paper_too_large"
        elif 0 < length == len(made):
            return made
        else:
            why = "paper_too_long" if self._is_late else "paper_failed"
        self.stop()
        raise NotMade(why)

    def kill(self) -> None:
        """Let it and its copies end; whoever asked for a file gets none."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if child.CAN_COPY:
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def end(self) -> None:
        """Let one that has nothing to do end by itself, and wait for it."""
        assert self._process.stdin is not None  # noqa: S101
        self._process.stdin.close()
        self._gone()

    def stop(self) -> None:
        """Kill it, and wait until it has ended."""
        self.kill()
        self._gone()

    def _gone(self) -> None:
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _late(self) -> None:
        self._is_late = True
        self.kill()
