# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence in both languages is read in one of them in one way."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from sessions.authoring.script_toml import read_script, write_script
from sessions.material.overlay import dutch_in, with_language
from sessions.material.script import Question, leaves
from sessions.material.text import Text, closed, sentences, unclosed
from tests.sessions.shipped import SCRIPTS

PROJECT = Path(__file__).resolve().parents[3]
TYPED = msgspec.json.decode((Path(__file__).parent / "sentences.json").read_bytes())
"""What somebody may type, and what becomes of it; the client is asked the same (tests/board/client/core/words.test.ts)."""
OWN_WAY = {
    ".py": re.compile(r"getattr\([^()]+, [\w.]*lang(uage)?\)"),
    ".html": re.compile(r"attr\(lang\)|\[lang\]"),
    ".ts": re.compile(r"\[language\]"),
    ".tsx": re.compile(r"\[language\]"),
}
"""How one would go round `Text.in_`, the filter `in_lang` and the client's `textIn`."""


def test_each_reads_in_his_own_language() -> None:
    assert (Text("waarde", "value").in_("nl"), Text("waarde", "value").in_("en")) == ("waarde", "value")
    assert Question("wat", "what").in_("en") == "what"


def test_a_text_is_a_map_of_languages_and_its_leading_one_stands_in_for_another() -> None:
    """[LNG-02]"""
    text = Text("waarde", "value", {"fy": "wearde"})
    assert text.by_language() == {"nl": "waarde", "en": "value", "fy": "wearde"}
    assert [(text.in_(lang), text.read_in(lang)) for lang in ("fy", "de", "en")] == [
        ("wearde", "fy"),
        ("waarde", "nl"),
        ("value", "en"),
    ]


def test_a_text_of_two_languages_is_stored_as_it_always_was() -> None:
    """[LNG-02] Old logs are read, and what is written now differs in nothing while there is no third language."""
    for written in (b'{"nl":"waarde","en":"value"}', b'{"nl":"waarde","en":"value","others":{"fy":"wearde"}}'):
        assert msgspec.json.encode(msgspec.json.decode(written, type=Text)) == written
    question = b'{"nl":"wat","en":"what","only_with_accents":false,"keep":true}'
    assert msgspec.json.encode(msgspec.json.decode(question, type=Question)) == question
    assert hash(Text("waarde", "value", {"fy": "wearde"})) == hash(Text("waarde", "value"))


def test_a_further_language_is_laid_over_all_content_that_it_has_words_for() -> None:
    """[LNG-02] And over nothing else; every text stays what it was in the other languages."""
    script = SCRIPTS["codio-pad"]
    laid = with_language(script, "fy", {"Wie moet dat doen?": "Wa moat dat dwaan?", "Bestaat niet": "x"})
    questions = [question for leaf in leaves(laid) for question in leaf.questions if question.read_in("fy") == "fy"]
    assert {(question.in_("fy"), question.en) for question in questions} == {("Wa moat dat dwaan?", "Who has to do that?")}
    assert dutch_in(laid) == dutch_in(script)
    assert [leaf.minutes for leaf in leaves(laid)] == [leaf.minutes for leaf in leaves(script)]
    assert with_language(script, "fy", {}) == script
    assert read_script(write_script(laid), (script.framework,)) == read_script(write_script(script), (script.framework,))


@pytest.mark.parametrize("package", ["sessions", "board", "server"])
def test_nobody_else_asks_which_of_the_two_is_read(package: str) -> None:
    dist = PROJECT / "board" / "static"
    found = [
        str(path.relative_to(PROJECT))
        for path in sorted((PROJECT / package).rglob("*"))
        if path.suffix in OWN_WAY and dist not in path.parents and OWN_WAY[path.suffix].search(path.read_text(encoding="utf-8"))
    ]
    assert found == (["board/client/core/content.ts"] if package == "board" else [])


def test_what_is_drawn_of_script_or_framework_says_in_which_language_it_is() -> None:
    """[LNG-02] By `Told`, wherever a text is a child of an element; an option holds words alone."""
    child = re.compile(r"(?<![=$\w])\{(?:board\.)?content\.text\([\w.]+\)\}")
    bare = [
        f"{path.name}: {found[0]}"
        for path in sorted((PROJECT / "board" / "client").rglob("*.tsx"))
        for text in (path.read_text(encoding="utf-8"),)
        for found in child.finditer(text)
        if text.rfind("<option", 0, found.start()) <= text.rfind("</option", 0, found.start())
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("Wel beelden", "Geen namen"), "Wel beelden. Geen namen"),
        (("Wel beelden, geen gezichten.", "Dat is genoeg."), "Wel beelden, geen gezichten. Dat is genoeg."),
        (("Waarom?", "", " ", "“Omdat het moet.”", "Punt"), "Waarom? “Omdat het moet.” Punt"),
        (("Alleen dit",), "Alleen dit"),
        ((), ""),
    ],
)
def test_what_people_typed_becomes_sentences_with_one_end_each(parts: tuple[str, ...], said: str) -> None:
    """[LNG-03]"""
    assert sentences(*parts) == said


@pytest.mark.parametrize("case", TYPED, ids=lambda case: repr(case["typed"]))
def test_what_people_typed_ends_once_and_within_a_sentence_not_at_all(case: dict[str, str]) -> None:
    """[LNG-03]"""
    assert (closed(case["typed"]), unclosed(case["typed"])) == (case["closed"], case["unclosed"])
