# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for what the domain names by keys, where a row is filled in with sentences before somebody writes it anew."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from organisation.report.content import ReportContent, ReportedAccentAnswer, ReportedAction, ReportedReason, ReportedTable
from sessions.material.framework import FoundationId
from sessions.material.limits import MAX_SHORT_CHARACTERS
from sessions.material.text import Text, ends_itself, sentences
from sessions.model.items import AccentRole, Assessment, DataOrigin, Proactivity, Stage
from sessions.model.state import Outcome as DecisionOutcome
from sessions.topics.poster import WEIGHTS

FOUNDATIONS: dict[FoundationId, Text] = {
    "democratie": Text("Democratie", "Democracy"),
    "rechtsstaat": Text("Rechtsstaat", "Rule of law"),
    "bestuurskracht": Text("Bestuurskracht", "Governing capacity"),
}
PHASES: dict[Stage, Text] = {
    "exploration": Text("verkenning", "exploration"),
    "execution": Text("uitvoering", "execution"),
    "evaluation": Text("evaluatie", "evaluation"),
}
ROLES: dict[AccentRole, Text] = {
    "yes": Text("speelt mee", "plays a part"),
    "partly": Text("speelt deels mee", "plays a part partly"),
    "no": Text("speelt niet mee", "plays no part"),
}
ASSESSMENTS: dict[Assessment, Text] = {
    "done": Text("gedaan", "done"),
    "planned": Text("komt nog", "still to come"),
    "not_needed": Text("niet nodig", "not needed"),
    "unknown": Text("nog niet bekend", "not known yet"),
}
PROACTIVITY: dict[Proactivity, Text] = {
    "low": Text("laag", "low"),
    "moderate": Text("matig", "moderate"),
    "high": Text("hoog", "high"),
}
DATA_ORIGINS: dict[DataOrigin, Text] = {
    "none": Text("geen data", "no data"),
    "own": Text("data uit eigen klantenbestand", "data from own customer files"),
    "others": Text("data van andere (markt)partij", "data of another (market) party"),
}
DECISIONS: dict[DecisionOutcome, Text] = {
    "go": Text("doorgaan", "go on"),
    "go_adapted": Text("aangepast doorgaan", "go on, changed"),
    "stop": Text("niet doorgaan", "do not go on"),
    "open": Text("nog open", "still open"),
}
_ACCENT = Text("accentwaarde", "accent value")
_TENSION_OPEN = Text("nog open", "still open")
_CHOICE = Text("Keuze", "Choice")
_WHY = Text("Waarom", "Why")
_AFFECTED = Text("Wie dit merkt", "Whom it touches")
_DECIDES = Text("Wie beslist", "Who decides")
_OFF = Text("Van de poster gehaald", "Taken off the poster")
_WIDER = Text("Ook goed voor andere projecten", "Good for other projects too")
_DECISION = Text("Besluit over het project", "Decision about the project")
_TABLE = Text("tafel", "table")
_ALSO_CHOSEN = Text("Ook gekozen aan een tafel", "Also chosen at a table")
_NOT_CHOSEN = Text("Niet gekozen aan een tafel", "Not chosen at a table")
_TALK = Text("Uit het gesprek daarna", "From the talk afterwards")
_ANSWERS = Text("Wat er in de workshop over gezegd is", "What was said about them in the workshop")


def values_text(content: ReportContent, most: int) -> str:
    """The values as a text to go on from: a paragraph for each foundation. Where it would be longer than `most` characters, the
    reasons on notes are left out, and those of the tables stay.
    """
    whole = _values_text(content, with_notes=True)
    return whole if len(whole) <= most else _values_text(content, with_notes=False)


def _values_text(content: ReportContent, *, with_notes: bool) -> str:
    parts = []
    for foundation, name in FOUNDATIONS.items():
        lines = [
            _then(
                f"{value.name}{f' ({_in(_ACCENT, content)})' if value.accent else ''}{_after(': ', value.meaning)}",
                _why(value.reasons, content, with_notes=with_notes),
            )
            for value in content.values
            if value.foundation == foundation
        ]
        parts.append(_listed(name, content, lines))
    more = [
        _then(f"{each.name} ({_in(FOUNDATIONS[each.foundation], content)})", _why(each.reasons, content, with_notes=with_notes))
        for each in content.also_chosen
    ]
    parts.append(_listed(_ALSO_CHOSEN, content, more))
    return "\n\n".join(filter(None, parts))


class ToldReason(Struct, frozen=True):
    """Why a table chose a value: which table ("tafel Rechtsstaat"), what it said, and what stood on the notes that it chose."""

    table: str
    reason: str
    said: tuple[str, ...]


def told_reasons(reasons: Sequence[ReportedReason], content: ReportContent) -> tuple[ToldReason, ...]:
    """Why tables chose a value, as it is read: nothing twice, and no table that said nothing."""
    told = (_told(each, content) for each in reasons)
    return tuple(each for each in told if each.reason or each.said)


