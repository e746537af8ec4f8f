# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as a report: what each row is filled in with, and the whole as it is read."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.handing_over import HandedChoice, HandOver
from organisation.dossier.questions import FOLLOW_UP
from organisation.dossier.state import Dossier, LivingAction
from organisation.report import content as r
from organisation.report import words
from organisation.report.rows import ROWS, Part, Row, RowId
from sessions.material.framework import FoundationId
from sessions.material.text import Text, sentences
from sessions.model.items import CaseForm, Stage
from sessions.model.poster_entries import fields_of
from sessions.topics.canonical import sha256_hex
from sessions.topics.poster import NamedValue

MAX_ROW_CHARACTERS = 6_000
"""Of a row that somebody writes: three pages. The case form's rows fit; what a long poster would fill in is cut there."""
_DATA = Text("Data", "Data")
_FROM = Text("Herkomst van de data", "Where the data come from")
_PROACTIVE = Text("Mate van proactiviteit", "How proactive the service is")
_STAKEHOLDERS = Text("Stakeholders", "Stakeholders")
_STILL_OPEN = "unknown"
_Key = tuple[FoundationId, str]
_Line = TypeVar("_Line", bound=Hashable)


def report_content(dossier: Dossier) -> r.ReportContent:
    """The report as it is now, a draft. A row with a part of its own that somebody wrote anew takes the place of that part."""
    whole = _filled_in(dossier)
    rows, gone = [], set[Part]()
    for row, filled in zip(ROWS, whole.rows, strict=True):
        edit = dossier.report.rows.get(row.id)
        written = edit is not None and edit.written
        if edit is not None and written:
            rows.append(replace(filled, text=edit.text, written=True))
            gone |= {row.part} if row.part else set()
        else:
            rows.append(replace(filled, text="") if row.part else filled)
    return replace(
        whole,
        rows=tuple(rows),
        values=() if "values" in gone else whole.values,
        also_chosen=() if "values" in gone else whole.also_chosen,
        accents=() if "accents" in gone else whole.accents,
        accent_answers=() if "accents" in gone else whole.accent_answers,
        **({"decision": None, "tensions": (), "set_aside": (), "follow_up": (), "wider": ()} if "weighing" in gone else {}),
    )


def filled_in_rows(dossier: Dossier) -> tuple[r.ReportRow, ...]:
    """The rows as they are filled in, for whoever writes on; also those whose part is shown as a table else."""
    return _filled_in(dossier).rows


def filled_in(dossier: Dossier, row_id: RowId) -> str:
    """The text that one row is filled in with."""
    return next(row.text for row in filled_in_rows(dossier) if row.id == row_id)


def source_mark(text: str) -> str:
    """By which a text that a row was filled in with is known again."""
    return sha256_hex(text)[:16]


def latest_of_each(dossier: Dossier) -> tuple[HandOver, ...]:
    """The latest poster of each workshop of the case, the workshop that handed over last at the end."""
    latest = {told.workshop_id: told for told in dossier.handed}
    return tuple(sorted(latest.values(), key=dossier.handed.index))


