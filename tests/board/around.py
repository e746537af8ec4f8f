# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Samples of the pages around a workshop, for the rules that hold for every page."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from board import workshop_pages as w
from sessions.afterwards import outcome_lines as o
from sessions.afterwards.invitation import Invitation
from sessions.afterwards.timelapse import Frame, Happening, Step, Thing, Timelapse
from sessions.material.credit import Credit
from sessions.material.framework import parse_framework
from sessions.material.measures import parse_measures
from sessions.material.script import leaves
from sessions.material.script_rules import parse_script
from sessions.material.text import Language, Text
from sessions.model.items import CaseForm, Plan
from sessions.topics.poster import ActionLine, AnsweredQuestion, DecisionLine, NamedValue

HOSTILE = '<b>Camera\'s</b> & "meer"'
WHATS = (
    *("opened", "note", "moved", "chosen", "aside", "value", "value_changed", "action", "action_changed", "tension"),
    *("tension_changed", "removed", "joint", "parked", "answer", "reflection", "case", "check", "decision", "tells"),
    *("fixed", "closed", "reopened"),
)


def _content(name: str) -> str:
    return files("sessions").joinpath("content", name).read_text(encoding="utf-8")


SCRIPT = parse_script(_content("codio-project-2025.toml"))
FRAMEWORK = parse_framework(_content("waardenkader-2025.toml"))
MEASURES = parse_measures(_content("measures-2025.toml"), FRAMEWORK)
PLAN = Plan(date="2026-12-01", time="09:30", place=HOSTILE, call_url="https://bellen.example/1", approach=HOSTILE)
CASE = CaseForm(description=HOSTILE, dpia="planned", proactivity="low", data_origin="own")
JOIN_URL = "https://bord.example/w/merel-anker-zomer"


def handouts(lang: Language) -> w.Handouts:
    return w.Handouts(
        session_id="s1",
        title=HOSTILE,
        organisation=HOSTILE,
        code="merel-anker-zomer",
        language=lang,
        written_in=lang,
        script=SCRIPT,
        framework=FRAMEWORK,
        case_text=HOSTILE,
        case=CASE,
        plan=PLAN,
        rows=w.rows_of(SCRIPT, leaves(SCRIPT), {}, lang),
        tables=(
            w.TableCard(("democratie",), 1, (w.Seated(HOSTILE, Text(HOSTILE, HOSTILE)), w.Seated(""))),
            w.TableCard(("democratie",), 2),
            w.TableCard(("rechtsstaat", "bestuurskracht"), 0),
        ),
        settled=True,
        join_url=JOIN_URL,
        measures=MEASURES,
        accents=(HOSTILE,),
        research=(w.Found("rechtsstaat", HOSTILE, HOSTILE, HOSTILE),),
    )


def invitation(lang: Language, date: str = "2026-12-01") -> Invitation:
    return Invitation(HOSTILE, HOSTILE, lang, "merel-anker-zomer", HOSTILE, 155, date, "09:30", HOSTILE, "https://bellen.example")


