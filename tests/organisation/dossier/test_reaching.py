# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reaching people by mail: whose address it is, what is due, and that nothing goes twice, to the wrong one, or for nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier.contacts import Mail, MailKind, MailState, is_address, mail_key
from organisation.dossier.days import day_after, ordinal, weekday
from organisation.dossier.due_mails import (
    MOMENTS,
    RETRY_AFTER_MS,
    SETTLED_WITHIN_MS,
    Due,
    due_mails,
    next_look_ms,
    reached,
)
from organisation.dossier.state import ActionPlan
from organisation.dossier.viewer import COORDINATOR, SYSTEM, Viewer
from sessions.model.codes import Refusal
from tests.organisation.dossier.test_decider import Case

HOLDER = Viewer("holder", "s1.a1")
DAY = "2027-03-01"


def case_with_mail(day: str = DAY) -> Case:
    """The first action has a day, a link and an address."""
    case = Case()
    case.now_ms = ms(day) - 30 * 86_400_000
    case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, due_day=day)))
    case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
    case.ok(c.SetAddress("s1.a1", 0, "team@example.nl"))
    return case


def ms(day: str, hour: int = 9) -> int:
    return int(datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC).timestamp() * 1000)


def due_on(case: Case, day: str) -> tuple[Due, ...]:
    return due_mails(case.dossier, day, ms(day))


def intend(case: Case, due: Due, today: str, key_hash: str = "", feed_hash: str = "") -> bool:
    """Whether it may go, and then it is on its way."""
    decision = case.do(c.IntendMail(due.whom, due.kind, due.day, today, key_hash, feed_hash), SYSTEM)
    return not isinstance(decision, Refusal)


def settle(case: Case, due: Due, outcome: str, tries: int = 1) -> None:
    case.ok(c.SettleMail(due.whom, due.kind, due.day, tries, outcome), SYSTEM)  # type: ignore[arg-type]


LOOK = Due("s1.a1", "look", DAY)


class TestAddresses:
    def test_an_address_is_set_changed_and_taken_away_and_a_stale_one_is_refused(self) -> None:
        """[LIV-03]"""
        case = case_with_mail()
        assert reached(case.dossier, "s1.a1") == "team@example.nl"
        assert case.refused(c.SetAddress("s1.a1", 0, "ander@example.nl")) == "stale_rev"
        case.ok(c.SetAddress("s1.a1", 1, ""))
        assert reached(case.dossier, "s1.a1") == ""
        case.ok(c.SetAddress("", 0, "regie@example.nl"))
        assert reached(case.dossier, "") == "regie@example.nl"

    @pytest.mark.parametrize(
        "text",
        [
            "geen adres",
            "a@b",
            "a b@example.nl",
            "a@example.nl\nbcc: b@example.nl",
            "a@example.nl, b@example.nl",
            "<a@example.nl>",
            "é@example.nl",
            "a@-x.nl",
            "@example.nl",
            f"{'a' * 65}@example.nl",
        ],
    )
    def test_what_is_no_address_is_refused(self, text: str) -> None:
        """[LIV-03]"""
        assert Case().refused(c.SetAddress("s1.a1", 0, text)) == "invalid"

    @given(st.emails(domains=st.just("example.nl")))
    def test_what_is_one_is_taken(self, text: str) -> None:
        """[LIV-03]"""
        assert is_address(text)

    def test_when_another_holds_the_action_nobody_is_reached_by_the_address_of_the_former_one(self) -> None:
        """[LIV-04]"""
        case = case_with_mail()
        case.ok(c.PutAction("s1.a1", case.action().rev, replace(case.action().plan, holder="Afdeling veiligheid")))
        assert reached(case.dossier, "s1.a1") == ""
        assert due_on(case, DAY) == ()

    def test_who_wants_no_mail_gets_none_and_only_he_can_change_that(self) -> None:
        """[LIV-05]"""
        case = case_with_mail()
        assert case.refused(c.SetMail("s1.a1", wanted=False)) == "not_yours"
        assert case.refused(c.SetMail("s1.a2", wanted=False), HOLDER) == "not_yours"
        case.ok(c.SetMail("s1.a1", wanted=False), HOLDER)
        assert due_on(case, DAY) == ()
        case.ok(c.SetAddress("s1.a1", 2, "TEAM@example.nl"))
        assert reached(case.dossier, "s1.a1") == ""
        case.ok(c.SetMail("s1.a1", wanted=True), HOLDER)
        assert due_on(case, DAY) == (LOOK,)


