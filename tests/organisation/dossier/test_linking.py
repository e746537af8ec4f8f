# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions that belong to each other: lifted to the organisation, or told once more by a later workshop."""

from __future__ import annotations

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.going_on import former, is_of_case, workshops
from organisation.dossier.handing_over import HandedAction, HandOver
from organisation.dossier.linking import told_again
from organisation.dossier.standing import told_actions
from organisation.dossier.state import ActionPlan
from organisation.dossier.viewer import SYSTEM, Viewer
from sessions.material.limits import MAX_LONG_CHARACTERS
from sessions.model.codes import Refusal
from sessions.model.former import MAX_FORMER
from sessions.topics.decider import begin as beginning
from sessions.topics.poster import ActionLine
from tests.organisation.dossier.test_decider import Case, told
from tests.sessions.world import opening

LIFTED = "s1.a1.org"


def later(case: Case, *actions: HandedAction, version: int = 1) -> HandOver:
    """What a further workshop of the case hands over."""
    return replace(
        told(case.world), workshop_id="s2", version=version, sha256=f"{version}" * 64, stage="execution", actions=actions
    )


def line(text: str, **fields: str) -> ActionLine:
    return ActionLine(foundation="rechtsstaat", action=text, values=(), **fields)  # type: ignore[arg-type]


def again(case: Case, action_id: str) -> str:
    """The id by which a further workshop knows an action of the case."""
    words = case.dossier.actions[action_id].plan.action
    return next(each.id for each in former(case.dossier, "execution", 1).actions if each.action == words)


def test_a_workshop_is_of_a_case_when_it_says_so_itself_and_never_of_one_from_a_file() -> None:
    """[CAS-19]"""
    case = Case()
    session = case.world.session
    began = replace(case.dossier, id=session.id)
    going_on = replace(session, id="s2", former=former(case.dossier, "execution", 1))
    assert (is_of_case(session, began), is_of_case(going_on, case.dossier)) == (True, True)
    # That it stands in the case among those that handed over is not enough.
    assert session.id in {each.workshop_id for each in case.dossier.handed}
    other = replace(case.dossier, id="elders")
    assert (is_of_case(session, other), is_of_case(going_on, other)) == (False, False)
    assert not is_of_case(session, replace(began, from_file=True))
    assert not is_of_case(going_on, replace(case.dossier, from_file=True))


class TestLifting:
    def test_what_is_lifted_is_two_that_know_each_other_with_their_own_holder_and_state(self) -> None:
        """[LVL-04]"""
        case = Case()
        case.ok(c.LiftAction("s1.a1", 1))
        one, other = case.action(), case.dossier.actions[LIFTED]
        assert (one.lifted_to, other.lifted_from) == (LIFTED, "s1.a1")
        assert (one.plan.holder, other.plan.holder, other.plan.level) == ("Team data", "", "organisation")
        case.ok(c.PutAction(LIFTED, other.rev, replace(other.plan, holder="CIO")))
        case.ok(c.ReportProgress("s1.a1", one.rev, "done"))
        assert (case.action().plan.holder, case.dossier.actions[LIFTED].status) == ("Team data", "not_started")
        assert case.action().lifted_to == LIFTED
        told_to_all = [(each.action, each.level) for each in told_actions(case.dossier)]
        assert told_to_all.count(("Maak een register", "organisation")) == 1
        assert told_to_all.count(("Maak een register", None)) == 1

    def test_pressed_twice_it_is_lifted_once_and_a_stale_press_is_refused(self) -> None:
        """[LVL-04] [CAS-04]"""
        case = Case()
        case.ok(c.LiftAction("s1.a1", 1))
        assert case.do(c.LiftAction("s1.a1", 1)) == ()
        assert len(case.dossier.actions) == 3
        assert case.refused(c.LiftAction("s1.a2", 7)) == "stale_rev"
        assert case.refused(c.LiftAction(LIFTED, 1)) == "invalid"
        assert case.refused(c.LiftAction("s1.none", 1)) == "unknown_item"

    def test_undone_nothing_that_was_told_is_lost_and_lifted_again_it_is_all_there(self) -> None:
        """[LVL-04]"""
        case = Case()
        case.ok(c.LiftAction("s1.a1", 1))
        case.ok(c.ReportProgress(LIFTED, 1, "busy", answers=("Loopt.", "", "", "", "")))
        case.ok(c.MakeHolderLink(LIFTED, "b" * 64))
        case.ok(c.LowerAction("s1.a1", case.action().rev))
        lowered = case.dossier.actions[LIFTED]
        assert (case.action().lifted_to, lowered.same_as, lowered.link) == ("", "s1.a1", None)
        assert LIFTED not in {action.id for action in case.dossier.living}
        assert lowered.answers[0] == "Loopt."
        assert case.do(c.LowerAction("s1.a1", 1)) == ()
        assert case.refused(c.ReportProgress(LIFTED, lowered.rev, "done")) == "unknown_item"
        assert case.refused(c.PutAction(LIFTED, lowered.rev, ActionPlan(action="x"))) == "unknown_item"
        assert case.refused(c.PartAction(LIFTED, lowered.rev)) == "invalid"
        case.ok(c.LiftAction("s1.a1", case.action().rev))
        raised = case.dossier.actions[LIFTED]
        assert (raised.same_as, raised.status, raised.answers[0]) == ("", "busy", "Loopt.")

    def test_an_action_of_the_organisation_is_not_lifted(self) -> None:
        """[LVL-04]"""
        case = Case()
        case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, level="organisation", wider=True, wider_note=" elders ")))
        assert case.action().plan.wider_note == "elders"
        assert case.refused(c.LiftAction("s1.a1", 2)) == "invalid"


