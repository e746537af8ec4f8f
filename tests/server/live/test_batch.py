# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands that are decided together, and again."""

from __future__ import annotations

import msgspec
import pytest

from server.live.batch import Ticket, decide, ending, mark_stored
from server.live.workshops import WORKSHOPS
from server.store import Entry
from sessions.model.codes import Refusal
from sessions.model.viewer import Viewer
from sessions.topics.policy import POLICY
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, START_MS, World, person, value


class Strange(msgspec.Struct, frozen=True, tag_field="type", tag="strange"):
    """A command that the policy knows and nobody decides: a bug of ours."""


def test_a_command_that_is_decided_again_is_another_entry() -> None:
    """[LOG-03]"""
    session = World(people=1, checked=False).session
    ticket = Ticket(c.GoToStep("A2b", ""), FACILITATOR, client="facilitator::f", n=1)
    (first,) = decide(session, [ticket], START_MS).items
    (second,) = decide(session, [ticket], START_MS + 1_000).items
    assert first.payload != second.payload
    assert first.nonce != second.nonce


def test_a_command_is_known_by_each_entry_that_it_was_sent_as() -> None:
    """[LOG-05]"""
    session = World(people=1, checked=False).session
    ticket = Ticket(c.GoToStep("A2b", ""), FACILITATOR, client="facilitator::f", n=1)
    (first,) = decide(session, [ticket], START_MS).items
    decide(session, [ticket], START_MS + 1_000)
    mark_stored([ticket], [Entry(2, first.nonce, START_MS, first.payload, first.client, first.n)])
    assert ticket.stored


def test_deciding_a_batch_changes_nothing_of_what_it_is_decided_on() -> None:
    """[BRD-02] [LOG-07] Until the store has answered, nothing of it is true."""
    world = World(people=2, checked=False)
    world.go("A2c1")
    before = msgspec.msgpack.encode(world.session)
    tickets = [
        Ticket(c.AddNote(f"n{number}", "r1", value(), "democratie"), person(f"p{number}"), client=f"c{number}", n=1)
        for number in (1, 2)
    ]
    decided = decide(world.session, tickets, START_MS)
    assert (len(decided.items), len(decided.tickets), decided.refusals) == (2, 2, {})
    states = [world.session]
    for item in decided.items:
        states.append(WORKSHOPS.reduce(states[-1], item.payload))
    assert decided.states == states[1:]
    assert msgspec.msgpack.encode(world.session) == before


def test_what_ends_a_workshop_goes_first_but_never_before_what_its_own_page_asked() -> None:
    """[LOG-17] [LOG-05] A settled number settles all before it."""
    note = Ticket(c.AddNote("n1", "r1", value(), "democratie"), person("p1"), client="participant:p1:c", n=1)
    going_on = Ticket(c.GoToStep("A3", ""), FACILITATOR, client="facilitator::one", n=7)
    behind = Ticket(c.CloseWorkshop(), FACILITATOR, client="facilitator::one", n=8)
    fixing, closing = (
        Ticket(each, FACILITATOR, client="facilitator::two", n=n) for n, each in ((1, c.TakeSnapshot()), (2, c.CloseWorkshop()))
    )
    assert ending([note, going_on, behind, fixing, closing]) == [fixing, closing]


def test_a_command_that_trips_over_a_bug_is_refused_and_the_others_are_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """[BRD-02]"""
    monkeypatch.setitem(POLICY, Strange, POLICY[c.JoinWorkshop])  # type: ignore[misc]
    strange = Ticket(Strange(), Viewer("system"), client="system::page", n=1)  # type: ignore[arg-type]
    behind = Ticket(c.GoToStep("A2b", ""), FACILITATOR, client="facilitator::f", n=1)
    decided = decide(World(people=1, checked=False).session, [strange, behind], START_MS)
    assert decided.refusals == {id(strange): Refusal("internal")}
    assert decided.tickets == {behind}
    assert len(decided.states) == 1
    assert [(item.client, item.outcome) for item in decided.items] == [("system::page", "internal"), ("facilitator::f", "")]
