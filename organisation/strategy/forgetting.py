# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a strategy holds of a case that was erased: nothing but that it counted. While the case lies in the bin its words are
shown to nobody, and may come back with it; when it is destroyed they go from what was established too.
"""

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from organisation.archive.facets import OWN, Names
from organisation.strategy import analysis_facts as f
from organisation.strategy import events as e
from organisation.strategy.analysis_state import Analysis, AnalysisContent, FixedAnalysis, analysis_hash
from organisation.strategy.content import StrategyContent, strategy_hash
from organisation.strategy.state import AboutAction, Origin, Strategy
from sessions.material.text import Text

ERASED = Text("gewiste zaak", "erased case")
LEFT_OUT = Text("zaak waarvan de titel hier niet meer staat", "case whose title no longer stands here")
"""Of what was left out only titles are kept: when one of them has to go, all do."""


def origin_cases(strategy: Strategy) -> frozenset[str]:
    """The cases from which actions came, of which title and words stand in the strategy."""
    return frozenset(each.case_id for each in _origins(strategy))


def analysis_cases(analysis: Analysis) -> frozenset[str]:
    """The cases of which words stand in an analysis as it was established."""
    if analysis.established is None:
        return frozenset()
    return frozenset(filter(None, (case.case_id for case in analysis.established.content.facts.cases))) | _titled(analysis)


def without_origins(strategy: Strategy, gone: Collection[str]) -> Strategy:
    """The strategy as it is seen while these cases are erased: actions stay, and came from none of theirs; nor in any version."""
    said = frozenset(each.said for each in _origins(strategy) if each.case_id in gone)
    if not said:
        return strategy
    about = {key: _about_without(each, gone) for key, each in strategy.about.items()}
    unlinked = tuple(each for each in strategy.unlinked if each.case_id not in gone)
    established = tuple(replace(each, content=_version_without(each.content, said)) for each in strategy.established)
    return replace(strategy, about=about, unlinked=unlinked, established=established)


def without_cases(analysis: Analysis, gone: Collection[str], names: Names) -> Analysis:
    """The same of an analysis: the cases count as they did, and no words of theirs stand in it."""
    if analysis.established is None or not analysis_cases(analysis) & {*gone}:
        return analysis
    content = analysis.established.content
    how = _Forgetting({*gone}, _unnamed(content, gone, names), _hides_left_out(analysis, gone))
    return replace(analysis, established=replace(analysis.established, content=how.of(content)))


def decide(strategy: Strategy, command_case_id: str, names: Names) -> e.Decision:
    """What follows when a case is destroyed for good; nothing when no words of it stand anywhere."""
    gone = {command_case_id}
    analyses = []
    for analysis in strategy.analyses.values():
        left = without_cases(analysis, gone, names)
        if left is not analysis and left.established is not None and analysis.established is not None:
            unnamed = _unnamed(analysis.established.content, gone, names)
            sha256 = analysis_hash(replace(left.established.content, day=""))
            analyses.append(e.ForgottenIn(analysis.id, sha256, unnamed, _hides_left_out(analysis, gone)))
    now = without_origins(strategy, gone)
    if now is strategy and not analyses:
        return ()
    hashes = tuple(strategy_hash(replace(each.content, day="")) for each in now.established) if now is not strategy else ()
    return (e.CaseForgotten(command_case_id, hashes, tuple(analyses)),)


def reduce(strategy: Strategy, event: e.CaseForgotten) -> Strategy:
    """The strategy after it."""
    gone = {event.case_id}
    left = without_origins(strategy, gone)
    if event.versions:
        versions = zip(left.established, event.versions, strict=True)
        left = replace(left, established=tuple(replace(each, sha256=sha256) for each, sha256 in versions))
    analyses = dict(left.analyses)
    for each in event.analyses:
        analysis = analyses[each.analysis_id]
        fixed = analysis.established
        if fixed is not None:
            content = _Forgetting(gone, each.unnamed, each.hides_left_out).of(fixed.content)
            analyses[analysis.id] = replace(analysis, established=FixedAnalysis(fixed.version, fixed.day, each.sha256, content))
    return replace(left, analyses=analyses, has_remains=True)


def taken_off(now: Strategy, event: e.AboutSet) -> tuple[Origin, ...]:
    """Origins that an action has no more and that stand in a version: their words go with their case too."""
    was = now.about.get(event.action_id, AboutAction()).origins
    off = [each for each in was if each not in event.about.origins]
    if not off:
        return ()
    told = {said for version in now.established for action in version.content.actions for said in action.from_projects}
    return tuple(each for each in off if each.said in told)


def _origins(strategy: Strategy) -> Iterable[Origin]:
    for about in strategy.about.values():
        yield from about.origins
    yield from strategy.unlinked


def _about_without(about: AboutAction, gone: Collection[str]) -> AboutAction:
    left = tuple(each for each in about.origins if each.case_id not in gone)
    return about if len(left) == len(about.origins) else replace(about, origins=left)


def _version_without(content: StrategyContent, said: frozenset[str]) -> StrategyContent:
    return replace(
        content,
        actions=tuple(
            replace(action, from_projects=tuple(each for each in action.from_projects if each not in said))
            for action in content.actions
        ),
    )


def _titled(analysis: Analysis) -> frozenset[str]:
    """The cases whose titles stand among those that were left out when it was established."""
    if (
        analysis.established is None
        or LEFT_OUT.in_(analysis.established.content.language) in analysis.established.content.facts.left_out
    ):
        return frozenset()
    # Of before that was kept: those that are left out now.
    return frozenset(analysis.titled if analysis.titled is not None else analysis.left_out)


def _hides_left_out(analysis: Analysis, gone: Collection[str]) -> bool:
    return not _titled(analysis).isdisjoint(gone)


def _unnamed(content: AnalysisContent, gone: Collection[str], names: Names) -> tuple[int, ...]:
    """The values (their places) that only these cases spoke of, and whose very names are their words."""
    places = _places(content, gone)

    def is_theirs(value: f.ValueFact) -> bool:
        choice = names.value(value.name)
        mentions = (*value.chosen, *value.at_tables, *value.set_aside, *value.in_tension)
        return choice is not None and choice.key.startswith(OWN) and not value.accent and all(m.case in places for m in mentions)

    return tuple(number for number, value in enumerate(content.facts.values) if is_theirs(value))


def _places(content: AnalysisContent, gone: Collection[str]) -> frozenset[int]:
    return frozenset(number for number, case in enumerate(content.facts.cases) if case.case_id and case.case_id in gone)


class _Forgetting(Struct, frozen=True):
    """What an analysis no longer tells."""

    gone: set[str]
    unnamed: tuple[int, ...]
    hides_left_out: bool

    def of(self, content: AnalysisContent) -> AnalysisContent:
        """The analysis without it."""
        places, language, facts = _places(content, self.gone), content.language, content.facts

        def bare(mentions: tuple[f.Mention, ...]) -> tuple[f.Mention, ...]:
            return tuple(f.Mention(each.case) if each.case in places else each for each in mentions)

        cases = tuple(
            replace(case, case_id="", title=ERASED.in_(language)) if number in places else case
            for number, case in enumerate(facts.cases)
        )
        values = tuple(
            replace(
                value,
                chosen=bare(value.chosen),
                at_tables=bare(value.at_tables),
                set_aside=bare(value.set_aside),
                in_tension=bare(value.in_tension),
            )
            for number, value in enumerate(facts.values)
            if number not in self.unnamed
        )
        accents = tuple(
            replace(
                accent,
                chosen=bare(accent.chosen),
                answers={role: bare(mentions) for role, mentions in accent.answers.items()},
                not_asked=bare(accent.not_asked),
                unanswered=bare(accent.unanswered),
            )
            for accent in facts.accents
        )
        return replace(
            content,
            facts=replace(
                facts,
                cases=cases,
                left_out=tuple(LEFT_OUT.in_(language) for _ in facts.left_out) if self.hides_left_out else facts.left_out,
                values=values,
                accents=accents,
                actions=tuple(f.untold(action) if action.case in places else action for action in facts.actions),
                decisions=tuple(replace(each, cases=bare(each.cases)) for each in facts.decisions),
                tensions=tuple(f.untold_tension(each) if each.case in places else each for each in facts.tensions),
            ),
        )
