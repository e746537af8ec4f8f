# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling everybody: what a message is drafted from, and what of a case is on the status page."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.bounds import MAX_MESSAGES
from organisation.dossier.messages import StatusMessage
from organisation.dossier.standing import latest, mark_of, news, published, told_actions
from tests.organisation.dossier.test_decider import Case

SECRET = "onder ons gezegd"


def publish(case: Case, message_id: str = "m1", text: str = "Het gaat goed.") -> None:
    case.ok(c.PublishMessage(message_id, text, mark_of(told_actions(case.dossier))))


def test_a_message_goes_with_the_actions_as_they_stand_and_stays_so() -> None:
    """[LIV-11]"""
    case = Case()
    publish(case)
    assert [(each.action, each.status) for each in case.dossier.messages[0].actions] == [
        ("Vraag bewoners", "not_started"),
        ("Maak een register", "not_started"),
    ]
    case.ok(c.ReportProgress("s1.a1", 1, "stuck", SECRET))
    shown = latest(published(case.dossier))
    assert shown is not None
    assert {each.status for each in shown.actions} == {"not_started"}


def test_an_action_keeps_its_values_and_nothing_of_who_holds_it_or_what_was_told() -> None:
    """[LIV-12]"""
    case = Case()
    case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, holder="Fatma", monitor="Joris", needs=SECRET)))
    case.ok(c.ReportProgress("s1.a1", 2, "stuck", SECRET, (SECRET,) * 5))
    case.ok(c.SetAddress("s1.a1", 0, "team@example.nl"))
    publish(case)
    told = msgspec.json.encode(case.dossier.messages).decode()
    assert "rechtsstaat" in told
    for hidden in ("Fatma", "Joris", SECRET, "team@example.nl"):
        assert hidden not in told


def test_what_is_published_is_what_was_seen_beside_it() -> None:
    """[LIV-11]"""
    case = Case()
    seen = mark_of(told_actions(case.dossier))
    case.ok(c.ReportProgress("s1.a1", 1, "done"))
    assert case.refused(c.PublishMessage("m1", "Nog niets gebeurd.", seen)) == "stale_rev"
    assert case.dossier.messages == ()


def test_one_form_is_one_message() -> None:
    """[LIV-11]"""
    case = Case()
    publish(case)
    seen = mark_of(told_actions(case.dossier))
    assert case.do(c.PublishMessage("m1", "Het gaat goed. ", seen)) == ()
    assert case.refused(c.PublishMessage("m1", "Iets anders.", seen)) == "id_taken"
    assert case.refused(c.PublishMessage("m2", " ", seen)) == "empty"


def test_a_message_is_corrected_with_its_day_and_withdrawn_without_its_words() -> None:
    """[LIV-13]"""
    case = Case()
    begun_ms = case.now_ms
    publish(case, text="Het register is er.")
    case.now_ms += 1000
    case.ok(c.CorrectMessage("m1", 1, "Het register komt er."))
    (message,) = case.dossier.messages
    assert (message.at_ms, message.changed_at_ms, message.text) == (begun_ms, begun_ms + 1000, "Het register komt er.")
    assert case.refused(c.CorrectMessage("m1", 1, "Toch niet.")) == "stale_rev"
    assert case.refused(c.WithdrawMessage("m1", 1)) == "stale_rev"
    case.ok(c.WithdrawMessage("m1", 2))
    (message,) = case.dossier.messages
    assert (message.withdrawn, message.text, message.actions) == (True, "", ())
    assert b"komt er" not in e.encode_events(case.log[-1])
    assert case.refused(c.CorrectMessage("m1", 3, "Het register is er.")) == "stale_rev"
    assert case.do(c.WithdrawMessage("m1", 3)) == ()
    assert case.refused(c.CorrectMessage("m9", 1, "x")) == "unknown_item"
    assert latest(published(case.dossier)) is None


def test_a_draft_has_what_became_of_actions_since_the_last_message() -> None:
    """[LIV-14]"""
    case = Case()
    case.ok(c.ReportProgress("s1.a1", 1, "done"))
    assert [each.action for each in news(case.dossier).done] == ["Maak een register"]
    publish(case)
    assert news(case.dossier).done == ()
    case.now_ms += 1000
    case.ok(c.ReportProgress("s1.a2", 1, "stuck", SECRET))
    told = news(case.dossier)
    assert [each.action for each in told.stuck] == ["Vraag bewoners"]
    assert SECRET not in msgspec.json.encode(told).decode()


def test_what_a_later_poster_has_no_more_and_nobody_began_is_not_told() -> None:
    """[LIV-12]"""
    case = Case()
    action = replace(case.action(), gone=True)
    case.dossier = replace(case.dossier, actions={**case.dossier.actions, action.id: action})
    assert [each.action for each in told_actions(case.dossier)] == ["Vraag bewoners"]
    assert [each.action for each in news(case.dossier).waiting] == ["Vraag bewoners"]


def test_messages_have_a_bound() -> None:
    """[CAS-09]"""
    case = Case()
    case.dossier = replace(case.dossier, messages=(StatusMessage("m", 0, "x", ()),) * MAX_MESSAGES)
    seen = mark_of(told_actions(case.dossier))
    assert case.refused(c.PublishMessage("m1", "x", seen)) == "too_many"


def test_nobody_used_a_case_in_which_only_posters_were_handed_over() -> None:
    """[CAS-14]"""
    case = Case()
    assert not case.dossier.touched
    case.ok(c.RenewKey("e" * 64))
    assert not case.dossier.touched
    case.ok(c.SetDone("report", "2027-01-01"))
    assert case.dossier.touched
