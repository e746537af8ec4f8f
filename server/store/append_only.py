# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The append-only files of a Redis or Valkey server, as far as one has to read them to find what is damaged, and where.

A directory holds a manifest, a base (usually an RDB, see `base_file`), and files to which every change is appended as it was
carried out: commands in RESP, those of one script between MULTI and EXEC. The server's own check stops at the first wrong byte
and throws away all that follows; here reading goes on at the next command that is whole.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

Command = tuple[bytes, ...]
"""A command and its arguments, as they stand in the file."""

DIRECTORY = "appendonlydir"
"""Where the files stand, below the data directory."""

MANIFEST = "appendonly.aof.manifest"

_LINE = re.compile(r"file (?P<name>\S+) seq (?P<seq>\d+) type (?P<kind>[bih])(?: .*)?")
_NAMED = re.compile(r"appendonly\.aof\.(?P<seq>\d+)\.(?P<part>base\.rdb|base\.aof|incr\.aof)")
_COUNT = re.compile(rb"\*(\d{1,7})\r\n")
_LENGTH = re.compile(rb"\$(\d{1,10})\r\n")
_NOTE = re.compile(rb"#[^\r\n]{0,1000}\r\n")
_WORD = re.compile(rb"[A-Za-z]{2,20}")
# What people type has no CR (BRD-18), so nothing that they wrote is taken for a command.
_BEGINNING = re.compile(rb"\*[1-9]\d{0,6}\r\n\$[1-9]\d?\r\n[A-Za-z]{2,20}\r\n")
_PART_OF_BEGINNING = re.compile(rb"|\*\d{0,7}\r?|\*\d{1,7}\r\n\$?\d{0,2}\r?|#[^\r\n]*\r?")
_LONGEST_LINE = 16


class Listed(Struct, frozen=True):
    """A file of a manifest."""

    name: str
    seq: int
    kind: str
    """"b" base, "i" appended to, "h" history that waits for being deleted."""


class Piece(Struct, frozen=True):
    """What was carried out in one step, from byte `start` to before `end`."""

    start: int
    end: int
    commands: tuple[Command, ...]
    """Without MULTI and EXEC around them."""


class Damage(Struct, frozen=True):
    """Bytes that are no commands, or only a part of what was carried out in one step."""

    start: int
    end: int
    is_cut: bool = False
    """The file ends here in the middle of a step that was whole so far."""


class _Cut(Exception):  # no error: the file is over
    """There are no more bytes, and those that there are were right."""