class TestWhatIsDue:
    def test_one_mail_a_week_before_one_on_the_day_one_a_week_later_and_no_more(self) -> None:
        """[LIV-06]"""
        case = case_with_mail()
        sent: list[tuple[str, MailKind]] = []
        for number in range(-20, 90):
            today = day_after(DAY, number)
            case.now_ms = ms(today)
            for due in due_on(case, today):
                assert intend(case, due, today)
                settle(case, due, "sent")
                sent.append((today, due.kind))
        assert sent == [(day_after(DAY, -7), "soon"), (DAY, "look"), (day_after(DAY, 7), "late")]

    def test_nothing_goes_before_the_day_to_whoever_told_in_that_week_or_chose_a_day_himself(self) -> None:
        """[LIV-06]"""
        week_before = day_after(DAY, -7)
        case = case_with_mail()
        assert [due.kind for due in due_on(case, week_before)] == ["soon"]
        assert [due_on(case, day_after(DAY, number)) for number in (-8, -4, -1)] == [(), (), ()]
        case.now_ms = ms(day_after(DAY, -8))
        case.ok(c.ReportProgress("s1.a1", case.action().rev, "busy"), HOLDER)
        assert [due.kind for due in due_on(case, week_before)] == ["soon"]
        case.now_ms = ms(week_before)
        case.ok(c.ReportProgress("s1.a1", case.action().rev, "busy"), HOLDER)
        assert due_on(case, day_after(DAY, -6)) == ()
        case = case_with_mail()
        case.ok(c.ReportProgress("s1.a1", case.action().rev, "busy", "", ("",) * 5, DAY), HOLDER)
        assert (due_on(case, week_before), due_on(case, DAY)) == ((), (LOOK,))

    def test_a_server_that_was_off_mails_one_and_for_what_is_long_over_none(self) -> None:
        """[LIV-06]"""
        case = case_with_mail()
        assert [due.kind for due in due_on(case, day_after(DAY, 10))] == ["late"]
        assert due_on(case, day_after(DAY, MOMENTS[-1].until_days + 1)) == ()

    @pytest.mark.parametrize("what", ["done", "dropped", "link", "told", "later", "address", "gone"])
    def test_what_is_changed_before_it_goes_cancels_it(self, what: str) -> None:
        """[LIV-07]"""
        case = case_with_mail()
        case.now_ms = ms(DAY)
        assert due_on(case, DAY) == (LOOK,)
        rev = case.action().rev
        match what:
            case "done":
                case.ok(c.ReportProgress("s1.a1", rev, "done"))
            case "dropped":
                case.ok(c.ReportProgress("s1.a1", rev, "dropped", "hoeft niet meer"))
            case "link":
                case.ok(c.RevokeHolderLink("s1.a1"))
            case "told":
                case.ok(c.ReportProgress("s1.a1", rev, "busy"), HOLDER)
            case "later":
                case.ok(c.ReportProgress("s1.a1", rev, "busy", "", ("",) * 5, day_after(DAY, 60)))
            case "address":
                case.ok(c.SetAddress("s1.a1", 1, ""))
            case _:
                action = replace(case.action(), gone=True)
                case.dossier = replace(case.dossier, actions={action.id: action})
        assert not intend(case, LOOK, DAY)

    def test_another_day_is_another_mail(self) -> None:
        """[LIV-06]"""
        case = case_with_mail()
        case.now_ms = ms(DAY)
        assert intend(case, LOOK, DAY)
        settle(case, LOOK, "sent")
        later = day_after(DAY, 14)
        case.ok(c.ReportProgress("s1.a1", case.action().rev, "busy", "", ("",) * 5, later))
        assert due_on(case, later) == (Due("s1.a1", "look", later),)

    def test_the_regievoerder_hears_of_the_talk_tomorrow_and_of_a_week_in_which_something_came_up(self) -> None:
        """[LIV-08]"""
        case = case_with_mail("2027-03-03")
        case.ok(c.SetAddress("", 0, "regie@example.nl"))
        case.ok(c.SetAppointment(0, "2027-02-10", "09:30"))
        assert due_on(case, "2027-02-08") == ()
        assert due_on(case, "2027-02-09") == (Due("", "talk", "2027-02-10"),)
        assert due_on(case, "2027-02-15") == ()
        monday = "2027-03-08"
        assert weekday(monday) == 0
        assert Due("", "week", monday) in due_on(case, monday)
        # Of what was told before it is silent: it stands in the overview.
        assert not any(due.kind == "week" for due in due_on(case, "2027-03-15"))

    def test_a_link_is_mailed_when_it_is_asked_for_and_two_presses_are_one(self) -> None:
        """[LIV-02]"""
        case = case_with_mail()
        assert due_on(case, "2027-02-01") == ()
        case.ok(c.AskMail("s1.a1"))
        assert case.do(c.AskMail("s1.a1")) == ()
        (due,) = due_on(case, "2027-02-01")
        case.now_ms = ms("2027-02-01")
        assert intend(case, due, "2027-02-01", "d" * 64)
        link = case.action().link
        assert link is not None
        assert link.key_hashes == ("b" * 64, "d" * 64)
        settle(case, due, "sent")
        assert due_on(case, "2027-02-01") == ()
        case.ok(c.AskMail("s1.a1"))
        assert [due.kind for due in due_mails(case.dossier, "2027-02-01", case.now_ms)] == ["link"]

    def test_who_is_mailed_a_link_gets_no_other_mail_that_day(self) -> None:
        """[LIV-02] It tells what the action is. What is due by its day goes the day after, or where the link is given up."""
        case, week_before = case_with_mail(), "2027-02-22"
        case.now_ms = ms(week_before)
        assert [due.kind for due in due_on(case, week_before)] == ["soon"]
        case.ok(c.AskMail("s1.a1"))
        (due,) = due_on(case, week_before)
        assert due.kind == "link"
        assert not intend(case, Due("s1.a1", "soon", DAY), week_before)
        assert intend(case, due, week_before, "d" * 64)
        assert due_on(case, week_before) == ()
        settle(case, due, "sent")
        assert due_on(case, week_before) == ()
        assert [each.kind for each in due_on(case, "2027-02-23")] == ["soon"]

    @pytest.mark.parametrize(
        ("state", "again", "that_day", "the_day_after"),
        [
            ("asked", False, ["link"], ["link"]),
            ("later", False, ["link"], ["link"]),
            ("going", False, [], ["link"]),
            ("later", True, ["link"], ["link"]),
            # Nobody knows whether it went, and it goes no more.
            ("going", True, [], ["soon"]),
            ("sent", False, [], ["soon"]),
            ("refused", False, ["soon"], ["soon"]),
        ],
    )
    def test_only_a_link_that_waits_or_went_that_day_keeps_other_mail_back(
        self, state: MailState, again: bool, that_day: list[str], the_day_after: list[str]
    ) -> None:
        """[LIV-02] The day is that of the Netherlands: half an hour before midnight in UTC it is the next one there."""
        case = case_with_mail()
        now_ms = ms("2027-02-22", 23) + 30 * 60_000
        link = Mail("s1.a1", "link", str(now_ms), state, now_ms, tries=1, again=again)
        case.dossier = replace(case.dossier, mails={mail_key("s1.a1", "link"): link})
        kinds = [
            [due.kind for due in due_mails(case.dossier, day, now_ms + later_ms)]
            for day, later_ms in (("2027-02-23", 60_000), ("2027-02-24", 86_400_000))
        ]
        assert kinds == [that_day, the_day_after]

    def test_without_a_link_or_an_address_none_is_mailed(self) -> None:
        """[LIV-02]"""
        case = Case()
        assert case.refused(c.AskMail("s1.a1")) == "not_now"
        case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
        assert case.refused(c.AskMail("s1.a1")) == "empty"

    def test_keys_of_mails_open_until_there_are_newer_ones_or_the_link_is_replaced(self) -> None:
        """[LIV-01] [LIV-02]"""
        case = case_with_mail()
        for number in range(5):
            day = day_after(DAY, number)
            case.ok(c.ReportProgress("s1.a1", case.action().rev, "busy", "", ("",) * 5, day))
            case.now_ms = ms(day)
            assert intend(case, Due("s1.a1", "look", day), day, f"{number}" * 64, f"{number + 5}" * 64)
            settle(case, Due("s1.a1", "look", day), "sent")
            case.now_ms = ms(day) - 12 * 3_600_000
        link = case.action().link
        assert link is not None
        assert link.key_hashes == ("b" * 64, "2" * 64, "3" * 64, "4" * 64)
        assert link.feed_hashes[-3:] == ("7" * 64, "8" * 64, "9" * 64)
        case.ok(c.MakeHolderLink("s1.a1", "e" * 64))
        link = case.action().link
        assert link is not None
        assert (link.key_hashes, link.feed_hashes) == (("e" * 64,), ())


