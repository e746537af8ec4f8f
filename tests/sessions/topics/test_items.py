# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things on the board beside notes and poster: who may put them, who sees them, and how they are taken back."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from sessions.material.framework import ValueRef
from sessions.material.script import Script, Step
from sessions.model import items as i
from sessions.model.viewer import Role, Viewer
from sessions.topics.item_policy import ITEM_POLICY
from sessions.wire import commands as c
from sessions.wire.records import DotsRecord, ItemRecord, MeRecord
from tests.sessions.world import FACILITATOR, SCREEN, SCRIBE, World, opening, person, script, value

PRIVACY = ValueRef("privacy")
ROLES: tuple[Role, ...] = get_args(Role)

# Who may put it, in which of lobby (l), silence (s) and an open step (o), and whose it is.
EXPECTED = """
case              facilitator scribe              l   o room
plan              facilitator                     l   o room
table_link        facilitator                     l s o room
accent            facilitator                     l   o room
accent_answer     participant facilitator scribe      o table
research_value    facilitator                     l   o room
research_verdict  participant facilitator scribe      o table
joint_action      participant facilitator scribe      o table
parked            participant facilitator scribe    s o person
observation       facilitator scribe              l s o room
reflection        participant                         o person
step_answer       facilitator scribe                  o room
tick              facilitator                     l s o room
dots              participant                         o person
dots_shown        participant facilitator             o table
follow_up         facilitator scribe                  o room
help              participant                         o table
"""


def with_tools(leaf_id: str, *tools: str) -> Script:
    """The shipped script with other tools in one step."""

    def changed(step: Step) -> Step:
        if step.id != leaf_id:
            return step
        return replace(step, tools=tools, sub_steps=tuple(replace(sub, tools=()) for sub in step.sub_steps))

    parts = tuple(replace(part, steps=tuple(changed(step) for step in part.steps)) for part in script().parts)
    return replace(script(), parts=parts)


def put(item_id: str, content: i.ItemContent, base_rev: int = 0) -> c.PutItem:
    return c.PutItem(item_id, base_rev, content)


def items_seen(world: World, who: Viewer) -> set[str]:
    return {record.item_id for record in world.view(who).values() if isinstance(record, ItemRecord)}


@pytest.fixture
def world() -> World:
    return World(9)


def tag_of(content: type[i.ItemContent]) -> str:
    return str(content.__struct_config__.tag)


