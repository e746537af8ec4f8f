# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case that was erased leaves no word in a strategy and its analyses; an analysis that was established can be taken away."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from organisation.dossier import commands as d
from organisation.dossier.state import ActionPlan
from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.analysis import analysis_content, analysis_facts, basis_of
from organisation.strategy.analysis_facts import AnalysisFacts
from organisation.strategy.analysis_state import FixedAnalysis, analysis_hash
from organisation.strategy.bounds import MAX_CHANGES, MAX_UNLINKED
from organisation.strategy.content import strategy_hash
from organisation.strategy.decider import replay
from organisation.strategy.forgetting import (
    ERASED,
    LEFT_OUT,
    analysis_cases,
    origin_cases,
    without_cases,
    without_origins,
)
from organisation.strategy.packing import packed, unpacked, was_sent
from organisation.strategy.seen import view
from organisation.strategy.state import AboutAction, Origin
from organisation.strategy.told import strategy_content
from organisation.strategy.viewer import READER, STRATEGIST, SYSTEM
from sessions.topics.poster import NamedValue
from tests.organisation.strategy.played import MATERIAL, NAMES, Played
from tests.organisation.strategy.test_analysis import AS_OF, BASE, CaseLog, played_year, shared, strategy

OWN = NamedValue(foundation="rechtsstaat", name="Zeldzaamheid", meaning="woorden van deze zaak alleen")


def established(played: Played, cases: list[CaseLog]) -> FixedAnalysis:
    analysis = played.strategy.analyses["h1"]
    facts = analysis_facts(analysis, [shared(case.now) for case in cases], basis_of(played.strategy, NAMES), AS_OF)
    sha256 = analysis_hash(analysis_content(played.strategy, analysis, facts))
    played.ok(c.EstablishAnalysis("h1", sha256, "2027-07-10", facts))
    return fixed(played)


def fixed(played: Played) -> FixedAnalysis:
    found = played.strategy.analyses["h1"].established
    assert found is not None
    return found


def year() -> list[CaseLog]:
    """A year of chance, with one case of which every word can be known again."""
    own = replace(BASE, workshop_id="w99a", fixed_at_ms=1_803_000_000_000, title="Zaak w99", values=(*BASE.values, OWN))
    return [*played_year(4), CaseLog("c99", own)]


def numbers(facts: AnalysisFacts) -> object:
    """All that is counted, without words."""
    of_values = [
        (each.name, *([m.case for m in getattr(each, kind)] for kind in ("chosen", "at_tables", "set_aside", "in_tension")))
        for each in facts.values
        if each.name != OWN.name
    ]
    actions = [(a.case, a.status, a.level, a.overdue, a.wider, a.measures) for a in facts.actions]
    decisions = [[mention.case for mention in each.cases] for each in facts.decisions]
    return of_values, actions, decisions, [(each.case, bool(each.choice)) for each in facts.tensions], len(facts.left_out)


def with_an_origin(played: Played, case_id: str = "c99") -> None:
    """An action of the organisation that came from one of a case, and is in a version that was established."""
    played.ok(d.PutAction("a1", 0, ActionPlan(action="Wij leggen uit", level="organisation")))
    played.ok(c.LinkOrigin("a1", case_id, f"{case_id}.a1", "Zaak w99", "Leg het uit aan de straat"))
    played.ok(c.LinkOrigin("a1", "c2", "c2.a1", "Een andere zaak", "Leg het uit"))


