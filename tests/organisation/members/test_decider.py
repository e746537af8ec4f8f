# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation: who is a member, with what link, and that there is always somebody who says so."""

from __future__ import annotations

from itertools import product
from typing import get_args

import msgspec
import pytest

from organisation.members import commands as c
from organisation.members import decider
from organisation.members.bounds import KEPT_FOR_STOPPING, MAX_CHANGES, MAX_MEMBERS, MAX_WORKSHOPS
from organisation.members.decider import USE_NOTED_EVERY_MS
from organisation.members.events import Event, OrganisationPacked, decode_events, encode_events
from organisation.members.policy import RIGHTS
from organisation.members.seen import member_of, view
from organisation.members.state import Organisation
from organisation.members.viewer import MEMBER_ROLES, SYSTEM, MemberRole, Viewer
from sessions.authoring.own_values import OwnValues
from sessions.material.framework import Source, Value
from sessions.material.script import Script
from sessions.material.text import Text
from sessions.model.codes import Refusal

MANAGER = Viewer("manager", "m1")
NOW_MS = 1_800_000_000_000


def key(letter: str) -> str:
    return letter * 64


def opened() -> Organisation:
    events = decider.begin(c.OpenOrganisation("o1", " Gemeente  Oosterveld ", "m1", "Adviseur data", key("a")), 1000)
    assert not isinstance(events, Refusal)
    found = decider.replay(decode_events(encode_events(events)))
    assert found is not None
    return found


def told(organisation: Organisation, command: c.Command, who: Viewer = MANAGER, now_ms: int = 2000) -> Organisation:
    """The organisation after a command that is carried out, by way of its log."""
    events = decider.decide(organisation, command, who, now_ms)
    assert not isinstance(events, Refusal), events
    after = decider.replay(decode_events(encode_events(events)), organisation)
    assert after is not None
    return after


def refused(organisation: Organisation, command: c.Command, who: Viewer = MANAGER) -> Refusal:
    found = decider.decide(organisation, command, who, 2000)
    assert isinstance(found, Refusal)
    return found


def staffed() -> Organisation:
    """With somebody in every role: `manager`, `organiser`, `strategist` and `reader` beside the first manager."""
    organisation = opened()
    for letter, role in zip("bcde", MEMBER_ROLES, strict=True):
        organisation = told(organisation, c.AddMember(role, f"De {role}", role, key(letter)))
    organisation = told(organisation, c.KeepValues(0, msgspec.structs.replace(OWN, id="eigen")))
    return told(organisation, c.KeepScript(0, msgspec.structs.replace(SCRIPT, id="kort")))


class TestOpening:
    def test_it_begins_with_a_name_and_one_manager(self) -> None:
        """[ORG-01]"""
        organisation = opened()
        assert (organisation.name, [member.label for member in organisation.managers]) == (
            "Gemeente Oosterveld",
            ["Adviseur data"],
        )

    @pytest.mark.parametrize(("name", "label", "field"), [("\u200b ", "x", "name"), ("x", " ", "label")])
    def test_it_has_a_name_and_its_manager_too(self, name: str, label: str, field: str) -> None:
        assert decider.begin(c.OpenOrganisation("o1", name, "m1", label, key("a")), 0) == Refusal("empty", field)


