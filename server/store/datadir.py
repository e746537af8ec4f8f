# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory in which the embedded store keeps its data: made, locked, and with a place for its socket.

One application uses it at a time. The lock is an flock whose descriptor the server process inherits: as long as either process
lives the directory is taken, and when both are gone, however they went, it is free. Unix only.
"""

import fcntl
import hashlib
import os
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .errors import StoreError

LOCK_PATIENCE_S = 5.0
"""Seconds to wait for a server whose application is gone; it needs a few milliseconds for its last fsync."""

HALF_WRITTEN = ("temp-*.aof", "temp-*.rdb", "appendonlydir/temp-*")
"""What a server writes before it takes the place of a file that it has. One that is killed meanwhile never looks at it again."""

_POLL_S = 0.02
_ANSWER_S = 0.5


def make_data_dir(data_dir: Path) -> None:
    """Make the directory, for this user only, or raise StoreError when it cannot be written."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data_dir):
            pass
    except OSError as error:
        raise StoreError(
            "data_dir",
            f"The data directory {data_dir} cannot be written ({error.strerror}): set WAARDENBORD_DATA_DIR to another one.",
        ) from error


def remove_half_written(data_dir: Path) -> None:
    """Take away what a server was writing when it was killed: it holds all that was there then, also what was destroyed since.
    Call it while no server runs there.
    """
    for pattern in HALF_WRITTEN:
        for path in data_dir.glob(pattern):
            path.unlink(missing_ok=True)


def socket_path(data_dir: Path) -> Path:
    """Where the server listens: in the data directory if a socket can be there, else in the system's runtime directory.

    It cannot when the path has more than some hundred bytes (108 on Linux, 104 on macOS) or the file system knows no sockets. The
    other place follows from the data directory, so that the next start finds what this one left.
    """
    inside = data_dir / "redis.sock"
    if inside.exists() or _can_bind(inside):
        return inside
    mark = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:12]
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"wb-{os.getuid()}-{mark}"
    try:
        runtime.mkdir(mode=0o700, exist_ok=True)
        status = runtime.lstat()
        # In a shared temporary directory somebody else could have made it first.
        if status.st_uid != os.getuid() or status.st_mode & 0o077 or runtime.is_symlink():
            raise OSError(0, "it belongs to somebody else")
    except OSError as error:
        raise StoreError("runtime_dir", f"The runtime directory {runtime} cannot be used: {error.strerror}.") from error
    return runtime / "s"


def _can_bind(path: Path) -> bool:
    probe = socket.socket(socket.AF_UNIX)
    try:
        probe.bind(str(path))
    except OSError:
        return False
    finally:
        probe.close()
    path.unlink()
    return True


def lock_data_dir(data_dir: Path, server_socket: Path, sleep: Callable[[float], None] = time.sleep) -> int:
    """Take the directory and return the descriptor that holds it; closing it gives the directory back.

    A server left alone by its application (on systems that cannot tie a child to its parent) is asked to stop. Raises StoreError
    with code data_dir_in_use when another application is there. Waits, blocking, up to LOCK_PATIENCE_S.
    """
    descriptor = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        give_up_at = time.monotonic() + LOCK_PATIENCE_S
        seen_alone = 0
        while not _try_lock(descriptor):
            users = _users(server_socket)
            # An application keeps a connection from the moment its server is ready; twice none is not a server just starting.
            seen_alone = seen_alone + 1 if users == 0 else 0
            if seen_alone >= 5:
                _talk(server_socket, b"SHUTDOWN\r\n")
            if users or time.monotonic() > give_up_at:
                holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "unknown"
                raise StoreError(
                    "data_dir_in_use",
                    f"Another Waardenbord (process {holder}) uses the data directory {data_dir}: stop it, "
                    "or set WAARDENBORD_DATA_DIR to another directory.",
                )
            sleep(_POLL_S)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _users(server_socket: Path) -> int | None:
    """How many connections the server behind the socket has besides this question; None when none answers."""
    answer = _talk(server_socket, b"CLIENT LIST\r\n")
    return None if not answer.startswith(b"$") else max(0, answer.count(b"\nid=") - 1)


def _talk(server_socket: Path, command: bytes) -> bytes:
    """Send one inline command and return the beginning of the answer; b"" when there is none."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_ANSWER_S)
        try:
            connection.connect(str(server_socket))
            connection.sendall(command)
            return connection.recv(65536)
        except OSError:
            return b""