def _filled_in(dossier: Dossier) -> r.ReportContent:
    """The report of which nobody wrote a row: each with its text, and all parts."""
    told = latest_of_each(dossier)
    content = r.ReportContent(
        title=dossier.title,
        organisation=dossier.organisation,
        language=dossier.language,
        stage="draft",
        version=dossier.report.versions + 1,
        day="",
        coordinator=dossier.coordination.coordinator,
        rows=(),
        values=tuple(_values(told)),
        accents=_unique(
            r.ReportedAccent(name=a.value, reason=a.reason, meaning=a.meaning) for each in told for a in each.accents
        ),
        accent_answers=_unique(
            r.ReportedAccentAnswer(name=a.value, role=a.role, why=a.why, foundations=a.foundations)
            for each in told
            for a in each.accent_answers
        ),
        decision=r.ReportedDecision(outcome=told[-1].decision.outcome, reason=told[-1].decision.reason),
        tensions=_unique(
            r.ReportedTension(**fields_of(r.ReportedTension, tension)) for each in told for tension in each.tensions
        ),
        set_aside=_unique(_set_aside(told)),
        follow_up=tuple(
            r.ReportedAnswer(question=question.in_(dossier.language), answer=answer.text)
            for question, answer in zip(FOLLOW_UP, dossier.answers, strict=True)
            if answer.text
        ),
        wider=_unique(_wider(dossier, told)),
        actions=tuple(_action(number, action) for number, action in enumerate(_ordered(dossier), start=1)),
        sources=tuple(
            r.ReportedSource(
                version=each.version,
                sha256=each.sha256,
                fixed_day=day_in_the_netherlands(each.fixed_at_ms),
                framework=each.framework,
                script=each.script,
            )
            for each in told
        ),
        also_chosen=tuple(_also_chosen(told)),
        phase=next(filter(None, map(phase_of, reversed(told))), ""),
    )
    return replace(content, rows=tuple(_row(row, content, told) for row in ROWS))


def phase_of(told: HandOver) -> Stage:
    """Where the project was at a workshop: as its case form says, else as was chosen when it was opened."""
    return (told.case.phase if told.case else "") or told.stage


def _row(row: Row, content: r.ReportContent, told: tuple[HandOver, ...]) -> r.ReportRow:
    return r.ReportRow(
        id=row.id,
        heading=row.heading.in_(content.language),
        questions=tuple(question.in_(content.language) for question in row.questions),
        text=_cut(_text(row, content, told)),
    )


def _text(row: Row, content: r.ReportContent, told: tuple[HandOver, ...]) -> str:
    if row.part == "values":
        return words.values_text(content, MAX_ROW_CHARACTERS)
    if row.part == "accents":
        return words.accents_text(content)
    if row.part == "weighing":
        return words.weighing_text(content)
    forms = [each.case for each in told if each.case is not None]
    form = forms[-1] if forms else CaseForm()
    if row.id == "description":
        return form.description or next((each.case_text for each in reversed(told) if each.case_text), "")
    if row.id == "goal":
        return form.goal
    if row.id == "stage":
        return sentences(words.PHASES[content.phase].in_(content.language).capitalize() if content.phase else "", form.stage)
    lines = _technology(form, content) if row.id == "technology" else _governance(form, content)
    return "\n\n".join(filter(None, lines))


def _technology(form: CaseForm, content: r.ReportContent) -> Iterator[str]:
    yield form.technology
    if form.stakeholders:
        yield f"{_STAKEHOLDERS.in_(content.language)}\n{form.stakeholders}"
    facts = [
        (_DATA, form.data_used),
        (_FROM, words.DATA_ORIGINS[form.data_origin].in_(content.language) if form.data_origin else ""),
        (_PROACTIVE, words.PROACTIVITY[form.proactivity].in_(content.language) if form.proactivity else ""),
    ]
    yield "\n".join(f"- {name.in_(content.language)}: {fact}" for name, fact in facts if fact)


def _governance(form: CaseForm, content: r.ReportContent) -> Iterator[str]:
    yield form.aim
    # Where nothing at all is known of assessments, a line saying so tells nobody anything.
    if {form.dpia, form.iama} != {_STILL_OPEN} or form.other_assessment:
        told = [
            f"- {name}: {words.ASSESSMENTS[known].in_(content.language)}"
            for name, known in (("DPIA", form.dpia), ("IAMA", form.iama))
        ]
        yield "\n".join([*told, *([f"- {form.other_assessment}"] if form.other_assessment else [])])


def _values(told: tuple[HandOver, ...]) -> Iterator[r.ReportedValue]:
    """Each value once, as the workshop that named it last has it, with why tables chose it."""
    latest = _latest_values(told)
    reasons: dict[_Key, dict[r.ReportedReason, None]] = {key: {} for key in latest}
    for choice in _chosen(told):
        key = _key_of(choice, latest)
        if key is not None:
            reasons[key].setdefault(_reason(choice))
    for foundation in words.FOUNDATIONS:
        for key, value in latest.items():
            if value.foundation == foundation:
                yield r.ReportedValue(
                    foundation=foundation,
                    name=value.name,
                    meaning=value.meaning,
                    accent=value.accent,
                    orientation=value.orientation,
                    reasons=tuple(reasons[key]),
                    principle=value.principle,
                )


