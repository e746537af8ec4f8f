# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes out of a workshop: everything is where it belongs, and nothing that the room may not see."""

from __future__ import annotations

import json

import msgspec
import pytest

from sessions.afterwards.invitation import in_short, invitation
from sessions.afterwards.outcome import canonical_outcome, outcome
from sessions.afterwards.outcome_lines import SCHEMA_VERSION, FollowUpLine, Outcome
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.model.viewer import Role, Viewer
from sessions.topics.canonical import canonical_json
from sessions.wire import commands as c
from tests.sessions.samples import POSTER_CONTENTS
from tests.sessions.world import FACILITATOR, SCRIBE, World, person, value

PRIVACY, SECURITY = ValueRef("privacy"), ValueRef("security")


def put(world: World, item_id: str, content: i.ItemContent, who: str = "", rev: int = 0) -> None:
    world.ok(c.PutItem(item_id, rev, content), person(who) if who else FACILITATOR)


def of(world: World, role: Role = "screen") -> Outcome:
    return outcome(world.session, Viewer(role))


@pytest.fixture
def world() -> World:
    """Six people at two tables, at the talk after a silence in which each wrote a note, with accent values and a case."""
    world = World(6)
    put(world, "case", i.CaseForm(description="Camera's tellen", goal="Minder overlast"))
    put(world, "acc", i.Accent(PRIVACY, "de raad", "niemand volgen"))
    world.go("A2b")
    for who in world.session.people:
        world.add(who, f"n-{who}", value("privacy" if who != "p2" else "integrity", f"omdat {who}"))
    world.end_silence()
    world.go("A2c1")
    return world


def test_a_table_s_choices_reasons_and_answers_are_in_it_once_they_open_to_the_room(world: World) -> None:
    """[DOM-08] [DOM-09]"""
    table = world.table_of("p1")
    world.ok(c.ChooseNote("n-p1", 0, "chosen", "hier draait het om"), person("p1"))
    other = next(note for note in world.session.notes.values() if note.table_id != table)
    world.ok(c.ChooseNote(other.id, 0, "set_aside", "elders al geregeld"), person(other.author))
    put(world, f"accent:acc:{table}", i.AccentAnswer("acc", table, "partly", "alleen bij tellen"), "p1")
    assert all(each.empty for each in of(world).tables)
    assert all(each.empty for each in of(world, "facilitator").tables)
    world.go("A2c2")
    chosen = [line for each in of(world).tables for line in each.chosen_values]
    aside = [line for each in of(world).tables for line in each.set_aside_values]
    assert [(line.name, line.reason) for line in chosen] == [("Privacy", "hier draait het om")]
    assert "omdat p1" in chosen[0].said
    assert [line.reason for line in aside] == ["elders al geregeld"]
    answers = [line for each in of(world).tables for line in each.accent_answers]
    assert [(line.value, line.role, line.why) for line in answers] == [("Privacy", "partly", "alleen bij tellen")]
    put(world, "accent:acc:room", i.AccentAnswer("acc", "", "yes", "voor ons allemaal"))
    assert [line.why for line in of(world).room_accent_answers] == ["voor ons allemaal"]


def test_a_note_that_the_facilitator_hid_is_in_nobodys_outcome(world: World) -> None:
    """[PRIV-18]"""
    world.ok(c.ChooseNote("n-p1", 0, "chosen", "hier draait het om"), person("p1"))
    world.go("A2c2")
    for note in world.session.notes.values():
        world.ok(c.HideNote(note.id, hidden=True), FACILITATOR)
    for role in ("facilitator", "scribe", "screen"):
        text = canonical_outcome(of(world, role))
        assert "hier draait het om" not in text
        assert "omdat p" not in text


def test_the_case_tells_what_changed_in_which_step(world: World) -> None:
    """[C20]"""
    world.go("A2c2")
    world.wait(minutes=1)
    put(world, "case", i.CaseForm(description="Camera's tellen mensen", goal="Minder overlast", dpia="done"), rev=1)
    (change,) = of(world).case_changes
    assert (change.version, change.step, change.at_ms) == (2, "Bespreken: Elke tafel vertelt", world.now_ms)
    assert [(row.row, row.before, row.after) for row in change.rows] == [
        ("description", "Camera's tellen", "Camera's tellen mensen"),
        ("dpia", "unknown", "done"),
    ]


