# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The overview of an organisation: what asks most comes first, and nobody is told of what he may not see."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from organisation.dossier.summary import CaseSummary
from organisation.members.dashboard import ERASED_WITHIN_MS, BinnedCase, WorkshopLine, dashboard
from organisation.members.viewer import MemberRole

DAY_MS = 24 * 3600 * 1000
NOW_MS = 1_800_000_000_000  # 15 January 2027
CASE = CaseSummary(
    id="c1",
    organisation_id="o1",
    title="Rustig",
    opened_at_ms=NOW_MS - 30 * DAY_MS,
    next_step="monitoring",
    coordinator="",
    talk_day="",
    open_actions=1,
    stuck=0,
    days=("2027-06-01",),
    report="draft",
    waits=False,
    is_shared=False,
)
CASES = (
    (CASE, NOW_MS),
    (replace(CASE, id="c2", title="Klaar", next_step="", open_actions=0, days=()), NOW_MS),
    (replace(CASE, id="c3", title="Laat", days=("2027-01-13", "2027-01-14", "2027-01-15")), NOW_MS - 20 * DAY_MS),
    (replace(CASE, id="c4", title="Vast", stuck=1), NOW_MS),
    (replace(CASE, id="c5", title="Wacht", waits=True, is_shared=True, report="internal"), NOW_MS),
)
WORKSHOP = WorkshopLine("w1", "o1", "Zonder dag", "lobby", "", "", NOW_MS, 0)
WORKSHOPS = (
    WORKSHOP,
    replace(WORKSHOP, id="w2", title="Straks", day="2027-02-01", time="09:30"),
    replace(WORKSHOP, id="w3", title="Nu", phase="running"),
    replace(WORKSHOP, id="w4", title="Geweest", phase="closed", erased_ms=NOW_MS + DAY_MS),
    replace(WORKSHOP, id="w5", title="Lang geleden geopend", phase="closed", erased_ms=NOW_MS + ERASED_WITHIN_MS + 1),
)


def test_what_asks_most_for_attention_comes_first_and_everything_is_counted() -> None:
    """[ORG-09]"""
    seen = dashboard("organiser", CASES, WORKSHOPS, now_ms=NOW_MS, kept_ms=60 * DAY_MS)
    assert [line.case.title for line in seen.cases] == ["Laat", "Vast", "Wacht", "Rustig", "Klaar"]
    # The day itself is not over yet.
    assert (seen.under_way, seen.late, seen.stuck, len(seen.waiting)) == (4, 2, 1, 1)
    assert ([each.title for each in seen.planned], [each.title for each in seen.running]) == (["Straks", "Zonder dag"], ["Nu"])


def test_what_is_erased_soon_is_told_the_soonest_first_and_nothing_where_all_is_kept() -> None:
    """[ORG-09]"""
    seen = dashboard("manager", CASES, WORKSHOPS, now_ms=NOW_MS, kept_ms=60 * DAY_MS)
    assert [each.title for each in seen.erased][:2] == ["Geweest", "Laat"]
    assert seen.erased[1].at_ms == NOW_MS + 40 * DAY_MS
    assert all(each.title != "Lang geleden geopend" for each in seen.erased)
    kept = dashboard("manager", CASES, (), now_ms=NOW_MS, kept_ms=0)
    assert kept.erased == ()


def test_what_is_held_is_not_told_to_go_and_what_lies_in_the_bin_is_told_apart() -> None:
    """[ORG-09] [KEP-08]"""
    binned = (BinnedCase("c9", "Weggegooid", NOW_MS + 9 * DAY_MS), BinnedCase("c8", "Eerder", NOW_MS + DAY_MS))
    kept_ms, held = 60 * DAY_MS, frozenset({"c3", "w4"})
    seen = dashboard("manager", CASES, WORKSHOPS, now_ms=NOW_MS, kept_ms=kept_ms, held=held, binned=binned)
    assert not {"Laat", "Geweest"} & {each.title for each in seen.erased}
    assert [line.erased_ms for line in seen.cases if line.case.id == "c3"] == [0]
    assert [each.title for each in seen.binned] == ["Eerder", "Weggegooid"]
    # It goes as what is over its term does, unless it is held.
    assert [each.title for each in seen.erased if each.kind == "binned"] == ["Eerder", "Weggegooid"]
    assert seen.erased == tuple(sorted(seen.erased, key=lambda each: each.at_ms))
    held = held | {"c8"}
    kept = dashboard("manager", CASES, WORKSHOPS, now_ms=NOW_MS, kept_ms=kept_ms, held=held, binned=binned)
    assert [each.title for each in kept.erased if each.kind == "binned"] == ["Weggegooid"]
    reader = dashboard("reader", CASES, WORKSHOPS, now_ms=NOW_MS, kept_ms=kept_ms, binned=binned)
    assert (reader.binned, reader.erased) == ((), ())


@pytest.mark.parametrize("role", ["strategist", "reader"])
def test_who_reads_is_told_of_shared_reports_alone(role: MemberRole) -> None:
    """[ORG-05]"""
    seen = dashboard(role, CASES, WORKSHOPS, now_ms=NOW_MS, kept_ms=60 * DAY_MS)
    told = msgspec.json.encode(seen).decode()
    assert [each.title for each in seen.readable] == ["Wacht"]
    assert not any(title in told for title in ("Rustig", "Klaar", "Laat", "Vast", "Straks", "Nu", "Geweest"))


def test_a_case_that_nobody_touched_is_told_to_go_by_the_term_of_what_is_unused() -> None:
    """[ORG-09]"""
    cases = ((replace(CASE, touched=False), NOW_MS), (replace(CASE, id="c2", title="Gebruikt"), NOW_MS))
    seen = dashboard("manager", cases, (), now_ms=NOW_MS, kept_ms=0, unused_ms=30 * DAY_MS)
    assert [(each.title, each.at_ms) for each in seen.erased] == [("Rustig", NOW_MS + 30 * DAY_MS)]