class TestOnTheWay:
    def test_what_is_on_its_way_goes_not_again_and_what_was_sent_never(self) -> None:
        """[LIV-09]"""
        case = case_with_mail()
        case.now_ms = ms(DAY)
        assert intend(case, LOOK, DAY)
        assert not intend(case, LOOK, DAY)
        settle(case, LOOK, "sent")
        case.now_ms += 10 * SETTLED_WITHIN_MS
        assert not intend(case, LOOK, DAY)

    def test_after_a_worker_died_on_the_way_it_goes_once_more_and_never_a_third_time(self) -> None:
        """[LIV-09]"""
        case = case_with_mail()
        case.now_ms = ms(DAY)
        assert intend(case, LOOK, DAY)
        assert next_look_ms(case.dossier, case.now_ms) == case.now_ms + SETTLED_WITHIN_MS
        case.now_ms += SETTLED_WITHIN_MS
        assert intend(case, LOOK, DAY)
        for _ in range(5):
            case.now_ms += SETTLED_WITHIN_MS
            assert not intend(case, LOOK, DAY)

    def test_what_did_not_work_is_tried_again_later_and_later_and_then_given_up(self) -> None:
        """[LIV-10]"""
        case = case_with_mail()
        case.now_ms = ms(DAY, 1)
        waits = []
        for tries in range(1, len(RETRY_AFTER_MS) + 2):
            assert intend(case, LOOK, DAY)
            settle(case, LOOK, "later", tries)
            assert not intend(case, LOOK, DAY)
            mail = case.dossier.mails["look:s1.a1"]
            waits.append(mail.retry_at_ms - case.now_ms if mail.state == "later" else 0)
            case.now_ms = max(case.now_ms, mail.retry_at_ms)
        assert waits == [*RETRY_AFTER_MS, 0]
        assert case.dossier.mails["look:s1.a1"].state == "refused"

    def test_the_outcome_of_an_earlier_try_changes_nothing(self) -> None:
        """[LIV-09]"""
        case = case_with_mail()
        case.now_ms = ms(DAY)
        assert intend(case, LOOK, DAY)
        case.now_ms += SETTLED_WITHIN_MS
        assert intend(case, LOOK, DAY)
        assert case.do(c.SettleMail("s1.a1", "look", DAY, 1, "sent"), SYSTEM) == ()
        assert case.dossier.mails["look:s1.a1"].state == "going"

    def test_what_the_server_does_takes_nothing_of_what_people_may_do(self) -> None:
        """[CAS-09]"""
        case = case_with_mail()
        case.now_ms, changes = ms(DAY), case.dossier.changes
        assert intend(case, LOOK, DAY)
        settle(case, LOOK, "sent")
        assert case.dossier.changes == changes


class TestDays:
    @given(st.dates(date(2000, 1, 1), date(2099, 12, 1)), st.integers(0, 30))
    def test_days_are_counted_as_the_calendar_does(self, day: date, count: int) -> None:
        """[LIV-06]"""
        text = day.isoformat()
        assert ordinal(text) == (day - date(1970, 1, 1)).days
        assert day_after(text, count) == (day + timedelta(count)).isoformat()
        assert weekday(text) == day.weekday()


def test_an_action_of_nobody_is_unknown() -> None:
    """[LIV-03]"""
    case = Case()
    assert case.refused(c.SetAddress("s1.a9", 0, "a@example.nl")) == "unknown_item"
    case.ok(c.PutAction("n1", 0, ActionPlan(action="Nog een")))
    case.ok(c.SetAddress("n1", 0, "a@example.nl"), COORDINATOR)
