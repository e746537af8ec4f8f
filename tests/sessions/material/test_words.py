# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Join codes are easy to say, and forgiving to type."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.material.words import MAX_WORD_LETTERS, MIN_WORD_LETTERS, code_from_numbers, normalise_code, parse_words

WORDS = parse_words((Path(__file__).parents[3] / "sessions/content/join-words.nl.txt").read_text(encoding="utf-8"))
WORD_SET = frozenset(WORDS)
PLACE = st.integers(0, len(WORDS) - 1)


def sound(word: str) -> str:
    """About how a word sounds, so that two spellings of one sound are equal."""
    for spelling, heard in (("ij", "ei"), ("ouw", "au"), ("auw", "au"), ("ou", "au"), ("sch", "sg"), ("ch", "g"), ("c", "k")):
        word = word.replace(spelling, heard)
    return re.sub("b$", "p", re.sub("d$", "t", word)).replace("y", "i").replace("z", "s").replace("v", "f")


def test_the_list_has_1024_different_words_of_three_to_eight_plain_letters_in_order() -> None:
    assert len(WORDS) == 1024
    assert list(WORDS) == sorted(WORD_SET)
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,8}", word)] == []


def test_no_two_words_sound_alike() -> None:
    assert len({sound(word) for word in WORDS}) == len(WORDS)


def test_no_word_is_two_other_words_written_together() -> None:
    assert [w for w in WORDS for i in range(3, len(w) - 2) if w[:i] in WORD_SET and w[i:] in WORD_SET] == []


def test_comments_and_empty_lines_are_no_words() -> None:
    assert parse_words("# about\n\n appel \nboom\n") == ("appel", "boom")


@pytest.mark.parametrize(
    "typed",
    [
        "appel-boom-fiets",
        "Appel  boom-fiets",
        " APPEL.BOOM_FIETS ",
        "appel, boom, fiets.",
        "áppel\tboom\u00a0fiets",
        "appel\u2011boom\u2013fiets",
        "appelboomfiets",
        "AppelBoom fiets",
        "appel bo om fiets",
    ],
)
def test_a11y_21_case_spaces_and_signs_in_a_code_do_not_matter(typed: str) -> None:
    assert normalise_code(typed, WORD_SET) == "appel-boom-fiets"


def test_words_written_together_stay_together_when_they_can_be_split_in_two_ways() -> None:
    words = {"zee", "zeester", "ster", "kool", "koolmees", "mees", "bal"}
    assert normalise_code("zeesterkoolmees", words) == "zeesterkoolmees"
    assert normalise_code("zeester koolmees bal", words) == "zeester-koolmees-bal"


def test_words_written_together_stay_together_without_a_word_list() -> None:
    assert normalise_code("appelboomfiets") == "appelboomfiets"


@pytest.mark.parametrize(("typed", "cleaned"), [("", ""), (" -- ", ""), ("Hallo daar", "hallo-daar"), ("x" * 5000, "x" * 200)])
def test_what_is_no_code_is_cleaned_and_not_refused(typed: str, cleaned: str) -> None:
    assert normalise_code(typed, WORD_SET) == cleaned


@given(PLACE, PLACE, PLACE)
def test_every_code_is_its_own_normal_form_and_has_known_words(a: int, b: int, c: int) -> None:
    code = code_from_numbers(WORDS, a, b, c)
    assert normalise_code(code, WORD_SET) == code
    assert normalise_code(code.replace("-", " ").upper(), WORD_SET) == code
    assert code.split("-") == [WORDS[a], WORDS[b], WORDS[c]]


@given(PLACE, PLACE, PLACE)
def test_a_code_written_together_is_found_back_or_left_alone_never_mistaken(a: int, b: int, c: int) -> None:
    code = code_from_numbers(WORDS, a, b, c)
    glued = code.replace("-", "")
    assert normalise_code(glued, WORD_SET) in {code, glued}


@given(st.text())
def test_normalising_twice_is_normalising_once(typed: str) -> None:
    once = normalise_code(typed, WORD_SET)
    assert normalise_code(once, WORD_SET) == once


@pytest.mark.parametrize("place", [-1, 1024])
def test_a_place_outside_the_list_is_an_error(place: int) -> None:
    with pytest.raises(IndexError):
        code_from_numbers(WORDS, 0, place, 0)


def test_the_stated_word_lengths_are_those_of_the_list() -> None:
    assert (min(map(len, WORDS)), max(map(len, WORDS))) == (MIN_WORD_LETTERS, MAX_WORD_LETTERS)
