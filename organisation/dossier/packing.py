# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case in which nothing happens for long, as one compressed state in the place of all its entries: the same case, and the forms
that were sent once stay sent once.
"""

import lzma
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from organisation.dossier.state import Dossier

PACKED_AFTER_DAYS = 90
"""Without anything new. A case that somebody looks into again later is read as fast, and grows on from there."""
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""Of a case; the largest that its bounds allow is some ten."""
MARK_BYTES = 8
"""Of the name of a form, which is a hash: that two of one case are the same is not to be expected in the age of the universe."""
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6}]
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Dossier)


def compressed(encoded: bytes) -> bytes:
    """What is kept of an encoded state."""
    return lzma.compress(encoded, format=lzma.FORMAT_RAW, filters=_FILTERS)


def decompressed(content: bytes) -> bytes:
    """What `compressed` was given. Raises ValueError for anything else, and beyond MAX_UNPACKED_BYTES gives what is cut off."""
    try:
        return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=_FILTERS).decompress(content, MAX_UNPACKED_BYTES)
    except lzma.LZMAError as error:
        raise ValueError("this was not packed here") from error


def with_marks(marks: bytes, forms: Iterable[str]) -> bytes:
    """The marks of forms, and of others by their names (hexadecimal)."""
    known = {marks[at : at + MARK_BYTES] for at in range(0, len(marks), MARK_BYTES)}
    return b"".join(sorted(known | {bytes.fromhex(form)[:MARK_BYTES] for form in forms}))


def is_marked(marks: bytes, form: str) -> bool:
    """Whether a form (hexadecimal) is among the marks."""
    wanted = bytes.fromhex(form)[:MARK_BYTES]
    return any(marks[at : at + MARK_BYTES] == wanted for at in range(0, len(marks), MARK_BYTES))


def packed(dossier: Dossier, forms: Iterable[str]) -> bytes:
    """The whole case, with the names (hexadecimal) of the forms that changed it."""
    return compressed(_encoder.encode(replace(dossier, marks=with_marks(dossier.marks, forms))))


def unpacked(content: bytes) -> Dossier:
    """What `packed` was given. Raises ValueError for anything else."""
    try:
        return _decoder.decode(decompressed(content))
    except (ValueError, msgspec.DecodeError) as error:
        raise ValueError("a case cannot be unpacked") from error


def was_sent(dossier: Dossier, form: str) -> bool:
    """Whether a form (hexadecimal) changed the case before it was packed."""
    return is_marked(dossier.marks, form)
