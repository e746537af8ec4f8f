# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fractional order keys: there is always a key between two others, so a move changes one note only.

Keys are digits of base 62 after an imagined "0.", compared as plain strings; a key never ends in "0". The last two digits of a
key are the mark of where it was made: tables that cannot see each other's notes make keys that can never be the same.
"""

from itertools import count

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)

MAX_TABLE_KEY_CHARACTERS = 32
"""Longer keys are made anew, with those around them: whoever moves notes to and fro for hours makes nobody's records grow."""
MAX_ROOM_KEY_CHARACTERS = 20
"""The same for what the whole room sees: what a table puts between two of these still has room to move."""


def key_between(before: str, after: str) -> str:
    """A key above `before` and below `after`. An empty `before` is the top, an empty `after` the bottom.

    Raises `ValueError` when `before` is not below `after`.
    """
    if after and before >= after:
        raise ValueError("the first key must be below the second")
    digits: list[str] = []
    bounded = bool(after)
    position = 0
    while True:
        low = _DIGITS.index(before[position]) if position < len(before) else 0
        high = _DIGITS.index(after[position]) if bounded and position < len(after) else _BASE
        if high - low > 1:
            # Appending at the end goes one digit up, not to the middle: keys stay short when notes are added one by one.
            middle = (low + high) // 2 if after else min(low + 1, high - 1)
            return "".join(digits) + _DIGITS[middle]
        digits.append(_DIGITS[low])
        if low < high:
            bounded = bounded and high - low == 0
        position += 1


def mark(number: int) -> str:
    """The end of every key that is made at the table with this number; 0 is for what the whole room sees.

    Two keys whose marks differ are never the same, and a mark at the end of a key between two others leaves it between them.
    """
    return _DIGITS[number % _BASE] + _DIGITS[1 + number // _BASE % (_BASE - 1)]


def keys_between(before: str, after: str, many: int) -> list[str]:
    """`many` rising keys between two others as in `key_between`, all of one length and as short as can be. Each needs a mark."""
    stem = key_between(before, after)
    width = next(width for width in count(1) if many <= _BASE**width)
    return [stem + _number(number, width) for number in range(many)]


def _number(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits
