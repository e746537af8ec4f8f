# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report becomes public in steps that nobody passes over, and is taken away at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from organisation.dossier import report_commands as rc
from organisation.dossier.bounds import MAX_PHRASES
from organisation.dossier.publishing import candidate, gates, names_left
from organisation.dossier.viewer import CHECKER
from organisation.report.content import ReportContent, canonical_report, report_hash
from sessions.model.codes import Refusal
from tests.organisation.dossier.test_decider import Case
from tests.organisation.dossier.test_reported import weighed
from tests.organisation.dossier.test_reporting import DAY, mark, seen


def shared(goal: str = "Vraag Jan de Vries om een veilige stad.") -> Case:
    """A case whose report is shared with those who took part; a name stands in it."""
    case = Case(weighed())
    case.ok(rc.WriteRow("goal", 0, goal, mark(case, "goal")))
    case.ok(rc.Establish(seen(case), DAY))
    case.ok(rc.Share())
    return case


def now(case: Case) -> ReportContent:
    content = candidate(case.dossier.report)
    assert content is not None
    return content


def sha(case: Case) -> str:
    return report_hash(now(case))


def ready(case: Case) -> Case:
    """Every step but the last was taken."""
    case.ok(rc.Redact("Jan de Vries", out=True))
    case.ok(rc.ReviewNames(sha(case)))
    case.ok(rc.SetInformed(DAY))
    case.ok(rc.Approve(sha(case), DAY), CHECKER)
    return case


class TestGates:
    def test_every_step_is_asked_for(self) -> None:
        """[PUB-04] [PRIV-13]"""
        case = shared()
        assert gates(case.dossier.report, now(case)) == ("names", "informed", "second_look")
        assert case.refused(rc.Publish(sha(case), DAY)) == "not_now"
        case = ready(case)
        assert gates(case.dossier.report, now(case)) == ()
        case.ok(rc.Publish(sha(case), DAY))
        assert case.dossier.report.stage == "public"

    @pytest.mark.parametrize("missing", ["names", "informed", "second_look"])
    def test_without_one_of_them_nothing_becomes_public(self, missing: str) -> None:
        """[PUB-04] [PRIV-13]"""
        case = ready(shared())
        report = case.dossier.report
        without = {
            "names": replace(report, reviewed=""),
            "informed": replace(report, informed=""),
            "second_look": replace(report, approval=None),
        }
        case.dossier = replace(case.dossier, report=without[missing])
        assert case.do(rc.Publish(sha(case), DAY)) == Refusal("not_now", missing)

    def test_names_are_each_taken_out_or_kept_before_they_count_as_looked_at(self) -> None:
        """[PUB-03] [PRIV-12]"""
        case = shared()
        (found,) = names_left(case.dossier.report, now(case))
        assert (found.phrase, found.places) == ("Jan de Vries", ("goal",))
        assert case.refused(rc.ReviewNames(sha(case))) == "not_now"
        case.ok(rc.KeepName("jan  de vries", keep=True))
        assert names_left(case.dossier.report, now(case)) == ()
        case.ok(rc.KeepName("Jan de Vries", keep=False))
        case.ok(rc.Redact("Jan de Vries", out=True))
        case.ok(rc.ReviewNames(sha(case)))
        assert case.refused(rc.ReviewNames("f" * 64)) == "stale_rev"

    def test_a_change_after_the_second_look_asks_for_another_one(self) -> None:
        """[PUB-04]"""
        case = ready(shared())
        seen_then = sha(case)
        case.ok(rc.Redact("veilige", out=True))
        assert gates(case.dossier.report, now(case)) == ("names", "second_look")
        assert case.refused(rc.Publish(seen_then, DAY)) == "stale_rev"
        assert case.refused(rc.Publish(sha(case), DAY)) == "not_now"
        assert case.refused(rc.Approve(seen_then, DAY), CHECKER) == "stale_rev"
        # Left in after all it is what was looked at.
        case.ok(rc.Redact("veilige", out=False))
        case.ok(rc.Publish(seen_then, DAY))

    def test_who_writes_the_report_does_not_take_the_second_look(self) -> None:
        """[PUB-04]"""
        case = shared()
        assert case.refused(rc.Approve(sha(case), DAY)) == "not_allowed"

    def test_another_established_report_asks_for_telling_people_again(self) -> None:
        """[PUB-04]"""
        case = ready(shared())
        case.ok(rc.Reopen())
        assert case.refused(rc.Publish(case.dossier.report.reviewed, DAY)) == "not_now"
        case.ok(rc.WriteRow("stage", 0, "Nu verder.", mark(case, "stage")))
        case.ok(rc.Establish(seen(case), DAY))
        case.ok(rc.Share())
        assert gates(case.dossier.report, now(case)) == ("names", "informed", "second_look")