class TestRights:
    def test_the_table_says_who_may_put_what_when_and_whose_it_is(self) -> None:
        """[ITM-01]"""
        assert set(ITEM_POLICY) == set(get_args(i.ItemContent))
        for row in EXPECTED.strip().splitlines():
            tag, *words = row.split()
            rule = next(rule for content, rule in ITEM_POLICY.items() if tag_of(content) == tag)
            assert rule.roles == {word for word in words if word in ROLES}, tag
            assert (rule.lobby, rule.silence) == ("l" in words, "s" in words), tag
            assert rule.owner == words[-1], tag

    def test_a_participant_acts_at_his_own_table_only(self, world: World) -> None:
        """[ITM-02]"""
        world.seat("p1", "t1")
        world.go("A2c1")
        joint = i.JointAction("t2", "Maak een register")
        assert world.refused(put("j1", joint), person("p1")) == "not_yours"
        world.ok(put("j1", replace(joint, table_id="t1")), person("p1"))
        world.ok(put("j2", joint), FACILITATOR)

    def test_the_scribe_acts_for_a_table_where_somebody_has_no_device(self, world: World) -> None:
        """[ITM-02] [BRD-11]"""
        world.seat("p1", "t1")
        world.add_opened("p1", "n1")
        joint = put("j1", i.JointAction("t1", "Maak een register"))
        choose = c.ChooseNote("n1", 0, "chosen")
        assert world.refused(joint, SCRIBE) == "not_yours"
        assert world.refused(choose, SCRIBE) == "unknown_note"
        world.ok(c.AddProxy("oma", "t1"), SCRIBE)
        world.ok(joint, SCRIBE)
        world.ok(choose, SCRIBE)
        world.ok(c.RemoveItem("j1", 1), SCRIBE)
        assert world.refused(put("j2", i.JointAction("t2", "Maak een register")), SCRIBE) == "not_yours"

    def test_what_is_one_per_table_or_question_has_its_own_id(self, world: World) -> None:
        """[ITM-03]"""
        world.go("A3")
        assert world.refused(put("mijn", i.CaseForm(aim="weten")), FACILITATOR) == "invalid"
        world.ok(put("case", i.CaseForm(aim="weten")), FACILITATOR)
        assert world.refused(put("case", i.CaseForm(aim="iets anders")), FACILITATOR) == "stale_rev"

    def test_only_the_author_changes_what_is_a_persons_own(self, world: World) -> None:
        """[ITM-02]"""
        world.go("A3")
        world.ok(put("k1", i.Parked("Wie betaalt dit?")), person("p1"))
        assert world.refused(put("k1", i.Parked("Niemand"), 1), person("p2")) == "not_yours"
        assert world.refused(c.RemoveItem("k1", 1), person("p2")) == "not_yours"
        world.ok(put("k1", i.Parked("Wie betaalt?"), 1), person("p1"))

    def test_the_case_changes_in_its_own_step_or_by_the_organiser(self) -> None:
        """[ITM-04]"""
        world = World(9, command=replace(opening(), script=with_tools("A1", "case")))
        world.ok(put("case", i.CaseForm(description="Camera's")), FACILITATOR)
        world.go("A1")
        world.ok(put("case", i.CaseForm(description="Twaalf camera's"), 1), SCRIBE)
        world.go("A3")
        assert world.refused(put("case", i.CaseForm(description="Veel camera's"), 2), SCRIBE) == "not_now"
        versions = world.session.case_versions
        assert [(v.version, v.form.description, v.leaf_id) for v in versions] == [
            (1, "Camera's", ""),
            (2, "Twaalf camera's", "A1"),
        ]


class TestWords:
    @pytest.mark.parametrize(
        ("item_id", "content", "code"),
        [
            ("k1", i.Parked(" \u200b "), "empty"),
            ("k1", i.Parked("later", "forwarded"), "empty"),
            ("plan", i.Plan(date="morgen"), "invalid"),
            ("plan", i.Plan(date="2026-02-29"), "invalid"),
            ("plan", i.Plan(time="half tien"), "invalid"),
            ("plan", i.Plan(time="24:00"), "invalid"),
            ("plan", i.Plan(call_url="javascript:alert(1)"), "bad_address"),
            ("link:t1", i.TableLink("t1", "https://naam:wachtwoord@gesprek.example"), "bad_address"),
            ("link:t9", i.TableLink("t9", "https://gesprek.example"), "unknown_table"),
            ("a1", i.Accent(ValueRef("speed")), "unknown_value"),
            ("accent:zz:room", i.AccentAnswer("zz", "", "yes"), "unknown_item"),
            ("j1", i.JointAction("t1", " "), "empty"),
            ("j1", i.JointAction("t1", "Wis", measures=("zz",)), "unknown_value"),
            ("answer:A3:99", i.StepAnswer("A3", 29, "ja"), "invalid"),
            ("answer:A3:29", i.StepAnswer("A3", 29, "ja"), "unknown_step"),
            ("o1", i.Observation("zz", "rustig"), "unknown_step"),
        ],
    )
    def test_what_is_wrong_is_refused_with_the_reason(
        self, world: World, item_id: str, content: i.ItemContent, code: str
    ) -> None:
        """[ITM-05]"""
        world.go("A3")
        assert world.refused(put(item_id, content), FACILITATOR) == code

    def test_a_value_from_research_is_set_aside_with_a_reason_only(self) -> None:
        """[ITM-06] [DOM-08]"""
        world = World(9, command=replace(opening(), script=with_tools("A2c", "research")))
        world.ok(put("r1", i.ResearchValue("rechtsstaat", PRIVACY, "vaak genoemd")), FACILITATOR)
        world.go("A2c1")
        verdict = i.ResearchVerdict("r1", "t1", "set_aside")
        assert world.refused(put("verdict:r1:t1", verdict), FACILITATOR) == "empty"
        world.ok(put("verdict:r1:t1", replace(verdict, reason="speelt hier niet")), FACILITATOR)


