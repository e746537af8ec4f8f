# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The half-yearly analysis: a period, which cases are left out, what people conclude, and how far it is."""

from typing import assert_never

from msgspec.structs import replace

from organisation.dossier.days import day_in_the_netherlands, is_day
from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.analysis import analysis_content
from organisation.strategy.analysis_state import Analysis, Conclusion, FixedAnalysis, analysis_hash
from organisation.strategy.bounds import MAX_ANALYSES, MAX_TAKEN_AWAY, MAX_VERSIONS
from organisation.strategy.state import Strategy, TakenAway
from sessions.material.typed import clean
from sessions.model.codes import Refusal

Command = c.OfAnalysis
Event = e.OfAnalyses


def decide(strategy: Strategy, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    was = strategy.analyses.get(command.analysis_id)
    if isinstance(command, c.BeginAnalysis):
        return _begin(strategy, command, was, now_ms)
    if was is None:
        return Refusal("unknown_item", "analysis_id")
    if isinstance(command, c.SelectCases | c.WriteConclusion) and not was.drafting:
        return Refusal("not_now")
    match command:
        case c.SelectCases():
            return _select(was, command, now_ms)
        case c.WriteConclusion():
            return _conclude(was, command)
        case c.EstablishAnalysis():
            return _establish(strategy, was, command, now_ms)
        case c.ReopenAnalysis():
            return () if was.drafting else (e.AnalysisReopened(was.id),)
        case c.ShareAnalysis():
            if was.established is None:
                return Refusal("not_now")
            return () if was.shared == command.shared else (e.AnalysisShared(was.id, command.shared),)
        case c.RemoveAnalysis():
            return _remove(was, command, now_ms)
        case _:
            assert_never(command)


def reduce(strategy: Strategy, event: Event) -> Strategy:
    """The strategy after a fact of this topic."""
    if isinstance(event, e.AnalysisRemoved):
        left = {key: each for key, each in strategy.analyses.items() if key != event.analysis_id}
        gone = (*strategy.taken_away, event.taken_away) if event.taken_away else strategy.taken_away
        return replace(strategy, analyses=left, taken_away=gone[-MAX_TAKEN_AWAY:], has_remains=True)
    now = event.analysis if isinstance(event, e.AnalysisPut) else _changed(strategy.analyses[event.analysis_id], event)
    if isinstance(event, e.AnalysisPut) and (was := strategy.analyses.get(now.id)):
        now = replace(was, from_day=now.from_day, to_day=now.to_day, left_out=now.left_out, rev=now.rev)
    return replace(strategy, analyses={**strategy.analyses, now.id: now})


_OfOne = e.Concluded | e.AnalysisEstablished | e.AnalysisReopened | e.AnalysisShared


def _changed(was: Analysis, event: _OfOne) -> Analysis:
    match event:
        case e.Concluded():
            return replace(was, answers={**was.answers, event.question: event.conclusion})
        case e.AnalysisEstablished():
            # Whoever was shown an earlier one is not shown this one by itself.
            return replace(
                was, established=event.fixed, versions=event.fixed.version, drafting=False, shared=False, titled=was.left_out
            )
        case e.AnalysisReopened():
            return replace(was, drafting=True)
        case e.AnalysisShared():
            return replace(was, shared=event.shared)
        case _:
            assert_never(event)


def _begin(strategy: Strategy, command: c.BeginAnalysis, was: Analysis | None, now_ms: int) -> e.Decision:
    if was is not None or any(gone.id == command.analysis_id for gone in strategy.taken_away):
        return Refusal("id_taken", "analysis_id")
    if wrong := _wrong_period(command.from_day, command.to_day, now_ms):
        return wrong
    if len(strategy.analyses) >= MAX_ANALYSES:
        return Refusal("too_many")
    return (e.AnalysisPut(Analysis(command.analysis_id, command.from_day, command.to_day, now_ms)),)


def _select(was: Analysis, command: c.SelectCases, now_ms: int) -> e.Decision:
    left_out = tuple(dict.fromkeys(command.left_out))
    if (command.from_day, command.to_day, left_out) == (was.from_day, was.to_day, was.left_out):
        return ()
    if wrong := _wrong_period(command.from_day, command.to_day, now_ms):
        return wrong
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "cases")
    now = Analysis(was.id, command.from_day, command.to_day, was.begun_at_ms, left_out, was.rev + 1)
    return (e.AnalysisPut(now),)


def _wrong_period(from_day: str, to_day: str, now_ms: int) -> Refusal | None:
    if not is_day(from_day):
        return Refusal("invalid", "from_day")
    if not is_day(to_day) or from_day > to_day:
        return Refusal("invalid", "to_day")
    # What has yet to come is counted by nobody: an analysis would say of a half year what was true of a part of it.
    return Refusal("not_now", "to_day") if to_day > day_in_the_netherlands(now_ms) else None


def _conclude(was: Analysis, command: c.WriteConclusion) -> e.Decision:
    known, text = was.answers.get(command.question, Conclusion()), clean(command.text)
    if text == known.text:
        return ()
    if command.base_rev != known.rev:
        return Refusal("stale_rev", "text")
    return (e.Concluded(was.id, command.question, Conclusion(text, known.rev + 1)),)


def _remove(was: Analysis, command: c.RemoveAnalysis, now_ms: int) -> e.Decision:
    fixed, reason = was.established, clean(command.reason)
    if fixed is None:
        return (e.AnalysisRemoved(was.id),)
    if not reason:
        return Refusal("empty", "reason")
    gone = TakenAway(was.id, was.from_day, was.to_day, fixed.version, fixed.sha256, now_ms, reason, was.shared)
    return (e.AnalysisRemoved(was.id, gone),)


def _establish(strategy: Strategy, was: Analysis, command: c.EstablishAnalysis, now_ms: int) -> e.Decision:
    if not was.drafting:
        return ()
    if wrong := _wrong_period(was.from_day, was.to_day, now_ms):
        return wrong
    if not is_day(command.day):
        return Refusal("invalid", "day")
    content = analysis_content(strategy, was, command.facts)
    sha256 = analysis_hash(content)
    if sha256 != command.sha256:
        return Refusal("stale_rev", "analysis")
    if was.versions >= MAX_VERSIONS:
        return Refusal("too_many")
    fixed = FixedAnalysis(content.version, command.day, sha256, replace(content, day=command.day))
    return (e.AnalysisEstablished(was.id, fixed),)
