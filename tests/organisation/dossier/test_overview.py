# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All actions at a glance: each once, with every reason why it asks for attention, and its place along the calendar."""

from __future__ import annotations

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier.days import day_after
from organisation.dossier.overview import attention, by_state, lines, timeline, with_reason
from tests.organisation.dossier.test_decider import Case
from tests.organisation.dossier.test_reaching import HOLDER, ms

TODAY = "2027-06-01"


def test_every_reason_is_told_and_not_the_first_alone() -> None:
    """[LIV-20]"""
    case = Case()
    case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, holder="", due_day=day_after(TODAY, -1))))
    case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
    case.now_ms = ms(day_after(TODAY, -90))
    case.ok(c.ReportProgress("s1.a1", 2, "stuck", "geen geld"))
    line = next(line for line in lines(case.dossier, TODAY) if line.action.id == "s1.a1")
    assert line.reasons == ("overdue", "stuck", "no_holder", "long_ago", "never_opened")
    assert line.told_days_ago == 90
    case.now_ms = ms(TODAY)
    case.ok(c.NoteUse("s1.a1"), HOLDER)
    case.ok(c.ReportProgress("s1.a1", 3, "done"))
    line = next(line for line in lines(case.dossier, TODAY) if line.action.id == "s1.a1")
    assert line.reasons == ()


def test_what_presses_most_is_told_first_and_the_same_as_in_the_overview() -> None:
    """[CAS-11]"""
    case = Case()
    case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, due_day=day_after(TODAY, -1))))
    plan = replace(case.action("a2").plan, holder="Team buiten", due_day=day_after(TODAY, 400))
    case.ok(c.PutAction("s1.a2", 1, plan))
    case.now_ms = ms(day_after(TODAY, -20))
    case.ok(c.ReportProgress("s1.a1", 2, "stuck", "geen geld"))
    case.ok(c.ReportProgress("s1.a2", 2, "busy"))

    def why(today: str) -> list[tuple[str, str]]:
        return [(each.action.id, each.why) for each in attention(lines(case.dossier, today), today)]

    assert why(TODAY) == [("s1.a1", "stuck")]
    case.ok(c.ReportProgress("s1.a1", 3, "busy"))
    assert why(TODAY) == [("s1.a1", "overdue")]
    assert why(day_after(TODAY, 41)) == [("s1.a1", "overdue"), ("s1.a2", "long_ago")]
    case.ok(c.ReportProgress("s1.a2", 3, "busy", check_day=day_after(TODAY, -2)))
    assert why(TODAY) == [("s1.a1", "overdue"), ("s1.a2", "check")]
    case.ok(c.ReportProgress("s1.a2", 4, "done"))
    assert why(TODAY) == [("s1.a1", "overdue")]


def test_days_are_counted_as_people_in_the_netherlands_have_them() -> None:
    """[LIV-20]"""
    case = Case()
    # Half past midnight in the summer, which is the day before in UTC.
    case.now_ms = ms(TODAY, 0) - 90 * 60_000
    case.ok(c.ReportProgress("s1.a1", 1, "busy"))
    (line,) = (line for line in lines(case.dossier, TODAY) if line.action.id == "s1.a1")
    assert line.told_days_ago == 0


def test_every_action_stands_in_it_once_by_its_state() -> None:
    """[LIV-20]"""
    case = Case()
    case.ok(c.ReportProgress("s1.a1", 1, "done"))
    groups = by_state(lines(case.dossier, TODAY))
    assert [(status, [line.action.id for line in group]) for status, group in groups] == [
        ("not_started", ["s1.a2"]),
        ("done", ["s1.a1"]),
    ]
    assert with_reason(lines(case.dossier, TODAY), "stuck") == ()


def test_along_the_calendar_each_ends_on_its_day_and_today_lies_between() -> None:
    """[LIV-20]"""
    case = Case()
    case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, due_day="2027-07-01")))
    case.ok(c.PutAction("s1.a2", 1, replace(case.action("a2").plan, due_day="2027-05-22")))
    case.dossier = replace(case.dossier, opened_at_ms=ms("2027-05-02"))
    found = timeline(case.dossier, lines(case.dossier, TODAY), TODAY)
    assert found is not None
    assert (found.from_day, found.to_day, found.now_percent) == ("2027-05-02", "2027-07-01", 50)
    assert [(bar.action.id, bar.from_percent, bar.to_percent, bar.late) for bar in found.bars] == [
        ("s1.a2", 0, 33, True),
        ("s1.a1", 0, 100, False),
    ]


def test_without_days_there_is_no_calendar() -> None:
    """[LIV-20]"""
    case = Case()
    case.ok(c.PutAction("s1.a2", 1, replace(case.action("a2").plan, due_day="")))
    assert timeline(case.dossier, lines(case.dossier, TODAY), TODAY) is None
