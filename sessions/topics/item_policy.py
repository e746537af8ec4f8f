# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of rights for items: role × moment × content × ownership (SEC-05). `policy.py` lets every role through that has a row
here; this table then decides. A content without a row fails `tests/sessions/topics/test_items.py`.
"""

from typing import Literal

from msgspec import Struct

from sessions.material.script import Tool
from sessions.model import items as i
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import Role, Viewer

Owner = Literal["room", "table", "person"]
"""Whose it is: everybody's with the right role, the people's of its table, or its author's."""


class ItemRule(Struct, frozen=True):
    """Who may put, change, remove and restore a content, and when. `remover` may also remove. `scribe_tool` is the tool that a
    leaf must have before the scribe may. For a `table`'s content the facilitator may act at
    every table, a participant only at his own, the scribe where somebody has no device.
    """

    roles: frozenset[Role]
    owner: Owner = "room"
    lobby: bool = False
    silence: bool = False
    remover: Role | None = None
    scribe_tool: Tool | None = None


def _rule(
    *roles: Role,
    owner: Owner = "room",
    lobby: bool = False,
    silence: bool = False,
    remover: Role | None = None,
    scribe_tool: Tool | None = None,
) -> ItemRule:
    return ItemRule(frozenset(roles), owner, lobby, silence, remover, scribe_tool)


ITEM_POLICY: dict[type[i.ItemContent], ItemRule] = {
    # The case changes in its own step, or by the organiser beforehand.
    i.CaseForm: _rule("facilitator", "scribe", lobby=True, scribe_tool="case"),
    i.Plan: _rule("facilitator", lobby=True),
    i.TableLink: _rule("facilitator", lobby=True, silence=True),
    i.Accent: _rule("facilitator", lobby=True),
    i.AccentAnswer: _rule("participant", "facilitator", "scribe", owner="table"),
    i.ResearchValue: _rule("facilitator", lobby=True),
    i.ResearchVerdict: _rule("participant", "facilitator", "scribe", owner="table"),
    i.JointAction: _rule("participant", "facilitator", "scribe", owner="table"),
    i.Parked: _rule("participant", "facilitator", "scribe", owner="person", silence=True),
    i.Observation: _rule("scribe", "facilitator", lobby=True, silence=True),
    i.Reflection: _rule("participant", owner="person"),
    i.StepAnswer: _rule("facilitator", "scribe"),
    i.Tick: _rule("facilitator", lobby=True, silence=True),
    i.Dots: _rule("participant", owner="person"),
    i.DotsShown: _rule("participant", "facilitator", owner="table"),
    i.FollowUp: _rule("facilitator", "scribe"),
    i.Help: _rule("participant", owner="table", remover="facilitator"),
}


def check_item_policy(session: Session, content: i.ItemContent, who: Viewer, *, removing: bool = False) -> Refusal | None:
    """Whether this role may touch this content now; None when it may. Ownership of an item is checked by `keeping.py`."""
    rule = ITEM_POLICY[type(content)]
    if who.role not in rule.roles and not (removing and who.role == rule.remover):
        return Refusal("not_allowed")
    if session.phase == "lobby" and not rule.lobby:
        return Refusal("not_now")
    if session.locked() and not rule.silence:
        return Refusal("silence_running")
    if who.role == "scribe" and rule.scribe_tool:
        leaf = session.leaf()
        if leaf is None or rule.scribe_tool not in leaf.tools:
            return Refusal("not_now")
    return None
