# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens tell the server where a client was, and tell nobody anything."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.sealing import Sealer
from server.store import Head

KEY = b"k" * 32
HEAD = Head("e1", 7, 2**64 - 1)
_seqs = st.integers(0, 2**53)
_nonces = st.integers(0, 2**64 - 1)


@given(_seqs, _nonces, st.text(max_size=40), _seqs, _nonces)
def test_tokens_are_all_of_one_length_never_equal_and_hide_what_is_in_them(
    seq: int, nonce: int, epoch: str, other_seq: int, other_nonce: int
) -> None:
    """[WIR-07]"""
    sealer = Sealer(KEY, "s1")
    tokens = [
        sealer.seal(Head(epoch, seq, nonce)),
        sealer.seal(Head(epoch, seq, nonce)),
        sealer.seal(Head("e", other_seq, other_nonce)),
        sealer.seal(Head("", 0, 0)),
    ]
    assert len({len(token) for token in tokens}) == 1
    assert len(set(tokens)) == 4
    assert sealer.position(tokens[0], epoch) == (seq, nonce)


def test_a_token_of_another_session_key_or_life_of_the_log_is_none_of_ours() -> None:
    token = Sealer(KEY, "s1").seal(HEAD)
    assert Sealer(KEY, "s1").position(token, "e1") == (HEAD.seq, HEAD.nonce)
    assert Sealer(KEY, "s2").position(token, "e1") is None
    assert Sealer(b"l" * 32, "s1").position(token, "e1") is None
    assert Sealer(KEY, "s1").position(token, "e2") is None


def test_a_token_that_was_changed_anywhere_is_none_of_ours() -> None:
    sealer = Sealer(KEY, "s1")
    sealed = base64.urlsafe_b64decode(sealer.seal(HEAD))
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        assert sealer.position(base64.urlsafe_b64encode(changed).decode(), "e1") is None


@pytest.mark.parametrize("token", ["", "a", "====", "é" * 30, "x" * 120, "AAAA", "-" * 68, "\x00\n"])
def test_garbage_is_no_token(token: str) -> None:
    assert Sealer(KEY, "s1").position(token, "e1") is None


@given(st.text(max_size=120))
def test_any_text_is_no_token(token: str) -> None:
    assert Sealer(KEY, "s1").position(token, "e1") is None
