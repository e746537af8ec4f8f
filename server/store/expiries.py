# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""When keys go by themselves, while the changes of a file are carried out again.

A server that is reading its own files lets nothing go before it is done. One that gets the same changes from us would: a key
whose time is over would be gone before the change that gave it another name and kept it, as was every log that was put back.
"""

from .append_only import Command

_AT = frozenset({b"EXPIRE", b"EXPIREAT", b"PEXPIRE", b"PEXPIREAT"})
_GONE = frozenset({b"DEL", b"UNLINK"})
_ALL_GONE = frozenset({b"FLUSHALL", b"FLUSHDB"})
_OF_SET = {b"EX": b"EXPIRE", b"EXAT": b"EXPIREAT", b"PX": b"PEXPIRE", b"PXAT": b"PEXPIREAT"}


class Expiries:
    """Takes times out of changes and keeps them until the end."""

    def __init__(self) -> None:
        self._of: dict[bytes, Command] = {}

    def take(self, key: bytes, at_ms: int) -> None:
        """A key that goes at this moment."""
        self._of[key] = (b"PEXPIREAT", b"%d" % at_ms)

    def without(self, commands: list[Command]) -> list[Command]:
        """The same changes, after which nothing goes by itself."""
        return [kept for each in commands for kept in self._without(each)]

    def left(self) -> list[Command]:
        """What is to be carried out at the end: of every key the time that it was given last."""
        return [(word, key, *rest) for key, (word, *rest) in self._of.items()]

    def _without(self, change: Command) -> list[Command]:
        word, keys = change[0].upper(), change[1:]
        if word in _AT and len(change) >= 3:
            # Its conditions (NX, XX, GT, LT) were looked at when it was written down.
            self._of[change[1]] = (word, change[2])
            return []
        if word == b"SET":
            return [self._set(change)]
        if word == b"SETEX" and len(change) == 4:
            self._of[change[1]] = (b"EXPIRE", change[2])
            return [(b"SET", change[1], change[3])]
        if word == b"RENAME" and len(change) == 3:
            moved = self._of.pop(change[1], None)
            self._of.pop(change[2], None)
            if moved is not None:
                self._of[change[2]] = moved
        elif word in _ALL_GONE:
            self._of.clear()
        elif word in _GONE or word in {b"PERSIST", b"GETDEL"}:
            self._forget(keys)
        elif word == b"MSET":
            self._forget(keys[::2])
        return [change]

    def _set(self, change: Command) -> Command:
        options = [each.upper() for each in change[3:]]
        if b"KEEPTTL" in options:
            return change
        self._of.pop(change[1], None)
        for at, option in enumerate(options[:-1]):
            if option in _OF_SET:
                self._of[change[1]] = (_OF_SET[option], change[4 + at])
                return (*change[: 3 + at], *change[5 + at :])
        return change

    def _forget(self, keys: Command) -> None:
        for key in keys:
            self._of.pop(key, None)