def test_the_poster_is_in_it_with_tensions_order_and_wider_use(world: World) -> None:
    """[DOM-19] [DOM-20]"""
    world.go("B5")
    world.ok(
        c.PutPosterEntry("a1", 0, PosterActionContent("rechtsstaat", "Eerst", "Team", necessity="low", importance="low")),
        FACILITATOR,
    )
    later = c.PutPosterEntry(
        "a2",
        0,
        PosterActionContent("democratie", "Daarna", "Team", necessity="high", importance="high", wider=True, wider_note="overal"),
    )
    world.ok(later, FACILITATOR)
    world.ok(
        c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=PRIVACY, meaning="niemand volgen")),
        FACILITATOR,
    )
    tension = c.PutPosterEntry(
        "x1", 0, TensionContent("zien of niet", value_a=SECURITY, value_b=PRIVACY, choice="tellen", actions=("a2",))
    )
    world.ok(tension, FACILITATOR)
    assert [line.action for line in of(world).actions] == ["Eerst", "Daarna"]
    world.ok(c.OrderPoster(0, by_priority=True), FACILITATOR)
    made = of(world)
    assert [line.action for line in made.actions] == ["Daarna", "Eerst"]
    assert [line.wider_note for line in made.actions if line.wider] == ["overal"]
    assert [(line.name, line.accent) for line in made.values] == [("Privacy", True)]
    assert [(line.one, line.other, line.choice, line.actions) for line in made.tensions] == [
        ("Veiligheid", "Privacy", "tellen", ("Daarna",))
    ]


def test_a_tension_keeps_the_words_of_actions_that_left_the_poster_as_the_poster_does(world: World) -> None:
    """[DOM-19] [PST-14]"""
    world.go("B5")
    for entry_id, words in (("a1", "Wis beelden"), ("a2", "Bewaar bewijs")):
        world.ok(c.PutPosterEntry(entry_id, 0, PosterActionContent("rechtsstaat", words)), FACILITATOR)
    none = ValueRef()
    tension = TensionContent(value_a=none, value_b=none, action_a="a1", action_b="a2", actions=("a1",))
    world.ok(c.PutPosterEntry("x1", 0, tension), FACILITATOR)
    world.ok(c.RemovePosterEntry("a1", 1), FACILITATOR)
    made = of(world)
    assert [line.action for line in made.actions] == ["Bewaar bewijs"]
    assert [(line.between, line.one, line.other, line.actions) for line in made.tensions] == [
        ("actions", "Wis beelden", "Bewaar bewijs", ("Wis beelden",))
    ]


def test_who_reads_it_as_json_finds_its_version_and_the_same_keys_as_ever(world: World) -> None:
    """Change these only together with `SCHEMA_VERSION`; a key may come, and then it is added here."""
    world.go("B5")
    for entry_id, content in zip(("v1", "a1", "x1"), POSTER_CONTENTS, strict=True):
        world.ok(c.PutPosterEntry(entry_id, 0, content), FACILITATOR)
    told = json.loads(canonical_outcome(of(world)))
    assert (told["schema_version"], SCHEMA_VERSION) == (1, 1)
    assert {name: " ".join(sorted(told[name][0])) for name in ("values", "actions", "tensions")} == {
        "values": "accent foundation meaning name orientation principle wider wider_note",
        "actions": "action audience foundation holder importance level measures monitor "
        "necessity needs principles term values wider wider_note",
        "tensions": "actions affected between choice clash decides further one other reason",
    }
    assert (sorted(told["checklist"][0]), sorted(told["decision"])) == (["answer", "done", "question"], ["outcome", "reason"])


def test_reflections_are_in_it_when_shared_and_in_no_order_that_tells_who(world: World) -> None:
    world.go("B7")
    for who, text, shared in (("p3", "zwijg", False), ("p2", "b deel", True), ("p1", "a deel", True)):
        put(world, f"reflect:{who}:0", i.Reflection(0, text, shared=shared), who)
    lines = of(world, "facilitator").reflections
    assert [line.text for line in lines] == ["a deel", "b deel"]
    assert all(line.question for line in lines)


