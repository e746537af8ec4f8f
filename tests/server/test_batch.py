# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands that are decided together, and again."""

from __future__ import annotations

from server.batch import Ticket, decide, mark_stored
from server.store import Entry
from sessions import commands as c
from tests.sessions.world import FACILITATOR, START_MS, World


def test_a_command_that_is_decided_again_is_another_entry() -> None:
    """[LOG-03]"""
    session = World(people=1, checked=False).session
    ticket = Ticket(c.GoToStep("A2b", ""), FACILITATOR, client="facilitator::f", n=1)
    (first,), _, _ = decide(session, [ticket], START_MS)
    (second,), _, _ = decide(session, [ticket], START_MS + 1_000)
    assert first.payload != second.payload
    assert first.nonce != second.nonce


def test_a_command_is_known_by_each_entry_that_it_was_sent_as() -> None:
    """[LOG-05]"""
    session = World(people=1, checked=False).session
    ticket = Ticket(c.GoToStep("A2b", ""), FACILITATOR, client="facilitator::f", n=1)
    (first,), _, _ = decide(session, [ticket], START_MS)
    decide(session, [ticket], START_MS + 1_000)
    mark_stored([ticket], [Entry(2, first.nonce, START_MS, first.payload, first.client, first.n)])
    assert ticket.stored
