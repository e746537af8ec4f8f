# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Join codes are easy to say, and forgiving to type."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.material.text import LANGUAGES, Language
from sessions.material.words import MAX_WORD_LETTERS, MIN_WORD_LETTERS, code_from_numbers, normalise_code, parse_words


def words_of(language: Language) -> tuple[str, ...]:
    return parse_words((Path(__file__).parents[3] / f"sessions/content/join-words.{language}.txt").read_text(encoding="utf-8"))


WORDS = words_of("nl")
ENGLISH = words_of("en")
SETS = (frozenset(WORDS), frozenset(ENGLISH))
PLACE = st.integers(0, len(WORDS) - 1)
LISTS = pytest.mark.parametrize("words", [WORDS, ENGLISH], ids=LANGUAGES)


def sound(word: str) -> str:
    """About how a Dutch word sounds, so that two spellings of one sound are equal."""
    for spelling, heard in (("ij", "ei"), ("ouw", "au"), ("auw", "au"), ("ou", "au"), ("sch", "sg"), ("ch", "g"), ("c", "k")):
        word = word.replace(spelling, heard)
    return re.sub("b$", "p", re.sub("d$", "t", word)).replace("y", "i").replace("z", "s").replace("v", "f")


SPELT = (
    "tch ch, ph f, gh _, ck k, kn n, wr r, wh w, qu kw, gn n, mb m, x ks, ae e, air er, are er, ear er, eer er, ea i, ee i, "
    "ie i, ei i, ey i, ai ei, ay ei, oa o, ow o, ou o, oo u, ew u, ue u, au o, aw o, ch C, sh S, th t, c k, y i, z s, v f, a e"
)


def english_sound(word: str) -> str:
    """About how an English word sounds to Dutch ears, to which "bed", "bad" and "bet" are one word and "ship" is "sheep"."""
    word = re.sub("c(?=[eiy])", "s", word)
    for rule in SPELT.split(", "):
        spelling, heard = rule.split(" ")
        word = word.replace(spelling, heard.strip("_"))
    word = re.sub(r"(.)\1", r"\1", word).removesuffix("e")
    return re.sub("b$", "p", re.sub("d$", "t", re.sub("g$", "k", word)))


@LISTS
def test_a_list_has_1024_different_words_of_three_to_eight_plain_letters_in_order(words: tuple[str, ...]) -> None:
    assert len(words) == 1024
    assert list(words) == sorted(set(words))
    assert [word for word in words if not re.fullmatch("[a-z]{3,8}", word)] == []


@pytest.mark.parametrize(("words", "heard"), [(WORDS, sound), (ENGLISH, english_sound)], ids=LANGUAGES)
def test_no_two_words_of_a_list_sound_alike(words: tuple[str, ...], heard: Callable[[str], str]) -> None:
    known: dict[str, str] = {}
    assert [(word, known[heard(word)]) for word in words if known.setdefault(heard(word), word) != word] == []


@LISTS
def test_no_word_is_two_other_words_written_together(words: tuple[str, ...]) -> None:
    known = set(words)
    assert [w for w in words for i in range(3, len(w) - 2) if w[:i] in known and w[i:] in known] == []


@pytest.mark.parametrize(
    ("one", "other"), [("ship", "sheep"), ("bed", "bad"), ("pair", "pear"), ("knight", "night"), ("sink", "zinc")]
)
def test_english_words_that_dutch_ears_hear_as_one_are_told(one: str, other: str) -> None:
    assert english_sound(one) == english_sound(other)


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
    assert normalise_code(typed, SETS) == "appel-boom-fiets"


def test_words_written_together_stay_together_when_they_can_be_split_in_two_ways() -> None:
    words = [{"zee", "zeester", "ster", "kool", "koolmees", "mees", "bal"}]
    assert normalise_code("zeesterkoolmees", words) == "zeesterkoolmees"
    assert normalise_code("zeester koolmees bal", words) == "zeester-koolmees-bal"


def test_words_written_together_stay_together_without_a_word_list() -> None:
    assert normalise_code("appelboomfiets") == "appelboomfiets"


@pytest.mark.parametrize(("typed", "cleaned"), [("", ""), (" -- ", ""), ("Hallo daar", "hallo-daar"), ("x" * 5000, "x" * 200)])
def test_what_is_no_code_is_cleaned_and_not_refused(typed: str, cleaned: str) -> None:
    assert normalise_code(typed, SETS) == cleaned


def test_a_code_of_either_language_is_read_and_never_one_of_two_languages() -> None:
    assert normalise_code("EagleTulip umbrella", SETS) == "eagle-tulip-umbrella"
    assert normalise_code("appelboomfiets", SETS) == "appel-boom-fiets"
    assert normalise_code("appelboomumbrella", SETS) == "appelboomumbrella"


@given(st.sampled_from([WORDS, ENGLISH]), PLACE, PLACE, PLACE)
def test_every_code_is_its_own_normal_form_and_has_known_words(words: tuple[str, ...], a: int, b: int, c: int) -> None:
    code = code_from_numbers(words, a, b, c)
    assert normalise_code(code, SETS) == code
    assert normalise_code(code.replace("-", " ").upper(), SETS) == code
    assert code.split("-") == [words[a], words[b], words[c]]


@given(st.sampled_from([WORDS, ENGLISH]), PLACE, PLACE, PLACE)
def test_a_code_written_together_is_found_back_or_left_alone_never_mistaken(
    words: tuple[str, ...], a: int, b: int, c: int
) -> None:
    code = code_from_numbers(words, a, b, c)
    glued = code.replace("-", "")
    assert normalise_code(glued, SETS) in {code, glued}


@given(st.text())
def test_normalising_twice_is_normalising_once(typed: str) -> None:
    once = normalise_code(typed, SETS)
    assert normalise_code(once, SETS) == once


@pytest.mark.parametrize("place", [-1, 1024])
def test_a_place_outside_the_list_is_an_error(place: int) -> None:
    with pytest.raises(IndexError):
        code_from_numbers(WORDS, 0, place, 0)


def test_the_stated_word_lengths_are_those_of_the_list() -> None:
    lengths = [len(word) for word in WORDS + ENGLISH]
    assert (min(lengths), max(lengths)) == (MIN_WORD_LETTERS, MAX_WORD_LETTERS)