def test_the_parking_lot_is_in_it_with_its_outcomes_but_not_what_was_parked_in_a_silence_that_holds(world: World) -> None:
    """[DOM-16]"""
    put(world, "k1", i.Parked("Wie betaalt?"), "p1")
    world.go("B4a")
    put(world, "k2", i.Parked("Stille vraag"), "p2")
    assert [point.text for point in of(world).parked] == ["Wie betaalt?"]
    world.end_silence()
    put(world, "k1", i.Parked("Wie betaalt?", "forwarded", "de raad"), rev=1)
    assert [(point.text, point.outcome, point.forwarded_to) for point in of(world).parked] == [
        ("Wie betaalt?", "forwarded", "de raad"),
        ("Stille vraag", "open", ""),
    ]


def test_what_is_agreed_for_afterwards_is_in_it_with_who_watches_over_the_whole(world: World) -> None:
    put(world, "follow_up", i.FollowUp("Op 8 december", "de projectleider", "De cijfers", " De  adviseur ethiek "))
    follow_up = of(world, "facilitator").follow_up
    assert follow_up == FollowUpLine("Op 8 december", "de projectleider", "De cijfers", "De adviseur ethiek")


def test_observations_are_the_crew_s(world: World) -> None:
    world.ok(c.PutItem("o1", 0, i.Observation("A2b", "het was echt stil")), SCRIBE)
    for role in ("facilitator", "scribe"):
        lines = of(world, role).observations
        assert lines is not None
        assert [(line.step, line.text) for line in lines] == [("Waarden identificeren", "het was echt stil")]
    assert of(world).observations is None
    assert outcome(world.session, Viewer("participant", "p1")).observations is None


def test_it_names_nobody_and_is_canonical(world: World) -> None:
    """[PRIV-04]"""
    world.ok(c.ChangeProfile("Karel"), person("p1"))
    world.ok(c.ChooseNote("n-p1", 0, "chosen"), person("p1"))
    world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
    put(world, "reflect:p1:0", i.Reflection(0, "geleerd", shared=True), "p1")
    world.go("A2c2")
    text = canonical_outcome(of(world, "facilitator"))
    assert "Karel" not in text
    assert '"p1"' not in text
    assert "n-p1" not in text
    assert canonical_json(json.loads(text)) == text


class TestInvitation:
    def test_it_takes_its_facts_from_plan_and_case(self) -> None:
        world = World()
        assert (invitation(world.session).about, invitation(world.session).date) == ("Slimme camera's.", "")
        put(world, "case", i.CaseForm(description="Camera's tellen mensen."))
        put(world, "plan", i.Plan(date="2026-12-01", time="09:30", place="Stadhuis"))
        put(world, "plan", i.Plan(date="2026-12-02", time="09:30", place="Stadhuis"), rev=1)
        facts = invitation(world.session)
        assert (facts.about, facts.minutes, facts.date, facts.rev) == ("Camera's tellen mensen.", 155, "2026-12-02", 2)

    def test_a_changed_plan_changes_how_long_it_takes(self) -> None:
        world = World()
        leaves = world.session.plan.leaves
        longer = (msgspec.structs.replace(leaves[0], minutes=leaves[0].minutes + 10), *leaves[1:])
        world.ok(c.ChangePlan(0, longer), FACILITATOR)
        assert invitation(world.session).minutes == 165

    @pytest.mark.parametrize(
        ("text", "short"),
        [
            ("Kort.", "Kort."),
            ("Een zin. Nog een zin.", "Een zin."),
            ("Een hele lange zin zonder punt", "Een hele lange…"),
            ("Aaneengeschrevenzonderspatie", "Aaneengeschreve…"),
            ("  veel\n\nwit  ", "veel wit"),
        ],
    )
    def test_a_long_case_is_cut_at_a_sentence_or_a_word(self, text: str, short: str) -> None:
        assert in_short(text, 16) == short