class TestMembers:
    def test_each_comes_in_with_his_own_link_in_the_role_that_he_got(self) -> None:
        organisation = staffed()
        for letter, role in zip("bcde", MEMBER_ROLES, strict=True):
            assert member_of(organisation, key(letter)) == Viewer(role, role)
        assert member_of(organisation, key("f")) is None

    def test_a_link_that_is_renewed_or_taken_away_opens_nothing_any_more(self) -> None:
        """[ORG-02]"""
        organisation = told(staffed(), c.RenewLink("reader", key("f")))
        assert (member_of(organisation, key("e")), member_of(organisation, key("f"))) == (None, Viewer("reader", "reader"))
        organisation = told(organisation, c.RemoveMember("reader"))
        assert member_of(organisation, key("f")) is None

    @pytest.mark.parametrize("role", ["organiser", "strategist", "reader"])
    def test_everybody_renews_his_own_link_and_leaves_by_himself_but_touches_no_other(self, role: str) -> None:
        organisation, who = staffed(), Viewer(role, role)  # type: ignore[arg-type]
        assert refused(organisation, c.RenewLink("m1", key("f")), who) == Refusal("not_yours", "member_id")
        assert refused(organisation, c.RemoveMember("m1"), who) == Refusal("not_yours", "member_id")
        organisation = told(organisation, c.RenewLink(role, key("f")), who)
        assert role not in told(organisation, c.RemoveMember(role), who).members

    def test_the_only_manager_neither_goes_nor_becomes_something_else(self) -> None:
        """[ORG-03]"""
        organisation = opened()
        assert refused(organisation, c.RemoveMember("m1")) == Refusal("not_now", "member_id")
        assert refused(organisation, c.PutMember("m1", 1, "Adviseur data", "reader")) == Refusal("not_now", "role")
        organisation = told(staffed(), c.RemoveMember("m1"))
        assert [member.id for member in organisation.managers] == ["manager"]

    def test_what_somebody_else_changed_meanwhile_is_not_written_over(self) -> None:
        organisation = told(staffed(), c.PutMember("reader", 1, "Griffier", "organiser"))
        assert refused(organisation, c.PutMember("reader", 1, "Raadslid", "reader")) == Refusal("stale_rev", "label")
        assert member_of(organisation, key("e")) == Viewer("organiser", "reader")
        organisation = told(organisation, c.Rename(1, "Oosterveld"))
        assert refused(organisation, c.Rename(1, "Westerveld")) == Refusal("stale_rev", "name")

    def test_that_somebody_looks_is_noted_once_a_day_and_is_no_change(self) -> None:
        organisation = told(opened(), c.NoteUse(), now_ms=NOW_MS)
        again = decider.decide(organisation, c.NoteUse(), MANAGER, NOW_MS + USE_NOTED_EVERY_MS - 1)
        assert (organisation.members["m1"].used_ms, organisation.changes, again) == (NOW_MS, 0, ())


class TestBounds:
    def test_there_are_so_many_members_and_no_more(self) -> None:
        organisation = opened()
        for number in range(MAX_MEMBERS - 1):
            organisation = told(organisation, c.AddMember(f"x{number}", "x", "reader", f"{number:064x}"))
        assert refused(organisation, c.AddMember("one", "x", "reader", key("f"))) == Refusal("too_many")

    def test_after_the_last_change_links_still_stop(self) -> None:
        organisation = msgspec.structs.replace(staffed(), changes=MAX_CHANGES)
        assert refused(organisation, c.Rename(1, "Anders")) == Refusal("too_many")
        assert "reader" not in told(organisation, c.RemoveMember("reader")).members
        over = msgspec.structs.replace(organisation, changes=MAX_CHANGES + KEPT_FOR_STOPPING)
        assert refused(over, c.RemoveMember("reader")) == Refusal("too_many")

    def test_it_knows_its_newest_workshops_each_once(self) -> None:
        organisation = opened()
        for number in range(MAX_WORKSHOPS + 2):
            organisation = told(organisation, c.ListWorkshop(f"w{number}"), SYSTEM)
        assert decider.decide(organisation, c.ListWorkshop("w5"), SYSTEM, 0) == ()
        assert len(organisation.workshops) == MAX_WORKSHOPS
        assert (organisation.workshops[0], organisation.workshops[-1]) == ("w2", f"w{MAX_WORKSHOPS + 1}")
        assert "w5" not in told(organisation, c.ListWorkshop("w5", is_ours=False), SYSTEM).workshops
        assert organisation.changes == 0


OWN = OwnValues(
    "ander",
    1,
    Text("Waarden", "Values"),
    "Team",
    Source("Kaart", "", ""),
    (Value("samen", "participatie", Text("Samen", "Together"), Text("x", "x")),),
)
SCRIPT = Script("lang", 1, Text("Lang", "Long"), "Zelf", "waardenkader-2025", (), ())
SAMPLES: tuple[c.Command, ...] = (
    c.OpenOrganisation("o2", "x", "m1", "x", key("f")),
    c.OpenForAccounts("o2", "x"),
    c.Rename(1, "Anders"),
    c.AddMember("new", "x", "reader", key("f")),
    c.PutMember("reader", 1, "x", "reader"),
    c.RenewLink("reader", key("f")),
    c.RemoveMember("reader"),
    c.NoteUse(),
    c.ListWorkshop("w1"),
    c.NoteCase(),
    c.KeepValues(0, OWN),
    c.OfferValues("eigen", is_offered=False),
    c.KeepScript(0, SCRIPT),
    c.OfferScript("kort", is_offered=False),
    c.DropKept("values", "eigen", 1),
    c.SetTerms(0, closed_days=14),
)