class TestCircles:
    def test_what_is_parked_in_silence_is_its_authors_until_the_silence_ends(self, world: World) -> None:
        """[ITM-07] [DOM-16]"""
        world.go("A2b")
        world.ok(put("k1", i.Parked("Wie betaalt dit?")), person("p1"))
        assert items_seen(world, person("p1")) == {"k1"}
        for who in (person("p2"), FACILITATOR, SCRIBE, SCREEN):
            assert items_seen(world, who) == set()
        assert world.refused(put("k1", i.Parked("Ja"), 1), FACILITATOR) == "unknown_item"
        world.end_silence()
        for who in (person("p2"), FACILITATOR, SCRIBE, SCREEN):
            assert items_seen(world, who) == {"k1"}

    def test_what_lies_open_is_not_touched_by_participants_in_silence(self, world: World) -> None:
        """[ITM-07]"""
        world.go("A3")
        world.ok(put("k1", i.Parked("Wie betaalt dit?")), person("p1"))
        world.go("B4a")
        assert world.refused(put("k1", i.Parked("Iets anders"), 1), person("p1")) == "silence_running"
        assert world.refused(c.RemoveItem("k1", 1), person("p1")) == "silence_running"

    def test_values_from_research_are_seen_when_the_script_lays_them_out(self) -> None:
        """[ITM-08] [DOM-23]"""
        world = World(9, command=replace(opening(), script=with_tools("A2c", "research")))
        world.ok(put("r1", i.ResearchValue("rechtsstaat", PRIVACY)), FACILITATOR)
        world.go("A2b")
        assert items_seen(world, FACILITATOR) == {"r1"}
        assert items_seen(world, person("p1")) | items_seen(world, SCREEN) == set()
        world.end_silence()
        assert items_seen(world, person("p1")) == set()
        world.go("A2c1")
        assert items_seen(world, person("p1")) == items_seen(world, SCREEN) == {"r1"}

    def test_a_tables_own_work_goes_to_the_room_with_the_plenary(self, world: World) -> None:
        """[ITM-09]"""
        world.seat("p1", "t1")
        world.seat("p2", "t2")
        world.ok(put("a1", i.Accent(PRIVACY, "ons beleid")), FACILITATOR)
        world.go("A2c1")
        world.ok(put("j1", i.JointAction("t1", "Maak een register")), person("p1"))
        world.ok(put("accent:a1:t1", i.AccentAnswer("a1", "t1", "partly", "deels")), person("p1"))
        assert items_seen(world, person("p2")) == items_seen(world, SCREEN) == {"a1"}
        assert items_seen(world, person("p1")) == items_seen(world, FACILITATOR) == {"a1", "j1", "accent:a1:t1"}
        world.go("A2c2")
        assert items_seen(world, person("p2")) == items_seen(world, SCREEN) == {"a1", "j1", "accent:a1:t1"}

    def test_a_reflection_is_its_authors_until_he_shares_it_and_never_says_whose(self, world: World) -> None:
        """[ITM-10]"""
        world.go("B7")
        world.ok(put("reflect:p1:0", i.Reflection(0, "eerder praten")), person("p1"))
        assert items_seen(world, person("p2")) == items_seen(world, FACILITATOR) == set()
        world.ok(put("reflect:p1:0", i.Reflection(0, "eerder praten", shared=True), 1), person("p1"))
        seen = [r for r in world.view(person("p2")).values() if isinstance(r, ItemRecord)]
        assert [record.content for record in seen] == [i.Reflection(0, "eerder praten", shared=True)]
        assert not {field for record in seen for field in record.__struct_fields__} & {"author", "participant_id"}
        world.ok(put("reflect:p1:0", i.Reflection(0, "eerder praten"), 2), person("p1"))
        assert items_seen(world, person("p2")) == set()

    def test_one_answers_a_question_of_the_reflection_once(self, world: World) -> None:
        """[ITM-03]"""
        world.go("B7")
        world.ok(put("a1", i.Reflection(0, "eerder praten")), person("p1"))
        assert world.refused(put("a2", i.Reflection(0, "later praten")), person("p1")) == "id_taken"
        world.ok(put("a2", i.Reflection(0, "later praten")), person("p2"))
        world.ok(put("a3", i.Reflection(1, "meer vragen")), person("p1"))

    def test_observations_and_ticks_are_the_crews(self, world: World) -> None:
        """[ITM-11]"""
        world.go("A3")
        world.ok(put("o1", i.Observation("A3", "stil aan tafel 2")), SCRIBE)
        world.ok(put("tick:A3:0", i.Tick("A3", 0, done=True)), FACILITATOR)
        assert items_seen(world, SCRIBE) == items_seen(world, FACILITATOR) == {"o1", "tick:A3:0"}
        assert items_seen(world, person("p1")) | items_seen(world, SCREEN) == set()

    def test_a_tables_call_and_its_request_for_help_are_its_own_and_the_facilitators(self, world: World) -> None:
        """[ITM-12]"""
        world.seat("p1", "t1")
        world.seat("p2", "t2")
        world.ok(put("link:t1", i.TableLink("t1", "https://gesprek.example/1")), FACILITATOR)
        world.go("A2c1")
        world.ok(put("help:t1", i.Help("t1")), person("p1"))
        assert items_seen(world, person("p1")) == items_seen(world, FACILITATOR) == {"link:t1", "help:t1"}
        assert items_seen(world, person("p2")) | items_seen(world, SCREEN) == set()
        world.ok(c.RemoveItem("help:t1", 1), FACILITATOR)
        assert items_seen(world, person("p1")) == {"link:t1"}
        world.ok(put("help:t1", i.Help("t1", "nog eens")), person("p1"))
        assert "help:t1" in items_seen(world, FACILITATOR)

    def test_a_call_is_prepared_for_a_table_that_is_not_there_yet(self) -> None:
        """[ITM-12]"""
        world = World(2)
        world.ok(put("link:t2", i.TableLink("t2", "https://gesprek.example/2")), FACILITATOR)
        assert world.refused(put("link:t4", i.TableLink("t4", "https://gesprek.example/4")), FACILITATOR) == "unknown_table"
        assert items_seen(world, FACILITATOR) == {"link:t2"}
        for n in range(3, 10):
            world.join(f"p{n}")
        seen = {p.id: items_seen(world, person(p.id)) for p in world.session.people.values()}
        assert all((ids == {"link:t2"}) == (world.table_of(one) == "t2") for one, ids in seen.items())

    def test_a_request_for_help_ends_with_its_step(self, world: World) -> None:
        """[ITM-17]"""
        world.seat("p1", "t1")
        world.go("A2c1")
        world.ok(put("help:t1", i.Help("t1")), person("p1"))
        world.go("A2c2")
        assert items_seen(world, FACILITATOR) == set()

    def test_everybody_knows_what_is_his_own(self, world: World) -> None:
        """[ITM-10]"""
        world.go("A3")
        world.ok(put("k1", i.Parked("Wie betaalt dit?")), person("p1"))
        me = {who.participant_id: world.view(who)[f"me:{who.participant_id}"] for who in (person("p1"), person("p2"))}
        assert isinstance(me["p1"], MeRecord)
        assert isinstance(me["p2"], MeRecord)
        assert (me["p1"].items, me["p2"].items) == (("k1",), ())


