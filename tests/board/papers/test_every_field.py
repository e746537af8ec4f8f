# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is told of an action, a value or a tension stands on the page of the report and in its files. Two that differ in one
field differ there, so that a field that comes later is not left out anywhere by mistake.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import replace

from board.papers.action_table import ActionTable, action_table
from board.papers.report import report_parts
from board.report_pages import read_page
from organisation.dossier.case_file import CaseFile, case_file
from organisation.dossier.reported import report_content
from organisation.dossier.state import ActionPlan, Dossier, LivingAction
from organisation.report import content as r
from sessions.topics.poster import ActionLine
from tests.board.papers.test_reports import report
from tests.organisation.dossier.test_case_file import lived

PARTS: tuple[str, ...] = (
    "values",
    "accents",
    "accent_answers",
    "tensions",
    "set_aside",
    "follow_up",
    "wider",
    "actions",
    "also_chosen",
)
FIELDS = [(part, field) for part in PARTS for field in type(getattr(report(1), part)[0]).__struct_fields__]


def options(hint: Any) -> list[Any]:
    """The keys that a field may have."""
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    return [option for each in get_args(hint) for option in options(each)]


def changed(thing: Any, field: str) -> Any:
    """The same with another value in one field."""
    was, hint = getattr(thing, field), get_type_hints(type(thing), include_extras=False)[field]
    now: Any
    match was:
        case bool():
            now = not was
        case int():
            now = was + 1
        case tuple() if any(isinstance(each, Struct) for each in was):
            now = was[:-1]
        case r.ReportedTable():
            now = replace(was, number=was.number + 1)
        case None if r.ReportedTable in get_args(hint):
            now = r.ReportedTable(("rechtsstaat",))
        case tuple():
            now = (*was, next((key for key in options(hint) if key not in was), "Zeepaardje"))
        case _ if keys := options(hint):
            now = next(key for key in keys if key != was)
        case _:
            now = "2031-02-03" if field.endswith("_day") else "Zeepaardje"
    return replace(thing, **{field: now})


def full(thing: Any) -> Any:
    """The same with something in each field, so that none is hidden because another is empty."""
    for field in thing.__struct_fields__:
        value, hint = getattr(thing, field), get_type_hints(type(thing))[field]
        if value is False or (value is None and options(hint)):
            thing = changed(thing, field)
        elif value in ("", ()) and not options(hint):
            thing = replace(
                thing, **{field: ("Iets",) if value == () else "2030-01-01" if field.endswith("_day") else f"Wat: {field}"}
            )
    return thing


def whole() -> r.ReportContent:
    content = report(1)
    return replace(content, **{part: tuple(map(full, getattr(content, part))) for part in PARTS})


@pytest.mark.parametrize(("part", "field"), FIELDS, ids=lambda each: each)
def test_each_thing_that_a_report_tells_is_on_its_page_and_in_its_files(part: str, field: str) -> None:
    """[FIL-12]"""
    before = whole()
    after = replace(before, **{part: tuple(changed(each, field) for each in getattr(before, part))})
    assert report_parts(after) != report_parts(before)
    pages = [read_page(content=each, dossier_id="s1", back="") for each in (before, after)]
    assert pages[0] != pages[1]


@pytest.mark.parametrize("field", [*r.ReportedReason.__struct_fields__, *r.ReportedTable.__struct_fields__], ids=str)
def test_each_thing_that_a_reason_tells_is_on_its_page_and_in_its_files(field: str) -> None:
    """[FIL-12] [REP-08]"""

    def with_change(reason: r.ReportedReason) -> r.ReportedReason:
        inner = field in r.ReportedTable.__struct_fields__
        return replace(reason, table=changed(reason.table, field)) if inner else changed(reason, field)

    before = whole()
    values = tuple(replace(value, reasons=tuple(map(with_change, value.reasons))) for value in before.values)
    after = replace(before, values=values)
    assert report_parts(after) != report_parts(before)
    pages = [read_page(content=each, dossier_id="s1", back="") for each in (before, after)]
    assert pages[0] != pages[1]


def with_action(field: str, thing: type[Struct]) -> tuple[Dossier, Dossier]:
    """Two cases that differ in one field of what is agreed on an action, told of it, or was said on the poster."""
    dossier = lived().dossier
    action = full(dossier.actions["s1.a1"])
    action = replace(action, plan=full(action.plan), on_poster=full(action.on_poster), same_as="", lifted_to="", lifted_from="")
    if thing is LivingAction:
        other = changed(action, field)
    else:
        inner = "plan" if thing is ActionPlan else "on_poster"
        other = replace(action, **{inner: changed(getattr(action, inner), field)})
    one, two = (replace(dossier, actions={"s1.a1": each}) for each in (action, other))
    return one, two


AGREED = [(ActionPlan, field) for field in ActionPlan.__struct_fields__]
"""What the case says of it takes the place of what the poster said."""
SAID = [
    (ActionLine, field) for field in ActionLine.__struct_fields__ if field not in (*ActionPlan.__struct_fields__, "foundation")
]
TOLD = [(LivingAction, field) for field in ("foundation", "status", "reason")]


@pytest.mark.parametrize(("thing", "field"), [*AGREED, *SAID, *TOLD], ids=lambda each: getattr(each, "__name__", each))
def test_each_thing_that_is_agreed_on_an_action_is_in_the_report_and_in_the_tables(thing: type[Struct], field: str) -> None:
    """[FIL-12]"""
    one, two = with_action(field, thing)
    assert report_content(one).actions != report_content(two).actions
    for file in ("ods", "csv"):
        tables = [action_table(ActionTable(case_file(each), "2027-01-01"), file) for each in (one, two)]
        assert tables[0] != tables[1], file


def test_a_case_of_a_file_has_every_field_of_a_case_that_is_not_of_a_link_or_of_this_server() -> None:
    """[FIL-10]"""
    left_here = {"id", "key_hash", "opened_at_ms", "changes", "key_used_at_ms", "touched", "feed_hash", "status_keys", "marks"}
    left_here |= {"organisation_id", "from_file"}
    left_out = {"contacts", "mails", "messages", "report"}
    own = {"format", "schema_version", "rows"}
    assert set(Dossier.__struct_fields__) - left_here - left_out == set(CaseFile.__struct_fields__) - own
