# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one table of pages beside the board: who may open which, and when. What stands on it goes by circles, as everything does.

How somebody comes to his role (a link, a cookie, the code of the workshop) is the edge's own affair.
"""

from typing import Literal

from msgspec import Struct

from sessions.material.script import leaves
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import HELD_ROLES, Role, Viewer

Page = Literal[
    "poster",
    "outcome",
    "timelapse",
    "links",
    "crowd",
    "invitation",
    "handouts",
    "script",
    "values",
    "project_leader",
    "erase",
    "case",
    "earlier",
    "own",
]


class PageRule(Struct, frozen=True):
    """Who may open a page: `roles` when the workshop is over, `before` when it is not yet. `rehearsal` is true for what only a
    rehearsal has, `after_writing` for what would steer those who write values in silence (DOM-23).
    """

    roles: frozenset[Role]
    before: frozenset[Role]
    rehearsal: bool = False
    after_writing: bool = False


def _rule(*roles: Role, before: tuple[Role, ...] | None = None, rehearsal: bool = False) -> PageRule:
    return PageRule(frozenset(roles), frozenset(roles if before is None else before), rehearsal)


PAGES: dict[Page, PageRule] = {
    "poster": _rule(*HELD_ROLES),
    "outcome": _rule(*HELD_ROLES),
    "timelapse": _rule(*HELD_ROLES, before=("facilitator",)),
    "links": _rule("facilitator"),
    "crowd": _rule("facilitator", rehearsal=True),
    "invitation": _rule("facilitator"),
    "handouts": _rule("facilitator"),
    "script": _rule("facilitator"),
    "values": _rule("facilitator"),
    "project_leader": _rule("facilitator"),
    "erase": _rule("facilitator", before=()),
    "case": _rule("facilitator", "scribe"),
    "own": _rule("participant"),
    "earlier": PageRule(frozenset(HELD_ROLES), frozenset(HELD_ROLES), after_writing=True),
}


def check_page(session: Session, viewer: Viewer, page: Page) -> Refusal | None:
    """Whether somebody may open a page now; None when he may."""
    rule = PAGES[page]
    if viewer.role not in rule.roles or (rule.rehearsal and not session.rehearsal):
        return Refusal("not_allowed")
    if session.phase == "closed":
        return None
    steers = rule.after_writing and not value_writing_is_over(session)
    return None if viewer.role in rule.before and not steers else Refusal("not_now")


def value_writing_is_over(session: Session) -> bool:
    """Whether nobody can be writing values in silence any more: every silent step for them was run and is open."""
    writing = {leaf.id for leaf in leaves(session.script) if leaf.silent and "value" in leaf.kinds}
    runs = [run for run in session.runs.values() if run.leaf_id in writing]
    return bool(writing) and writing == {run.leaf_id for run in runs} and all(run.opened_to != "author" for run in runs)
