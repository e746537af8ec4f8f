# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of an analysis as tables: of every row a number, and the list that it counts. What stands in a page and in every file
is made of these and of nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from msgspec import Struct

from organisation.dossier.state import STATUSES, Status
from organisation.report.words import DECISIONS, ROLES
from organisation.strategy import analysis_facts as f
from sessions.material.text import Language, Text, sentences
from sessions.model.items import AccentRole
from sessions.model.poster_entries import Level

Unit = Literal["cases", "actions", "tensions"]
_UNITS: dict[Unit, tuple[Text, Text]] = {
    "cases": (Text("zaak", "case"), Text("zaken", "cases")),
    "actions": (Text("actie", "action"), Text("acties", "actions")),
    "tensions": (Text("spanning", "tension"), Text("spanningen", "tensions")),
}
STATES: dict[Status, Text] = {
    "not_started": Text("nog niet begonnen", "not begun yet"),
    "busy": Text("loopt", "under way"),
    "stuck": Text("vastgelopen", "stuck"),
    "done": Text("klaar", "finished"),
    "dropped": Text("vervallen", "dropped"),
}
LEVELS: dict[Level | None, Text] = {
    "organisation": Text("de organisatie", "the organisation"),
    "other_level": Text("eerst een ander (politiek) niveau", "another (political) level first"),
    "project": Text("het project", "the project"),
    None: Text("niet gezegd", "not said"),
}
_LATE = Text("over de dag heen en nog open", "over its day and still open")
_NOT_ASKED = Text("niet gevraagd", "not asked")
_UNANSWERED = Text("geen antwoord", "no answer")
_ON_POSTER = Text("op de poster", "on the poster")
_OPEN = Text("nog open gelaten", "left open")
_CHOSEN = Text("keuze gemaakt", "choice made")
_USE = Text("ook goed voor andere projecten", "good for other projects too")
_NO_MEASURE = Text("geen soort gekozen", "no kind chosen")
CAPTIONS: dict[str, Text] = {
    "chosen": Text("Waarden die op een poster kwamen", "Values that came on a poster"),
    "at_tables": Text("Waarden die alleen aan een tafel zijn gekozen", "Values that only a table chose"),
    "set_aside": Text("Waarden die terzijde zijn gelegd", "Values that were set aside"),
    "in_tension": Text("Waarden die botsten met een andere", "Values that clashed with another"),
    "accents": Text("De accentwaarden in de zaken", "The accent values in the cases"),
    "levels": Text("Op welk niveau acties horen", "At which level actions belong"),
    "measures": Text("Welk soort maatregelen de acties zijn", "Which kind of measures the actions are"),
    "decisions": Text("Besluit over het project", "Decision about the project"),
    "states": Text("Wat er van de acties kwam", "What came of the actions"),
    "tensions": Text("Spanningen, en of er een keuze is gemaakt", "Tensions, and whether a choice was made"),
    "wider": Text("Acties die ook goed zijn voor andere projecten", "Actions that are good for other projects too"),
}


class Line(Struct, frozen=True):
    """One of what a number counts: in which case, and what was said there."""

    case: str
    said: str = ""


class TableRow(Struct, frozen=True):
    """A row: what it is, whether that is an accent value, and the list that its number counts."""

    label: str
    lines: tuple[Line, ...]
    accent: bool = False

    @property
    def count(self) -> int:
        """The number: how long the list is."""
        return len(self.lines)


class FactTable(Struct, frozen=True):
    """A table under a question. `total` is of how many the numbers are a part."""

    id: str
    question: f.QuestionId
    caption: str
    unit: Unit
    total: int
    rows: tuple[TableRow, ...]


def unit_of(table: FactTable, language: Language) -> str:
    """What the numbers of a table are a part of, as it is said after its `total`: one case, no cases, two cases."""
    one, more = _UNITS[table.unit]
    return (one if table.total == 1 else more).in_(language)


def unit_name(table: FactTable, language: Language) -> str:
    """The same in a column of its own, which is grouped by: one word, however many there are."""
    return _UNITS[table.unit][1].in_(language)


def tables(facts: f.AnalysisFacts, language: Language) -> tuple[FactTable, ...]:
    """All tables, in the order of the questions. One that would be empty is left out."""
    return tuple(table for table in _Tables(facts, language).all() if table.rows)