class TestErasedCases:
    def test_an_established_analysis_keeps_every_number_and_no_word_of_a_case_that_was_destroyed(self) -> None:
        """[STR-14]"""
        played = strategy()
        before = established(played, year())
        said = msgspec.json.encode(before).decode()
        assert {"c99"} < analysis_cases(played.strategy.analyses["h1"])
        assert all(words in said for words in ("Zaak w99", OWN.name, OWN.meaning))
        assert played.refused(c.ForgetCase("c99"), STRATEGIST) == "not_allowed"
        played.ok(c.ForgetCase("c99"), SYSTEM)
        after = fixed(played)
        said = msgspec.json.encode(after).decode()
        for words in ("c99", "w99", OWN.name, OWN.meaning):
            assert words not in said, words
        assert numbers(after.content.facts) == numbers(before.content.facts)
        assert [case.title for case in after.content.facts.cases].count(ERASED.nl) == 1
        # Other cases lost nothing, and it is known by what it is now.
        kept = [(case.title, case.case_id) for case in before.content.facts.cases if case.case_id != "c99"]
        assert [(case.title, case.case_id) for case in after.content.facts.cases if case.case_id] == kept
        assert analysis_hash(replace(after.content, day="")) == after.sha256 != before.sha256
        assert (after.version, after.day) == (before.version, before.day)
        # Once more it changes nothing, and a case that stands nowhere neither.
        assert played.do(c.ForgetCase("c99"), SYSTEM) == ()
        assert played.do(c.ForgetCase("nobody"), SYSTEM) == ()

    def test_what_is_seen_while_a_case_lies_in_the_bin_is_what_stays_when_it_is_destroyed(self) -> None:
        """[STR-14]"""
        played = strategy()
        with_an_origin(played)
        established(played, year())
        was = played.strategy
        hidden = without_cases(was.analyses["h1"], {"c99"}, NAMES).established
        away = without_origins(was, {"c99"})
        played.ok(c.ForgetCase("c99"), SYSTEM)
        assert hidden is not None
        assert hidden.content == fixed(played).content
        assert away.about == played.strategy.about
        # Of cases that are there nothing is hidden.
        assert without_cases(was.analyses["h1"], {"x"}, NAMES) is was.analyses["h1"]
        assert without_origins(was, {"x"}) is was

    def test_the_title_of_a_case_that_was_left_out_goes_too(self) -> None:
        """[STR-14]"""
        played = strategy()
        played.ok(c.SelectCases("h1", 1, "2027-01-01", "2027-06-30", ("c99",)))
        assert established(played, year()).content.facts.left_out == ("Zaak w99",)
        played.ok(c.ForgetCase("c99"), SYSTEM)
        assert fixed(played).content.facts.left_out == (LEFT_OUT.nl,)
        # Once is enough: a keeper that looks again finds nothing to do.
        assert played.do(c.ForgetCase("c99"), SYSTEM) == ()

    def test_a_title_goes_also_when_its_case_was_taken_in_again_afterwards(self) -> None:
        """[STR-14]"""
        played = strategy()
        played.ok(c.SelectCases("h1", 1, "2027-01-01", "2027-06-30", ("c99",)))
        established(played, year())
        played.ok(c.ReopenAnalysis("h1"))
        played.ok(c.SelectCases("h1", 2, "2027-01-01", "2027-06-30", ()))
        played.ok(c.ForgetCase("c99"), SYSTEM)
        assert fixed(played).content.facts.left_out == (LEFT_OUT.nl,)
        assert played.do(c.ForgetCase("c99"), SYSTEM) == ()

    def test_an_action_of_the_organisation_stays_and_came_from_nowhere_in_every_version(self) -> None:
        """[STR-14]"""
        played = strategy()
        with_an_origin(played)
        played.ok(c.BeginVersion())
        played.establish("2023-03-01")
        # Somebody said later that it did not come from it: in the version it stands all the same.
        played.ok(c.UnlinkOrigin("a1", "c99", "c99.a1"))
        assert origin_cases(played.strategy) == {"c99", "c2"}
        assert "Leg het uit aan de straat" in msgspec.json.encode(played.strategy.established).decode()
        played.ok(c.ForgetCase("c99"), SYSTEM)
        said = msgspec.json.encode(played.strategy).decode()
        assert "Leg het uit aan de straat" not in said
        assert "Zaak w99" not in said
        assert "Een andere zaak: Leg het uit" in said
        assert all(strategy_hash(replace(each.content, day="")) == each.sha256 for each in played.strategy.established)
        assert played.strategy.actions["a1"].plan.action == "Wij leggen uit"

    def test_a_version_that_is_established_while_a_case_lies_in_the_bin_has_no_words_of_it(self) -> None:
        """[STR-14] [STR-05]"""
        played = strategy()
        played.ok(c.BeginVersion())
        with_an_origin(played)
        shown = strategy_hash(strategy_content(without_origins(played.strategy, {"c99"}), MATERIAL))
        assert played.refused(c.Establish(shown, "2023-03-01")) == "stale_rev"
        played.ok(c.Establish(shown, "2023-03-01", ("c99",)))
        assert "Leg het uit aan de straat" not in msgspec.json.encode(played.strategy.established).decode()
        # It may come back out of the bin: where the action came from is not forgotten.
        assert origin_cases(played.strategy) == {"c99", "c2"}

    def test_what_only_stands_in_versions_has_a_bound(self) -> None:
        """[STR-14]"""
        played = strategy()
        played.ok(d.PutAction("a1", 0, ActionPlan(action="x")))
        many = tuple(Origin(f"c{number}", "a", "t", "w") for number in range(MAX_UNLINKED + 9))
        now = replay([e.AboutSet("a1", AboutAction())], replace(played.strategy, unlinked=many))
        assert now is not None
        assert now.unlinked == many[9:]


