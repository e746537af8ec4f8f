# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scripts as TOML: what is written comes back the same, and what is wrong is named with its line and what is expected."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.authoring import toml
from sessions.authoring.script_toml import read_script, write_script
from sessions.authoring.toml_lines import lines_of
from sessions.material.limits import MAX_LEAVES
from sessions.material.problems import MAX_PROBLEMS, Problem
from sessions.material.script import ChecklistItem, Part, Question, Script, Step, SubStep, leaves
from sessions.material.script_rules import parse_script
from sessions.material.text import Text
from sessions.material.typed import clean

CONTENT = Path(__file__).parents[3] / "sessions" / "content"
FRAMEWORKS = ("waardenkader-2025",)
SCRIPTS = tuple(parse_script(path.read_text(encoding="utf-8")) for path in sorted(CONTENT.glob("codio-*.toml")))

SMALL = """\
# een eigen draaiboek
id = "klein"
version = 1
title = "Klein"
source = "Zelf bedacht"
owner = "Wij"
framework = "waardenkader-2025"
checklist = []

[[parts]]
id = "A"
title = "Deel A"

[[parts.steps]]
id = "A1"
stage = "1"
title = "Begin"
minutes = 10
mode = "plenary"
screen = "case"
do = "Luister."
say = "Welkom."
tools = ["answers"]
questions = [
  "Wie ben je?",
  { nl = "Wat wil je?", en = "What do you want?", keep = true },
]
"""

SUB_STEP = """
[[parts.steps.sub_steps]]
id = "A1"
title = "B"
minutes = 10
mode = "group"
screen = "case"
do = "x"
say = ""
"""


def problems_in(text: str, shipped: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    """The line, the path and the code of everything that is wrong."""
    read = read_script(text, FRAMEWORKS, shipped)
    assert isinstance(read, list)
    return [(problem.line, problem.field, problem.code) for problem in read]


def plain(most: int, least: int = 1) -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Zl", "Zp"))
    return (
        st.text(letters | st.sampled_from("\n\"\\'#[]{}=, "), max_size=most)
        .map(clean)
        .filter(lambda text: least <= len(text) <= most)
    )


def ids() -> st.SearchStrategy[str]:
    return st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)


texts = st.builds(Text, plain(40), plain(40))


@st.composite
def own_scripts(draw: st.DrawFn) -> Script:
    """Scripts that somebody could have made, with a few steps of every shape."""
    names = iter(draw(st.lists(ids(), min_size=20, max_size=20, unique=True)))

    def unit(*, silent: bool) -> dict[str, st.SearchStrategy[object]]:
        keep = st.just(value=False) if silent else st.booleans()
        questions = st.builds(Question, plain(40), plain(40), only_with_accents=st.booleans(), keep=keep)
        tools = st.sampled_from([("answers",), ("answers", "dots"), ("tensions", "answers")])
        return {
            "id": st.just(next(names)),
            "title": texts,
            "do": texts,
            "say": texts,
            "screen": st.sampled_from(["case", "values", "poster"]),
            "questions": st.lists(questions, max_size=2).map(tuple),
            "deliver": st.lists(texts, max_size=2).map(tuple),
            "tools": st.just(()) if silent else tools,
        }

    def step() -> Step:
        silent = draw(st.booleans())
        subs = () if silent else tuple(sub_step() for _ in range(draw(st.integers(0, 2))))
        mode = "individual" if silent else draw(st.sampled_from(["plenary", "individual", "group"]))
        own = {
            "stage": plain(10),
            "minutes": st.just(sum(sub.minutes for sub in subs)) if subs else st.integers(1, 600),
            "mode": st.just(mode),
            "silent": st.just(silent),
            "kinds": st.sampled_from([("value",), ("value", "action")]),
            "sheet": st.sampled_from([None, "value"]) if mode == "group" else st.none(),
            "sub_steps": st.just(subs),
        }
        return draw(st.builds(Step, **own, **unit(silent=silent)))

    def sub_step() -> SubStep:
        pitches = draw(st.booleans())
        mode = "plenary" if pitches else draw(st.sampled_from(["plenary", "group"]))
        own = {"minutes": st.integers(1, 100), "mode": st.just(mode), "pitches": st.just(pitches)}
        return draw(st.builds(SubStep, **own, **unit(silent=False)))

    parts = tuple(
        Part(next(names), draw(texts), tuple(step() for _ in range(draw(st.integers(1, 2)))))
        for _ in range(draw(st.integers(1, 2)))
    )
    return Script(
        id=draw(ids()),
        version=draw(st.integers(1, 99)),
        title=draw(texts),
        source=draw(plain(60)),
        framework=FRAMEWORKS[0],
        parts=parts,
        checklist=tuple(ChecklistItem(next(names), draw(texts)) for _ in range(draw(st.integers(0, 2)))),
        label=draw(st.none() | texts),
        measures=draw(st.sampled_from(["categories", "mechanisms"])),
        prepare=draw(st.lists(texts, max_size=2).map(tuple)),
        after=draw(st.lists(texts, max_size=2).map(tuple)),
        owner=draw(plain(40)),
    )


