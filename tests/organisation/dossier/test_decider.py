# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case: what workshops hand over, what is agreed, how actions are doing, who may do what."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier import report_commands as rc
from organisation.dossier.actions import TAKEN_BACK_WITHIN_MS, USE_NOTED_EVERY_MS
from organisation.dossier.bounds import KEPT_FOR_STOPPING, MAX_ACTIONS, MAX_CHANGES, MAX_CHANGES_OF_MIND, MAX_HANDED, MAX_MOMENTS
from organisation.dossier.case_file import case_file
from organisation.dossier.days import day_after, day_in_the_netherlands
from organisation.dossier.decider import begin, decide, replay
from organisation.dossier.handing_over import HandOver, hand_over
from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.state import ActionPlan, CheckMoment, Dossier, LivingAction, Standing
from organisation.dossier.viewer import COORDINATOR, SYSTEM, Role, Viewer
from sessions.material.framework import ValueRef
from sessions.model.codes import Refusal
from sessions.model.items import FollowUp
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.model.state import ActionContent
from sessions.wire import commands as w
from tests.sessions.world import FACILITATOR, START_MS, World, person, value

KEY = "a" * 64


def workshop() -> World:
    """A workshop with two actions on a fixed poster."""
    world = World(3, checked=False)
    world.go("A3")
    put(world, "v1", PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="niemand kijkt mee"))
    put(world, "a1", PosterActionContent(foundation="rechtsstaat", action="Maak een register", holder="Team data", term="1 mei"))
    put(world, "a2", PosterActionContent(foundation="democratie", action="Vraag bewoners", term="2027-03-01"))
    world.ok(w.PutItem("follow_up", 0, FollowUp("half maart", "de projectleider", "", "adviseur ethiek")), FACILITATOR)
    world.ok(w.TakeSnapshot(), FACILITATOR)
    return world


def put(world: World, entry_id: str, content: PosterActionContent | PosterValueContent) -> None:
    known = world.session.poster.entries.get(entry_id)
    world.ok(w.PutPosterEntry(entry_id, known.rev if known else 0, content), FACILITATOR)


def told(world: World) -> HandOver:
    return hand_over(world.session, world.session.snapshots[-1])


