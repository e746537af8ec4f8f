# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sealed tokens: where a client is in the log, unreadable and of one length, so that nothing about hidden notes shows."""

import base64
import hashlib
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.store import Head

_NONCE_BYTES = 12
_PLAIN = struct.Struct(">8sQQ")


class Sealer:
    """Seals heads of one log. AES-256-GCM with a random nonce; the id of the log is bound to the token."""

    def __init__(self, secret_key: bytes, log_id: str) -> None:
        self._aead = AESGCM(hashlib.blake2b(secret_key, digest_size=32, person=b"wb-token").digest())
        self._log = log_id.encode()

    def seal(self, head: Head) -> str:
        """The token for a head; another text every time, always as long."""
        nonce = os.urandom(_NONCE_BYTES)
        plain = _PLAIN.pack(_digest(head.epoch), head.seq, head.nonce)
        return base64.urlsafe_b64encode(nonce + self._aead.encrypt(nonce, plain, self._log)).decode()

    def position(self, token: str, epoch: str) -> tuple[int, int] | None:
        """The (seq, nonce) that was sealed, or None for a token that is not ours or of another life of the log."""
        plain = self._open(token)
        if plain is None:
            return None
        digest, seq, nonce = _PLAIN.unpack(plain)
        return (seq, nonce) if digest == _digest(epoch) else None

    def is_ours(self, token: str) -> bool:
        """Whether the token was sealed for this log, in whichever of its lives."""
        return self._open(token) is not None

    def _open(self, token: str) -> bytes | None:
        try:
            sealed = base64.urlsafe_b64decode(token.encode())
            return self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._log)
        except (InvalidTag, ValueError):
            return None


def _digest(epoch: str) -> bytes:
    return hashlib.blake2b(epoch.encode(), digest_size=8).digest()