class TestRoundTrip:
    @settings(max_examples=60, deadline=None)
    @given(own_scripts())
    def test_a_script_that_is_written_and_read_again_is_the_same(self, script: Script) -> None:
        assert read_script(write_script(script), FRAMEWORKS) == script

    @pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
    def test_every_shipped_script_goes_out_and_comes_back(self, script: Script) -> None:
        own = msgspec.structs.replace(script, owner="Wij")
        assert read_script(write_script(own), FRAMEWORKS) == own

    def test_a_text_that_is_the_same_in_both_languages_is_written_once(self) -> None:
        read = read_script(SMALL, FRAMEWORKS)
        assert isinstance(read, Script)
        assert read.title == Text("Klein", "Klein")
        assert 'title = "Klein"' in write_script(read)
        assert leaves(read)[0].questions[1] == Question("Wat wil je?", "What do you want?", keep=True)

    def test_what_nobody_can_see_is_taken_out_of_texts(self) -> None:
        read = read_script(SMALL.replace("Luister.", "Lui\u202ester."), FRAMEWORKS)
        assert isinstance(read, Script)
        assert leaves(read)[0].do.nl == "Luister."


class TestLines:
    @pytest.mark.parametrize("path", sorted(CONTENT.glob("*.toml")), ids=lambda path: path.name)
    def test_every_key_of_every_file_is_found_on_a_line_that_names_it(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        found = lines_of(text)
        for place, line in found.items():
            key = place[-1] if place else ""
            if isinstance(key, str) and not any(isinstance(each, int) for each in place):
                assert key in lines[line - 1]
        keys = {place[0] for place in found if place}
        assert keys == set(tomllib.loads(text))

    def test_brackets_and_hashes_in_texts_and_comments_are_no_structure(self) -> None:
        text = 'a = "[x] # {" # ] }\nb = """\n[[c]]\n"""\nc = \'"\'\nd = [\n  1, # ]\n  { e = 2 },\n]\n'
        text += "[f]\ng = 1\n[[h.i]]\n[[h.i]]\nj = 1\n"
        found = lines_of(text)
        assert [found[(name,)] for name in "abcd"] == [1, 2, 5, 6]
        assert (found["d", 0], found["d", 1], found["d", 1, "e"]) == (7, 8, 8)
        assert (found["f", "g"], found["h", "i", 1, "j"]) == (11, 14)


class TestProblems:
    def test_a_text_that_is_no_toml_is_named_with_the_line_where_it_breaks(self) -> None:
        assert problems_in(SMALL.replace('title = "Deel A"', "title = Deel A")) == [(12, "", "syntax")]

    def test_everything_that_is_wrong_is_named_at_once_in_the_order_of_the_lines(self) -> None:
        text = SMALL.replace("version = 1", 'version = "een"').replace('mode = "plenary"', 'mode = "samen"\nkleur = 3')
        assert problems_in(text) == [
            (3, "version", "not_number"),
            (19, "parts.0.steps.0.mode", "choice"),
            (20, "parts.0.steps.0.kleur", "unknown_key"),
        ]

    def test_what_is_expected_is_said(self) -> None:
        read = read_script(SMALL.replace('"plenary"', '"samen"'), FRAMEWORKS)
        assert read == [Problem(("parts", 0, "steps", 0, "mode"), "choice", ("plenary", "individual", "group"), "samen", 19)]

    def test_what_is_missing_is_named_at_the_table_that_lacks_it(self) -> None:
        assert problems_in(SMALL.replace('screen = "case"\n', "")) == [(14, "parts.0.steps.0.screen", "missing")]
        assert problems_in(SMALL.replace('owner = "Wij"\n', "")) == [(1, "owner", "empty")]

    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ("minutes = 10", "minutes = 0", (18, "parts.0.steps.0.minutes", "too_low")),
            ("minutes = 10", "minutes = 601", (18, "parts.0.steps.0.minutes", "too_high")),
            ("minutes = 10", "minutes = true", (18, "parts.0.steps.0.minutes", "not_number")),
            ('"plenary"', '"plenary"\nsilent = true', (19, "parts.0.steps.0.mode", "silent_mode")),
            ('id = "A1"', 'id = "a b"', (15, "parts.0.steps.0.id", "bad_id")),
            ('id = "A1"', f'id = "{"a" * 21}"', (15, "parts.0.steps.0.id", "bad_id")),
            ('"plenary"', '"plenary"\nsheet = "value"\nkinds = ["value"]', (20, "parts.0.steps.0.sheet", "sheet_mode")),
            ('"plenary"', '"group"\nsheet = "value"', (14, "parts.0.steps.0.kinds", "sheet_kinds")),
            ('["answers"]', "[]", (23, "parts.0.steps.0.tools", "answers_tool")),
            ('["answers"]', '["answers", "answers"]', (23, "parts.0.steps.0.tools.1", "name_twice")),
            ('id = "A1"', 'id = "prepare"', (15, "parts.0.steps.0.id", "id_taken")),
            ('"Luister."', '""', (21, "parts.0.steps.0.do.nl", "empty")),
            ('"Luister."', f'"{"a" * 501}"', (21, "parts.0.steps.0.do.nl", "too_long")),
            ('"Wie ben je?"', "7", (25, "parts.0.steps.0.questions.0", "not_text")),
            ('"waardenkader-2025"', '"ander-kader"', (7, "framework", "unknown_framework")),
            ('id = "klein"', 'id = "codio-pad"', (2, "id", "id_taken")),
            ("checklist = []", "checklist = 3", (8, "checklist", "not_list")),
            ('title = "Deel A"', 'title = "Deel A"\nsteps = []', (0, "", "syntax")),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_each_kind_of_mistake_has_its_place(self, old: str, new: str, problem: tuple[int, str, str]) -> None:
        found = problems_in(SMALL.replace(old, new, 1), ("codio-pad",))
        assert found[0][1:] == problem[1:]
        assert not problem[0] or found[0][0] == problem[0]

    def test_an_id_is_used_once_also_by_sub_steps(self) -> None:
        sub = SUB_STEP
        assert problems_in(SMALL + sub) == [(30, "parts.0.steps.0.sub_steps.0.id", "id_twice")]

    def test_sub_steps_take_as_long_as_their_step(self) -> None:
        sub = SUB_STEP.replace("minutes = 10", "minutes = 9").replace('"A1"', '"A2"')
        read = read_script(SMALL + sub, FRAMEWORKS)
        assert read == [Problem(("parts", 0, "steps", 0, "minutes"), "minutes_sum", ("9",), "10", 18)]

    def test_a_script_has_steps_but_not_too_many(self) -> None:
        assert problems_in(SMALL[: SMALL.index("[[parts]]")] + "parts = []") == [(10, "parts", "no_steps")]
        step = SMALL[SMALL.index("[[parts.steps]]") :]
        many = SMALL + "".join(f"\n{step}".replace('"A1"', f'"B{number}"') for number in range(MAX_LEAVES))
        assert problems_in(many) == [(10, "parts", "too_many")]

    def test_a_text_that_is_far_too_long_is_not_even_read(self) -> None:
        assert problems_in("#" * (toml.MAX_TOML_CHARACTERS + 1)) == [(1, "", "too_long")]

    def test_nesting_without_end_is_refused_like_any_mistake(self) -> None:
        assert [code for _, _, code in problems_in("a = " + "[" * 50_000)] == ["too_deep"]

    @pytest.mark.parametrize(
        ("text", "line", "code"),
        [
            ("id = 1\n" + "a." * 10_000 + "a = 1", 2, "key_parts"),
            ("# a.a\n\n[" + ".".join("a" * 17) + "]", 3, "key_parts"),
            ('a = "x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x"\nb = { ' + " . ".join("a" * 17) + " = 1 }", 2, "key_parts"),
            ('"a"' + '."a"' * 20 + " = 1", 1, "key_parts"),
            ("a = [\n[\n" + "{ a = " * 15 + "1", 3, "too_deep"),
            ("version = 0x" + "f" * 5000, 1, "too_long"),
            ("{".join(["a." * 5 + "a ="] * 4) + " 1" + "}" * 3, 1, "too_deep"),
            ('a = """\n[[[[[[[[[[[[[[[[[[[\n"""\nb = ' + "[" * 17, 4, "too_deep"),
        ],
    )
    def test_what_asks_for_far_too_much_is_refused_at_its_line_before_it_is_read(self, text: str, line: int, code: str) -> None:
        """[BND-04]"""
        assert problems_in(text) == [(line, "", code)]

    @pytest.mark.parametrize(
        "text",
        [
            "a" + ".a" * 15 + " = 1",
            "a = " + "[" * 16 + "]" * 16,
            'a = "' + "." * 40 + "\"\nb = '" + "[" * 40 + '\'\nc = """\n' + "{" * 40 + '\n"""',
            "# " + "[." * 40,
            "a = [" + "1.5, " * 40 + "]\n" + "b = 1979-05-27T07:32:00.999\n" * 1,
        ],
    )
    def test_what_is_long_and_harmless_is_read(self, text: str) -> None:
        assert isinstance(toml.read_table(text), dict)

    def test_of_very_many_problems_the_first_two_hundred_are_told(self) -> None:
        """[BND-04]"""
        assert len(problems_in("[[parts]]\n" + "[[parts.steps]]\n" * 12_000)) == MAX_PROBLEMS
        assert len(problems_in("".join(f"x{number} = 1\n" for number in range(9000)))) == MAX_PROBLEMS
        assert [code for _, _, code in problems_in("id = " + "[" * 200 + "]" * 200)][-1:] != ["other"]
