# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Just so much of Yjs' first format that a person can set his own key of a shared map again and again.

What its client would send, byte by byte: the value that takes the place of another names the other, and takes it away.
"""


def unsigned(number: int) -> bytes:
    """A number as lib0 writes it: seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(0x80 | (number & 0x7F))
        number >>= 7
    out.append(number)
    return bytes(out)


def string(text: str) -> bytes:
    """A text with its length."""
    return sized(text.encode())


def sized(content: bytes) -> bytes:
    """Bytes with their length."""
    return unsigned(len(content)) + content


def set_key(client: int, clock: int, key: str, text: str) -> bytes:
    """The update of a person's `clock`th setting, from 0, of his `key` of the map `notes`."""
    who = unsigned(client)
    head = b"\x01\x01" + who + unsigned(clock)  # one client, one item
    value = b"\x01\x77" + string(text)  # one value, a string
    if clock == 0:
        return head + b"\x28\x01" + string("notes") + string(key) + value + b"\x00"
    before = unsigned(clock - 1)
    return head + b"\xa8" + who + before + value + b"\x01" + who + b"\x01" + before + b"\x01"