def test_the_table_of_rights_has_a_row_for_every_command_and_is_kept() -> None:
    """[ORG-04] Every command by every role: what the table does not name is refused, whoever asks."""
    assert set(RIGHTS) == set(get_args(c.Command)) == {type(sample) for sample in SAMPLES}
    for command, role in product(SAMPLES, ("system", *MEMBER_ROLES)):
        found = decider.decide(staffed(), command, Viewer(role, "" if role == "system" else role), 2000)  # type: ignore[arg-type]
        assert (found == Refusal("not_allowed")) == (role not in RIGHTS[type(command)]), (command, role)


class TestSeeing:
    def test_only_a_manager_sees_who_is_a_member_and_nobody_sees_a_key(self) -> None:
        """[ORG-04]"""
        organisation = staffed()
        for role in MEMBER_ROLES:
            seen = view(organisation, Viewer(role, role))
            assert seen is not None
            assert (seen.members is not None) == (role == "manager")
            told_to_him = msgspec.json.encode(seen).decode()
            assert not any(member.key_hash in told_to_him for member in organisation.members.values())
            if role != "manager":
                others = {other for other in MEMBER_ROLES if other not in (role, "manager")}
                assert not any(f"De {other}" in told_to_him for other in others)

    def test_who_is_no_member_or_was_one_in_another_role_sees_nothing(self) -> None:
        organisation = staffed()
        assert view(organisation, Viewer("reader", "nobody")) is None
        assert view(organisation, Viewer("manager", "reader")) is None


class TestAccounts:
    def test_an_organisation_for_accounts_begins_with_a_name_and_nobody_in_its_list(self) -> None:
        """[SIG-01]"""
        assert decider.begin(c.OpenForAccounts("o1", " "), 0) == Refusal("empty", "name")
        events = decider.begin(c.OpenForAccounts("o1", " Gemeente  Oosterveld "), 1000)
        assert not isinstance(events, Refusal)
        organisation = decider.replay(decode_events(encode_events(events)))
        assert organisation is not None
        assert (organisation.name, organisation.members, organisation.managers) == ("Gemeente Oosterveld", {}, ())
        # Nobody notes who looks, so that it does not go for want of looks.
        assert organisation.was_used
        assert not opened().was_used

    @pytest.mark.parametrize("role", MEMBER_ROLES)
    def test_who_came_by_an_account_sees_what_his_role_sees_and_stands_in_no_list(self, role: MemberRole) -> None:
        """[ORG-04] [SIG-01]"""
        seen = view(staffed(), Viewer(role, "a-1", "Fatima", by_account=True))
        assert seen is not None
        assert (seen.own.label, seen.own.role, seen.own.by_account) == ("Fatima", role, True)
        assert (seen.members is not None) == (role == "manager")
        assert "Fatima" not in msgspec.json.encode(seen.members).decode()

    def test_who_came_by_an_account_makes_links_of_others_and_has_none_himself(self) -> None:
        """[SIG-01]"""
        who = Viewer("manager", "a-1", "Fatima", by_account=True)
        organisation = told(staffed(), c.AddMember("new", "Gast", "reader", key("f")), who)
        assert organisation.members["new"].label == "Gast"
        for command in (c.RenewLink("a-1", key("g")), c.RemoveMember("a-1")):
            assert refused(organisation, command, who) == Refusal("unknown_item", "member_id")
        assert decider.decide(organisation, c.NoteUse(), who, NOW_MS) == ()


def test_every_event_can_be_read_back() -> None:
    # That it was packed follows from no command (tests/golden reads it back).
    assert {type(event) for event in _all_events()} == set(get_args(Event)) - {OrganisationPacked}


def _all_events() -> list[Event]:
    found: list[Event] = []
    opening = decider.begin(c.OpenOrganisation("o1", "x", "m1", "x", key("a")), 1000)
    roles = [SYSTEM if isinstance(command, c.ListWorkshop | c.NoteCase) else MANAGER for command in SAMPLES]
    decided = (decider.decide(staffed(), command, who, NOW_MS) for command, who in zip(SAMPLES, roles, strict=True))
    for decision in (opening, *decided):
        if not isinstance(decision, Refusal):
            found += decode_events(encode_events(decision))
    return found