class _Tables:
    def __init__(self, facts: f.AnalysisFacts, language: Language) -> None:
        self._facts = facts
        self._language = language

    def all(self) -> Iterator[FactTable]:
        yield self._of_values("chosen", lambda value: value.chosen)
        yield self._of_values("at_tables", lambda value: value.at_tables)
        yield self._of_values("set_aside", lambda value: value.set_aside)
        yield self._of_values("in_tension", lambda value: value.in_tension)
        yield self._table("accents", "deviation", "cases", len(self._facts.cases), self._accents())
        yield self._of_actions("levels", "governance", self._levels())
        yield self._of_actions("measures", "governance", self._measures())
        decided = (TableRow(self._in(DECISIONS[each.outcome]), self._mentioned(each.cases)) for each in self._facts.decisions)
        yield self._table("decisions", "stopping", "cases", len(self._facts.cases), decided)
        yield self._of_actions("states", "conclusions", self._states())
        yield self._table("tensions", "conclusions", "tensions", len(self._facts.tensions), self._tensions())
        wider = self._actions(lambda action: action.wider, lambda action: action.wider_note)
        yield self._of_actions("wider", "recommendations", [TableRow(self._in(_USE), wider)] if wider else [])

    def _in(self, text: Text) -> str:
        return text.in_(self._language)

    def _table(self, name: str, question: f.QuestionId, unit: Unit, total: int, rows: Iterable[TableRow]) -> FactTable:
        return FactTable(name, question, self._in(CAPTIONS[name]), unit, total, tuple(rows) if total else ())

    def _of_actions(self, name: str, question: f.QuestionId, rows: Iterable[TableRow]) -> FactTable:
        return self._table(name, question, "actions", len(self._facts.actions), rows)

    def _of_values(self, name: str, of: Callable[[f.ValueFact], tuple[f.Mention, ...]]) -> FactTable:
        found = [(value, self._mentioned(of(value))) for value in self._facts.values if of(value)]
        rows = [TableRow(value.name, lines, value.accent) for value, lines in sorted(found, key=lambda each: -len(each[1]))]
        return self._table(name, "deviation", "cases", len(self._facts.cases), rows)

    def _mentioned(self, mentions: Iterable[f.Mention]) -> tuple[Line, ...]:
        return tuple(Line(self._facts.cases[each.case].title, "; ".join(each.notes)) for each in mentions)

    def _actions(
        self, fits: Callable[[f.ActionFact], bool], said: Callable[[f.ActionFact], str] = lambda action: action.reason
    ) -> tuple[Line, ...]:
        return tuple(
            Line(self._facts.cases[action.case].title, ": ".join(filter(None, (action.action, said(action)))))
            for action in self._facts.actions
            if fits(action)
        )

    def _accents(self) -> Iterator[TableRow]:
        for accent in self._facts.accents:
            yield TableRow(f"{accent.name}: {self._in(_ON_POSTER)}", self._mentioned(accent.chosen), accent=True)
            for role in get_args(AccentRole):
                yield TableRow(f"{accent.name}: {self._in(ROLES[role])}", self._mentioned(accent.answers.get(role, ())))
            yield TableRow(f"{accent.name}: {self._in(_UNANSWERED)}", self._mentioned(accent.unanswered))
            yield TableRow(f"{accent.name}: {self._in(_NOT_ASKED)}", self._mentioned(accent.not_asked))

    def _levels(self) -> Iterator[TableRow]:
        for level, name in LEVELS.items():
            yield TableRow(self._in(name), self._at(level))

    def _at(self, level: Level | None) -> tuple[Line, ...]:
        return self._actions(lambda action: action.level == level, lambda action: action.needs)

    def _measures(self) -> Iterator[TableRow]:
        named = dict.fromkeys(measure for action in self._facts.actions for measure in action.measures)
        for measure in sorted(named):
            yield TableRow(measure, self._kind(measure))
        yield TableRow(self._in(_NO_MEASURE), self._actions(lambda action: not action.measures))

    def _kind(self, measure: str) -> tuple[Line, ...]:
        return self._actions(lambda action: measure in action.measures)

    def _states(self) -> Iterator[TableRow]:
        for status in STATUSES:
            yield TableRow(self._in(STATES[status]), self._with(status))
        yield TableRow(self._in(_LATE), self._actions(lambda action: action.overdue, lambda action: action.due_day))

    def _with(self, status: Status) -> tuple[Line, ...]:
        return self._actions(lambda action: action.status == status)

    def _tensions(self) -> Iterator[TableRow]:
        for name, chosen in ((_CHOSEN, True), (_OPEN, False)):
            found = [each for each in self._facts.tensions if bool(each.choice) == chosen]
            lines = tuple(
                Line(
                    self._facts.cases[each.case].title,
                    sentences(" ↔ ".join(each.sides) if each.one else "", each.choice, each.reason),
                )
                for each in found
            )
            yield TableRow(self._in(name), lines)