class Case:
    """A case that was begun; `do` decides as the store does."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or workshop()
        self.now_ms = START_MS
        events = begin(c.OpenDossier("s1", KEY, told(self.world)), self.now_ms)
        assert not isinstance(events, Refusal)
        self.log = [events]
        self.dossier = self._replayed()

    def _replayed(self) -> Dossier:
        dossier: Dossier | None = None
        for events in self.log:
            dossier = replay(e.decode_events(e.encode_events(events)), dossier)
        assert dossier is not None
        return dossier

    def do(self, command: c.Command, who: Viewer = COORDINATOR) -> e.Decision:
        decision = decide(self.dossier, command, who, self.now_ms)
        if not isinstance(decision, Refusal) and decision:
            self.log.append(decision)
            self.dossier = self._replayed()
        return decision

    def ok(self, command: c.Command, who: Viewer = COORDINATOR) -> None:
        decision = self.do(command, who)
        assert not isinstance(decision, Refusal), decision

    def refused(self, command: c.Command, who: Viewer = COORDINATOR) -> str:
        decision = self.do(command, who)
        assert isinstance(decision, Refusal), decision
        return decision.code

    def action(self, name: str = "a1") -> LivingAction:
        return self.dossier.actions[f"s1.{name}"]


class TestHandingOver:
    def test_a_case_begins_with_what_the_poster_says_and_nothing_of_who_wrote_it(self) -> None:
        """[CAS-01]"""
        world = workshop()
        world.join("p9", name="Fatma")
        world.go("A2c1")
        world.add("p9", "n1", value("privacy", "alleen op mijn briefje"))
        case = Case(world)
        dossier = case.dossier
        assert (dossier.title, dossier.coordination.coordinator) == ("Camera's in de wijk", "adviseur ethiek")
        assert dossier.appointment.with_whom == "de projectleider"
        assert case.action().plan == ActionPlan(action="Maak een register", holder="Team data", term="1 mei")
        assert case.action("a2").plan.due_day == "2027-03-01"
        stored = b"".join(e.encode_events(events) for events in case.log)
        assert b"Fatma" not in stored
        assert b"alleen op mijn briefje" not in stored

    def test_the_same_poster_once_more_changes_nothing(self) -> None:
        """[CAS-02]"""
        case = Case()
        first = told(case.world)
        assert case.do(c.TakeOver(first), SYSTEM) == ()
        # The content says which poster it is: a number by itself does not, since another one may have it after a lost tail.
        assert case.do(c.TakeOver(replace(first, version=2)), SYSTEM) == ()
        case.ok(c.TakeOver(replace(first, sha256="2" * 64, actions=first.actions[:1])), SYSTEM)
        assert case.action("a2").gone
        assert case.do(c.TakeOver(first), SYSTEM) == ()

    def test_a_later_poster_changes_what_the_case_has_not_changed_and_marks_what_is_gone(self) -> None:
        """[CAS-03]"""
        case = Case()
        case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, holder="Afdeling veiligheid")))
        put(
            case.world,
            "a1",
            PosterActionContent(foundation="rechtsstaat", action="Maak een sensorregister", holder="Team sensoren"),
        )
        entry = case.world.session.poster.entries["a2"]
        case.world.ok(w.RemovePosterEntry("a2", entry.rev), FACILITATOR)
        put(case.world, "a3", PosterActionContent(foundation="democratie", action="Hang borden op"))
        case.world.ok(w.TakeSnapshot(), FACILITATOR)
        case.ok(c.TakeOver(told(case.world)), SYSTEM)
        plan = case.action().plan
        assert (plan.action, plan.holder, plan.term) == ("Maak een sensorregister", "Afdeling veiligheid", "")
        assert case.action("a2").gone
        assert not case.action("a1").gone
        assert case.action("a3").plan.action == "Hang borden op"
        assert [each.version for each in case.dossier.handed] == [1, 2]

    def test_the_case_is_called_as_the_workshop_that_it_began_with_calls_itself_on_its_last_poster(self) -> None:
        """[BRD-25]"""
        case = Case()
        first = told(case.world)
        case.world.ok(w.ChangeTitle(0, "Camera's in het park", "Gemeente Elders"), FACILITATOR)
        case.world.ok(w.TakeSnapshot(), FACILITATOR)
        case.ok(c.TakeOver(told(case.world)), SYSTEM)
        assert (case.dossier.title, case.dossier.organisation) == ("Camera's in het park", "Gemeente Elders")
        case.ok(c.TakeOver(replace(first, workshop_id="s2", title="Deel twee")), SYSTEM)
        assert case.dossier.title == "Camera's in het park"

    def test_what_is_gone_comes_back_with_a_poster_that_has_it_again(self) -> None:
        """[CAS-03]"""
        case = Case()
        entry = case.world.session.poster.entries["a2"]
        case.world.ok(w.RemovePosterEntry("a2", entry.rev), FACILITATOR)
        case.world.ok(w.TakeSnapshot(), FACILITATOR)
        case.ok(c.TakeOver(told(case.world)), SYSTEM)
        case.world.ok(w.RestorePosterEntry("a2", case.world.session.poster.entries["a2"].rev), FACILITATOR)
        put(case.world, "a4", PosterActionContent(foundation="democratie", action="Nog iets"))
        case.world.ok(w.TakeSnapshot(), FACILITATOR)
        case.ok(c.TakeOver(told(case.world)), SYSTEM)
        assert not case.action("a2").gone

    def test_an_action_without_an_id_on_the_board_is_known_by_its_words(self) -> None:
        """[CAS-03]"""
        world = workshop()
        first = told(world)
        case = Case(world)
        nameless = tuple(replace(each, entry_id="") for each in first.actions)
        case.ok(c.TakeOver(replace(first, version=2, sha256="x", actions=nameless)), SYSTEM)
        assert set(case.dossier.actions) == {"s1.a1", "s1.a2"}

    def test_a_case_takes_over_as_many_posters_and_actions_as_it_holds(self) -> None:
        """[CAS-09]"""
        case = Case()
        full = case.dossier.handed * MAX_HANDED
        case.dossier = replace(case.dossier, handed=full)
        assert case.refused(c.TakeOver(replace(told(case.world), version=99, sha256="9" * 64)), SYSTEM) == "too_many"
        many = {f"x{n}": LivingAction(f"x{n}", ActionPlan(action="iets")) for n in range(MAX_ACTIONS)}
        case.dossier = replace(case.dossier, actions=many)
        assert case.refused(c.PutAction("nieuw", 0, ActionPlan(action="iets"))) == "too_many"

    def test_an_entry_that_went_to_another_action_comes_back_as_a_new_one_and_takes_nothing_away(self) -> None:
        """[CAS-03]"""
        case = Case()
        case.ok(c.ReportProgress("s1.a1", 1, "busy", "", ("Loopt.", "", "", "", "")))
        first = told(case.world)
        one, two = first.actions
        moved = replace(first, version=2, sha256="2" * 64, actions=(replace(one, entry_id="a9"), two))
        case.ok(c.TakeOver(moved), SYSTEM)
        other = replace(one, line=replace(one.line, action="Iets heel anders"))
        case.ok(c.TakeOver(replace(first, version=3, sha256="3" * 64, actions=(other, two))), SYSTEM)
        assert (case.action().answers[0], case.action().plan.action, case.action().gone) == ("Loopt.", "Maak een register", True)
        assert case.dossier.actions["s1.a1-2"].plan.action == "Iets heel anders"

    def test_a_poster_that_says_again_what_it_said_before_is_a_further_one(self) -> None:
        """[CAS-03]"""
        case = Case()
        first = told(case.world)
        case.ok(c.TakeOver(replace(first, version=2, sha256="b" * 64, actions=first.actions[:1])), SYSTEM)
        case.ok(c.TakeOver(replace(first, version=3)), SYSTEM)
        assert not case.action("a2").gone

    def test_what_was_changed_on_the_board_since_is_the_same_action(self) -> None:
        """[CAS-03]"""
        world = workshop()
        put(world, "a1", PosterActionContent(foundation="rechtsstaat", action="Heel anders", holder="Team data"))
        assert [each.entry_id for each in told(world).actions] == ["a1", "a2"]

    def test_no_word_of_a_note_that_a_table_set_aside_goes_along(self) -> None:
        """[CAS-01]"""
        world = World(3, checked=False)
        world.go("B5")
        words = ActionContent("Bel Jan de Vries", "ik")
        world.ok(w.AddNote("n1", world.session.current, words, "democratie"), person("p1"))
        world.ok(w.ChooseNote("n1", 0, "set_aside", "te klein"), person("p1"))
        put(world, "a1", PosterActionContent(foundation="democratie", action="Vraag bewoners"))
        world.ok(w.TakeSnapshot(), FACILITATOR)
        assert b"Jan de Vries" not in e.encode_events(Case(world).log[0])


class TestActions:
    def test_what_is_agreed_is_sharper_than_the_poster_which_stays(self) -> None:
        """[CAS-04]"""
        case = Case()
        plan = replace(case.action().plan, due_day="2027-05-01", monitor="controller", level="organisation")
        case.ok(c.PutAction("s1.a1", 1, plan))
        assert (case.action().plan, case.action().rev) == (plan, 2)
        assert case.action().on_poster == case.dossier.latest.actions[0].line
        assert case.do(c.PutAction("s1.a1", 2, plan)) == ()

    def test_a_stale_change_is_refused_and_so_is_what_is_empty_or_no_day(self) -> None:
        """[CAS-04]"""
        case = Case()
        case.ok(c.PutAction("s1.a1", 1, replace(case.action().plan, holder="A")))
        assert case.refused(c.PutAction("s1.a1", 1, replace(case.action().plan, holder="B"))) == "stale_rev"
        assert case.refused(c.PutAction("s1.a1", 2, replace(case.action().plan, action=" \u200b"))) == "empty"
        for day in ("na de zomer", "2027-02-29", "2027-13-01", "1827-01-01"):
            assert case.refused(c.PutAction("s1.a1", 2, replace(case.action().plan, due_day=day))) == "invalid"
        assert case.refused(c.PutAction("s1.a1", 0, replace(case.action().plan, holder="C"))) == "id_taken"
        assert case.refused(c.PutAction("zz", 3, ActionPlan(action="x"))) == "unknown_item"

    def test_a_slip_is_taken_back_within_the_hour_by_who_made_it_and_before_anything_else_was_told(self) -> None:
        """[CAS-17]"""
        case = Case()
        holder = Viewer("holder", "s1.a1")
        case.ok(c.ReportProgress("s1.a1", 1, "stuck", "geen geld", ("Loopt.", "", "", "", ""), "2027-02-01"))
        before = case.action()
        case.ok(c.ReportProgress("s1.a1", 2, "done"), holder)
        assert case.refused(c.TakeBackProgress("s1.a1", 2), holder) == "stale_rev"
        assert case.refused(c.TakeBackProgress("s1.a1", 3)) == "not_yours"
        assert case.refused(c.TakeBackProgress("s1.a1", 3), Viewer("holder", "s1.a2")) == "not_yours"
        case.ok(c.TakeBackProgress("s1.a1", 3), holder)
        assert replace(case.action(), rev=before.rev) == before
        assert case.action().rev == 4
        # What the regievoerder heard is his to take back.
        assert case.refused(c.TakeBackProgress("s1.a1", 4), holder) == "not_yours"
        case.now_ms += TAKEN_BACK_WITHIN_MS + 1
        assert case.refused(c.TakeBackProgress("s1.a1", 4)) == "not_now"
        assert case.refused(c.TakeBackProgress("s1.a2", 1)) == "not_now"

    def test_a_check_moment_keeps_what_was_said_and_an_empty_answer_leaves_the_former_one(self) -> None:
        """[CAS-05]"""
        case = Case()
        first = ("Loopt.", "Geen geld.", "", "", "")
        case.ok(c.ReportProgress("s1.a1", 1, "busy", "", first, "2027-02-01"))
        case.now_ms += 1000
        case.ok(c.ReportProgress("s1.a1", 2, "stuck", "wacht op geld", ("", "Nog geen geld.", "", "", "")))
        told_now = case.action()
        assert (told_now.status, told_now.reason, told_now.check_day, told_now.rev) == ("stuck", "wacht op geld", "", 3)
        assert told_now.answers == ("Loopt.", "Nog geen geld.", "", "", "")
        assert told_now.moments[0] == CheckMoment(START_MS, "coordinator", "busy", "", first, "2027-02-01", Standing())

    def test_nobody_says_again_what_stood_there_already(self) -> None:
        """[CAS-05]"""
        case = Case()
        case.ok(c.ReportProgress("s1.a1", 1, "stuck", "geen geld", ("Traag.", "", "", "", "")))
        case.ok(c.ReportProgress("s1.a1", 2, "done", "geen geld", ("Traag.", "", "", "", "")), Viewer("holder", "s1.a1"))
        moment = case.action().moments[1]
        assert (moment.reason, moment.answers) == ("", ("",) * 5)
        assert case.action().answers[0] == "Traag."
        # What is typed anew is kept, whatever the status is that stands beside it.
        case.ok(c.ReportProgress("s1.a1", 3, "busy", "We wachten op budget"))
        assert (case.action().reason, case.action().moments[2].reason) == ("We wachten op budget",) * 2

    def test_a_change_of_what_is_agreed_stores_nothing_of_what_was_told(self) -> None:
        """[CAS-09]"""
        case = Case()
        case.ok(c.ReportProgress("s1.a1", 1, "busy", "", ("Loopt al heel lang.", "", "", "", "")))
        case.ok(c.PutAction("s1.a1", 2, replace(case.action().plan, holder="B")))
        assert b"Loopt al heel lang." not in e.encode_events(case.log[-1])
        assert case.action().answers[0] == "Loopt al heel lang."

    def test_a_case_has_so_many_changes_and_no_more(self) -> None:
        """[CAS-09]"""
        case = Case()
        case.dossier = replace(case.dossier, changes=MAX_CHANGES)
        assert case.refused(c.SetDone("report", "2027-01-01")) == "too_many"

    def test_what_must_stop_can_be_stopped_however_much_was_changed(self) -> None:
        """[CAS-09]"""
        case = Case()
        case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
        case.ok(c.SetAddress("s1.a1", 0, "team@example.nl"))
        full = replace(case.dossier, changes=MAX_CHANGES)
        holder = Viewer("holder", "s1.a1")
        stops: list[tuple[c.Command, Viewer]] = [
            (c.SetMail("s1.a1", wanted=False), holder),
            (c.SetAddress("s1.a1", 1, ""), COORDINATOR),
        ]
        stops += [(command, COORDINATOR) for command in (c.RevokeHolderLink("s1.a1"), c.RenewKey("d" * 64))]
        for command, who in stops:
            events = decide(full, command, who, START_MS)
            assert events
            assert not isinstance(events, Refusal)
        goes_on: list[tuple[c.Command, Viewer]] = [
            (c.SetMail("s1.a1", wanted=True), holder),
            (c.MakeHolderLink("s1.a2", "b" * 64), COORDINATOR),
        ]
        assert [decide(full, command, who, START_MS) for command, who in goes_on] == [Refusal("too_many")] * 2
        fuller = replace(case.dossier, changes=MAX_CHANGES + KEPT_FOR_STOPPING)
        assert decide(fuller, c.RenewKey("d" * 64), COORDINATOR, START_MS) == Refusal("too_many")

    def test_looking_uses_up_nothing_of_what_may_be_changed(self) -> None:
        """[CAS-09]"""
        case = Case()
        case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
        before = case.dossier.changes
        case.ok(c.NoteUse("s1.a1"), Viewer("holder", "s1.a1"))
        case.ok(c.UseKey(), SYSTEM)
        assert (case.dossier.changes, case.action().link is not None) == (before, True)
        case.ok(c.RevokeHolderLink("s1.a1"))
        assert case.dossier.changes == before + 1

    def test_a_holder_changes_his_mind_so_often_and_leaves_the_rest_to_others(self) -> None:
        """[CAS-09] [LIV-05]"""
        case = Case()
        case.ok(c.SetAddress("s1.a1", 0, "team@example.nl"))
        holder = Viewer("holder", "s1.a1")
        while case.dossier.contacts["s1.a1"].rev < MAX_CHANGES_OF_MIND:
            case.ok(c.SetMail("s1.a1", wanted=case.dossier.contacts["s1.a1"].stopped), holder)
        if not case.dossier.contacts["s1.a1"].stopped:
            case.ok(c.SetMail("s1.a1", wanted=False), holder)
        assert case.refused(c.SetMail("s1.a1", wanted=True), holder) == "too_many"

    def test_what_is_dropped_has_a_reason(self) -> None:
        """[CAS-05]"""
        case = Case()
        assert case.refused(c.ReportProgress("s1.a1", 1, "dropped", " ")) == "empty"
        case.ok(c.ReportProgress("s1.a1", 1, "dropped", "project gestopt"))
        assert not case.action().is_open

    def test_moments_have_a_bound(self) -> None:
        """[CAS-09]"""
        case = Case()
        many = replace(case.action(), moments=(CheckMoment(0, "holder", "busy", "", ("",) * 5, ""),) * MAX_MOMENTS)
        case.dossier = replace(case.dossier, actions={many.id: many})
        assert case.refused(c.ReportProgress("s1.a1", 1, "done")) == "too_many"


class TestHolders:
    HOLDER = Viewer("holder", "s1.a1")

    def test_a_holder_tells_of_his_own_action_and_of_no_other(self) -> None:
        """[CAS-06]"""
        case = Case()
        case.ok(c.ReportProgress("s1.a1", 1, "done"), self.HOLDER)
        assert case.action().moments[0].by == "holder"
        assert case.refused(c.ReportProgress("s1.a2", 1, "done"), self.HOLDER) == "not_yours"

    def test_another_link_takes_the_place_of_the_former_one_and_can_be_taken_away(self) -> None:
        """[CAS-07]"""
        case = Case()
        case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
        case.ok(c.MakeHolderLink("s1.a1", "d" * 64))
        link = case.action().link
        assert link is not None
        assert (link.key_hash, link.last_used_ms) == ("d" * 64, 0)
        case.ok(c.RevokeHolderLink("s1.a1"))
        assert case.action().link is None
        assert case.do(c.RevokeHolderLink("s1.a1")) == ()

    def test_that_a_link_was_used_is_noted_once_a_day(self) -> None:
        """[CAS-07]"""
        case = Case()
        assert case.do(c.NoteUse("s1.a1"), self.HOLDER) == ()
        case.ok(c.MakeHolderLink("s1.a1", "b" * 64))
        case.ok(c.NoteUse("s1.a1"), self.HOLDER)
        assert case.do(c.NoteUse("s1.a1"), self.HOLDER) == ()
        case.now_ms += USE_NOTED_EVERY_MS
        assert case.do(c.NoteUse("s1.a1"), self.HOLDER) != ()
        # What a holder had drawn still fits: looking is no change.
        assert case.action().rev == 1


class TestTheTalk:
    def test_answers_appointment_and_coordinator_are_kept_and_stale_ones_refused(self) -> None:
        """[CAS-08]"""
        case = Case()
        for number in range(len(FOLLOW_UP)):
            case.ok(c.AnswerFollowUp(number, 0, f"antwoord {number}"))
        assert case.refused(c.AnswerFollowUp(0, 0, "anders")) == "stale_rev"
        assert case.do(c.AnswerFollowUp(0, 1, "antwoord 0 ")) == ()
        case.ok(c.SetAppointment(0, "2027-02-10", "09:30", "de projectleider"))
        assert case.refused(c.SetAppointment(0, "2027-02-11")) == "stale_rev"
        assert case.refused(c.SetAppointment(1, "morgen")) == "invalid"
        assert case.refused(c.SetAppointment(1, "", "09:30")) == "invalid"
        assert case.refused(c.SetAppointment(1, "2027-02-10", "25:00")) == "invalid"
        case.ok(c.SetCoordinator(0, "privacy officer", "2027-01-01"))
        assert case.refused(c.SetCoordinator(1, "")) == "empty"
        assert case.refused(c.SetCoordinator(0, "iemand anders")) == "stale_rev"
        assert case.refused(c.SetCoordinator(1, "x", "ooit")) == "invalid"

    def test_a_step_of_the_path_is_done_on_a_day_and_not_after_all(self) -> None:
        """[CAS-08]"""
        case = Case()
        case.ok(c.SetDone("follow_up", "2027-02-10"))
        assert case.dossier.done == {"follow_up": "2027-02-10"}
        assert case.refused(c.SetDone("report", "straks")) == "invalid"
        case.ok(c.SetDone("follow_up", ""))
        assert case.dossier.done == {}


# Who may ask it: the regievoerder (c), a holder (h), whoever takes the second look (l), the server itself (s).
RIGHTS = """
open_dossier        s
restore_dossier     s
take_over           s
renew_key           s c
set_organisation    s
set_coordinator     c
set_appointment     c
answer_follow_up    c
set_done            c
put_action          c
report_progress     c h
take_back_progress  c h
make_holder_link    c
revoke_holder_link  c
use_key             s
lift_action         c
lower_action        c
join_action         c
part_action         c
note_use            h
set_address         c
set_mail            c h
ask_mail            c
intend_mail         s
settle_mail         s
publish_message     c
correct_message     c
withdraw_message    c
write_row           c
follow_source       c
add_comment         c l
remove_comment      c
establish           c
reopen              c
share               c
unshare             c
make_readers_link   c
revoke_readers_link c
redact              c
keep_name           c
review_names        c
set_informed        c
make_checkers_link  c
revoke_checkers_link c
approve             l
publish             c
withdraw            c
"""


def samples(case: Case) -> dict[str, c.Command]:
    over = told(case.world)
    commands: tuple[c.Command, ...] = (
        c.OpenDossier("s2", KEY, over),
        c.RestoreDossier("s2", KEY, case_file(case.dossier)),
        c.TakeOver(replace(over, version=2, sha256="2" * 64)),
        c.RenewKey("e" * 64),
        c.SetOrganisation("o-1"),
        c.SetCoordinator(0, "wie"),
        c.SetAppointment(0, "2027-01-01"),
        c.AnswerFollowUp(0, 0, "ja"),
        c.SetDone("report", "2027-01-01"),
        c.PutAction("s1.a1", 1, ActionPlan(action="anders")),
        c.ReportProgress("s1.a1", 1, "busy"),
        c.TakeBackProgress("s1.a1", 1),
        c.MakeHolderLink("s1.a1", "b" * 64),
        c.RevokeHolderLink("s1.a1"),
        c.UseKey(),
        c.LiftAction("s1.a1", 1),
        c.LowerAction("s1.a1", 1),
        c.JoinAction("s1.a1", 1, "s1.a2"),
        c.PartAction("s1.a1", 1),
        c.NoteUse("s1.a1"),
        c.SetAddress("s1.a1", 0, "team@example.nl"),
        c.SetMail("s1.a1", wanted=False),
        c.AskMail("s1.a1"),
        c.IntendMail("s1.a1", "look", "2027-01-01", "2027-01-01"),
        c.SettleMail("s1.a1", "look", "2027-01-01", 1, "sent"),
        c.PublishMessage("m1", "Het gaat goed.", "0" * 16),
        c.CorrectMessage("m1", 1, "Het gaat beter."),
        c.WithdrawMessage("m1", 1),
        rc.WriteRow("goal", 0, "Anders.", ""),
        rc.FollowSource("goal", 0),
        rc.AddComment("k1", "goal", "Klopt dit?"),
        rc.RemoveComment("k1"),
        rc.Establish("f" * 64, "2027-01-01"),
        rc.Reopen(),
        rc.Share(),
        rc.Unshare(),
        rc.MakeReadersLink("b" * 64),
        rc.RevokeReadersLink(),
        rc.Redact("Jansen", out=True),
        rc.KeepName("Jansen", keep=True),
        rc.ReviewNames("f" * 64),
        rc.SetInformed("2027-01-01"),
        rc.MakeCheckersLink("b" * 64),
        rc.RevokeCheckersLink(),
        rc.Approve("f" * 64, "2027-01-01"),
        rc.Publish("f" * 64, "2027-01-01"),
        rc.Withdraw("2027-01-01"),
    )
    assert {type(command) for command in commands} == set(get_args(c.Command))
    return {str(command.__struct_config__.tag): command for command in commands}


@pytest.mark.parametrize("line", RIGHTS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_the_table_of_rights(line: str) -> None:
    """[CAS-06] Written out once more by hand: role × command."""
    tag, *letters = line.split()
    whole: dict[str, Role] = {"s": "system", "c": "coordinator", "h": "holder", "l": "checker"}
    for letter, role in whole.items():
        decision = Case().do(samples(Case())[tag], Viewer(role, "s1.a1" if role == "holder" else ""))
        allowed = not (isinstance(decision, Refusal) and decision.code == "not_allowed")
        assert allowed == (letter in letters), (tag, role)


def test_as_many_answers_as_there_are_questions() -> None:
    """[CAS-05] [CAS-08]"""
    case = Case()
    assert len(case.dossier.answers) == len(FOLLOW_UP) == 8
    assert len(case.action().answers) == len(PROGRESS) == 5


def test_the_day_to_look_again_is_still_to_come_and_one_that_came_is_over_once_told() -> None:
    """[CAS-05]"""
    case = Case()
    today = day_in_the_netherlands(case.now_ms)
    past = c.ReportProgress("s1.a1", 1, "busy", check_day=day_after(today, -1))
    assert case.refused(past) == "invalid"
    case.ok(c.ReportProgress("s1.a1", 1, "busy", check_day=today))
    assert case.action().check_day == today
    case.now_ms += 2 * 24 * 3600 * 1000
    case.ok(c.ReportProgress("s1.a1", 2, "busy", check_day=today))
    assert case.action().check_day == ""
