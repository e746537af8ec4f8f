# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that people typed, made safe to keep."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.material.framework import ValueRef
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal
from sessions.model.state import ActionContent
from sessions.topics.wording import clean_content, clean_value, clean_values
from tests.sessions.world import action, framework, own_value, value

SCOTLAND = "🏴" + "".join(chr(0xE0000 + ord(ch)) for ch in "gbsct") + "\U000e007f"
SCRIPTS = (
    "ab \n\x85\u0301\u034f\u200b\u200c\u200d\u2800\u3164\u115f\ufe0fمیക\u0d4d👩🏽♀🏴\U000e0067\U000e0062\U000e0073\U000e007f"
)
"""What joiners, tags and fillers stand beside in writing, and beside which they only hide."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  rust  ", "rust"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("a\tb", "a b"),
        ("vei\u200blig\ufeff", "veilig"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("nul\x00byte", "nulbyte"),
        ("cafe\u0301", "café"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("👩🏽\u200d💻 🙂\u200d↔\ufe0f ❤\ufe0f", "👩🏽\u200d💻 🙂\u200d↔\ufe0f ❤\ufe0f"),
        (SCOTLAND, SCOTLAND),
        (SCOTLAND[:4], "🏴"),
        ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ക\u0d4d\u200d", "ക\u0d4d\u200d"),
        ("ra\u200cad a\u200d", "raad a"),
        ("a\u200b\u0301", "á"),
        ("\u06dd١", "\u06dd١"),
        ("\u200d", ""),
        ("\u3164 \uffa0", ""),
        ("\u2800\u2800", ""),
        ("\ufe0f\u034f\u115f", ""),
        ("Els\u3164", "Els"),
        ("⠑\u2800⠇\u2800", "⠑\u2800⠇"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_rest_is_kept(typed: str, kept: str) -> None:
    """[BRD-18]"""
    assert clean(typed) == kept


def test_a_line_has_no_line_breaks() -> None:
    assert clean_line(" een \n twee\u2028drie ") == "een twee drie"


@given(st.text(max_size=60) | st.text(SCRIPTS, max_size=30))
def test_a_clean_text_is_never_longer_and_cleaning_it_again_changes_nothing(text: str) -> None:
    """[BRD-18]"""
    for once in (clean(text), clean_line(text)):
        assert len(once) <= len(text)
        assert clean(once) == once
        assert not any(unicodedata.category(ch) == "Cc" and ch != "\n" for ch in once)


def test_a_letter_without_a_composed_form_does_not_make_a_text_longer() -> None:
    """[BRD-18]"""
    assert clean("\u0958" * 500) == "\u0958" * 500


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        (ValueRef(value_id="speed"), "unknown_value"),
        (ValueRef(), "empty"),
        (ValueRef(name=" \u200b ", principle_id="participation"), "empty"),
        (ValueRef(name="Rust", principle_id="speed"), "unknown_value"),
        (ValueRef(name="Rust"), "unknown_value"),
    ],
)
def test_a_value_that_does_not_exist_is_refused(ref: ValueRef, code: str) -> None:
    """[BRD-05]"""
    found = clean_value(ref, framework())
    assert isinstance(found, Refusal)
    assert found.code == code


def test_a_value_of_the_framework_keeps_its_id_alone() -> None:
    assert clean_value(ValueRef("privacy", "participation", "x"), framework()) == ValueRef("privacy")


def test_a_value_counts_once_in_a_list() -> None:
    privacy, own = ValueRef("privacy"), ValueRef(name=" Rust ", principle_id="participation")
    assert clean_values((privacy, own, privacy, own), framework()) == (privacy, ValueRef("", "participation", "Rust"))


@pytest.mark.parametrize(
    ("content", "code", "field"),
    [
        (action(" \u200b"), "empty", "action"),
        (action("x", "speed"), "unknown_value", "value"),
        (ActionContent("x", "", (ValueRef("privacy"),) * 3), "too_many", "values"),
        (value("speed"), "unknown_value", "value"),
        (own_value(""), "empty", "value"),
    ],
)
def test_incomplete_content_is_refused_with_the_field_at_fault(content: object, code: str, field: str) -> None:
    """[BRD-05]"""
    assert clean_content(content, framework(), 2) == Refusal(code, field)  # type: ignore[arg-type]
