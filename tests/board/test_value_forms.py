# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own values as a form: what goes into the page comes out of it, mistakes stand at their fields, and buttons move rows about."""

from __future__ import annotations

from importlib.resources import files

import pytest
from msgspec.structs import replace

from board.value_forms import (
    BLANK_ROWS,
    MAX_ROWS,
    PrincipleRow,
    ValueRow,
    ValuesForm,
    change,
    errors_by_field,
    form_of,
    form_of_own,
    principles_by_foundation,
    read_form,
    shown,
    tidy,
)
from sessions.authoring.own_values import OwnValues, read_own_values
from sessions.material.framework import parse_framework
from sessions.material.limits import MAX_OWN_VALUES
from sessions.material.text import Text


def content(name: str) -> str:
    return files("sessions").joinpath("content", name).read_text(encoding="utf-8")


BASE = parse_framework(content("waardenkader-2025.toml"))
ROW = ValueRow("human_rights", "Menselijkheid", "", "Je ziet de mens.")
FORM = ValuesForm(title_nl="Van ons", owner="Team Digitaal", rows=(ROW,))


def example() -> OwnValues:
    own = read_own_values(content("own-values-example.toml"), BASE, alone=False)
    assert isinstance(own, OwnValues)
    return own


def sent(form: ValuesForm) -> list[tuple[str, str]]:
    """What a browser sends of the form."""
    fields = [("own.title.nl", form.title_nl), ("own.title.en", form.title_en), ("own.owner", form.owner)]
    fields += [("own.version", form.version), ("own.id", form.id), ("own.source.title", form.source_title)]
    fields += [("own.source.authors", form.source_authors), ("own.source.date", form.source_date)]
    for number, row in enumerate(form.rows):
        named = {"principle": row.principle, "name.nl": row.name_nl, "name.en": row.name_en, "id": row.id}
        named |= {"definition.nl": row.definition_nl, "definition.en": row.definition_en}
        named |= {"synonyms_nl": row.words_nl, "synonyms_en": row.words_en}
        fields += [(f"own.values.{number}.{name}", value.replace("\n", "\r\n")) for name, value in named.items()]
    return fields


def made(form: ValuesForm, *, alone: bool = False) -> OwnValues:
    own = read_form(tidy(form), BASE, alone=alone)
    assert isinstance(own, OwnValues), own
    return own


def wrong(form: ValuesForm, *, alone: bool = False) -> dict[str, str]:
    problems = read_form(tidy(form), BASE, alone=alone)
    assert isinstance(problems, list)
    return {name: problem.code for name, problem in errors_by_field(problems).items()}


class TestReading:
    def test_a_set_comes_out_of_the_form_as_it_went_in(self) -> None:
        """[DOM-22]"""
        shipped = example()
        synonyms = replace(shipped.values[0], synonyms_nl=("mens", "menselijke maat"), synonyms_en=("human",))
        own = replace(shipped, values=(synonyms, *shipped.values[1:]))
        assert made(form_of(sent(shown(form_of_own(own))))) == own

    def test_what_may_be_left_out_is_filled_in(self) -> None:
        own = made(FORM)
        assert (own.id, own.version, own.source.title, own.source.authors) == ("van_ons", 1, "Van ons", "Team Digitaal")
        assert (own.values[0].id, own.values[0].name) == ("menselijkheid", Text("Menselijkheid", "Menselijkheid"))

    def test_a_value_keeps_its_short_name_when_it_is_renamed(self) -> None:
        form = form_of_own(made(FORM))
        renamed = replace(form, rows=(replace(form.rows[0], name_nl="Menselijke maat"),))
        assert made(renamed).values[0].id == "menselijkheid"

    def test_names_that_make_no_short_name_or_the_same_one_get_different_ones(self) -> None:
        names = ("人", "手", "Wél zo", "wel-zo", "x" * 50, "x" * 60)
        own = made(replace(FORM, rows=tuple(replace(ROW, name_nl=name) for name in names)))
        assert len({value.id for value in own.values}) == len(names)

    def test_a_value_of_the_framework_gets_a_short_name_of_its_own_beside_it_and_may_keep_it_alone(self) -> None:
        privacy = replace(FORM, rows=(replace(ROW, name_nl="Privacy"),))
        assert wrong(privacy) == {"own.values.0.name.nl": "name_taken"}
        assert made(privacy, alone=True).values[0].id == "privacy"
        assert made(replace(FORM, rows=(replace(ROW, name_nl="Privacy!"),))).values[0].id == "privacy-2"

    @pytest.mark.parametrize(
        ("form", "field", "code"),
        [
            (replace(FORM, owner=""), "own.owner", "empty"),
            (replace(FORM, title_nl=""), "own.title.nl", "empty"),
            (replace(FORM, version="twee"), "own.version", "not_number"),
            (replace(FORM, version="0"), "own.version", "too_low"),
            (replace(FORM, rows=()), "own.values", "empty"),
            (replace(FORM, rows=(replace(ROW, principle=""),)), "own.values.0.principle", "unknown_principle"),
            (replace(FORM, rows=(replace(ROW, definition_nl=""),)), "own.values.0.definition.nl", "empty"),
            (replace(FORM, rows=(replace(ROW, name_nl=""),)), "own.values.0.name.nl", "empty"),
            (replace(FORM, rows=(replace(ROW, name_nl="x" * 121),)), "own.values.0.name.nl", "too_long"),
            (replace(FORM, rows=(ROW, ROW)), "own.values.0.name.nl", "name_twice"),
        ],
        ids=lambda each: each if isinstance(each, str) else "",
    )
    def test_what_is_wrong_stands_at_its_field_and_nothing_else_is(self, form: ValuesForm, field: str, code: str) -> None:
        found = wrong(form)
        assert found[field] == code
        assert set(found) <= {field, "own.values.1.name.nl"}

    def test_rows_in_which_nothing_was_written_are_left_out_and_the_others_keep_their_order(self) -> None:
        second = replace(ROW, name_nl="Keuzevrijheid")
        form = replace(FORM, rows=(ValueRow(), ROW, ValueRow("participation"), second))
        assert [value.name.nl for value in made(form).values] == ["Menselijkheid", "Keuzevrijheid"]

    def test_strange_names_are_passed_over_and_rows_have_an_end(self) -> None:
        strange = [
            "own.values.²",
            "own.values.²³.name.nl",
            "own.values.-1.name.nl",
            "own.values.9999.name.nl",
            "own.rows",
            "title",
        ]
        assert form_of([(name, "x") for name in strange]) == ValuesForm()
        many = form_of([(f"own.values.{number}.name.nl", "x") for number in range(900)])
        assert len(many.rows) == MAX_ROWS
        assert wrong(replace(FORM, rows=many.rows))["own.values"] == "too_many"


