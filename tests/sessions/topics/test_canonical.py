# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""RFC 8785 for what a poster holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.topics.canonical import canonical_json, sha256_hex

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcXYZ_09", max_size=5), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"a": {"d": True, "c": None}, "B": [False, 3]}, '{"B":[false,3],"a":{"c":null,"d":true}}'),
        # The string of RFC 8785 §3.2.2 and its canonical form in §3.2.3.
        ("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\b\t\f\r\x7f\u2028", '"\\b\\t\\f\\r\x7f\u2028"'),
        ("é 😀", '"é 😀"'),
        ((), "[]"),
    ],
)
def test_samples_have_their_canonical_form(value: Any, canonical: str) -> None:
    """[PST-10]"""
    assert canonical_json(value) == canonical


@given(JSON)
def test_the_canonical_form_is_json_of_the_same_value_and_its_own_canonical_form(value: Any) -> None:
    """[PST-10]"""
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


@pytest.mark.parametrize("value", [1.5, {"é": 1}, {1: 2}, b"x", [{"a": 0.0}]])
def test_what_rfc_8785_treats_specially_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_the_hash_is_over_utf_8() -> None:
    assert sha256_hex("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
