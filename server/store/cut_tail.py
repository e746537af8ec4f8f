# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an embedded store finds of itself at a start: that its files are there, and whether the last one ends in the middle of a
step, as after a power cut. That end is taken off, kept and told. Anything else that is wrong needs `waardenbord repair`.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from .append_only import DIRECTORY, MANIFEST, Damage, Listed, find_files, is_rdb, read_manifest, read_pieces
from .base_file import read_values
from .errors import StoreError
from .logid import NAMES, LogId

MARK = "store"
"""A file that says that there was a store in this data directory: if its files are gone, nobody gets an empty board instead."""

CUTS_KEPT = 5
"""Of the ends that were taken off, the last ones are kept."""

_WRITTEN = b"written\n"
_EMPTY_BASE_BYTES = 512
"""More than a base without a key has."""
_UNFINISHED = Path("repairing") / "done"
_CUT = "cut-tail-"
_NAMED = re.compile(rb"\{([sdoy]):([A-Za-z0-9_-]{1,40})\}")


class CutTail(Struct, frozen=True):
    """What was taken off, and where it is now."""

    size_bytes: int
    kept_in: Path
    logs: tuple[str, ...]
    """The logs that are named in it."""

    @property
    def sentence(self) -> str:
        """For the operator."""
        whose = f" It concerns {', '.join(self.logs)}." if self.logs else ""
        return (
            f"The append-only file ended in the middle of a change: {self.size_bytes} bytes were taken off and kept in "
            f"{self.kept_in}. Nobody was told that this change is stored, unless the disk lost what it had confirmed.{whose}"
        )


def refuse_without_files(data_dir: Path) -> None:
    """Raises StoreError when there was a store here and its files are gone: no_manifest, store_gone, repair_unfinished.

    Redis would begin an empty one.
    """
    directory = data_dir / DIRECTORY
    if (data_dir / _UNFINISHED).exists():
        raise StoreError(
            "repair_unfinished",
            f"A repair of {data_dir} did not come to its end: run `waardenbord repair` once more, then start.",
        )
    listed = read_manifest(directory)
    if listed is not None:
        if _holds_nothing(directory, listed) and _was_written(data_dir):
            raise StoreError(
                "store_gone",
                f"There was something in the store of {data_dir}, and its files are empty now: put {directory} back from a copy. "
                f"To begin with an empty store, for instance to restore a backup into it, delete {data_dir / MARK} first.",
            )
        return
    if find_files(directory) or (directory / MANIFEST).exists():
        raise StoreError(
            "no_manifest",
            f"The list of append-only files, {directory / MANIFEST}, is missing or damaged: put it back, "
            "or run `waardenbord repair`, which makes it again of the files that are there.",
        )
    if (data_dir / MARK).exists():
        raise StoreError(
            "store_gone",
            f"There was a store in {data_dir}, and its files are gone: put {directory} back from a copy. "
            f"To begin with an empty store, for instance to restore a backup into it, delete {data_dir / MARK} first.",
        )


def mark(data_dir: Path) -> None:
    """Say that there is a store here, and whether anything was ever in it. Before it starts, when it runs, and at its end."""
    path, directory = data_dir / MARK, data_dir / DIRECTORY
    listed = read_manifest(directory)
    if listed is not None and not _holds_nothing(directory, listed) and not _was_written(data_dir):
        path.unlink(missing_ok=True)
        _write(path, _WRITTEN)
    path.touch(mode=0o600)


def _was_written(data_dir: Path) -> bool:
    path = data_dir / MARK
    return path.exists() and path.read_bytes() == _WRITTEN


def _holds_nothing(directory: Path, listed: list[Listed]) -> bool:
    """Whether all of these files are there and none has a single key or change in it, as when a disk forgot what it confirmed."""
    paths = [directory / each.name for each in listed]
    if not all(path.exists() and path.stat().st_size <= _EMPTY_BASE_BYTES for path in paths):
        return False
    return all(not path.stat().st_size or (is_rdb(path) and not any(read_values(path.read_bytes(), b""))) for path in paths)


def take_off_cut_tail(data_dir: Path) -> CutTail | None:
    """Take off what the last file has too little of, if that is all that is wrong with it. Only while no server runs here."""
    directory = data_dir / DIRECTORY
    listed = read_manifest(directory) or []
    path = directory / listed[-1].name if listed and listed[-1].kind == "i" else None
    if path is None or not path.exists() or is_rdb(path):
        return None
    data = path.read_bytes()
    damages = [each for each in read_pieces(data) if isinstance(each, Damage)]
    if len(damages) != 1 or not damages[0].is_cut:
        return None
    at = damages[0].start
    kept = data_dir / f"{_CUT}{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.aof"
    _write(kept, data[at:])
    _sync_names(data_dir)
    with path.open("r+b") as file:
        file.truncate(at)
        os.fsync(file.fileno())
    for old in sorted(data_dir.glob(f"{_CUT}*.aof"))[:-CUTS_KEPT]:
        old.unlink()
    names = {
        LogId(kind, found[2].decode()).name for found in _NAMED.finditer(data, at) for kind in NAMES if kind == found[1].decode()
    }
    return CutTail(len(data) - at, kept, tuple(sorted(names)))


def _sync_names(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_about_files(last_words: str) -> bool:
    """Whether a server that did not start says that its files are the reason."""
    return any(word in last_words for word in ("append only file", "AOF", "RDB"))


def what_is_wrong(data_dir: Path) -> StoreError:
    """Where the files are damaged with which a server does not start."""
    directory = data_dir / DIRECTORY
    for each in read_manifest(directory) or []:
        path = directory / each.name
        if not path.exists():
            return _damaged(f"The append-only file {path} is missing")
        if is_rdb(path):
            continue
        damage = next((piece for piece in read_pieces(path.read_bytes()) if isinstance(piece, Damage)), None)
        if damage is not None:
            return _damaged(f"The append-only file {path} is damaged from byte {damage.start} on")
    return _damaged(f"The append-only files in {directory} cannot be read")


def _damaged(what: str) -> StoreError:
    return StoreError(
        "store_damaged",
        f"{what}: run `waardenbord repair`, which keeps a copy, brings back what can be read and says what is lost; "
        "or put a backup into an empty store.",
    )


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
