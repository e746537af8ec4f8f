# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fractional order keys: there is always a key between two others, so a move changes one note only.

Keys are digits of base 62 after an imagined "0.", compared as plain strings; a key never ends in "0".
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


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


def keys_after(before: str, count: int) -> list[str]:
    """`count` rising keys, all above `before` (which may be empty)."""
    keys: list[str] = []
    for _ in range(count):
        before = key_between(before, "")
        keys.append(before)
    return keys