class TestTakingAway:
    def test_an_established_analysis_goes_with_a_reason_that_stays_and_its_id_never_comes_back(self) -> None:
        """[STR-15]"""
        played = strategy()
        was = established(played, year())
        played.ok(c.ShareAnalysis("h1", shared=True))
        assert played.refused(c.RemoveAnalysis("h1")) == "empty"
        played.ok(c.RemoveAnalysis("h1", " Namen in de conclusies. "))
        (gone,) = played.strategy.taken_away
        assert (gone.reason, gone.sha256, gone.version, gone.was_shared) == ("Namen in de conclusies.", was.sha256, 1, True)
        assert played.strategy.analyses == {}
        assert [view(played.strategy, who).taken_away for who in (READER, STRATEGIST)] == [(gone,), (gone,)]
        assert played.refused(c.BeginAnalysis("h1", "2027-01-01", "2027-06-30")) == "id_taken"
        assert played.refused(c.RemoveAnalysis("h1", "nog eens")) == "unknown_item"

    def test_who_only_reads_is_told_of_none_that_was_not_shared(self) -> None:
        """[STR-15]"""
        played = strategy()
        established(played, year())
        played.ok(c.RemoveAnalysis("h1", "te vroeg"))
        assert (view(played.strategy, READER).taken_away, len(view(played.strategy, STRATEGIST).taken_away)) == ((), 1)

    def test_it_goes_however_much_was_changed(self) -> None:
        """[STR-15] [STR-14]"""
        played = strategy()
        established(played, year())
        full = replace(played.strategy, changes=MAX_CHANGES + 1)
        played.strategy = full
        played.log = [e.encode_events((e.StrategyPacked(packed(full, ())),))]
        assert played.refused(c.BeginAnalysis("h9", "2027-01-01", "2027-06-30")) == "too_many"
        played.ok(c.ForgetCase("c99"), SYSTEM)
        played.ok(c.RemoveAnalysis("h1", "namen"))


class TestPacking:
    def test_a_packed_strategy_is_the_same_one_and_no_form_counts_twice(self) -> None:
        """[STR-14] [STR-15]"""
        played = strategy()
        established(played, year())
        played.ok(c.ForgetCase("c99"), SYSTEM)
        assert played.strategy.has_remains
        forms = [f"{number:032x}" for number in (7, 2**100)]
        again = unpacked(packed(played.strategy, forms))
        assert replace(again, marks=b"", has_remains=True) == played.strategy
        assert [was_sent(again, form) for form in (*forms, "f" * 32)] == [True, True, False]
        assert packed(again, ()) == packed(again, forms)
        with pytest.raises(ValueError, match="unpack"):
            unpacked(b"no strategy")
