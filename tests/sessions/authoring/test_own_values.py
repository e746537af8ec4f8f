# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of an organisation itself: read from a file, beside the framework's or alone, and written again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from sessions.authoring.own_values import (
    OwnValues,
    own_values_of,
    read_own_values,
    with_own_values,
    write_own_values,
)
from sessions.material.framework import FOUNDATION_IDS, Framework, Source, ValueRef, parse_framework
from sessions.material.limits import MAX_OWN_PRINCIPLES, MAX_OWN_VALUES
from sessions.material.text import Text
from sessions.topics.wording import clean_value

CONTENT = Path(__file__).parents[3] / "sessions" / "content"
BASE = parse_framework((CONTENT / "waardenkader-2025.toml").read_text(encoding="utf-8"))
EXAMPLE = (CONTENT / "own-values-example.toml").read_text(encoding="utf-8")

CARD = """\
id = "meerdorp"
version = 3
title = "Waarden van Meerdorp"
owner = "Team Digitaal"
source = "Waardenkaart"

[[values]]
principle = "Mensenrechten"
name = "Menselijkheid"
definition = "Je ziet de mens."

[[values]]
id = "keuze"
principle = "participation"
name = { nl = "Keuzevrijheid", en = "Freedom of choice" }
definition = { nl = "Je kunt kiezen.", en = "You can choose." }
"""


def read(text: str = CARD, *, alone: bool = False) -> OwnValues:
    own = read_own_values(text, BASE, alone=alone)
    assert isinstance(own, OwnValues), own
    return own


def problems(text: str, *, alone: bool = False) -> list[tuple[int, str, str]]:
    found = read_own_values(text, BASE, alone=alone)
    assert isinstance(found, list)
    return [(problem.line, problem.field, problem.code) for problem in found]


class TestReading:
    def test_a_set_has_an_owner_a_version_and_each_value_under_one_of_the_six_principles(self) -> None:
        """[DOM-22]"""
        own = read()
        assert (own.owner, own.version, own.source) == ("Team Digitaal", 3, Source("Waardenkaart", "Team Digitaal", ""))
        assert [(value.id, value.principle) for value in own.values] == [
            ("menselijkheid", "human_rights"),
            ("keuze", "participation"),
        ]
        assert own.values[0].name == Text("Menselijkheid", "Menselijkheid")

    @pytest.mark.parametrize("field", ["owner", "version", "id", "title", "source"])
    def test_without_owner_version_name_or_source_it_is_refused(self, field: str) -> None:
        """[DOM-22]"""
        text = "\n".join(line for line in CARD.splitlines() if not line.startswith(f"{field} ="))
        assert (1, field, "missing") in problems(text)

    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ('"Mensenrechten"', '"Geluk"', (8, "values.0.principle", "unknown_principle")),
            ('"Je ziet de mens."', '""', (10, "values.0.definition.nl", "empty")),
            ('"Menselijkheid"', '"Privacy"', (9, "values.0.name", "name_taken")),
            ('id = "keuze"', 'id = "privacy"', (13, "values.1.id", "id_taken")),
            ('"Keuzevrijheid"', '"menselijkheid"', (15, "values.1.name", "name_twice")),
            ("version = 3", "version = 0", (2, "version", "too_low")),
            ('id = "meerdorp"', f'id = "{BASE.id}"', (1, "id", "id_taken")),
            ('owner = "Team Digitaal"', 'owner = "  "', (4, "owner", "empty")),
            ('name = "Menselijkheid"', "name = 3", (9, "values.0.name", "not_text")),
        ],
        ids=lambda value: str(value)[:30],
    )
    def test_each_kind_of_mistake_has_its_line(self, old: str, new: str, problem: tuple[int, str, str]) -> None:
        assert problem in problems(CARD.replace(old, new, 1))

    def test_a_value_of_the_framework_may_stand_in_a_set_that_is_used_alone(self) -> None:
        own = read(CARD.replace('"Menselijkheid"', '"Privacy"'), alone=True)
        assert with_own_values(BASE, own, alone=True).value("privacy") == own.values[0]

    def test_a_set_has_values_but_not_without_end(self) -> None:
        assert problems(CARD[: CARD.index("[[values]]")] + "values = []\n") == [(7, "values", "empty")]
        row = '[[values]]\nprinciple = "participation"\nname = "W{}"\ndefinition = "x"\n'
        head = CARD[: CARD.index("[[values]]")]
        many = head + "".join(row.format(number) for number in range(MAX_OWN_VALUES + 1))
        assert [code for _, _, code in problems(many)] == ["too_many"]

    def test_the_example_that_is_offered_is_right_and_says_that_it_is_made_up(self) -> None:
        own = read(EXAMPLE)
        assert "verzonnen" in own.title.nl
        assert "made up" in own.title.en


PRINCIPLES = """\
[[principles]]
foundation = "Rechtsstaat"
name = "De mens voorop"
definition = "Wij zien wie het is."

[[principles]]
id = "open"
foundation = "democratie"
name = { nl = "Open stad", en = "Open city" }
definition = "Iedereen kan meekijken."

[[values]]
principle = "de mens voorop"
name = "Nabijheid"
definition = "Wij zijn er."
"""