class TestDots:
    def dots(self, world: World, who: Viewer = FACILITATOR) -> DotsRecord:
        record = world.view(who)["dots:t1:value"]
        assert isinstance(record, DotsRecord)
        return record

    @pytest.fixture
    def table(self, world: World) -> list[str]:
        """The people of table 1, with two notes laid open."""
        people = [p.id for p in world.session.people.values() if p.table_id == "t1"]
        world.add_opened(people[0], "n1", value("privacy"))
        world.add(people[1], "n2", value("integrity"))
        return people

    def test_dots_are_hidden_until_everybody_at_the_table_has_placed_theirs(self, world: World, table: list[str]) -> None:
        """[ITM-13]"""
        for n, participant_id in enumerate(table):
            if n:
                assert not self.dots(world).shown
                assert self.dots(world).counts == ()
            content = i.Dots("t1", "value", ("n1", "n1", "n2"))
            world.ok(put(f"dots:t1:value:{participant_id}", content), person(participant_id))
            assert self.dots(world).placed == n + 1
        assert self.dots(world).shown
        assert {count.note_id: count.dots for count in self.dots(world).counts} == {"n1": 2 * len(table), "n2": len(table)}

    def test_nobody_sees_where_another_put_his_dots(self, world: World, table: list[str]) -> None:
        """[ITM-13]"""
        world.ok(put(f"dots:t1:value:{table[0]}", i.Dots("t1", "value", ("n1",))), person(table[0]))
        assert items_seen(world, person(table[0])) == {f"dots:t1:value:{table[0]}"}
        assert items_seen(world, person(table[1])) | items_seen(world, FACILITATOR) == set()

    def test_the_facilitator_or_the_table_turns_them_over_when_somebody_left(self, world: World, table: list[str]) -> None:
        """[ITM-13]"""
        world.ok(put(f"dots:t1:value:{table[0]}", i.Dots("t1", "value", ("n1",))), person(table[0]))
        world.ok(put("shown:t1:value", i.DotsShown("t1", "value")), FACILITATOR)
        assert self.dots(world).shown
        again = put(f"dots:t1:value:{table[0]}", i.Dots("t1", "value", ("n2",)), 1)
        assert world.refused(again, person(table[0])) == "not_now"

    def test_dots_go_on_notes_of_the_own_table_and_kind(self, world: World, table: list[str]) -> None:
        """[ITM-05]"""
        me = person(table[0])
        assert world.refused(put(f"dots:t1:value:{table[0]}", i.Dots("t1", "value", ("zz",))), me) == "unknown_note"
        assert world.refused(put(f"dots:t1:action:{table[0]}", i.Dots("t1", "action", ("n1",))), me) == "wrong_kind"