def _told(reason: ReportedReason, content: ReportContent) -> ToldReason:
    called = f", “{reason.called}”" if reason.called else ""
    said = tuple(each for each in reason.said if each != reason.reason)
    return ToldReason(f"{table_of(reason.table, content)}{called}", reason.reason, said)


def _why(reasons: Sequence[ReportedReason], content: ReportContent, *, with_notes: bool) -> str:
    shown = reasons if with_notes else [replace(each, said=()) for each in reasons]
    told = [f"{each.table}: {_sentences((each.reason, *each.said))}" for each in told_reasons(shown, content)]
    return f"{_in(_WHY, content)}, {_sentences(told)}" if told else ""


def _sentences(lines: Sequence[str]) -> str:
    """Lines one after another: a sentence ends by itself, anything else with a semicolon."""
    ended = [line if ends_itself(line) else f"{line};" for line in lines if line]
    return " ".join(ended).removesuffix(";")


def _then(line: str, more: str) -> str:
    """A line, and a sentence after it."""
    return sentences(line, more)


def accents_text(content: ReportContent) -> str:
    """The accent values, and what was said about them."""
    lines = [f"- {each.name}{_after(': ', each.meaning)}{_after(' ', each.reason)}" for each in content.accents]
    said = [
        f"- {each.name}{_after(', ', table_of(each, content))}: {_in(ROLES[each.role], content)}{_after('. ', each.why)}"
        for each in content.accent_answers
    ]
    parts = ["\n".join(lines), "\n".join([_in(_ANSWERS, content), *said]) if said else ""]
    return "\n\n".join(filter(None, parts))


def by_principle(content: ReportContent) -> list[tuple[str, list[ReportedAction]]]:
    """The actions under each principle of the values that they safeguard, the most needed and most important first; an action of
    values of several principles stands under each. Empty where nobody worked by principle.
    """
    found: dict[str, list[ReportedAction]] = {}
    for action in content.actions:
        for principle in action.principles:
            found.setdefault(principle, []).append(replace(action, action=_short(action.action)))
    return [(principle, sorted(actions, key=_most_needed)) for principle, actions in found.items()]


def _short(words: str) -> str:
    """The first words: the action stands whole in its table."""
    return words if len(words) <= MAX_SHORT_CHARACTERS else words[:MAX_SHORT_CHARACTERS].rstrip() + "…"


def _most_needed(action: ReportedAction) -> tuple[int, int]:
    necessity, importance = WEIGHTS[action.necessity], WEIGHTS[action.importance]
    return -(necessity + importance), -necessity


def weighing_text(content: ReportContent) -> str:
    """Tensions and choices, what was set aside, wider use, the decision and the talk afterwards. The actions stand beside it."""
    parts = []
    for each in content.tensions:
        said = [
            (_AFFECTED, each.affected),
            (_CHOICE, each.choice or _in(_TENSION_OPEN, content)),
            (_WHY, each.reason),
            (_DECIDES, each.decides),
        ]
        lines = [f"{_in(name, content)}: {words}" for name, words in said if words]
        parts.append("\n".join(filter(None, [" ↔ ".join(each.sides), each.clash, *lines])))
    if content.decision is not None:
        told = _in(DECISIONS[content.decision.outcome], content)
        parts.append(f"{_in(_DECISION, content)}: {told}{_after('. ', content.decision.reason)}")
    off = [each for each in content.set_aside if each.table is None]
    parts.append(_listed(_OFF, content, [f"{each.name}{_after(': ', each.reason)}" for each in off]))
    parts.append(_listed(_NOT_CHOSEN, content, [f"{name}: {reason}" for name, reason in not_chosen(content)]))
    parts.append(_listed(_WIDER, content, [f"{each.name}{_after(': ', each.note)}" for each in content.wider]))
    parts.append(_listed(_TALK, content, [f"{each.question} {each.answer}" for each in content.follow_up]))
    return "\n\n".join(filter(None, parts))


def not_chosen(content: ReportContent) -> list[tuple[str, str]]:
    """What tables did not choose: each value with its table, and why."""
    return [
        (f"{each.name}, {table_of(each.table, content)}", each.reason) for each in content.set_aside if each.table is not None
    ]


def table_of(who: ReportedAccentAnswer | ReportedTable, content: ReportContent) -> str:
    """The table that said something ("tafel Rechtsstaat", "tafel Rechtsstaat 2"); empty for everybody together."""
    names = " / ".join(_in(FOUNDATIONS[each], content) for each in who.foundations)
    number = f" {who.number}" if isinstance(who, ReportedTable) and who.number else ""
    return f"{_in(_TABLE, content)} {names}{number}" if names else ""


def _listed(heading: Text, content: ReportContent, lines: list[str]) -> str:
    return "\n".join([_in(heading, content), *(f"- {line}" for line in lines)]) if lines else ""


def _in(text: Text, content: ReportContent) -> str:
    return text.in_(content.language)


def _after(between: str, text: str) -> str:
    return f"{between}{text}" if text else ""