def _also_chosen(told: tuple[HandOver, ...]) -> Iterator[r.ReportedChoice]:
    """What tables chose and no poster has."""
    latest = _latest_values(told)
    found: dict[_Key, dict[r.ReportedReason, None]] = {}
    for choice in _chosen(told):
        if _key_of(choice, latest) is None:
            found.setdefault((choice.foundation, choice.value), {}).setdefault(_reason(choice))
    for (foundation, name), reasons in found.items():
        yield r.ReportedChoice(foundation=foundation, name=name, reasons=tuple(reasons))


def _latest_values(told: tuple[HandOver, ...]) -> dict[_Key, NamedValue]:
    return {(value.foundation, value.name): value for each in told for value in each.values}


def _chosen(told: tuple[HandOver, ...]) -> Iterator[HandedChoice]:
    yield from (choice for each in told for choice in each.choices if choice.verdict == "chosen")


def _key_of(choice: HandedChoice, values: Mapping[_Key, NamedValue]) -> _Key | None:
    """Which value of the posters a table chose: in its own column if it stands there, else wherever it stands."""
    named = [key for key in values if key[1] == choice.on_poster]
    return next((key for key in named if key[0] == choice.foundation), named[0] if named else None)


def _reason(choice: HandedChoice) -> r.ReportedReason:
    called = choice.value if choice.on_poster and choice.value != choice.on_poster else ""
    table = r.ReportedTable(choice.table, choice.number)
    return r.ReportedReason(table=table, reason=choice.reason, said=choice.said, called=called)


def _set_aside(told: tuple[HandOver, ...]) -> Iterator[r.ReportedSetAside]:
    for each in told:
        yield from (r.ReportedSetAside(name=gone.name, reason=gone.reason) for gone in each.set_aside)
    for each in told:
        for choice in each.choices:
            if choice.verdict == "set_aside":
                table = r.ReportedTable(choice.table, choice.number)
                yield r.ReportedSetAside(name=choice.value, reason=choice.reason, table=table)


def _wider(dossier: Dossier, told: tuple[HandOver, ...]) -> Iterator[r.ReportedWiderUse]:
    for each in told:
        for value in each.values:
            if value.wider:
                yield r.ReportedWiderUse(name=value.name, note=value.wider_note)
    for action in _ordered(dossier):
        if action.plan.wider:
            yield r.ReportedWiderUse(name=action.plan.action, note=action.plan.wider_note)


def _ordered(dossier: Dossier) -> list[LivingAction]:
    """As they came into the case; what was dropped stands last."""
    return sorted(dossier.living, key=lambda action: action.status == "dropped")


def _action(number: int, action: LivingAction) -> r.ReportedAction:
    plan, told = action.plan, action.on_poster
    return r.ReportedAction(
        number=number,
        action=plan.action,
        foundation=action.foundation,
        values=told.values if told else (),
        measures=told.measures if told else (),
        holder=plan.holder,
        monitor=plan.monitor,
        term=plan.term,
        due_day=plan.due_day,
        status=action.status,
        reason=action.reason,
        level=plan.level,
        audience=told.audience if told else "",
        necessity=told.necessity if told else None,
        importance=told.importance if told else None,
        needs=plan.needs,
        wider=plan.wider,
        wider_note=plan.wider_note,
        principles=told.principles if told else (),
    )


def _unique(found: Iterable[_Line]) -> tuple[_Line, ...]:
    return tuple(dict.fromkeys(found))


def _cut(text: str) -> str:
    """A text that fits a row: whole lines of it."""
    if len(text) <= MAX_ROW_CHARACTERS:
        return text
    return text[: text.rfind("\n", 0, MAX_ROW_CHARACTERS - 2)].rstrip() + "\n…"
