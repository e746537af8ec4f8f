# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What half a year of cases says: computed from cases as they are, by one pure function, and told with what people conclude.

What counts is what stood on posters and what became of actions, whatever somebody wrote in a report afterwards, so that a number
is the same whoever wrote the reports. An analysis is read by all members: of a case whose report was not shared with them it is
counted with, and none of its words stand here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from msgspec import Struct

from organisation.archive.facets import OWN, Choice, Names
from organisation.dossier.handing_over import HandOver
from organisation.dossier.reported import latest_of_each
from organisation.dossier.state import Dossier, LivingAction
from organisation.dossier.summary import day_of
from organisation.members.cases import is_told_to_all
from organisation.strategy import analysis_facts as f
from organisation.strategy.analysis_state import Analysis, AnalysisContent, Answered, Conclusion
from organisation.strategy.questions import QUESTIONS
from organisation.strategy.state import Strategy
from sessions.material.framework import FoundationId
from sessions.material.text import Language, Text
from sessions.model.items import AccentRole
from sessions.model.state import Outcome

NOT_SHARED = Text("zaak zonder gedeeld verslag", "case without a shared report")
"""What a case is called whose words not all members may read."""


class Basis(Struct, frozen=True):
    """By what cases are counted: the accent values that hold, by their names, with the version of the strategy that has them (0
    for none), the names by which values are known again, and the language in which they are told.
    """

    accents: tuple[str, ...]
    strategy_version: int
    names: Names
    language: Language


def basis_of(strategy: Strategy, names: Names) -> Basis:
    """What is counted by: the accent values of the version that holds."""
    latest = strategy.latest
    accents = tuple(accent.name for accent in latest.content.accents) if latest else ()
    return Basis(accents, latest.version if latest else 0, names, strategy.language)


def in_period(cases: Iterable[Dossier], from_day: str, to_day: str) -> tuple[Dossier, ...]:
    """The cases of a period, both days included, in the order of their days."""
    found = (case for case in cases if from_day <= day_of(case) <= to_day)
    return tuple(sorted(found, key=lambda case: (day_of(case), case.id)))


def analysis_facts(analysis: Analysis, cases: Iterable[Dossier], basis: Basis, as_of: str) -> f.AnalysisFacts:
    """All that is computed for an analysis, as things stand on a day. The same cases give the same facts, in whichever order they
    come.
    """
    every = in_period(cases, analysis.from_day, analysis.to_day)
    counted = tuple(case for case in every if case.id not in analysis.left_out)
    told = tuple(_Case(latest_of_each(case), is_told_to_all(case)) for case in counted)
    kinds = _Kinds(basis)
    return f.AnalysisFacts(
        from_day=analysis.from_day,
        to_day=analysis.to_day,
        as_of=as_of,
        strategy_version=basis.strategy_version,
        cases=tuple(_counted(case, basis) for case in counted),
        left_out=tuple(_title(case, basis) for case in every if case.id in analysis.left_out),
        values=tuple(_values(told, basis)),
        accents=tuple(_accents(told, basis)),
        actions=tuple(
            _action(place, action, as_of, kinds, is_told=told[place].is_told)
            for place, case in enumerate(counted)
            for action in case.living
        ),
        decisions=tuple(_decisions(told)),
        tensions=tuple(_tensions(told)),
    )


def analysis_content(strategy: Strategy, analysis: Analysis, facts: f.AnalysisFacts) -> AnalysisContent:
    """An analysis as it is read, a draft of the next version; without a day."""
    language = strategy.language
    return AnalysisContent(
        organisation=strategy.organisation,
        language=language,
        version=analysis.versions + 1,
        contact=strategy.people.contact,
        facts=facts,
        answers=tuple(
            Answered(
                id=question,
                question=QUESTIONS[question].in_(language),
                text=analysis.answers.get(question, Conclusion()).text,
            )
            for question in f.QUESTION_IDS
        ),
    )


def _title(case: Dossier, basis: Basis) -> str:
    return case.title if is_told_to_all(case) else NOT_SHARED.in_(basis.language)


