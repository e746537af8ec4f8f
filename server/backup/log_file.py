# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One log as a file: UTF-8 lines of JSON. docs/operators.md describes that of a workshop for people.

    line 1        what this is, the log's head, and how many lines of each kind follow
    seq lines     one entry each, in order
    clients lines one page instance's last counter each, sorted by its key
    last line     SHA-256 of all bytes before that line

In every version the first line names `format` and `version`, and the last line is the SHA-256, so that damage is told from
novelty. Nonces are text: they have 64 bits, and many a reader of JSON keeps 53. Payloads are base64.
"""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import msgspec
from msgspec import Struct

from server.backup.aggregates import AGGREGATES
from server.backup.errors import BackupError
from server.live.aggregates import Aggregate, State
from server.live.replaying import replay
from server.store import NAMES, Entry, Head, Kind, LogId, WholeLog

VERSION = 1

_MAX_N = 2**53 - 1
_MAX_NONCE = 2**64 - 1


class LogFile(Struct, frozen=True):
    """What a file holds."""

    id: LogId
    code: str
    """The join code that leads to it; "" when none does any more."""
    made_by: str
    made_at_ms: int
    log: WholeLog


class _Label(Struct):
    """What the first line of every version has."""

    format: str
    version: int


class _First(Struct, forbid_unknown_fields=True):
    format: str
    version: int
    made_by: str
    made_at_ms: int
    session: str
    """The id: it has the name that it had when all logs were those of workshops."""
    code: str
    epoch: str
    seq: int
    nonce: str
    at_ms: int
    clients: int


class _EntryLine(Struct, forbid_unknown_fields=True):
    seq: int
    nonce: str
    at_ms: int
    client: str
    n: int
    payload: bytes


class _ClientLine(Struct, forbid_unknown_fields=True):
    client: str
    n: int
    outcome: str


class _Last(Struct):
    sha256: str


def program() -> str:
    """This program and its version, for `made_by`."""
    return f"waardenbord {version('waardenbord')}"


def format_of(kind: Kind) -> str:
    """What the first line of a file calls this kind."""
    return f"waardenbord-{NAMES[kind]}"


def encode(file: LogFile) -> bytes:
    """The bytes of a file. The same log gives the same ones."""
    log = file.log
    first = _First(
        format_of(file.id.kind), VERSION, file.made_by, file.made_at_ms, file.id.id, file.code,
        log.head.epoch, log.head.seq, str(log.head.nonce), log.at_ms, len(log.clients),
    )  # fmt: skip
    lines: list[Struct] = [first]
    lines += (_EntryLine(e.seq, str(e.nonce), e.at_ms, e.client, e.n, e.payload) for e in log.entries)
    lines += (_ClientLine(client, n, outcome) for client, (n, outcome) in sorted(log.clients.items()))
    content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    return content + msgspec.json.encode(_Last(hashlib.sha256(content).hexdigest())) + b"\n"


def decode(data: bytes, name: str) -> LogFile:
    """Read a file, called `name` in what is said about it, and check that what it tells of can be opened here.

    Raises BackupError: foreign, damaged, newer.
    """
    aggregate = _read_label(data, name)
    try:
        first, entries, clients = _parse(data)
        log = WholeLog(Head(first.epoch, first.seq, int(first.nonce)), first.at_ms, tuple(entries), clients)
        _check(log)
        file = LogFile(LogId(aggregate.kind, first.session), first.code, first.made_by, first.made_at_ms, log)
    except (ValueError, msgspec.DecodeError) as error:
        raise _damaged(name) from error
    _check_replay(aggregate, file, name)
    return file


def _read_label(data: bytes, name: str) -> Aggregate[Any]:
    """Of what kind the file says that it is. Raises BackupError."""
    if data.startswith(b"PK"):
        raise BackupError("foreign", f"{name} is a backup of all workshops: use `waardenbord restore`, or take one out of it.")
    try:
        label = msgspec.json.decode(data.partition(b"\n")[0], type=_Label)
    except msgspec.DecodeError:
        label = _Label("", 0)
    aggregate = next((each for each in AGGREGATES.values() if format_of(each.kind) == label.format), None)
    if aggregate is None:
        raise BackupError("foreign", f"{name} is no file that `waardenbord export` made, or its beginning is damaged.")
    # Before the version is believed.
    content, newline, last = data.removesuffix(b"\n").rpartition(b"\n")
    try:
        told = msgspec.json.decode(last, type=_Last).sha256
    except msgspec.DecodeError as error:
        raise _damaged(name) from error
    if hashlib.sha256(content + newline).hexdigest() != told:
        raise _damaged(name)
    if label.version > VERSION:
        raise BackupError(
            "newer",
            f"{name} has version {label.version} of the format and this Waardenbord reads up to {VERSION}: "
            "use a later Waardenbord.",
        )
    return aggregate


def _parse(data: bytes) -> tuple[_First, list[Entry], dict[str, tuple[int, str]]]:
    lines = data.split(b"\n")[:-2]
    first = msgspec.json.decode(lines[0], type=_First)
    if first.seq < 1 or first.clients < 0 or len(lines) != 1 + first.seq + first.clients:
        raise ValueError("another number of lines than the first line says")
    read_entry = msgspec.json.Decoder(_EntryLine).decode
    read_client = msgspec.json.Decoder(_ClientLine).decode
    entries = [
        Entry(line.seq, int(line.nonce), line.at_ms, line.payload, line.client, line.n)
        for line in map(read_entry, lines[1 : 1 + first.seq])
    ]
    clients = {line.client: (line.n, line.outcome) for line in map(read_client, lines[1 + first.seq :])}
    if len(clients) != first.clients:
        raise ValueError("a client has two counters")
    return first, entries, clients


def _check(log: WholeLog) -> None:
    """Hold the log to what the store promises of every log. Raises ValueError."""
    if any(_broken(log)):
        raise ValueError("the log contradicts itself")


def _broken(log: WholeLog) -> Iterator[bool]:
    """Whether a promise is broken, promise by promise."""
    at_ms = 0
    for seq, entry in enumerate(log.entries, 1):
        yield entry.seq != seq or not 0 < entry.nonce <= _MAX_NONCE or not entry.payload
        yield not at_ms <= entry.at_ms <= log.at_ms
        yield not 0 <= entry.n <= _MAX_N or (entry.n > 0) != (entry.client != "")
        # What is in the log was settled at the time.
        yield entry.client != "" and log.clients.get(entry.client, (0, ""))[0] < entry.n
        at_ms = entry.at_ms
    yield log.entries[-1].nonce != log.head.nonce
    yield any(not client or not 0 < n <= _MAX_N for client, (n, _) in log.clients.items())


def _check_replay(aggregate: Aggregate[State], file: LogFile, name: str) -> None:
    """It must be possible to open it, and it must be the one that it says."""
    try:
        state = replay(aggregate, file.log.entries)
    except Exception as error:
        raise BackupError(
            "newer",
            f"{name} holds a {NAMES[aggregate.kind]} of {file.made_by} that this {program()} cannot open: "
            "use that version or a later one.",
        ) from error
    if state is None or aggregate.id_of(state) != file.id.id:
        raise _damaged(name)
    if file.code not in ("", aggregate.code_of(state)):
        raise _damaged(name)


def _damaged(name: str) -> BackupError:
    return BackupError("damaged", f"{name} is damaged or was cut off: its content does not fit its SHA-256. Use another copy.")
