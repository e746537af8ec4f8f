# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Raised hands, the floor, and "iedereen hierheen"."""

from __future__ import annotations

import msgspec
import pytest

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from sessions.wire.records import HandsRecord, MeRecord, ShowingRecord, Speaker, SpotlightRecord
from tests.sessions.world import FACILITATOR, SCREEN, World, person


@pytest.fixture
def world() -> World:
    world = World(9)
    world.ok(c.ChangeProfile("Kim"), person("p1"))
    world.go("A3")
    return world


def hands(world: World) -> HandsRecord:
    record = world.view(SCREEN)["hands"]
    assert isinstance(record, HandsRecord)
    return record


def test_who_asked_first_stands_first_and_nobody_sees_an_id(world: World) -> None:
    """[FLR-01]"""
    for participant_id in ("p2", "p1"):
        world.ok(c.RaiseHand(raised=True), person(participant_id))
    queue = hands(world).queue
    assert queue == (Speaker("", world.table_of("p2")), Speaker("Kim", world.table_of("p1")))
    assert b"p2" not in msgspec.json.encode(hands(world))
    me = world.view(person("p1"))["me:p1"]
    assert isinstance(me, MeRecord)
    assert me.hand == 2


def test_whoever_gets_the_floor_has_his_hand_down(world: World) -> None:
    """[FLR-02]"""
    world.ok(c.RaiseHand(raised=True), person("p1"))
    world.ok(c.GiveFloor("p1"), FACILITATOR)
    assert hands(world).queue == ()
    assert hands(world).floor == Speaker("Kim", world.table_of("p1"))
    me = world.view(person("p1"))["me:p1"]
    assert isinstance(me, MeRecord)
    assert me.has_floor
    world.ok(c.GiveFloor(""), FACILITATOR)
    assert hands(world).floor is None


def test_a_hand_is_lowered_by_its_owner_or_the_facilitator(world: World) -> None:
    """[FLR-02]"""
    for participant_id in ("p1", "p2"):
        world.ok(c.RaiseHand(raised=True), person(participant_id))
    world.ok(c.RaiseHand(raised=False), person("p1"))
    world.ok(c.LowerHand("p2"), FACILITATOR)
    assert hands(world).queue == ()


def test_everybody_is_brought_only_to_what_everybody_sees(world: World) -> None:
    """[FLR-03]"""
    world.go("A2c1")
    world.add("p1", "n1")
    assert world.refused(c.BringHere("note", "n1"), FACILITATOR) == "unknown_entry"
    assert world.refused(c.BringHere("block", "nergens"), FACILITATOR) == "unknown_entry"
    world.go("A3")
    world.ok(c.BringHere("note", "n1"), FACILITATOR)
    world.ok(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"))), FACILITATOR)
    for kind, target in (("poster", "v1"), ("block", "values"), ("block", "values")):
        world.ok(c.BringHere(kind, target), FACILITATOR)  # type: ignore[arg-type]
    assert world.view(SCREEN)["spotlight"] == SpotlightRecord("spotlight", "block", "values", 4)
    world.ok(c.BringHere("block"), FACILITATOR)
    assert world.view(SCREEN)["spotlight"] == SpotlightRecord("spotlight", "block", "", 5)


def showing(world: World) -> ShowingRecord:
    record = world.view(SCREEN)["showing"]
    assert isinstance(record, ShowingRecord)
    return record


def test_what_is_chosen_for_the_screen_gives_it_nothing_that_it_had_not() -> None:
    """[FLR-04]"""
    world = World(9)
    world.ok(c.ShowOnScreen("case"), FACILITATOR)
    world.go("A2b")
    world.add("p1", "n1")
    before = world.view(SCREEN)
    for command in (c.ShowOnScreen("table", world.table_of("p1")), c.ShowOnScreen("values", page=2), c.ShowOnScreen("parked")):
        world.ok(command, FACILITATOR)
        told = showing(world)
        assert (told.stage, told.table_id, told.page) == (command.stage, command.table_id, command.page)
        assert {**world.view(SCREEN), "showing": before["showing"]} == before
    assert world.refused(c.ShowOnScreen("table", "t99"), FACILITATOR) == "unknown_table"
    assert world.refused(c.ShowOnScreen("table"), FACILITATOR) == "unknown_table"
    assert world.refused(c.ShowOnScreen("poster", world.table_of("p1")), FACILITATOR) == "invalid"
    assert world.refused(c.ShowOnScreen("poster"), person("p1")) == "not_allowed"


def test_what_was_chosen_for_the_screen_gives_way_to_the_next_step_and_to_being_brought_somewhere(world: World) -> None:
    """[FLR-05]"""
    follows = ShowingRecord("showing", "step", "", 0)
    assert showing(world) == follows
    world.ok(c.ShowOnScreen("case"), FACILITATOR)
    world.ok(c.BringHere("block", "values"), FACILITATOR)
    assert showing(world) == follows
    world.ok(c.ShowOnScreen("poster", page=3), FACILITATOR)
    world.ok(c.BringHere("block"), FACILITATOR)
    assert showing(world) == ShowingRecord("showing", "poster", "", 3)
    world.go("B5")
    assert showing(world) == follows
