# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation keeps to open workshops with: versions, who is before whom, and how much."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from organisation.members import commands as c
from organisation.members import own_content
from organisation.members.bounds import MAX_KEPT_BYTES, MAX_KEPT_EACH, MAX_WRITTEN_BYTES
from organisation.members.seen import view
from organisation.members.state import Organisation
from organisation.members.viewer import MEMBER_ROLES, Viewer
from sessions.authoring.own_values import OwnValues
from sessions.material.framework import Source, Value
from sessions.material.script import Script
from sessions.material.text import Text
from sessions.model.codes import Refusal
from tests.organisation.members.test_decider import opened, refused, staffed, told


def values(*names: str, of: str = "eigen", version: int = 1) -> OwnValues:
    made = tuple(Value(name.casefold(), "mensenrechten", Text(name, name), Text("Zo.", "So.")) for name in names)
    return OwnValues(of, version, Text("Onze waarden", "Our values"), "Team Digitaal", Source("Onze kaart", "", ""), made)


def script(title: str = "Kort", of: str = "kort") -> Script:
    return Script(of, 1, Text(title, title), "Zelf gemaakt", "waardenkader-2025", (), ())


def kept(*names: str) -> Organisation:
    return told(opened(), c.KeepValues(0, values(*names), alone=True))


class TestVersions:
    def test_each_change_is_a_new_version_and_the_earlier_ones_can_still_be_read(self) -> None:
        """[ORG-12]"""
        organisation = told(kept("Samen"), c.KeepValues(1, values("Samen", "Open"), alone=False), now_ms=3000)
        found = organisation.values["eigen"]
        assert [(each.own.version, each.alone, each.at_ms) for each in found.versions] == [(1, True, 2000), (2, False, 3000)]
        assert [len(each.own.values) for each in found.versions] == [1, 2]
        assert found.latest.own.owner == "Team Digitaal"

    def test_a_set_from_a_file_goes_on_counting_where_the_file_was(self) -> None:
        organisation = told(opened(), c.KeepValues(0, values("Samen", version=7)))
        assert told(organisation, c.KeepValues(7, values("Open"))).values["eigen"].latest.own.version == 8

    def test_who_changes_what_somebody_else_changed_meanwhile_is_refused(self) -> None:
        """[ORG-12]"""
        organisation = told(kept("Samen"), c.KeepValues(1, values("Samen", "Open")))
        assert refused(organisation, c.KeepValues(1, values("Anders"))) == Refusal("stale_rev", "id")
        assert refused(organisation, c.KeepValues(0, values("Anders"))) == Refusal("id_taken", "id")
        assert refused(organisation, c.KeepValues(3, values("Anders", of="ander"))) == Refusal("unknown_item", "id")

    def test_the_same_form_once_more_makes_no_version(self) -> None:
        organisation = kept("Samen")
        manager = Viewer("manager", "m1")
        assert own_content.decide(organisation, c.KeepValues(0, values("Samen"), alone=True), 9000) == ()
        assert told(organisation, c.KeepValues(1, values("Samen"), alone=True), manager) == organisation
        scripted = told(organisation, c.KeepScript(0, script()))
        assert own_content.decide(scripted, c.KeepScript(0, script()), 9000) == ()

    def test_a_script_has_versions_too(self) -> None:
        """[ORG-13]"""
        organisation = told(told(opened(), c.KeepScript(0, script())), c.KeepScript(1, script("Lang")))
        found = organisation.scripts["kort"]
        assert [(each.script.version, each.script.title.nl) for each in found.versions] == [(1, "Kort"), (2, "Lang")]
        assert refused(organisation, c.KeepScript(1, script("Anders"))) == Refusal("stale_rev", "id")


class TestOffering:
    def test_what_is_offered_no_more_stays_to_be_read_and_a_change_brings_it_back(self) -> None:
        organisation = told(kept("Samen"), c.OfferValues("eigen", is_offered=False))
        assert not organisation.values["eigen"].is_offered
        assert own_content.decide(organisation, c.OfferValues("eigen", is_offered=False), 0) == ()
        assert told(organisation, c.KeepValues(1, values("Open"))).values["eigen"].is_offered
        assert told(organisation, c.OfferValues("eigen", is_offered=True)).values["eigen"].is_offered

    def test_what_is_not_there_is_not_offered(self) -> None:
        assert refused(opened(), c.OfferValues("eigen", is_offered=True)) == Refusal("unknown_item", "values_id")
        assert refused(opened(), c.OfferScript("kort", is_offered=True)) == Refusal("unknown_item", "script_id")


