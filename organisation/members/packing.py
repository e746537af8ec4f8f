# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation from whose log something has to go, as one compressed state in the place of all its entries: the same
organisation, and the forms that were sent once stay sent once.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from organisation.dossier.packing import compressed, decompressed, is_marked, with_marks
from organisation.members.state import Organisation

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Organisation)


def packed(organisation: Organisation, forms: Iterable[str]) -> bytes:
    """The whole organisation, with the names (hexadecimal) of the forms that changed it. Its log then holds nothing but what it
    keeps.
    """
    return compressed(_encoder.encode(begun_anew(organisation, forms)))


def begun_anew(organisation: Organisation, forms: Iterable[str]) -> Organisation:
    """What is read back of it."""
    marks = with_marks(organisation.marks, forms)
    return replace(organisation, marks=marks, has_remains=False, written_bytes=organisation.kept_bytes)


def unpacked(content: bytes) -> Organisation:
    """What `packed` was given. Raises ValueError for anything else."""
    try:
        return _decoder.decode(decompressed(content))
    except (ValueError, msgspec.DecodeError) as error:
        raise ValueError("an organisation cannot be unpacked") from error


def was_sent(organisation: Organisation, form: str) -> bool:
    """Whether a form (hexadecimal) changed the organisation before it was packed."""
    return is_marked(organisation.marks, form)
