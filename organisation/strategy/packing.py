# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A strategy from whose log something has to go, as one compressed state in the place of all its entries: the same strategy, and
the forms that were sent once stay sent once.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from organisation.dossier.packing import compressed, decompressed, is_marked, with_marks
from organisation.strategy.state import Strategy

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Strategy)


def packed(strategy: Strategy, forms: Iterable[str]) -> bytes:
    """The whole strategy, with the names (hexadecimal) of the forms that changed it."""
    return compressed(_encoder.encode(begun_anew(strategy, forms)))


def begun_anew(strategy: Strategy, forms: Iterable[str]) -> Strategy:
    """What is read back of it."""
    return replace(strategy, marks=with_marks(strategy.marks, forms), has_remains=False)


def unpacked(content: bytes) -> Strategy:
    """What `packed` was given. Raises ValueError for anything else."""
    try:
        return _decoder.decode(decompressed(content))
    except (ValueError, msgspec.DecodeError) as error:
        raise ValueError("a strategy cannot be unpacked") from error


def was_sent(strategy: Strategy, form: str) -> bool:
    """Whether a form (hexadecimal) changed the strategy before it was packed."""
    return is_marked(strategy.marks, form)
