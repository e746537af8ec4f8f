# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one table of rights: role × moment × command (SEC-05). Ownership and values are checked by each topic's `decide`.

A command class without a row here is refused by the type checker of `tests/sessions/topics/test_policy.py` and at run time.
"""

from msgspec import Struct

from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import Role, Viewer
from sessions.wire import commands as c


class Rule(Struct, frozen=True):
    """Who may ask this, and when: `silence` is true for what is allowed while silence holds, `closed` for what is after the
    end, `running` false for what ends with the first step.
    """

    roles: frozenset[Role]
    lobby: bool = False
    silence: bool = False
    closed: bool = False
    running: bool = True


def _rule(*roles: Role, lobby: bool = False, silence: bool = False, closed: bool = False, running: bool = True) -> Rule:
    return Rule(frozenset(roles), lobby=lobby, silence=silence, closed=closed, running=running)


POLICY: dict[type[c.AnyCommand], Rule] = {
    c.ChangeProfile: _rule("participant", lobby=True, silence=True),
    c.AddNote: _rule("participant", "scribe", silence=True),
    c.EditNote: _rule("participant", "scribe", silence=True),
    c.DeleteNote: _rule("participant", "scribe", silence=True),
    c.RestoreNote: _rule("participant", "scribe", silence=True),
    c.MoveNote: _rule("participant", "scribe", "facilitator", silence=True),
    c.StackNote: _rule("participant", "facilitator"),
    c.UnstackNote: _rule("participant", "facilitator"),
    c.ChooseNote: _rule("participant", "facilitator", "scribe"),
    c.HideNote: _rule("facilitator"),
    c.SayReady: _rule("participant", "scribe", silence=True),
    c.AskMoreTime: _rule("participant", silence=True),
    c.TakeSpokesperson: _rule("participant"),
    c.MarkSheetReady: _rule("participant", "facilitator", "scribe"),
    c.GoToStep: _rule("facilitator", lobby=True),
    c.StartTimer: _rule("facilitator"),
    c.AddTime: _rule("facilitator", silence=True),
    c.PauseTimer: _rule("facilitator", silence=True),
    c.ResumeTimer: _rule("facilitator", silence=True),
    c.ShortenTimer: _rule("facilitator", silence=True),
    c.StartPitch: _rule("facilitator"),
    c.EndPitch: _rule("facilitator"),
    c.SetTables: _rule("facilitator", lobby=True, silence=True),
    c.MovePerson: _rule("facilitator", lobby=True, silence=True),
    c.MarkAway: _rule("facilitator", "participant", lobby=True, silence=True),
    c.RemovePeople: _rule("facilitator", lobby=True, silence=True),
    c.RestorePeople: _rule("facilitator", lobby=True, silence=True),
    c.SetDoor: _rule("facilitator", lobby=True, silence=True),
    c.AddProxy: _rule("scribe", lobby=True, silence=True),
    c.PutPosterEntry: _rule("facilitator"),
    c.MovePosterEntry: _rule("facilitator"),
    c.RemovePosterEntry: _rule("facilitator"),
    c.RestorePosterEntry: _rule("facilitator"),
    c.MergePosterEntry: _rule("facilitator"),
    c.OrderPoster: _rule("facilitator"),
    # Which items, and when, is said in item_policy.py.
    c.PutItem: _rule("participant", "facilitator", "scribe", lobby=True, silence=True),
    c.RemoveItem: _rule("participant", "facilitator", "scribe", lobby=True, silence=True),
    c.RestoreItem: _rule("participant", "facilitator", "scribe", lobby=True, silence=True),
    c.RaiseHand: _rule("participant"),
    c.GiveFloor: _rule("facilitator"),
    c.LowerHand: _rule("facilitator"),
    c.BringHere: _rule("facilitator"),
    # Also in silence: the screen gets no more than before.
    c.ShowOnScreen: _rule("facilitator", lobby=True, silence=True),
    c.ChangePlan: _rule("facilitator", lobby=True, silence=True),
    c.FitPlan: _rule("facilitator", silence=True),
    c.AnswerChecklist: _rule("facilitator"),
    c.DecideProject: _rule("facilitator"),
    c.TakeSnapshot: _rule("facilitator"),
    c.ChangeTitle: _rule("facilitator", lobby=True, silence=True),
    c.CloseWorkshop: _rule("facilitator", lobby=True),
    # The same once more, when the answer got lost, finds it open: that changes nothing.
    c.ReopenWorkshop: _rule("facilitator", lobby=True, silence=True, closed=True),
    # Until the first step: whatever people write, they write about values that stay.
    c.ChangeValues: _rule("system", lobby=True, running=False),
    c.JoinWorkshop: _rule("system", lobby=True, silence=True),
    c.EndSilence: _rule("system", silence=True),
    # Also after the end: the project leader reads the case by his link until it is taken away.
    c.ChangeKeys: _rule("system", lobby=True, silence=True, closed=True),
    c.FillCase: _rule("project_leader", lobby=True, running=False),
    c.ChangeCode: _rule("system", lobby=True, silence=True),
    c.TakeIn: _rule("system", lobby=True, silence=True, closed=True),
}


def check_policy(session: Session, command: c.AnyCommand, who: Viewer) -> Refusal | None:
    """Whether this role may ask this now; None when it may."""
    rule = POLICY.get(type(command))
    if rule is None or who.role not in rule.roles:
        return Refusal("not_allowed")
    if who.role == "participant" and session.participant(who.participant_id) is None:
        return Refusal("unknown_person")
    if session.phase == "closed" and not rule.closed:
        return Refusal("workshop_closed")
    if session.phase == "lobby" and not rule.lobby:
        return Refusal("not_now")
    if session.phase == "running" and not rule.running:
        return Refusal("not_now")
    if session.locked() and not rule.silence:
        return Refusal("silence_running")
    return None