def test_removing_is_undone_by_restoring(world: World) -> None:
    """[ITM-14]"""
    world.go("A3")
    world.ok(put("k1", i.Parked("Wie betaalt dit?")), person("p1"))
    before = world.view(SCREEN)["item:k1"]
    world.ok(c.RemoveItem("k1", 1), person("p1"))
    assert "item:k1" not in world.view(SCREEN)
    world.ok(c.RestoreItem("k1", 2), person("p1"))
    after = world.view(SCREEN)["item:k1"]
    assert isinstance(before, ItemRecord)
    assert after == replace(before, rev=3)


def test_a_parked_point_ends_as_handled_or_forwarded_by_the_crew(world: World) -> None:
    """[ITM-15] [DOM-16]"""
    world.go("A3")
    world.ok(put("k1", i.Parked("Wie betaalt dit?")), person("p1"))
    assert world.refused(put("k1", i.Parked("Wie betaalt dit?", "handled"), 1), person("p1")) == "not_allowed"
    world.ok(put("k1", i.Parked("Wie betaalt dit?", "forwarded", "de directie"), 1), SCRIBE)
    assert world.refused(put("k1", i.Parked("Toch anders"), 2), person("p1")) == "not_allowed"
    item = world.session.items["k1"]
    assert item.content == i.Parked("Wie betaalt dit?", "forwarded", "de directie")


def test_one_persons_many_items_refuse_nobody_else(world: World) -> None:
    """[ITM-16]"""
    world.checked = False
    world.go("A2b")
    for n in range(60):
        world.ok(put(f"k{n}", i.Parked(f"punt {n}")), person("p1"))
    assert world.refused(put("k60", i.Parked("nog een")), person("p1")) == "too_many"
    world.ok(put("m1", i.Parked("van mij")), person("p2"))