def _counted(case: Dossier, basis: Basis) -> f.CountedCase:
    established = case.report.established is not None
    case_id = case.id if is_told_to_all(case) else ""
    return f.CountedCase(case_id=case_id, title=_title(case, basis), day=day_of(case), established=established)


_Kind = str
_CHOSEN, _AT_TABLES, _SET_ASIDE, _IN_TENSION = "chosen", "at_tables", "set_aside", "in_tension"


class _Case(Struct, frozen=True):
    """The posters of a case, and whether its words may be told."""

    posters: tuple[HandOver, ...]
    is_told: bool

    def notes(self, *notes: str) -> tuple[str, ...]:
        """What was said, once each, without what is empty; nothing where it may not be told."""
        return tuple(dict.fromkeys(filter(None, notes))) if self.is_told else ()


class _Said(Struct, frozen=True):
    """Something that a case says of a value."""

    value: Choice
    kind: _Kind
    note: str = ""
    foundation: FoundationId | None = None


def _values(told: Sequence[_Case], basis: Basis) -> Iterator[f.ValueFact]:
    """Every value that any case speaks of: in the most cases first, then by name. It orders values, never people."""
    accents = {choice.key for choice in map(basis.names.value, basis.accents) if choice}
    may_be_named = accents | {said.value.key for case in told if case.is_told for said in _said(case, basis.names)}
    found: dict[str, dict[_Kind, dict[int, dict[str, None]]]] = {}
    labels: dict[str, Choice] = {}
    foundations: dict[str, FoundationId] = {}
    # Who may be told of first: how an own value is written comes from there.
    for place, case in sorted(enumerate(told), key=lambda each: not each[1].is_told):
        for said in _said(case, basis.names):
            if not case.is_told and said.value.key not in may_be_named and said.value.key.startswith(OWN):
                # Its very name is a word of this case alone.
                continue
            labels.setdefault(said.value.key, said.value)
            if said.foundation:
                foundations.setdefault(said.value.key, said.foundation)
            kinds = found.setdefault(said.value.key, {})
            notes = kinds.setdefault(said.kind, {}).setdefault(place, {})
            for note in case.notes(said.note):
                notes.setdefault(note)

    def order(key: str) -> tuple[int, int, str]:
        kinds = found[key]
        return -len(kinds.get(_CHOSEN, {})), -len(kinds.get(_IN_TENSION, {})), labels[key].label.in_(basis.language)

    for key in sorted(found, key=order):
        kinds = found[key]
        yield f.ValueFact(
            name=labels[key].label.in_(basis.language),
            foundation=foundations.get(key),
            accent=key in accents,
            chosen=_mentions(kinds.get(_CHOSEN)),
            at_tables=_mentions(kinds.get(_AT_TABLES)),
            set_aside=_mentions(kinds.get(_SET_ASIDE)),
            in_tension=_mentions(kinds.get(_IN_TENSION)),
        )


def _mentions(found: dict[int, dict[str, None]] | None) -> tuple[f.Mention, ...]:
    return tuple(f.Mention(place, tuple(notes)) for place, notes in sorted((found or {}).items()))


def _said(case: _Case, names: Names) -> Iterator[_Said]:
    """All that the posters of a case say of values. What was only chosen at a table stands apart from what came on a poster."""
    on_posters = {key for told in case.posters for line in told.values if (key := _key(line.name, names))}
    for told in case.posters:
        for line in told.values:
            if value := names.value(line.name):
                yield _Said(value, _CHOSEN, line.meaning, line.foundation)
        for choice in told.choices:
            value = names.value(choice.on_poster or choice.value)
            if value is None:
                continue
            if choice.verdict == "set_aside":
                yield _Said(value, _SET_ASIDE, choice.reason, choice.foundation)
            elif value.key not in on_posters:
                yield _Said(value, _AT_TABLES, choice.reason, choice.foundation)
        for gone in told.set_aside:
            # A poster loses actions too: those are no values that anybody knows.
            if (value := names.value(gone.name)) and _is_value(value, told, names):
                yield _Said(value, _SET_ASIDE, gone.reason)
        for tension in told.tensions:
            sides = tension.sides if tension.between == "values" else ()
            for at, side in enumerate(sides):
                others = " ↔ ".join((*sides[:at], *sides[at + 1 :]))
                if value := names.value(side):
                    yield _Said(value, _IN_TENSION, " · ".join(filter(None, (f"↔ {others}", tension.choice))))


