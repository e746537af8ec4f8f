# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The half-yearly analysis: every number is recounted from the raw logs by a test that shares no code with what computes it."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from organisation.dossier import commands as d
from organisation.dossier import decider
from organisation.dossier import events as de
from organisation.dossier import report_commands as rc
from organisation.dossier.days import ordinal
from organisation.dossier.handing_over import HandedAccentAnswer, HandedAction, HandedChoice, HandOver, SetAside
from organisation.dossier.report_state import Fixed
from organisation.dossier.reported import report_content
from organisation.dossier.state import STATUSES, Dossier
from organisation.dossier.viewer import COORDINATOR, SYSTEM
from organisation.report.content import report_hash
from organisation.strategy import analysis_facts as f
from organisation.strategy import commands as c
from organisation.strategy.analysis import analysis_content, analysis_facts, basis_of
from organisation.strategy.analysis_facts import QUESTION_IDS, AnalysisFacts, Mention
from organisation.strategy.analysis_state import analysis_hash
from organisation.strategy.analysis_tables import FactTable, Unit, tables, unit_of
from organisation.strategy.bounds import MAX_ANALYSES
from organisation.strategy.questions import QUESTIONS
from organisation.strategy.seen import view
from organisation.strategy.viewer import ORGANISER, READER
from sessions.afterwards.outcome_lines import AccentLine, TensionLine
from sessions.material.framework import FoundationId
from sessions.model.codes import Refusal
from sessions.model.items import AccentRole
from sessions.model.poster_entries import Level
from sessions.model.state import Outcome
from sessions.topics.poster import ActionLine, DecisionLine, NamedValue
from tests.organisation.dossier.test_decider import told, workshop
from tests.organisation.strategy.played import NAMES, Played
from tests.sessions.shipped import MEASURES

DAY_MS = 24 * 3600 * 1000
FIRST_MS = 1_798_000_000_000
"""22 December 2026: a few cases fall before the half year that is looked at."""
FROM, TO, AS_OF = "2027-01-01", "2027-06-30", "2027-07-01"
WHEN_OVER_MS = ordinal(AS_OF) * DAY_MS
FOUNDATIONS: dict[str, FoundationId] = {
    "Privacy": "rechtsstaat",
    "Transparantie": "democratie",
    "Veiligheid": "bestuurskracht",
    "Menselijkheid": "rechtsstaat",
}
SAID = {
    "Privacy": ("Privacy", "privacy"),
    "Transparantie": ("Transparantie", "Transparency"),
    "Veiligheid": ("Veiligheid", "Security"),
    "Menselijkheid": ("Menselijkheid", "menselijkheid"),
}
"""A value, and how posters call it: also in the other language, and an organisation's own."""
ACCENTS = ("Privacy", "Veiligheid")
BASE = told(workshop())


class CaseLog:
    """A case whose log is kept as bytes, as a store has it."""

    def __init__(self, case_id: str, first: HandOver) -> None:
        self.log: list[bytes] = []
        self.dossier: Dossier | None = None
        opened = decider.begin(d.OpenDossier(case_id, "a" * 64, first), first.fixed_at_ms)
        assert not isinstance(opened, Refusal)
        self._keep(opened)

    def _keep(self, events: tuple[de.Event, ...]) -> None:
        self.log.append(de.encode_events(events))
        self.dossier = decider.replay(de.decode_events(self.log[-1]), self.dossier)

    @property
    def now(self) -> Dossier:
        assert self.dossier is not None
        return self.dossier

    def ok(self, command: d.Command) -> None:
        who = SYSTEM if isinstance(command, d.TakeOver) else COORDINATOR
        events = decider.decide(self.now, command, who, FIRST_MS)
        assert not isinstance(events, Refusal), events
        if events:
            self._keep(events)


def some(rng: random.Random, most: int) -> list[str]:
    return rng.sample(sorted(FOUNDATIONS), rng.randint(0, most))