class TestTakingAway:
    def test_an_earlier_version_goes_and_gives_its_room_back_and_the_newest_goes_with_the_whole(self) -> None:
        """[ORG-15]"""
        organisation = told(kept("Samen"), c.KeepValues(1, values("Samen", "Open")))
        assert refused(organisation, c.DropKept("values", "eigen", 2, 2)) == Refusal("not_now", "version")
        # Kept by somebody else meanwhile: what was not seen is not taken away.
        assert refused(organisation, c.DropKept("values", "eigen", 1)) == Refusal("stale_rev", "version")
        left = told(organisation, c.DropKept("values", "eigen", 2, 1))
        assert [each.own.version for each in left.values["eigen"].versions] == [2]
        assert left.kept_bytes == own_content.size_bytes(left.values["eigen"].latest.own)
        gone = told(left, c.DropKept("values", "eigen", 2))
        assert (gone.values, gone.kept_bytes) == ({}, 0)
        # Pressed twice it goes once; what was never there is not taken away.
        assert own_content.decide(gone, c.DropKept("values", "eigen", 2), 0) == ()
        assert own_content.decide(left, c.DropKept("values", "eigen", 2, 1), 0) == ()
        assert refused(gone, c.DropKept("scripts", "eigen", 2)) == Refusal("unknown_item", "kept_id")

    def test_what_comes_by_the_same_id_again_has_a_number_that_no_other_content_had(self) -> None:
        """[ORG-15]"""
        organisation = told(told(opened(), c.KeepScript(0, script())), c.KeepScript(1, script("Lang")))
        again = told(told(organisation, c.DropKept("scripts", "kort", 2)), c.KeepScript(0, script("Anders")))
        assert [each.script.version for each in again.scripts["kort"].versions] == [3]

    def test_nobody_fills_the_log_by_keeping_and_taking_away(self) -> None:
        """[ORG-15]"""
        organisation = told(kept("Samen"), c.DropKept("values", "eigen", 1))
        assert (organisation.kept_bytes, organisation.written_bytes) == (0, own_content.size_bytes(values("Samen")))
        full = replace(organisation, written_bytes=MAX_WRITTEN_BYTES)
        assert refused(full, c.KeepValues(0, values("Samen", of="ander"))) == Refusal("too_many_made")


class TestBounds:
    def test_there_are_so_many_and_no_more_and_those_that_are_there_can_still_be_changed(self) -> None:
        """[ORG-12]"""
        organisation = opened()
        for number in range(MAX_KEPT_EACH):
            organisation = told(organisation, c.KeepValues(0, values("Samen", of=f"s{number}")))
        assert refused(organisation, c.KeepValues(0, values("Samen", of="nog"))) == Refusal("too_many")
        assert told(organisation, c.KeepValues(1, values("Open", of="s0"))).values["s0"].latest.own.version == 2

    def test_all_versions_together_stay_within_their_bound(self) -> None:
        """[ORG-12]"""
        organisation = kept("Samen")
        assert organisation.kept_bytes == own_content.size_bytes(values("Samen"))
        more = own_content.size_bytes(values("Open"))
        room = MAX_KEPT_BYTES - more
        assert told(replace(organisation, kept_bytes=room), c.KeepValues(1, values("Open"))).kept_bytes == room + more
        full = replace(organisation, kept_bytes=room + 1)
        assert refused(full, c.KeepValues(1, values("Open"))) == Refusal("too_many")

    def test_one_that_is_too_large_or_wrong_is_refused(self) -> None:
        many = values(*(f"waarde-{number}" for number in range(90)))
        long = replace(many, values=tuple(replace(each, definition=Text("x" * 500, "y" * 500)) for each in many.values))
        assert refused(opened(), c.KeepValues(0, replace(long, values=(*long.values, *long.values[:10])))).code == "invalid"
        big = replace(long, values=tuple(replace(each, synonyms_nl=("z" * 120,) * 10) for each in long.values))
        assert refused(opened(), c.KeepValues(0, big)) == Refusal("too_long", "id")
        assert refused(opened(), c.KeepValues(0, replace(values("Samen"), owner=""))) == Refusal("invalid", "owner")


@pytest.mark.parametrize("role", MEMBER_ROLES)
def test_every_member_reads_what_is_kept_and_some_keep_it(role: str) -> None:
    """[ORG-12] [ORG-13]"""
    organisation = staffed()
    who = Viewer(role, role)  # type: ignore[arg-type]
    seen = view(organisation, who)
    assert seen is not None
    assert [each.latest.own.id for each in seen.values] == ["eigen"]
    assert [each.latest.script.id for each in seen.scripts] == ["kort"]
    assert seen.keeps_values == (role in ("manager", "organiser", "strategist"))
    assert seen.keeps_scripts == (role in ("manager", "organiser"))