class TestAFurtherWorkshop:
    def test_it_knows_values_and_actions_as_they_are_now_and_no_name(self) -> None:
        """[LVL-01]"""
        case = Case()
        case.ok(c.ReportProgress("s1.a1", 1, "stuck", "geen geld"))
        case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
        known = former(case.dossier, "execution", 5)
        assert (known.case_id, known.stage, known.told_at_ms) == ("s1", "execution", 5)
        assert [(value.name, value.meaning) for value in known.values] == [("Privacy", "niemand kijkt mee")]
        states = {action.action: (action.state, action.reason) for action in known.actions}
        assert states == {"Maak een register": ("stuck", "geen geld"), "Vraag bewoners": ("not_started", "")}
        assert "b" * 64 not in repr(known)

    def test_however_large_the_case_is_it_tells_what_a_room_can_take_in(self) -> None:
        """[LVL-01]"""
        case = Case()
        for number in range(MAX_FORMER + 5):
            case.ok(c.PutAction(f"n{number}", 0, ActionPlan(action="x" * MAX_LONG_CHARACTERS)))
        case.ok(c.ReportProgress("s1.a1", 1, "done"))
        known = former(case.dossier, "", 1)
        assert (len(known.actions), known.more) == (MAX_FORMER, 7)
        assert "Maak een register" not in {action.action for action in known.actions}

    def test_whatever_a_case_holds_a_workshop_can_be_opened_with_it(self) -> None:
        """[LVL-01]"""
        case = Case()
        long = "x" * 9_000
        action = replace(case.action(), plan=replace(case.action().plan, action=long, holder=long, term=long), reason=long)
        known = former(replace(case.dossier, actions={"s1.a1": action}), "evaluation", 1)
        assert not isinstance(beginning(replace(opening(), former=known), (), 1), Refusal)

    def test_its_poster_goes_into_the_same_case_once_and_what_was_agreed_stays(self) -> None:
        """[LVL-02] [LVL-03]"""
        case = Case()
        case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, holder="Afdeling veiligheid")))
        over = later(
            case,
            HandedAction(again(case, "s1.a1"), line("Maak een sensorregister", holder="Team sensoren")),
            HandedAction("b2", line("Train de balie")),
        )
        case.ok(c.TakeOver(over), SYSTEM)
        assert case.do(c.TakeOver(over), SYSTEM) == ()
        assert (case.action().plan.action, case.action().plan.holder) == ("Maak een register", "Afdeling veiligheid")
        said = told_again(case.dossier, case.action())
        assert [(each.plan.action, each.plan.holder, each.workshop_id) for each in said] == [
            ("Maak een sensorregister", "Team sensoren", "s2")
        ]
        assert {action.plan.action for action in case.dossier.living} == {"Maak een register", "Vraag bewoners", "Train de balie"}
        assert not case.action("a2").gone
        assert [[each.version for each in versions] for versions in workshops(case.dossier)] == [[1], [1]]

    def test_a_later_version_of_it_is_still_the_same_action(self) -> None:
        """[LVL-03]"""
        case = Case()
        name = again(case, "s1.a1")
        case.ok(c.TakeOver(later(case, HandedAction(name, line("Maak een register")))), SYSTEM)
        case.ok(c.TakeOver(later(case, HandedAction(name, line("Maak twee registers")), version=2)), SYSTEM)
        assert [said.plan.action for said in told_again(case.dossier, case.action())] == ["Maak twee registers"]
        assert case.action().plan.action == "Maak een register"

    def test_the_regievoerder_says_that_it_is_the_same_and_takes_it_back(self) -> None:
        """[LVL-03]"""
        case = Case()
        case.ok(c.TakeOver(later(case, HandedAction("b1", line("Een register maken")))), SYSTEM)
        case.ok(c.MakeHolderLink("s2.b1", "b" * 64))
        assert case.refused(c.JoinAction("s2.b1", 9, "s1.a1")) == "stale_rev"
        assert case.refused(c.JoinAction("s2.b1", 1, "s2.b1")) == "unknown_item"
        assert case.refused(c.JoinAction("s2.b1", 1, "s1.none")) == "unknown_item"
        case.ok(c.JoinAction("s2.b1", 1, "s1.a1"))
        joined = case.dossier.actions["s2.b1"]
        assert (joined.same_as, joined.link, joined.is_open) == ("s1.a1", None, False)
        assert case.refused(c.JoinAction("s1.a2", 1, "s2.b1")) == "unknown_item"
        # What another one is told again of, is itself no repetition.
        assert case.refused(c.JoinAction("s1.a1", 1, "s1.a2")) == "invalid"
        assert case.refused(c.ReportProgress("s2.b1", 2, "done"), Viewer("holder", "s2.b1")) == "unknown_item"
        case.ok(c.PartAction("s2.b1", joined.rev))
        assert case.dossier.actions["s2.b1"].is_open
        assert case.do(c.PartAction("s2.b1", 1)) == ()


class TestTheKey:
    def test_that_the_link_was_used_is_noted_once_a_day_and_forgotten_with_another_link(self) -> None:
        """[LVL-06]"""
        case = Case()
        assert case.dossier.key_used_at_ms == 0
        assert case.do(c.UseKey(), SYSTEM) == (e.KeyUsed(case.now_ms),)
        assert case.do(c.UseKey(), SYSTEM) == ()
        case.ok(c.RenewKey("c" * 64), SYSTEM)
        assert case.dossier.key_used_at_ms == 0