def handed(rng: random.Random, workshop_id: str, at_ms: int) -> HandOver:
    """A poster of chance."""
    values = tuple(
        NamedValue(foundation=FOUNDATIONS[name], name=rng.choice(SAID[name]), meaning=rng.choice(("", "zo")))
        for name in some(rng, 3)
    )
    tensions = tuple(
        TensionLine(between="values", one=one, other=other, actions=(), choice=rng.choice(("", one)), further=tuple(further))
        for one, other, *further in [rng.sample(sorted(FOUNDATIONS), rng.randint(2, 4)) for _ in range(rng.randint(0, 2))]
    )
    choices = tuple(
        HandedChoice(
            FOUNDATIONS[name], name, rng.choice(("chosen", "set_aside")), ("rechtsstaat",), 0, rng.choice(("te breed", "wet"))
        )
        for name in some(rng, 3)
    )
    actions = tuple(
        HandedAction(
            f"e{number}",
            ActionLine(
                foundation="democratie",
                action=f"actie {number} van {workshop_id}",
                values=(),
                level=rng.choice((None, *get_args(Level))),
                term=rng.choice(("", "2027-03-01", "2028-01-01")),
                wider=rng.random() < 0.3,
            ),
        )
        for number in range(rng.randint(0, 4))
    )
    return replace(
        BASE,
        workshop_id=workshop_id,
        sha256=f"{rng.getrandbits(256):064x}",
        fixed_at_ms=at_ms,
        title=f"Zaak {workshop_id}",
        values=values,
        tensions=(*tensions, TensionLine(between="actions", one="actie 1", other="actie 2", actions=())),
        choices=choices,
        set_aside=tuple(SetAside(name, "van de poster") for name in (*some(rng, 1), "Een actie die verviel")),
        actions=actions,
        # Not every accent value of now was one then.
        accents=tuple(AccentLine(name, "", "") for at, name in enumerate(ACCENTS) if (at_ms // 3_600_000 + at) % 3),
        accent_answers=tuple(
            HandedAccentAnswer(name, rng.choice(get_args(AccentRole)), rng.choice(("", "daarom")))
            for name in ACCENTS
            for _ in range(rng.randint(0, 2))
        ),
        decision=DecisionLine(rng.choice(get_args(Outcome)), rng.choice(("", "te duur"))),
        follow_up=None,
    )


def played_year(seed: int) -> list[CaseLog]:
    """Cases over some nine months: some with two workshops, some with an established report, actions that went on."""
    rng = random.Random(seed)
    cases = []
    for number in range(14):
        at_ms = FIRST_MS + rng.randint(0, 270) * DAY_MS
        case = CaseLog(f"c{number:02}", handed(rng, f"w{number}a", at_ms))
        if rng.random() < 0.4:
            case.ok(d.TakeOver(handed(rng, f"w{number}b", at_ms + 3 * DAY_MS)))
        for action in case.now.living:
            if rng.random() < 0.7:
                status = rng.choice(STATUSES)
                case.ok(d.ReportProgress(action.id, action.rev, status, "vast" if status in ("stuck", "dropped") else ""))
        liftable = [action for action in case.now.living if action.plan.level == "project"]
        if liftable and rng.random() < 0.5:
            case.ok(d.LiftAction(liftable[0].id, liftable[0].rev))
        if rng.random() < 0.5:
            case.ok(rc.Establish(report_hash(report_content(case.now)), rng.choice(("2027-02-03", "2027-06-30", "2027-07-02"))))
        cases.append(case)
    return cases


def strategy() -> Played:
    played = Played()
    played.lists("privacy")
    played.lists("security")
    played.lists("agility", chosen=False)
    played.establish("2022-12-01")
    played.now_ms = WHEN_OVER_MS
    played.ok(c.BeginAnalysis("h1", FROM, TO))
    return played


def shared(case: Dossier) -> Dossier:
    """The case with its report shared with all members."""
    return replace(case, report=replace(case.report, internal=Fixed(1, "2027-07-01", report_content(case))))


def facts_of(played: Played, cases: list[CaseLog], analysis_id: str = "h1") -> AnalysisFacts:
    found = [shared(case.now) for case in cases]
    return analysis_facts(played.strategy.analyses[analysis_id], found, basis_of(played.strategy, NAMES), AS_OF)


class Recount:
    """What a case says, read from the bytes of its log as plain data and counted by hand."""

    def __init__(self, log: list[bytes]) -> None:
        self.posters: dict[str, Any] = {}
        self.actions: dict[str, Any] = {}
        self.title, self.day, self.established = "", "", False
        for payload in log:
            for event in msgspec.msgpack.decode(payload):
                self._take(event)
        self.last = list(self.posters.values())[-1]
        if not self.established:
            at_ms = self.last["fixed_at_ms"] + 3_600_000 * (2 if self._is_summer(self.last["fixed_at_ms"]) else 1)
            self.day = datetime.fromtimestamp(at_ms / 1000, UTC).date().isoformat()

    @staticmethod
    def _is_summer(at_ms: int) -> bool:
        return 1_806_195_600_000 <= at_ms < 1_824_944_400_000  # 28 March to 31 October 2027, 01:00 UTC

    def _take(self, event: dict[str, Any]) -> None:
        kind = event["type"]
        if kind in ("dossier_opened", "taken_over"):
            poster = event["hand_over"]
            self.posters.pop(poster["workshop_id"], None)
            self.posters[poster["workshop_id"]] = poster
            self.title = self.title or poster["title"]
            for each in poster["actions"] if kind == "dossier_opened" else ():
                line = each["line"]
                plan = {**line, "due_day": line["term"] if line.get("term", "").startswith("20") else ""}
                self.actions[f"{poster['workshop_id']}.{each['entry_id']}"] = {"plan": plan}
        if kind == "taken_over":
            self.actions.update({each["id"]: each for each in event["actions"]})
        if kind == "action_put":
            before = self.actions.get(event["action"]["id"], {})
            self.actions[event["action"]["id"]] = {**event["action"], "status": before.get("status", "not_started")}
        if kind == "progress_reported":
            self.actions[event["action_id"]]["status"] = event["moment"]["status"]
        if kind == "established":
            self.established, self.day = True, event["fixed"]["day"]

    def names(self, kind: str) -> set[str]:
        """The values of which this case says something, by the one name that they have here."""
        same = {said.casefold(): name for name, all_said in SAID.items() for said in all_said}
        found = set()
        for poster in self.posters.values():
            on_poster = {same[value["name"].casefold()] for each in self.posters.values() for value in each["values"]}
            if kind == "chosen":
                found |= {same[value["name"].casefold()] for value in poster["values"]}
            if kind == "set_aside":
                found |= {same[choice["value"].casefold()] for choice in poster["choices"] if choice["verdict"] == "set_aside"}
                tables = {choice["value"] for choice in poster["choices"]}
                # An own value that nobody at a table spoke of cannot be told from an action that was taken off.
                for gone in poster["set_aside"]:
                    if gone["name"] in FOUNDATIONS and (gone["name"] != "Menselijkheid" or gone["name"] in tables):
                        found.add(gone["name"])
            if kind == "at_tables":
                found |= {same[each["value"].casefold()] for each in poster["choices"] if each["verdict"] == "chosen"} - on_poster
            if kind == "in_tension":
                found |= {
                    same[side.casefold()]
                    for line in poster["tensions"]
                    if line["between"] == "values"
                    for side in (line["one"], line["other"], *line["further"])
                }
        return found


def numbers(mentions: tuple[Mention, ...]) -> list[int]:
    return [mention.case for mention in mentions]


@pytest.mark.parametrize("seed", range(12))
def test_every_number_is_what_a_recount_from_the_raw_logs_gives(seed: int) -> None:
    """[STR-08] [DOM-14]"""
    cases, played = played_year(seed), strategy()
    facts = facts_of(played, cases)
    recounts = sorted((Recount(case.log) for case in cases), key=lambda each: (each.day, each.title))
    those = [each for each in recounts if FROM <= each.day <= TO]
    assert sorted((each.title, each.day, each.established) for each in facts.cases) == sorted(
        (each.title, each.day, each.established) for each in those
    )
    place = {each.title: number for number, each in enumerate(facts.cases)}
    for kind in ("chosen", "at_tables", "set_aside", "in_tension"):
        counted = {value.name: numbers(getattr(value, kind)) for value in facts.values if getattr(value, kind)}
        by_hand: dict[str, list[int]] = defaultdict(list)
        for each in those:
            for name in each.names(kind):
                by_hand[name].append(place[each.title])
        assert {name.casefold(): found for name, found in counted.items()} == {
            name.casefold(): sorted(found) for name, found in by_hand.items()
        }, kind
    assert {value.name for value in facts.values if value.accent} <= set(ACCENTS)
    for accent in facts.accents:
        for role in get_args(AccentRole):
            by_hand_roles = [
                place[each.title]
                for each in those
                if any(
                    a["value"] == accent.name and a["role"] == role
                    for poster in each.posters.values()
                    for a in poster["accent_answers"]
                )
            ]
            assert numbers(accent.answers[role]) == sorted(by_hand_roles)
        asked = [
            any(a["value"] == accent.name for poster in each.posters.values() for a in poster["accent_answers"]) for each in those
        ]
        knew = [any(a["value"] == accent.name for poster in each.posters.values() for a in poster["accents"]) for each in those]
        silent = [place[each.title] for each, was in zip(those, asked, strict=True) if not was]
        known = {place[each.title] for each, did in zip(those, knew, strict=True) if did}
        assert numbers(accent.unanswered) == sorted(each for each in silent if each in known)
        assert numbers(accent.not_asked) == sorted(each for each in silent if each not in known)
        assert numbers(accent.chosen) == sorted(place[each.title] for each in those if accent.name in each.names("chosen"))
    for decision in facts.decisions:
        assert numbers(decision.cases) == sorted(
            place[each.title] for each in those if each.last["decision"]["outcome"] == decision.outcome
        )
    living = [(each.title, action) for each in those for action in each.actions.values() if not action.get("same_as")]
    assert len(facts.actions) == len(living)
    for level in (None, *get_args(Level)):
        assert sum(action.level == level for action in facts.actions) == sum(a["plan"].get("level") == level for _, a in living)
    for status in STATUSES:
        by_hand_status = [a for _, a in living if a.get("status", "not_started") == status]
        assert sum(action.status == status for action in facts.actions) == len(by_hand_status)
    late = [a for _, a in living if "" < a["plan"].get("due_day", "") < AS_OF and a.get("status") not in ("done", "dropped")]
    assert sum(action.overdue for action in facts.actions) == len(late)
    assert sum(action.wider for action in facts.actions) == sum(a["plan"].get("wider", False) for _, a in living)


def test_the_years_of_chance_hold_something_of_everything() -> None:
    """[STR-08] Else the recount above would compare nothing with nothing."""
    every = [facts_of(strategy(), played_year(seed)) for seed in range(12)]
    for kind in ("chosen", "at_tables", "set_aside", "in_tension"):
        assert any(len(getattr(value, kind)) > 1 for facts in every for value in facts.values), kind
    assert {action.status for facts in every for action in facts.actions} == set(STATUSES)
    assert all(
        any(decision.cases for facts in every for decision in facts.decisions if decision.outcome == o) for o in get_args(Outcome)
    )
    assert any(action.overdue for facts in every for action in facts.actions)
    assert any(case.established for facts in every for case in facts.cases)
    assert any(len(facts.cases) < 14 for facts in every)


def test_one_kind_of_measure_is_one_row_whatever_language_a_workshop_spoke() -> None:
    """[STR-08]"""
    category = MEASURES.categories[0].name
    said = ((category.nl, "Een kast vol regels"), (category.en, "een kast  vol regels"), ())
    cases = list[CaseLog]()
    for number, measures in enumerate(said):
        line = ActionLine(foundation="democratie", action=f"actie {number}", values=(), measures=measures)
        first = replace(BASE, workshop_id=f"w{number}", fixed_at_ms=FIRST_MS + 30 * DAY_MS, actions=(HandedAction("e1", line),))
        cases.append(CaseLog(f"c{number}", first))
    facts = facts_of(strategy(), cases)
    assert [action.measures for action in facts.actions] == [(category.nl, "Een kast vol regels")] * 2 + [()]
    (table,) = [table for table in tables(facts, "nl") if table.id == "measures"]
    assert {row.label: row.count for row in table.rows} == {category.nl: 2, "Een kast vol regels": 2, "geen soort gekozen": 1}


def test_the_same_cases_give_the_same_facts_in_whichever_order_they_come() -> None:
    """[STR-08]"""
    cases, played = played_year(3), strategy()
    assert facts_of(played, cases) == facts_of(played, cases[::-1])


def test_a_case_that_people_leave_out_counts_nowhere_and_is_named() -> None:
    """[STR-08]"""
    cases, played = played_year(3), strategy()
    before = facts_of(played, cases)
    gone = before.cases[0]
    played.ok(c.SelectCases("h1", 1, FROM, TO, (gone.case_id,)))
    after = facts_of(played, cases)
    assert after.left_out == (gone.title,)
    assert after.cases == before.cases[1:]
    assert len(after.tensions) < len(before.tensions)
    assert played.refused(c.SelectCases("h1", 1, FROM, TO, ())) == "stale_rev"


@pytest.mark.parametrize("seed", range(3))
def test_a_case_whose_report_was_not_shared_counts_and_none_of_its_words_stand_in_an_analysis(seed: int) -> None:
    """[STR-12]"""
    cases, played = played_year(seed), strategy()
    basis = basis_of(played.strategy, NAMES)
    every = facts_of(played, cases)
    hidden = {case.case_id for case in every.cases[::2]}
    own = {"menselijkheid"}
    found = [case.now if case.now.id in hidden else shared(case.now) for case in cases]
    facts = analysis_facts(played.strategy.analyses["h1"], found, basis, AS_OF)
    said = msgspec.json.encode(facts).decode()
    for case in (case.now for case in cases if case.now.id in hidden):
        for words in (case.id, case.title, *(f"van {each.workshop_id}" for each in case.handed)):
            assert f'"{words}' not in said, words
            assert f'{words}"' not in said, words
    assert [case.title for case in facts.cases if not case.case_id] == ["zaak zonder gedeeld verslag"] * len(hidden)
    # The numbers are those that they were.
    assert [(case.day, case.established) for case in facts.cases] == [(case.day, case.established) for case in every.cases]
    for kind in ("chosen", "at_tables", "set_aside", "in_tension"):
        before, now = (
            {value.name.casefold(): numbers(getattr(value, kind)) for value in each.values if value.name.casefold() not in own}
            for each in (every, facts)
        )
        assert now == before, kind
        assert all(
            not mention.notes
            for value in facts.values
            for mention in getattr(value, kind)
            if not facts.cases[mention.case].case_id
        )
    counted = [[(a.case, a.status, a.level, a.overdue, a.wider) for a in each.actions] for each in (every, facts)]
    assert counted[0] == counted[1]
    chosen = [[(each.case, bool(each.choice)) for each in told.tensions] for told in (every, facts)]
    assert chosen[0] == chosen[1]
    assert [(each.outcome, numbers(each.cases)) for each in facts.decisions] == [
        (each.outcome, numbers(each.cases)) for each in every.decisions
    ]


def test_an_own_value_of_a_case_that_was_not_shared_is_not_even_named() -> None:
    """[STR-12]"""
    played, value = strategy(), NamedValue(foundation="rechtsstaat", name="Zeldzaamheid", meaning="zo")
    first = replace(BASE, fixed_at_ms=1_803_000_000_000, values=(value,), tensions=(), choices=(), set_aside=(), actions=())
    case = CaseLog("c1", first).now

    def named(case: Dossier) -> list[str]:
        facts = analysis_facts(played.strategy.analyses["h1"], [case], basis_of(played.strategy, NAMES), AS_OF)
        assert len(facts.cases) == 1
        return [each.name for each in facts.values]

    assert (named(case), named(shared(case))) == ([], ["Zeldzaamheid"])


@pytest.mark.parametrize(
    ("total", "said"), [(0, "zaken acties spanningen"), (1, "zaak actie spanning"), (2, "zaken acties spanningen")]
)
def test_what_a_number_is_a_part_of_is_said_of_one_and_of_more(total: int, said: str) -> None:
    """[STR-08]"""
    found = [FactTable("x", "deviation", "Wat", unit, total, ()) for unit in get_args(Unit)]
    assert " ".join(unit_of(table, "nl") for table in found) == said
    english = {1: ["case", "action", "tension"]}.get(total, ["cases", "actions", "tensions"])
    assert [unit_of(table, "en") for table in found] == english


class TestConclusions:
    def test_people_answer_five_questions_and_lose_no_words_to_each_other(self) -> None:
        """[STR-02] [DOM-14]"""
        assert tuple(QUESTIONS) == QUESTION_IDS
        played = strategy()
        for question in QUESTION_IDS:
            played.ok(c.WriteConclusion("h1", question, 0, f"over {question}"))
        assert played.refused(c.WriteConclusion("h1", "deviation", 0, "anders")) == "stale_rev"
        content = analysis_content(played.strategy, played.strategy.analyses["h1"], facts_of(played, []))
        assert [answer.text for answer in content.answers] == [f"over {question}" for question in QUESTION_IDS]
        assert content.contact == "adviseur ethiek"

    def test_what_is_established_is_what_was_seen_and_changes_no_more(self) -> None:
        """[STR-09]"""
        cases, played = played_year(5), strategy()
        facts = facts_of(played, cases)
        seen = analysis_hash(analysis_content(played.strategy, played.strategy.analyses["h1"], facts))
        assert played.refused(c.ShareAnalysis("h1", shared=True)) == "not_now"
        other = replace(facts, as_of="2027-08-01")
        assert played.refused(c.EstablishAnalysis("h1", seen, "2027-07-10", other)) == "stale_rev"
        played.ok(c.EstablishAnalysis("h1", seen, "2027-07-10", facts))
        fixed = played.strategy.analyses["h1"].established
        assert fixed is not None
        assert (fixed.version, fixed.content.facts, played.strategy.analyses["h1"].stage) == (1, facts, "established")
        assert played.refused(c.WriteConclusion("h1", "deviation", 0, "te laat")) == "not_now"
        assert played.refused(c.RemoveAnalysis("h1", " ")) == "empty"
        assert view(played.strategy, READER).analyses == {}
        played.ok(c.ShareAnalysis("h1", shared=True))
        assert view(played.strategy, ORGANISER).analyses == {"h1": fixed}
        played.ok(c.ReopenAnalysis("h1"))
        played.ok(c.WriteConclusion("h1", "deviation", 0, "nog een concept"))
        assert view(played.strategy, ORGANISER).analyses == {"h1": fixed}
        again = analysis_hash(analysis_content(played.strategy, played.strategy.analyses["h1"], facts))
        played.ok(c.EstablishAnalysis("h1", again, "2027-07-20", facts))
        # Who was shown the first is not shown the second by itself.
        assert (played.strategy.analyses["h1"].versions, view(played.strategy, READER).analyses) == (2, {})

    def test_a_period_is_two_days_in_order_and_there_is_an_end_to_analyses(self) -> None:
        """[STR-09]"""
        played = strategy()
        for days in (("2027-13-01", TO), (FROM, "gisteren"), (TO, FROM)):
            assert played.refused(c.BeginAnalysis("h2", *days)) == "invalid"
        assert played.refused(c.BeginAnalysis("h1", FROM, TO)) == "id_taken"
        # Nobody counts what has yet to come, nor establishes what was begun before that was asked.
        assert played.refused(c.BeginAnalysis("h2", FROM, "2027-07-02")) == "not_now"
        assert played.refused(c.SelectCases("h1", 0, FROM, "2030-01-01")) == "not_now"
        played.now_ms -= 2 * DAY_MS
        facts = facts_of(played, [])
        sha256 = analysis_hash(analysis_content(played.strategy, played.strategy.analyses["h1"], facts))
        assert played.refused(c.EstablishAnalysis("h1", sha256, AS_OF, facts)) == "not_now"
        played.now_ms += 2 * DAY_MS
        for number in range(MAX_ANALYSES - 1):
            played.ok(c.BeginAnalysis(f"x{number}", FROM, FROM))
        assert played.refused(c.BeginAnalysis("more", FROM, TO)) == "too_many"
        played.ok(c.RemoveAnalysis("x1"))
        played.ok(c.BeginAnalysis("more", FROM, TO))
        assert played.refused(c.ReopenAnalysis("nothing")) == "unknown_item"


def test_nothing_in_the_facts_counts_people_or_compares_organisations() -> None:
    """[DOM-26]"""
    kinds = (AnalysisFacts, f.ValueFact, f.AccentFact, f.ActionFact, f.DecisionFact, f.TensionFact, f.CountedCase, f.Mention)
    fields = {field for kind in kinds for field in kind.__struct_fields__}
    assert not fields & {"score", "rank", "person", "people", "organisation", "percent"}
