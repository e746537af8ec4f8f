# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two cases that differ in what is not meant for all, or for a holder, have the same pages, feed and calendars for them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from board.case_feeds import StatusFeed, held_feed, status_atom, status_calendar
from board.case_pages import held_page
from board.reach import Calendar
from board.status_pages import status_page
from organisation.dossier import commands as c
from organisation.dossier import report_commands as rc
from organisation.dossier.seen import Told, view
from organisation.dossier.standing import mark_of, told_actions
from organisation.dossier.viewer import FOLLOWER, Viewer
from sessions.model.poster_entries import fields_of
from tests.organisation.dossier.test_decider import Case

BASE = "https://waarden.example.nl"


def world(secret: str, address: str) -> Case:
    case = Case()
    plan = replace(case.action().plan, holder=secret, monitor=secret, needs=secret, due_day="2027-05-01")
    case.ok(c.PutAction("s1.a1", 1, plan))
    case.ok(c.SetAddress("s1.a1", 0, address))
    case.ok(c.SetAddress("", 0, address))
    case.ok(c.MakeHolderLink("s1.a1", "b" * 64, "c" * 64))
    case.ok(c.ReportProgress("s1.a1", 2, "stuck", secret, (secret,) * 5, "2027-03-01"), Viewer("holder", "s1.a1"))
    case.ok(c.ReportProgress("s1.a2", 1, "dropped", secret))
    case.ok(c.SetCoordinator(0, secret))
    case.ok(c.SetAppointment(0, "2027-02-01", "", secret))
    case.ok(c.AnswerFollowUp(0, 0, secret))
    case.ok(c.PublishMessage("m1", "Zo staat het ervoor.", mark_of(told_actions(case.dossier))))
    # And what came after it.
    case.ok(c.ReportProgress("s1.a1", 3, "busy" if secret == "een" else "done", secret))
    return case


def told(case: Case) -> StatusFeed:
    seen = view(case.dossier, FOLLOWER).told
    assert seen is not None
    return StatusFeed(key="A" * 24, url=f"{BASE}/stand/s1/{'A' * 24}", **fields_of(Told, seen))


@pytest.mark.parametrize("made", [lambda feed: status_page(feed).encode(), status_atom, status_calendar])
def test_what_is_not_meant_for_all_changes_no_byte_of_what_all_get(made) -> None:  # type: ignore[no-untyped-def]
    """[LIV-11] [LIV-12]"""
    one, other = (made(told(world(secret, f"{secret}@example.nl"))) for secret in ("een", "twee"))
    assert one == other
    assert b"Zo staat het ervoor." in one or b"VEVENT" in one


def test_a_message_of_the_night_has_one_day_on_the_page_and_in_the_feed() -> None:
    """[LIV-11]"""
    case = Case()
    # Half past midnight of 2 July in the Netherlands.
    case.now_ms = 1_814_481_000_000
    case.ok(c.PublishMessage("m1", "Zo staat het ervoor.", mark_of(told_actions(case.dossier))))
    for made in (status_page(told(case)), status_atom(told(case)).decode()):
        assert "2 juli 2027" in made
        assert "1 juli 2027" not in made


def test_an_address_and_what_others_told_change_no_byte_of_a_holders_calendar() -> None:
    """[LIV-03]"""
    made = []
    for secret in ("een", "twee"):
        case = world("zelfde", f"{secret}@example.nl")
        case.ok(c.ReportProgress("s1.a2", 2, "dropped", f"om {secret}"))
        days = view(case.dossier, Viewer("calendar", "s1.a1")).days
        assert days is not None
        made.append(held_feed(days, BASE))
    assert made[0] == made[1]


def test_what_is_not_of_his_action_changes_no_byte_of_a_holders_page() -> None:
    """[CAS-06]"""
    pages = []
    for secret in ("een", "twee"):
        case = Case()
        plan = replace(case.action().plan, action=secret, holder=secret, monitor=secret, needs=secret, due_day="2027-05-01")
        case.ok(c.PutAction("s1.a1", 1, plan))
        case.ok(c.ReportProgress("s1.a1", 2, "stuck", secret, (secret,) * 5, "2027-03-01"))
        case.ok(c.PutAction(secret, 0, plan))
        case.ok(c.SetAddress("s1.a1", 0, f"{secret}@example.nl"))
        case.ok(c.SetAddress("", 0, f"{secret}@example.nl"))
        case.ok(c.SetAppointment(0, "2027-02-01", "", secret))
        case.ok(c.AnswerFollowUp(0, 0, secret))
        case.ok(c.PublishMessage(secret, secret, mark_of(told_actions(case.dossier))))
        case.ok(rc.WriteRow("goal", 0, secret, ""))
        case.ok(rc.AddComment(secret, "goal", secret))
        case.ok(c.MakeHolderLink("s1.a2", "b" * 64))
        case.ok(c.ReportProgress("s1.a2", 1, "busy", "", ("Het loopt.", "", "", "", "")))
        held = view(case.dossier, Viewer("holder", "s1.a2")).held
        assert held is not None
        page = held_page(held=held, saved="1", mark="m", typed=None, sends=True, calendar=Calendar(), lang="nl")
        assert "Het loopt." in page
        pages.append(page)
    assert pages[0] == pages[1]