def _key(name: str, names: Names) -> str:
    value = names.value(name)
    return value.key if value else ""


def _is_value(value: Choice, told: HandOver, names: Names) -> bool:
    if not value.key.startswith(OWN):
        return True
    of_tables = {_key(choice.value, names) for choice in told.choices}
    return value.key in of_tables | {_key(line.value, names) for line in told.accents}


def _accents(told: Sequence[_Case], basis: Basis) -> Iterator[f.AccentFact]:
    for name in basis.accents:
        key = _key(name, basis.names)
        chosen: list[f.Mention] = []
        not_asked: list[f.Mention] = []
        unanswered: list[f.Mention] = []
        answers: dict[AccentRole, list[f.Mention]] = {role: [] for role in get_args(AccentRole)}
        for place, case in enumerate(told):
            meanings = [line.meaning for each in case.posters for line in each.values if _key(line.name, basis.names) == key]
            if meanings:
                chosen.append(f.Mention(place, case.notes(*meanings)))
            given = [each for one in case.posters for each in one.accent_answers if _key(each.value, basis.names) == key]
            for role, mentions in answers.items():
                whys = [each.why for each in given if each.role == role]
                if whys:
                    mentions.append(f.Mention(place, case.notes(*whys)))
            if not given:
                is_known = any(_key(line.value, basis.names) == key for each in case.posters for line in each.accents)
                (unanswered if is_known else not_asked).append(f.Mention(place))
        yield f.AccentFact(
            name=name,
            chosen=tuple(chosen),
            answers={role: tuple(mentions) for role, mentions in answers.items()},
            not_asked=tuple(not_asked),
            unanswered=tuple(unanswered),
        )


class _Kinds:
    """Kinds of measures by one name each, whatever language a workshop spoke and however it wrote one of its own."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._named: dict[str, str] = {}

    def of(self, action: LivingAction) -> tuple[str, ...]:
        """Those of an action, each once."""
        said = action.on_poster.measures if action.on_poster else ()
        kinds = filter(None, map(self._basis.names.measure, said))
        return tuple(dict.fromkeys(self._named.setdefault(kind.key, kind.label.in_(self._basis.language)) for kind in kinds))


def _action(place: int, action: LivingAction, as_of: str, kinds: _Kinds, *, is_told: bool) -> f.ActionFact:
    plan = action.plan
    fact = f.ActionFact(
        case=place,
        action=plan.action,
        holder=plan.holder,
        level=plan.level,
        measures=kinds.of(action),
        status=action.status,
        reason=action.reason,
        due_day=plan.due_day,
        overdue=bool(plan.due_day) and plan.due_day < as_of and action.is_open,
        wider=plan.wider,
        wider_note=plan.wider_note,
        needs=plan.needs,
    )
    return fact if is_told else f.untold(fact)


def _decisions(told: Sequence[_Case]) -> Iterator[f.DecisionFact]:
    for outcome in get_args(Outcome):
        cases = tuple(
            f.Mention(place, case.notes(case.posters[-1].decision.reason))
            for place, case in enumerate(told)
            if case.posters[-1].decision.outcome == outcome
        )
        yield f.DecisionFact(outcome=outcome, cases=cases)


def _tensions(told: Sequence[_Case]) -> Iterator[f.TensionFact]:
    for place, case in enumerate(told):
        lines = dict.fromkeys((line.sides, line.choice, line.reason) for each in case.posters for line in each.tensions)
        for (one, other, *further), choice, reason in lines:
            tension = f.TensionFact(case=place, one=one, other=other, choice=choice, reason=reason, further=tuple(further))
            yield tension if case.is_told else f.untold_tension(tension)