def read_manifest(directory: Path) -> list[Listed] | None:
    """The files of the manifest but for history, in the order in which they are read; None when it is missing or no manifest."""
    try:
        lines = (directory / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    found = [_LINE.fullmatch(line) for line in lines if line.strip() and not line.startswith("#")]
    if not found or None in found:
        return None
    listed = [Listed(each["name"], int(each["seq"]), each["kind"]) for each in found if each is not None]
    if any("/" in each.name for each in listed):
        return None
    return sorted((each for each in listed if each.kind != "h"), key=lambda each: (each.kind == "i", each.seq))


def find_files(directory: Path) -> list[Listed]:
    """The same by the names of the files that are there, for when the manifest is gone: the newest base, and all that was
    appended to, but for what was last written before that base was made.
    """
    found = [
        Listed(path.name, int(named["seq"]), "b" if named["part"].startswith("base") else "i")
        for path in (directory.iterdir() if directory.is_dir() else ())
        if (named := _NAMED.fullmatch(path.name))
    ]
    base = max((each for each in found if each.kind == "b"), key=lambda each: each.seq, default=None)
    made_at = base_made_at(directory / base.name) if base else 0
    appended = [each for each in found if each.kind == "i" and (directory / each.name).stat().st_mtime >= made_at]
    return ([base] if base else []) + sorted(appended, key=lambda each: each.seq)


def is_rdb(path: Path) -> bool:
    """Whether this file is an RDB rather than commands."""
    with path.open("rb") as file:
        return file.read(6) in {b"VALKEY", b"REDIS0"}


def base_made_at(path: Path) -> int:
    """When an RDB was made, in seconds since 1970; 0 where it does not tell."""
    with path.open("rb") as file:
        beginning = file.read(512)
    found = re.search(rb"\xfa\x05ctime\xc2(.{4})", beginning, re.DOTALL)
    return int.from_bytes(found[1], "little") if found else 0


def read_pieces(data: bytes) -> Iterator[Piece | Damage]:
    """All of a file of commands, in order and without a gap."""
    at = 0
    lost_at: int | None = None
    """Where the damage that is being left behind began. Until the next MULTI one cannot tell whether a command stood in it."""
    while at < len(data):
        try:
            piece = _read_piece(data, at)
        except _Cut:
            begun = at if lost_at is None else lost_at
            yield Damage(begun, len(data), is_cut=lost_at is None)
            return
        if isinstance(piece, Piece) and (lost_at is None or (piece.commands and _is_transaction(data, at))):
            if lost_at is not None:
                yield Damage(lost_at, at)
                lost_at = None
            yield piece
            at = piece.end
        elif isinstance(piece, Piece):
            # Alone, or the end of a transaction whose beginning is damaged; only EXEC tells, and then all of it is.
            later = _outside(data, at)
            if later is None:
                at = _after_exec(data, at)
            else:
                yield Damage(lost_at if lost_at is not None else at, at)
                lost_at = None
        else:
            lost_at = at if lost_at is None else lost_at
            at = piece
    if lost_at is not None:
        yield Damage(lost_at, len(data))


def _read_piece(data: bytes, at: int) -> Piece | int:
    """What was carried out in one step from here; where to go on when that is damaged. Raises _Cut."""
    start = at
    first = _read_command(data, at)
    if first is None:
        return _next_beginning(data, at + 1)
    command, at = first
    if not command or command[0].upper() != b"MULTI":
        return Piece(start, at, (command,) if command else ())
    commands: list[Command] = []
    while True:
        following = _read_command(data, at)
        if following is None:
            return _next_beginning(data, at + 1)
        command, after = following
        word = command[0].upper() if command else b""
        if word == b"MULTI":  # the end of the one before is missing
            return at
        if word == b"EXEC":
            return Piece(start, after, tuple(commands))
        if command:
            commands.append(command)
        at = after


def _read_command(data: bytes, at: int) -> tuple[Command, int] | None:
    """The command at this place (none in it for a note of the server) and where it ends; None when there is none. Raises _Cut."""
    if note := _NOTE.match(data, at):
        return (), note.end()
    counted = _COUNT.match(data, at)
    if counted is None:
        if len(data) - at < _LONGEST_LINE and _PART_OF_BEGINNING.fullmatch(data, at):
            raise _Cut
        return None
    arguments: list[bytes] = []
    at = counted.end()
    for _ in range(int(counted[1])):
        measured = _LENGTH.match(data, at)
        if measured is None:
            if len(data) - at < _LONGEST_LINE and re.fullmatch(rb"(\$\d{0,10}\r?)?", data[at:]):
                raise _Cut
            return None
        start = measured.end()
        at = start + int(measured[1])
        if len(data) < at + 2:
            if b"\r\n".startswith(data[at:]):
                raise _Cut
            return None
        if data[at : at + 2] != b"\r\n":
            return None
        if not arguments and not _WORD.fullmatch(data, start, at):
            return None
        arguments.append(data[start:at])
        at += 2
    return (tuple(arguments), at) if arguments else None


def _next_beginning(data: bytes, at: int) -> int:
    """Where the next command begins that is whole; the end of the file when none does."""
    for found in _BEGINNING.finditer(data, at):
        try:
            if _read_command(data, found.start()) is not None:
                return found.start()
        except _Cut:
            continue
    return len(data)


def _is_transaction(data: bytes, at: int) -> bool:
    first = _read_command(data, at)
    return first is not None and bool(first[0]) and first[0][0].upper() == b"MULTI"


def _words(data: bytes, at: int) -> Iterator[tuple[bytes, int]]:
    """The words of the commands from here, and where each ends, up to the first damage."""
    while at < len(data):
        try:
            found = _read_command(data, at)
        except _Cut:
            return
        if found is None:
            return
        command, at = found
        yield (command[0].upper() if command else b"", at)


def _outside(data: bytes, at: int) -> int | None:
    """Where the next transaction begins after commands that stand in none; None when these commands are the rest of one."""
    before = at
    for word, end in _words(data, at):
        if word == b"MULTI":
            return before
        if word == b"EXEC":
            return None
        before = end
    return None


def _after_exec(data: bytes, at: int) -> int:
    """Behind the EXEC that ends what stands here, or behind what is whole."""
    end = at
    for word, end in _words(data, at):  # noqa: B007 # the last one counts
        if word == b"EXEC":
            break
    return end
