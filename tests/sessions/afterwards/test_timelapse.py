# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back: the board as the screen saw it, step by step, without anybody in it."""

from __future__ import annotations

import msgspec
import pytest

from sessions.afterwards import timelapse as t
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.model.state import Session
from sessions.topics.decider import replay
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, World, action, person, value

PRIVACY = ValueRef("privacy")


def film(world: World) -> t.Timelapse:
    """The time-lapse of everything in the log."""
    states: list[Session] = []
    for events in world.log:
        state = replay(events, states[-1] if states else None)
        assert state is not None
        states.append(state)
    return t.timelapse(states, world.session)


def texts(film: t.Timelapse) -> list[str]:
    return [thing.text for frame in film.frames for thing in frame.put]


def board_at_the_end(film: t.Timelapse) -> dict[int, t.Thing]:
    board: dict[int, t.Thing] = {}
    for frame in film.frames:
        for number in frame.drop:
            del board[number]
        board |= {thing.id: thing for thing in frame.put}
    return board


def said(film: t.Timelapse, title: str) -> list[tuple[str, str]]:
    return [(each.what, each.text) for step in film.steps if step.title == title for each in step.said]


@pytest.fixture
def world() -> World:
    world = World(3)
    world.go("A2b")
    world.add("p3", "z-first", value("integrity", "omdat het moet"))
    world.add("p1", "a-second", value("privacy", "omdat het kan"))
    world.end_silence()
    return world


def test_every_step_of_the_script_that_was_entered_is_on_the_timeline(world: World) -> None:
    world.go("A2c1")
    world.go("A2b")
    world.end_silence()
    assert [step.title for step in film(world).steps] == ["", "Waarden identificeren", "Bespreken", "Waarden identificeren"]
    assert [step.silent for step in film(world).steps] == [False, True, False, True]


def test_notes_appear_where_they_opened_to_the_room_and_nothing_of_a_table_before(world: World) -> None:
    world.go("A2c1")
    assert not texts(film(world))
    world.go("A2c2")
    assert sorted(texts(film(world))) == ["Integriteit", "Privacy"]
    assert said(film(world), "Bespreken: Elke tafel vertelt") == [("note", "Privacy"), ("note", "Integriteit")]
    assert ("opened", "") in said(film(world), "Waarden identificeren")


def test_nothing_in_it_names_or_numbers_anybody(world: World) -> None:
    """[PRIV-04]"""
    world.ok(c.ChangeProfile("Karel"), person("p1"))
    world.go("A2c1")
    world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
    world.go("A2c2")
    world.ok(c.RaiseHand(raised=True), person("p1"))
    world.go("B7")
    world.ok(c.PutItem("reflect:p1:0", 0, i.Reflection(0, "geleerd", shared=True)), person("p1"))
    text = msgspec.json.encode(film(world)).decode()
    assert "geleerd" in text
    for mark in ("Karel", "p1", "p3", "z-first", "a-second", str(world.now_ms)[:6]):
        assert mark not in text


def test_what_opens_together_is_in_no_order_that_tells_who_wrote_first(world: World) -> None:
    world.go("A2c2")
    other = World(3)
    other.go("A2b")
    other.add("p1", "a-second", value("privacy", "omdat het kan"))
    other.add("p3", "z-first", value("integrity", "omdat het moet"))
    other.end_silence()
    other.go("A2c2")
    assert film(world) == film(other)


def test_what_was_taken_back_hidden_or_corrected_does_not_come_back(world: World) -> None:
    """[PRIV-18]"""
    world.go("A2c2")
    world.ok(c.EditNote("z-first", world.rev("z-first"), value("integrity", "zonder naam")), person("p3"))
    world.ok(c.HideNote("a-second", hidden=True), FACILITATOR)
    world.add("p2", "n3", value("expertise", "even"))
    world.ok(c.DeleteNote("n3", 1), person("p2"))
    things = [thing for frame in film(world).frames for thing in frame.put]
    assert {(thing.text, thing.more) for thing in things} == {("Integriteit", "zonder naam")}


def test_the_poster_grows_as_it_grew(world: World) -> None:
    world.go("A3")
    world.ok(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=PRIVACY, meaning="eerst")), FACILITATOR)
    world.ok(c.PutPosterEntry("v1", 1, PosterValueContent(foundation="rechtsstaat", value=PRIVACY, meaning="beter")), FACILITATOR)
    world.ok(c.PutPosterEntry("a1", 0, PosterActionContent("rechtsstaat", "Wis beelden")), FACILITATOR)
    world.ok(c.RemovePosterEntry("a1", 1), FACILITATOR)
    world.ok(c.PutPosterEntry("x1", 0, TensionContent("zien", value_a=PRIVACY, value_b=ValueRef("security"))), FACILITATOR)
    assert [each for each in said(film(world), "Plenaire bespreking waarden") if each[0] != "note"] == [
        ("value", "Privacy"),
        ("value_changed", "Privacy"),
        ("action", "Wis beelden"),
        ("removed", "Wis beelden"),
        ("tension", "Privacy – Veiligheid"),
    ]
    kinds = [thing.kind for thing in board_at_the_end(film(world)).values()]
    assert sorted(kinds) == ["note", "note", "tension", "value"]


def test_choices_and_moves_are_seen(world: World) -> None:
    world.go("A2c1")
    world.ok(c.ChooseNote("a-second", 0, "chosen", "daarom"), person("p1"))
    world.go("A2c2")
    world.ok(c.MoveNote("a-second", world.rev("a-second"), "bestuurskracht"), FACILITATOR)
    steps = said(film(world), "Bespreken: Elke tafel vertelt")
    assert ("chosen", "Privacy") in steps
    assert steps[-1] == ("moved", "Privacy")
    (note,) = [thing for thing in board_at_the_end(film(world)).values() if thing.text == "Privacy"]
    assert (note.column, note.look) == ("bestuurskracht", "chosen")


def test_the_case_the_checklist_and_the_end_are_told(world: World) -> None:
    world.go("B6")
    world.ok(c.PutItem("case", 0, i.CaseForm(goal="rust")), FACILITATOR)
    world.ok(c.AnswerChecklist("overview", 0, "ja", done=True), FACILITATOR)
    world.ok(c.DecideProject(0, "go", "goed"), FACILITATOR)
    world.ok(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=PRIVACY)), FACILITATOR)
    world.ok(c.TakeSnapshot(), FACILITATOR)
    world.ok(c.CloseWorkshop(), FACILITATOR)
    whats = [what for what, _ in said(film(world), "Checklist vervolgstappen")]
    assert [what for what in whats if what != "note"] == ["case", "check", "decision", "value", "fixed", "closed"]


def test_a_very_long_history_is_bounded_and_ends_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.go("B5")
    for number in range(30):
        world.ok(c.PutPosterEntry(f"a{number}", 0, PosterActionContent("rechtsstaat", f"Actie {number}")), FACILITATOR)
    world.ok(c.RemovePosterEntry("a7", 1), FACILITATOR)
    world.add("p1", "late", action("nog een"))
    whole = film(world)
    monkeypatch.setattr(t, "MAX_FRAMES", 12)
    short = film(world)
    assert len(short.frames) <= 12 < len(whole.frames)
    assert board_at_the_end(short) == board_at_the_end(whole)
    assert [step.said for step in short.steps] == [step.said for step in whole.steps]
    assert all(step.first <= len(short.frames) for step in short.steps)