def outcome(lang: Language) -> o.Outcome:
    choice = o.Choice("rechtsstaat", HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, (HOSTILE,))
    table = o.TableOutcome(
        foundations=("rechtsstaat", "bestuurskracht"),
        number=2,
        chosen_values=(choice,),
        set_aside_values=(choice,),
        research=(o.ResearchLine(HOSTILE, HOSTILE, HOSTILE, "set_aside", HOSTILE),),
        accent_answers=(o.AccentAnswerLine(HOSTILE, "partly", HOSTILE),),
        chosen_actions=(choice,),
        set_aside_actions=(choice,),
        joint_actions=(o.JointLine(HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,), HOSTILE),),
    )
    action = ActionLine(
        action=HOSTILE,
        foundation="democratie",
        values=(HOSTILE,),
        holder="",
        term=HOSTILE,
        monitor="",
        level="organisation",
        audience=HOSTILE,
        necessity="high",
        importance="low",
        measures=(HOSTILE,),
        needs=HOSTILE,
        wider=True,
        wider_note=HOSTILE,
    )
    value = NamedValue(HOSTILE, "vulnerable", wider=True, wider_note=HOSTILE, foundation="democratie", name=HOSTILE, accent=True)
    tension = o.TensionLine(
        HOSTILE, HOSTILE, "", HOSTILE, HOSTILE, between="values", one=HOSTILE, other=HOSTILE, actions=(HOSTILE,)
    )
    return o.Outcome(
        schema_version=o.SCHEMA_VERSION,
        title=HOSTILE,
        organisation=HOSTILE,
        script="CODIO",
        script_credit=Credit("CODIO", 3, "", HOSTILE),
        framework=Credit(HOSTILE, 2, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        language=lang,
        rehearsal=True,
        closed=False,
        case_text="",
        case=CASE,
        case_changes=(o.CaseChange(2, 0, HOSTILE, (o.ChangedRow("description", HOSTILE, HOSTILE),)),),
        tables=(table, table),
        accents=(o.AccentLine(HOSTILE, HOSTILE, HOSTILE),),
        room_accent_answers=(o.AccentAnswerLine(HOSTILE, "yes", HOSTILE),),
        values=(value,),
        tensions=(tension,),
        actions=(action,),
        by_priority=True,
        checklist=(AnsweredQuestion(HOSTILE, HOSTILE, done=False), AnsweredQuestion(HOSTILE, "", done=True)),
        decision=DecisionLine("go_adapted", HOSTILE),
        answers=(o.KeptAnswer(HOSTILE, HOSTILE, HOSTILE),),
        dropped=(o.DroppedLine(HOSTILE, HOSTILE, HOSTILE), o.DroppedLine(HOSTILE, "", HOSTILE)),
        follow_up_talk=HOSTILE,
        follow_up=o.FollowUpLine(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        parked=(o.ParkedPoint(HOSTILE, "forwarded", HOSTILE), o.ParkedPoint(HOSTILE, "open", "")),
        reflections=(o.ReflectionLine(HOSTILE, HOSTILE),),
        observations=(o.ObservationLine(HOSTILE, HOSTILE),),
        fixed=1,
    )


def timelapse(lang: Language) -> Timelapse:
    said = tuple(Happening(what, HOSTILE) for what in WHATS)  # type: ignore[arg-type]  # all of them
    thing = Thing(1, "note", "democratie", HOSTILE, HOSTILE)
    steps = (Step("", "", silent=False, first=0), Step(HOSTILE, "1", silent=True, first=0, said=said * 12))
    return Timelapse(HOSTILE, HOSTILE, lang, steps, (Frame((thing,), (), said),))


AROUND_PAGES: dict[str, Callable[[Language], str]] = {
    "invitation": lambda lang: w.invitation_page(
        session_id="s1", invitation=invitation(lang), join_url=JOIN_URL, calendar_url="/regie/s1/uitnodiging.ics"
    ),
    "invitation, no date": lambda lang: w.invitation_page(
        session_id="s1", invitation=invitation(lang, ""), join_url=JOIN_URL, calendar_url=None
    ),
    "beforehand": lambda lang: w.beforehand_page(handouts=handouts(lang)),
    "hand-outs": lambda lang: w.prints_page(handouts=handouts(lang)),
    **{
        f"hand-out {what}": lambda lang, what=what: w.print_page(handouts=handouts(lang), what=what)  # type: ignore[misc]
        for what in w.PRINTS
    },
    "outcome": lambda lang: w.outcome_page(
        lang=lang,
        session_id="s1",
        outcome=outcome(lang),
        board_url="/regie/s1",
        poster_url="/w/x/poster",
        leads=True,
        made_at=["nu"],
    ),
    "looking back": lambda lang: w.timelapse_page(
        lang=lang,
        session_id="s1",
        timelapse=timelapse(lang),
        data_url="/terugblik/s1.json",
        board_url="/regie/s1",
        poster_url="/w/x/poster",
        leads=True,
        closed=False,
    ),
}