class TestOwnPrinciples:
    def test_a_set_brings_principles_each_under_a_foundation_and_values_stand_under_them(self) -> None:
        """[DOM-22]"""
        own = read(CARD + PRINCIPLES)
        assert [(each.id, each.foundation, each.name.nl) for each in own.principles] == [
            ("de_mens_voorop", "rechtsstaat", "De mens voorop"),
            ("open", "democratie", "Open stad"),
        ]
        assert own.values[-1].principle == "de_mens_voorop"
        framework = with_own_values(BASE, own, alone=False)
        assert framework.principles == BASE.principles + own.principles
        assert framework.foundation_of_value("nabijheid") == "rechtsstaat"
        # Also "another value, namely…" goes under them.
        assert clean_value(ValueRef(principle_id="open", name="Kijken"), framework) == ValueRef(
            principle_id="open", name="Kijken"
        )

    def test_alone_they_take_the_place_of_the_six_and_no_foundation_is_left_without_a_principle(self) -> None:
        """[DOM-22]"""
        framework = with_own_values(BASE, read(CARD + PRINCIPLES, alone=True), alone=True)
        # Two of the six stay since a value stands under them, two since their foundation has no own one.
        assert [each.id for each in framework.principles] == [
            *("de_mens_voorop", "open"),
            *("participation", "human_rights"),
            *("governance_quality", "responsibility"),
        ]

    @pytest.mark.parametrize("alone", [False, True])
    def test_what_goes_out_comes_back_the_same(self, alone: bool) -> None:
        own = read(CARD + PRINCIPLES, alone=alone)
        assert own_values_of(with_own_values(BASE, own, alone=alone), BASE) == own
        assert read(write_own_values(own), alone=alone) == own

    def test_a_word_that_changes_in_the_framework_later_makes_none_of_its_principles_an_own_one(self) -> None:
        own = read(CARD + PRINCIPLES)
        framework = with_own_values(BASE, own, alone=True)
        other = replace(BASE, principles=tuple(replace(each, definition=Text("Anders", "Other")) for each in BASE.principles))
        found = own_values_of(framework, other)
        assert found is not None
        assert found.principles == own.principles

    @pytest.mark.parametrize(
        ("old", "new", "field", "code"),
        [
            ('"Rechtsstaat"', '"Geluk"', "principles.0.foundation", "choice"),
            ('"De mens voorop"', '"Mensenrechten"', "principles.0.name", "name_taken"),
            ('id = "open"', 'id = "human_rights"', "principles.1.id", "id_taken"),
            ('"Open stad"', '"De mens voorop"', "principles.1.name", "name_twice"),
            ('"Wij zien wie het is."', '""', "principles.0.definition.nl", "empty"),
        ],
    )
    def test_each_kind_of_mistake_has_its_place(self, old: str, new: str, field: str, code: str) -> None:
        assert (field, code) in [(field, code) for _, field, code in problems(CARD + PRINCIPLES.replace(old, new, 1))]

    def test_there_are_so_many_and_no_more(self) -> None:
        row = '[[principles]]\nfoundation = "democratie"\nname = "P{}"\ndefinition = "x"\n'
        many = CARD + "".join(row.format(number) for number in range(MAX_OWN_PRINCIPLES + 1))
        assert [code for _, _, code in problems(many)] == ["too_many"]


class TestTogether:
    @pytest.mark.parametrize("alone", [False, True])
    def test_a_workshop_runs_on_them_with_the_three_foundations_and_six_principles(self, alone: bool) -> None:
        """[DOM-22]"""
        framework = with_own_values(BASE, read(), alone=alone)
        assert tuple(foundation.id for foundation in framework.foundations) == FOUNDATION_IDS
        assert framework.principles == BASE.principles
        assert len(framework.values) == (2 if alone else 34)
        assert (framework.owner, framework.version, framework.based_on) == ("Team Digitaal", 3, BASE.id)
        assert framework.foundation_of_value("menselijkheid") == "rechtsstaat"
        assert clean_value(ValueRef(value_id="keuze"), framework) == ValueRef(value_id="keuze")
        assert len({value.id for value in framework.values}) == len(framework.values)

    @pytest.mark.parametrize("alone", [False, True])
    def test_what_goes_out_comes_back_the_same(self, alone: bool) -> None:
        own = own_values_of(with_own_values(BASE, read(), alone=alone), BASE)
        assert own == read()
        assert read(write_own_values(own), alone=alone) == own

    def test_a_shipped_framework_has_no_owner_and_no_own_values(self) -> None:
        assert own_values_of(BASE, BASE) is None

    def test_a_framework_from_before_there_were_own_values_is_read_as_before(self) -> None:
        stored = {key: value for key, value in msgspec.to_builtins(BASE).items() if key not in ("owner", "based_on")}
        assert msgspec.convert(stored, Framework) == BASE