class TestRedacting:
    def test_a_phrase_is_taken_out_of_what_becomes_public_and_of_nothing_else(self) -> None:
        """[PUB-02]"""
        case = shared()
        case.ok(rc.Redact(" Jan  de Vries ", out=True))
        case.ok(rc.Redact("JAN DE VRIES", out=True))
        assert case.dossier.report.redactions == ("Jan de Vries",)
        assert "Jan de Vries" not in canonical_report(now(case))
        assert case.dossier.report.internal is not None
        assert "Jan de Vries" in canonical_report(case.dossier.report.internal.content)

    def test_what_cannot_be_taken_out_is_refused_and_there_are_so_many(self) -> None:
        """[PUB-02]"""
        case = shared()
        assert case.refused(rc.Redact("x", out=True)) == "invalid"
        assert case.refused(rc.Redact(" ", out=True)) == "empty"
        assert case.refused(rc.KeepName("", keep=True)) == "empty"
        full = tuple(f"woord {number}" for number in range(MAX_PHRASES))
        case.dossier = replace(case.dossier, report=replace(case.dossier.report, redactions=full))
        assert case.refused(rc.Redact("nog een", out=True)) == "too_many"


class TestPublic:
    def test_what_is_public_stands_by_itself_with_day_version_and_hash(self) -> None:
        """[PUB-01] [PRIV-13]"""
        case = ready(shared())
        approved = sha(case)
        case.ok(rc.Publish(approved, DAY))
        public = case.dossier.report.public
        assert public is not None
        assert (public.version, public.day, public.sha256) == (1, DAY, approved)
        assert report_hash(public.content) == approved
        case.ok(rc.Redact("veilige", out=True))
        case.ok(rc.Reopen())
        assert case.dossier.report.public == public

    def test_a_further_one_takes_the_place_of_the_former_one(self) -> None:
        """[PUB-06]"""
        case = ready(shared())
        case.ok(rc.Publish(sha(case), DAY))
        assert case.do(rc.Publish(sha(case), DAY)) == ()
        case.ok(rc.Redact("veilige", out=True))
        case.ok(rc.ReviewNames(sha(case)))
        case.ok(rc.Approve(sha(case), DAY), CHECKER)
        case.ok(rc.Publish(sha(case), "2027-03-01"))
        public = case.dossier.report.public
        assert public is not None
        assert (public.version, public.day) == (2, "2027-03-01")
        assert "veilige" not in canonical_report(public.content)

    def test_what_is_withdrawn_is_gone_but_for_the_day(self) -> None:
        """[PUB-05] [PRIV-13]"""
        case = ready(shared())
        case.ok(rc.Publish(sha(case), DAY))
        assert case.refused(rc.Withdraw("ooit")) == "invalid"
        case.ok(rc.Withdraw("2027-04-01"))
        report = case.dossier.report
        assert (report.public, report.withdrawn, report.stage) == (None, "2027-04-01", "internal")
        assert case.do(rc.Withdraw("2027-04-02")) == ()
        # Public once more it is looked at once more.
        assert gates(report, now(case)) == ("names", "second_look")
        case.ok(rc.ReviewNames(sha(case)))
        case.ok(rc.Approve(sha(case), DAY), CHECKER)
        case.ok(rc.Publish(sha(case), "2027-05-01"))
        assert case.dossier.report.public is not None
        assert (case.dossier.report.public.version, case.dossier.report.withdrawn) == (2, "")

    def test_the_link_for_the_second_look_is_replaced_and_taken_away(self) -> None:
        """[PUB-04]"""
        case = shared()
        case.ok(rc.MakeCheckersLink("b" * 64))
        assert case.do(rc.MakeCheckersLink("b" * 64)) == ()
        case.ok(rc.RevokeCheckersLink())
        assert case.dossier.report.checker is None
