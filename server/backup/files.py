# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading and writing whole files: what is there under its name is complete and on disk."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from server.backup.errors import BackupError

MAX_FILE_BYTES = 256 * 1024 * 1024
"""Of one log; a workshop of sixteen thousand entries has six million."""


def read(path: Path) -> bytes:
    """The bytes of a file. Raises BackupError: file, too_large."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BackupError("too_large", f"{path} is larger than any file of a log: at most {MAX_FILE_BYTES:,} bytes are read.")
        return path.read_bytes()
    except OSError as error:
        raise BackupError("file", f"{path} cannot be read ({error.strerror}).") from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that gets its name when the context ends without an error, in place of an older one of that name.

    It is for this user alone: it holds names and what people wrote. Raises BackupError: file.
    """
    if path.exists() and not path.is_file():
        raise BackupError("file", f"{path} is no ordinary file: name another one with --out.")
    fresh = ""
    try:
        # Made with the rights 0600.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as output:
            fresh = output.name
            yield output  # type: ignore[misc]  # the wrapper is a BinaryIO in all but name
            output.flush()
            os.fsync(output.fileno())
        os.replace(fresh, path)  # noqa: PTH105 # one call for one step
        fresh = ""
        _sync_folder(path.parent)
    except OSError as error:
        raise BackupError("file", f"{path} cannot be written ({error.strerror}).") from error
    finally:
        if fresh:
            with contextlib.suppress(OSError):
                Path(fresh).unlink()


def _sync_folder(folder: Path) -> None:
    """Put the new name on disk too, where folders can be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
