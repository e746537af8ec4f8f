# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The codes with which the server closes a connection."""

from __future__ import annotations

from sessions.model.codes import CODES, RETRIABLE, Close


def test_close_codes_say_by_their_range_whether_to_come_back() -> None:
    """[WIR-11]"""
    back = {Close.COME_BACK, Close.STORE_DOWN}
    assert {code for code in Close if 4000 <= code < 4500} == back
    assert {code for code in Close if 4500 <= code < 5000} == set(Close) - back


def test_what_may_be_tried_again_is_a_refusal_that_exists() -> None:
    assert set(CODES) > RETRIABLE
