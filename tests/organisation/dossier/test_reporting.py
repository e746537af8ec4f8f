# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report while it is written: rows, comments, and how far it is."""

from __future__ import annotations

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import report_commands as rc
from organisation.dossier.bounds import MAX_COMMENTS, MAX_VERSIONS
from organisation.dossier.report_state import Comment
from organisation.dossier.reported import MAX_ROW_CHARACTERS, filled_in, report_content, source_mark
from organisation.dossier.viewer import CHECKER, SYSTEM
from organisation.report.content import Stage, report_hash
from organisation.report.rows import RowId
from sessions.model import items as i
from sessions.wire import commands as w
from sessions.wire.checking import check_command
from tests.organisation.dossier.test_decider import Case, told
from tests.organisation.dossier.test_reported import weighed
from tests.sessions.world import FACILITATOR

DAY = "2027-02-01"


def seen(case: Case) -> str:
    """The SHA-256 of the report as somebody sees it who looks now."""
    return report_hash(report_content(case.dossier))


def mark(case: Case, row: RowId) -> str:
    return source_mark(filled_in(case.dossier, row))


def stage(case: Case) -> Stage:
    return case.dossier.report.stage


def text_of(case: Case, row: RowId) -> str:
    return next(each.text for each in report_content(case.dossier).rows if each.id == row)


def goal_changed(case: Case, goal: str) -> None:
    """A later poster comes into the case, with another goal in the case form."""
    item = case.world.session.items["case"]
    assert isinstance(item.content, i.CaseForm)
    case.world.ok(w.PutItem("case", item.rev, replace(item.content, goal=goal)), FACILITATOR)
    case.world.ok(w.PutPosterEntry("x9", 0, case.world.session.poster.entries["v1"].content), FACILITATOR)
    case.world.ok(w.TakeSnapshot(), FACILITATOR)
    case.ok(c.TakeOver(told(case.world)), SYSTEM)


class TestRows:
    def test_a_row_that_nobody_wrote_follows_what_it_is_filled_in_from(self) -> None:
        """[REP-01]"""
        case = Case(weighed())
        goal_changed(case, "Een rustige binnenstad.")
        assert text_of(case, "goal") == "Een rustige binnenstad."

    def test_a_row_that_somebody_wrote_keeps_its_words_and_knows_that_its_source_changed(self) -> None:
        """[REP-03]"""
        case = Case(weighed())
        before = mark(case, "goal")
        case.ok(rc.WriteRow("goal", 0, "Een veilige stad voor iedereen.", before))
        goal_changed(case, "Een rustige binnenstad.")
        assert text_of(case, "goal") == "Een veilige stad voor iedereen."
        assert case.dossier.report.rows["goal"].source == before != mark(case, "goal")
        case.ok(rc.FollowSource("goal", 1))
        assert text_of(case, "goal") == "Een rustige binnenstad."
        assert case.dossier.report.rows["goal"].rev == 2

    def test_what_was_kept_after_looking_at_the_new_source_is_no_longer_pointed_out(self) -> None:
        """[REP-03]"""
        case = Case(weighed())
        case.ok(rc.WriteRow("goal", 0, "Mijn tekst.", mark(case, "goal")))
        goal_changed(case, "Anders.")
        case.ok(rc.WriteRow("goal", 1, "Mijn tekst.", mark(case, "goal")))
        assert case.dossier.report.rows["goal"].source == mark(case, "goal")

    def test_a_stale_row_is_refused_and_pressing_without_a_change_changes_nothing(self) -> None:
        """[REP-04]"""
        case = Case(weighed())
        assert case.do(rc.WriteRow("goal", 0, "Een veilige binnenstad.\n", mark(case, "goal"))) == ()
        case.ok(rc.WriteRow("goal", 0, "De een.", mark(case, "goal")))
        assert case.refused(rc.WriteRow("goal", 0, "De ander.", mark(case, "goal"))) == "stale_rev"
        assert case.do(rc.WriteRow("goal", 0, "De een.", mark(case, "goal"))) == ()
        assert case.refused(rc.FollowSource("goal", 0)) == "stale_rev"
        assert text_of(case, "goal") == "De een."

    def test_a_row_with_a_part_of_its_own_takes_its_place_when_somebody_writes_it(self) -> None:
        """[REP-03]"""
        case = Case(weighed())
        for row in ("values", "strategy", "monitoring"):
            case.ok(rc.WriteRow(row, 0, "In eigen woorden.", mark(case, row)))
        content = report_content(case.dossier)
        assert (content.values, content.accents, content.tensions, content.set_aside, content.wider) == ((),) * 5
        assert content.decision is None
        assert [each.text for each in content.rows[5:]] == ["In eigen woorden."] * 3
        assert len(content.actions) == 1

    def test_a_rows_text_has_a_bound(self) -> None:
        """[REP-04]"""
        refusal = check_command(rc.WriteRow("goal", 0, "x" * (MAX_ROW_CHARACTERS + 1), ""))
        assert refusal is not None
        assert refusal.code == "too_long"


