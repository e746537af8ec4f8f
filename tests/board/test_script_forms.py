# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An own script as a form: what goes into the page comes out of it, and buttons move steps about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.script_forms import Data, change, data_of, data_of_script, fields_of
from sessions.authoring.script_toml import make_script
from sessions.material.script import Script, leaves
from sessions.material.script_rules import parse_script

CONTENT = Path(__file__).parents[2] / "sessions" / "content"
FRAMEWORKS = ("waardenkader-2025",)
SCRIPTS = [
    msgspec.structs.replace(parse_script(path.read_text(encoding="utf-8")), owner="Wij")
    for path in sorted(CONTENT.glob("codio-*.toml"))
]
V1 = next(script for script in SCRIPTS if script.id == "codio-project-2025")
every_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)


def sent(data: object, path: str = "") -> Iterator[tuple[str, str]]:
    """What a browser sends of a form that shows this data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from sent(value, f"{path}.{key}" if path else key)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from [(path, value)] if isinstance(value, str) else sent(value, f"{path}.{number}")
    elif not isinstance(data, bool):
        yield path, str(data).replace("\n", "\r\n")
    elif data:
        yield path, "on"


def made(data: Data) -> Script:
    script = make_script(data, FRAMEWORKS)
    assert isinstance(script, Script), script
    return script


def step_ids(data: Any) -> list[list[str]]:
    return [[step["id"] for step in part["steps"]] for part in data["parts"]]


@every_script
def test_a_script_comes_out_of_the_form_as_it_went_in(script: Script) -> None:
    assert made(data_of(sent(fields_of(data_of_script(script))))) == script


@every_script
def test_a_form_that_was_sent_shows_the_same_again(script: Script) -> None:
    shown = fields_of(data_of_script(script))
    assert fields_of(data_of(sent(shown))) == shown


class TestEnglish:
    def typed(self, **other: str) -> Data:
        names = {f"title.{key}": value for key, value in other.items()}
        return data_of([(name, names.get(name, value)) for name, value in sent(fields_of(data_of_script(SCRIPTS[0])))])

    def test_english_that_was_left_empty_is_the_dutch(self) -> None:
        assert self.typed(nl="Nieuw", en="")["title"] == {"nl": "Nieuw", "en": "Nieuw"}

    def test_english_of_a_dutch_sentence_that_was_changed_is_dropped(self) -> None:
        assert self.typed(nl="Nieuw")["title"] == {"nl": "Nieuw", "en": "Nieuw"}

    def test_english_that_was_changed_too_is_kept(self) -> None:
        assert self.typed(nl="Nieuw", en="New")["title"] == {"nl": "Nieuw", "en": "New"}


class TestTyping:
    def test_rows_that_are_empty_are_left_out(self) -> None:
        data = data_of(
            [("prepare.0.nl", " "), ("prepare.1.nl", "Stoelen"), ("checklist.0.question.nl", ""), ("checklist.0.id", "x")]
        )
        assert data == {"prepare": [{"nl": "Stoelen", "en": "Stoelen"}], "checklist": []}

    def test_what_is_no_number_stays_as_it_was_typed(self) -> None:
        assert data_of([("version", " 7 "), ("stated_minutes", "twee uur")]) == {"version": 7, "stated_minutes": "twee uur"}

    def test_the_minutes_of_a_step_are_those_of_its_sub_steps_together(self) -> None:
        data: Any = data_of_script(V1)
        data["parts"][0]["steps"][3]["sub_steps"][0]["minutes"] = 40
        assert (
            next(step for part in made(data_of(sent(fields_of(data)))).parts for step in part.steps if step.id == "A2c").minutes
            == 45
        )

    def test_a_question_of_which_the_answer_is_kept_brings_what_it_is_kept_with(self) -> None:
        data: Any = data_of_script(V1)
        data["parts"][0]["steps"][0]["questions"] = [{"nl": "Wie?", "en": "", "keep": True}]
        assert leaves(made(data_of(sent(fields_of(data)))))[0].tools == ("answers",)

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.from_regex(r"(parts|steps|title|questions|kinds|id|nl|was|[0-9]{1,2}|\.){1,9}", fullmatch=True), st.text()
            )
        )
    )
    def test_whatever_is_sent_makes_a_form(self, fields: list[tuple[str, str]]) -> None:
        shown = fields_of(data_of([(f"parts.{name}", value) for name, value in fields] + fields))
        assert isinstance(shown["parts"], list)
        assert isinstance(make_script(data_of(fields), FRAMEWORKS), list)


class TestButtons:
    def test_steps_go_up_and_down_over_the_edge_of_a_part(self) -> None:
        data = data_of_script(V1)
        assert change(data, "down:parts.0.steps.3") == "parts.0.steps.4"
        assert change(data, "up:parts.1.steps.0") == "parts.0.steps.5"
        assert change(data, "down:parts.0.steps.5") == "parts.1.steps.0"
        assert step_ids(data) == [["A1", "A2a", "A2b", "A3", "A2c"], ["B4a", "B4b", "B5", "B6", "B7"]]
        assert change(data, "up:parts.0.steps.0") == "parts.0.steps.0"

    def test_a_step_is_added_with_an_id_of_its_own_and_taken_away(self) -> None:
        data = data_of_script(V1)
        assert change(data, "add:parts.0.steps.0") == "parts.0.steps.1"
        assert change(data, "add:parts.0.steps.1") == "parts.0.steps.2"
        assert step_ids(data)[0][:4] == ["A1", "stap1", "stap2", "A2a"]
        assert change(data, "remove:parts.0.steps.1") == "parts.0.steps.1"
        assert step_ids(data)[0][:3] == ["A1", "stap2", "A2a"]

    def test_a_step_is_split_into_two_that_share_its_minutes(self) -> None:
        data: Any = data_of_script(V1)
        assert change(data, "split:parts.0.steps.0") == "parts.0.steps.0"
        assert [sub["minutes"] for sub in data["parts"][0]["steps"][0]["sub_steps"]] == [8, 7]
        assert change(data, "down:parts.0.steps.0.sub_steps.0") == "parts.0.steps.0.sub_steps.1"
        assert change(data, "add:parts.0.steps.0.sub_steps.0") == "parts.0.steps.0.sub_steps.1"
        assert change(data, "remove:parts.0.steps.0.sub_steps.2") == "parts.0.steps.0.sub_steps.1"

    def test_a_part_is_added_with_a_step(self) -> None:
        data = data_of_script(V1)
        assert change(data, "add_part:") == "parts.2"
        assert step_ids(data)[2] == ["stap1"]

    @pytest.mark.parametrize(
        "action", ["up:parts.9.steps.0", "up:title.nl", "fly:parts.0.steps.0", "remove:parts", "add:parts.x.steps.0", ":"]
    )
    def test_a_button_that_is_not_there_changes_nothing(self, action: str) -> None:
        data = data_of_script(V1)
        assert change(data, action) == ""
        assert made(data) == V1