class TestButtons:
    ROWS = tuple(replace(ROW, name_nl=name) for name in ("een", "twee", "drie"))

    def after(self, action: str) -> tuple[list[str], str]:
        form, moved = change(replace(FORM, rows=self.ROWS), action)
        return [row.name_nl for row in form.rows], moved

    def test_rows_go_up_and_down_and_away(self) -> None:
        assert self.after("up:values.2") == (["een", "drie", "twee"], "values.1")
        assert self.after("down:values.0") == (["twee", "een", "drie"], "values.1")
        assert self.after("up:values.0") == (["een", "twee", "drie"], "values.0")
        assert self.after("remove:values.2") == (["een", "twee"], "values.1")

    def test_more_rows_come_behind_the_last_value(self) -> None:
        assert self.after("more:") == (["een", "twee", "drie"] + [""] * BLANK_ROWS, "values.3")
        full = replace(FORM, rows=(ROW,) * MAX_OWN_VALUES)
        assert change(full, "more:") == (full, "")

    @pytest.mark.parametrize("action", ["up:values.9", "up:values.²", "remove:", "x:values.0", "", "up:values.-1"])
    def test_a_button_that_names_no_row_changes_nothing(self, action: str) -> None:
        assert self.after(action) == (["een", "twee", "drie"], "")

    def test_there_is_always_a_row_to_write_in_until_there_may_be_no_more(self) -> None:
        assert len(shown(ValuesForm()).rows) == BLANK_ROWS
        assert shown(FORM).rows == (ROW, ValueRow())
        assert shown(shown(FORM)) == shown(FORM)
        full = replace(FORM, rows=(ROW,) * MAX_OWN_VALUES)
        assert shown(full) == full


class TestPrinciples:
    FORM = replace(FORM, principles=(PrincipleRow("democratie", "Open stad", "", "Iedereen kan meekijken."), PrincipleRow()))

    def test_a_principle_that_has_a_name_has_an_id_and_values_can_be_placed_under_it(self) -> None:
        """[DOM-22]"""
        fields = {"own.principles.0.name.nl": "Open stad", "own.principles.0.foundation": "democratie"}
        form = form_of(fields.items())
        assert form.principles[0].id == "p-open_stad"
        (_, under), *_ = principles_by_foundation(BASE, form)
        assert [each.id for each in under][:2] == ["p-open_stad", "participation"]
        again = form_of({**fields, "own.principles.0.id": "p-open_stad", "own.principles.0.name.nl": "Stad"}.items())
        assert again.principles[0].id == "p-open_stad"

    def test_what_goes_into_the_form_comes_out_of_it(self) -> None:
        named = form_of(
            {
                "own.title.nl": "Van ons",
                "own.owner": "Team",
                "own.principles.0.name.nl": "Open stad",
                "own.principles.0.foundation": "democratie",
                "own.principles.0.definition.nl": "Iedereen kan meekijken.",
                "own.values.0.name.nl": "Kijken",
                "own.values.0.principle": "p-open_stad",
                "own.values.0.definition.nl": "Wij laten zien.",
            }.items()
        )
        own = read_form(tidy(named), BASE, alone=True)
        assert isinstance(own, OwnValues), own
        assert [(each.id, each.foundation) for each in own.principles] == [("p-open_stad", "democratie")]
        assert read_form(form_of_own(own), BASE, alone=True) == own

    def test_buttons_move_them_and_leave_the_values_alone(self) -> None:
        more, moved = change(self.FORM, "more:principles")
        assert (len(more.principles), moved) == (1 + BLANK_ROWS, "principles.1")
        down, moved = change(self.FORM, "down:principles.0")
        assert (down.principles[1].name_nl, moved, down.rows) == ("Open stad", "principles.1", FORM.rows)
        assert len(change(self.FORM, "remove:principles.0")[0].principles) == 1
        assert tidy(self.FORM).principles == self.FORM.principles[:1]

    def test_a_principle_without_a_foundation_is_named_at_its_field(self) -> None:
        wrong = read_form(
            tidy(replace(self.FORM, principles=(PrincipleRow("", "Open stad", "", "Kijk.", "", "p-open"),))), BASE, alone=True
        )
        assert isinstance(wrong, list)
        assert "own.principles.0.foundation" in errors_by_field(wrong)
