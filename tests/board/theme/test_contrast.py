# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contrast as WCAG 2 counts it, values as a browser computes them, and our own colours in every light."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.papers.look import COLOURS, PLAIN
from board.theme.checking import check
from board.theme.contrast import luminance, mixed, ratio
from board.theme.house_style import NEUTRAL
from board.theme.pairs import EDGE_SHARE, MODES, PAIRS, PROJECTOR_TEXT, SOFT_SHARE, TEXT, Pair
from board.theme.tokens import own_tokens
from board.theme.values import MAX_VALUE_CHARS, NoValue, Values, colour

PROJECT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("#000000", "#FFFFFF", 21),
        ("#FFFFFF", "#FFFFFF", 1),
        ("#767676", "#FFFFFF", 4.54),  # the lightest grey that WCAG lets stand on white
        ("#777777", "#FFFFFF", 4.48),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#16203A", "#EEEBE3", 13.54),
    ],
)
def test_contrast_is_that_of_wcag_in_either_order(one: str, other: str, wanted: float) -> None:
    assert ratio(one, other) == pytest.approx(wanted, abs=0.005)
    assert ratio(other, one) == ratio(one, other)


def test_white_is_lightest_and_colours_mix_by_their_shares() -> None:
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)
    assert mixed("#FF0000", "#0000FF", 0.25) == "#4000BF"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#abc", "#AABBCC"),
        ("#A3123A", "#A3123A"),
        ("rebeccapurple", "#663399"),
        ("rgb(22 32 58)", "#16203A"),
        ("rgb(22, 32, 58, 1)", "#16203A"),
        ("hsl(120 100% 25%)", "#008000"),
        ("hwb(0 0% 0%)", "#FF0000"),
        ("oklch(62.796% 0.25768 29.234)", "#FF0000"),
        ("oklab(45.201% -0.03246 -0.31153)", "#0000FF"),
        ("oklch(70% 0.4 150)", None),  # no screen of sRGB shows it
        ("rgb(0 0 0 / 50%)", None),
        ("transparent", None),
        ("currentColor", None),
        ("color-mix(in srgb, red, blue)", None),
        ("12px", None),
        ("", None),
    ],
)
def test_an_opaque_colour_is_read_however_it_is_written(written: str, read: str | None) -> None:
    assert colour(written) == read


def test_what_a_value_refers_to_is_put_in_its_place() -> None:
    values = Values(
        {
            "--a": "var(--b, red)",
            "--b": "rgb(var(--three) / 1)",
            "--three": "1 2 3",
            "--without": "var(--nowhere, var(--neither, #123456))",
            "--round": "var(--trip)",
            "--trip": "var(--round)",
            "--caught": "var(--round, blue)",
            "--deep": "var(--nowhere)",
        }
    )
    assert values.of("--a") == "rgb(1 2 3 / 1)"
    assert values.colour("--a") == "#010203"
    assert values.of("--without") == "#123456"
    assert values.of("--caught") == "blue"
    assert values.colour("--deep") is None
    for name in ("--round", "--deep", "--nowhere"):
        with pytest.raises(NoValue):
            values.of(name)


def test_a_value_that_grows_without_end_is_none() -> None:
    growing = {f"--x{n}": f"var(--x{n + 1}) var(--x{n + 1})" for n in range(30)} | {"--x30": "word"}
    with pytest.raises(NoValue):
        Values(growing).of("--x0")
    assert len(Values(growing).of("--x25")) < MAX_VALUE_CHARS


def test_every_pair_is_of_colours_that_there_are_and_every_colour_for_reading_is_in_one() -> None:
    """[THM-04]"""
    names = set(own_tokens().shown({})["light"])
    named = {name for pair in PAIRS for name in (pair.front, pair.back)}
    assert named <= names
    assert names - named == {"hair"}  # decoration alone
    assert len(set(PAIRS)) == len(PAIRS)


def test_our_own_colours_stand_far_enough_apart_in_every_light() -> None:
    """[A11Y-16] [THM-04]"""
    found = check(NEUTRAL)
    assert len(found.meetings) == len(PAIRS) * len(MODES)
    assert [(each.mode, each.pair, each.ratio) for each in found.short] == []
    assert found.small == ()


def test_soft_text_is_as_soft_in_the_list_as_in_the_style_sheet() -> None:
    """[THM-04]"""
    ground = (PROJECT / "board" / "static" / "css" / "base" / "ground.css").read_text(encoding="utf-8")
    assert f".codio-soft {{\n  color: color-mix(in srgb, currentColor {SOFT_SHARE:.0%}, transparent);" in ground
    note = (PROJECT / "board" / "static" / "css" / "parts" / "note.css").read_text(encoding="utf-8")
    assert f"color-mix(in srgb, var(--codio-foundation) {EDGE_SHARE:.0%}, var(--codio-color-note))" in note


def test_text_on_the_projector_needs_more() -> None:
    """[THM-04]"""
    assert [Pair("ink", "note", TEXT).wanted(mode) for mode in MODES] == [TEXT, TEXT, PROJECTOR_TEXT]
    assert {Pair("line", "note", 3).wanted(mode) for mode in MODES} == {3}


def test_files_have_the_colours_of_the_printed_poster() -> None:
    shown = own_tokens().shown({})["projector"]
    assert {name: getattr(PLAIN, name) for name in COLOURS} == {name: shown[name.replace("_", "-")] for name in COLOURS}
