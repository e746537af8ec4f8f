# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All logs in one file: a zip with one file of `log_file` each, and `manifest.json` that lists them.

Whoever needs one of them takes its file out and imports that.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self, cast

import msgspec
from msgspec import Struct

from server.backup import log_file
from server.backup.aggregates import AGGREGATES
from server.backup.errors import BackupError
from server.backup.files import MAX_FILE_BYTES
from server.backup.log_file import LogFile
from server.store import ID, WORKSHOP, Kind, LogId, several

FORMAT = "waardenbord-backup"
VERSION = 1

_MANIFEST = "manifest.json"

# What zipfile raises for bytes that are not as they should be; RuntimeError for one that claims to be encrypted.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


class Listed(Struct, frozen=True, omit_defaults=True):
    """A log in a backup."""

    session: str
    """Its id, as in the first line of its file."""
    code: str
    file: str
    sha256: str
    """Over all bytes of the file."""
    kind: str = WORKSHOP
    """As the file says; `BackupReader` lists none that is not known here. Backups of before there were kinds do not name it."""

    @property
    def id(self) -> LogId:
        """Which log."""
        return LogId(cast("Kind", self.kind), self.session)


class _Label(Struct):
    """What the manifest of every version has."""

    format: str
    version: int


class _Manifest(Struct, forbid_unknown_fields=True):
    format: str
    version: int
    made_by: str
    made_at_ms: int
    workshops: list[Listed]
    """All logs, whatever their kind."""


class BackupWriter:
    """Writes a backup to `output`, log by log. Use as a context; the file is whole when that ends without an error."""

    def __init__(self, output: BinaryIO, made_at_ms: int) -> None:
        self._zip = zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED)
        self._made_at_ms = made_at_ms
        self._listed: list[Listed] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            manifest = _Manifest(FORMAT, VERSION, log_file.program(), self._made_at_ms, self._listed)
            self._zip.writestr(_MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        self._zip.close()

    def add(self, file: LogFile) -> None:
        """Add one log."""
        data = log_file.encode(file)
        name = f"{several(file.id.kind)}/{file.id.id}.jsonl"
        self._zip.writestr(name, data)
        self._listed.append(Listed(file.id.id, file.code, name, hashlib.sha256(data).hexdigest(), file.id.kind))


class BackupReader:
    """Reads a backup. Made by `open_backup`."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._zip = archive
        self._name = name
        self.listed = self._read_manifest()

    def _read_manifest(self) -> list[Listed]:
        try:
            data = self._bytes(_MANIFEST)
            label = msgspec.json.decode(data, type=_Label)
        except (KeyError, msgspec.DecodeError):
            label, data = _Label("", 0), b""
        except _UNREADABLE as error:
            raise _damaged(self._name) from error
        if label.format != FORMAT:
            raise _foreign(self._name)
        if label.version > VERSION:
            raise BackupError(
                "newer",
                f"{self._name} has version {label.version} of the format and this Waardenbord reads up to {VERSION}: "
                "use a later Waardenbord.",
            )
        try:
            listed = msgspec.json.decode(data, type=_Manifest).workshops
        except msgspec.DecodeError as error:
            raise _damaged(self._name) from error
        if not {each.kind for each in listed} <= AGGREGATES.keys():
            raise BackupError("newer", f"{self._name} holds more than this Waardenbord knows: use a later Waardenbord.")
        if not all(ID.fullmatch(each.session) for each in listed):
            raise _damaged(self._name)
        if sorted(self._zip.namelist()) != sorted([_MANIFEST, *(each.file for each in listed)]):
            raise _damaged(self._name)
        return listed

    def _bytes(self, name: str) -> bytes:
        """A file of the archive. Raises BackupError for one that is too large, KeyError, and what zipfile does."""
        size = self._zip.getinfo(name).file_size
        if size > MAX_FILE_BYTES:
            raise BackupError(
                "too_large",
                f"{self._name} is no backup of ours, or is damaged: {name} in it would be {size:,} bytes, "
                f"and at most {MAX_FILE_BYTES:,} are read of a log.",
            )
        # No more than this is unpacked, whatever follows.
        return self._zip.read(name)

    def read(self, listed: Listed) -> LogFile:
        """One of the logs, checked as `log_file.decode` does. Raises BackupError: damaged, newer."""
        try:
            data = self._bytes(listed.file)
        except _UNREADABLE as error:
            raise _damaged(self._name) from error
        if hashlib.sha256(data).hexdigest() != listed.sha256:
            raise _damaged(self._name)
        found = log_file.decode(data, f"{self._name} ({listed.file})")
        if (found.id, found.code) != (listed.id, listed.code):
            raise _damaged(self._name)
        return found


@contextmanager
def open_backup(path: Path) -> Iterator[BackupReader]:
    """Open a backup. Raises BackupError: file, foreign, damaged, newer."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError("file", f"{path} cannot be read ({error.strerror}).") from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except _UNREADABLE as error:
            raise _foreign(str(path)) from error
        with archive:
            yield BackupReader(archive, str(path))


def _foreign(name: str) -> BackupError:
    return BackupError(
        "foreign",
        f"{name} is no file that `waardenbord backup` made, or it is damaged or was cut off. For one workshop use `import`.",
    )


def _damaged(name: str) -> BackupError:
    return BackupError("damaged", f"{name} is damaged: what is in it does not fit its checksums. Use another copy.")