class TestComments:
    def test_comments_are_kept_taken_away_and_never_in_the_report(self) -> None:
        """[REP-05]"""
        case = Case(weighed())
        before = seen(case)
        case.ok(rc.AddComment("k1", "goal", "Klopt dit wel?"))
        case.ok(rc.AddComment("k2", "goal", "Nee."), CHECKER)
        assert [each.by for each in case.dossier.report.comments.values()] == ["coordinator", "checker"]
        assert seen(case) == before
        assert case.refused(rc.AddComment("k1", "goal", "weer")) == "id_taken"
        assert case.refused(rc.AddComment("k3", "goal", " \u200b")) == "empty"
        case.ok(rc.RemoveComment("k1"))
        assert list(case.dossier.report.comments) == ["k2"]
        assert case.do(rc.RemoveComment("k1")) == ()

    def test_there_are_so_many_and_no_more(self) -> None:
        """[REP-05]"""
        case = Case(weighed())
        many = {f"k{n}": Comment(f"k{n}", "goal", "coordinator", "x", 0) for n in range(MAX_COMMENTS)}
        case.dossier = replace(case.dossier, report=replace(case.dossier.report, comments=many))
        assert case.refused(rc.AddComment("nog", "goal", "een")) == "too_many"


class TestStages:
    def test_what_is_established_stands_as_it_was_and_sets_the_step_of_the_path(self) -> None:
        """[REP-06]"""
        case = Case(weighed())
        case.ok(rc.Establish(seen(case), DAY))
        assert stage(case) == "established"
        assert case.dossier.done == {"report": DAY}
        case.ok(c.ReportProgress("s1.a1", 1, "done"))
        fixed = case.dossier.report.established
        assert fixed is not None
        assert (fixed.version, fixed.content.actions[0].status, fixed.content.stage) == (1, "not_started", "established")
        assert case.refused(rc.WriteRow("goal", 0, "Toch anders.", "")) == "not_now"
        assert case.refused(rc.FollowSource("goal", 0)) == "not_now"

    def test_nobody_establishes_what_he_did_not_see(self) -> None:
        """[REP-06]"""
        case = Case(weighed())
        before = seen(case)
        case.ok(rc.WriteRow("goal", 0, "Net veranderd.", mark(case, "goal")))
        assert case.refused(rc.Establish(before, DAY)) == "stale_rev"
        assert case.refused(rc.Establish(seen(case), "ooit")) == "invalid"

    def test_it_is_shared_taken_back_and_written_on(self) -> None:
        """[REP-06]"""
        case = Case(weighed())
        assert case.refused(rc.Share()) == "not_now"
        case.ok(rc.Establish(seen(case), DAY))
        case.ok(rc.Share())
        assert stage(case) == "internal"
        assert case.do(rc.Share()) == ()
        case.ok(rc.Unshare())
        assert (stage(case), case.dossier.report.internal) == ("established", None)
        case.ok(rc.Share())
        case.ok(rc.Reopen())
        assert stage(case) == "draft"
        assert case.dossier.done == {}
        # Who has the link reads what was shared until another one is.
        assert case.dossier.report.internal is not None
        case.ok(rc.Establish(seen(case), DAY))
        assert stage(case) == "established"
        assert case.dossier.report.versions == 2

    def test_so_many_are_established_and_no_more(self) -> None:
        """[REP-06]"""
        case = Case(weighed())
        case.dossier = replace(case.dossier, report=replace(case.dossier.report, versions=MAX_VERSIONS))
        assert case.refused(rc.Establish(seen(case), DAY)) == "too_many"

    def test_the_readers_link_is_replaced_and_taken_away(self) -> None:
        """[REP-07]"""
        case = Case(weighed())
        case.ok(rc.MakeReadersLink("b" * 64))
        case.ok(rc.MakeReadersLink("d" * 64))
        assert case.dossier.report.reader is not None
        assert case.dossier.report.reader.key_hash == "d" * 64
        assert case.do(rc.MakeReadersLink("d" * 64)) == ()
        case.ok(rc.RevokeReadersLink())
        assert case.dossier.report.reader is None
