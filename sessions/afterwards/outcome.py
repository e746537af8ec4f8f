# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a workshop, as one document: the case, each table's choices with reasons, the poster, what was kept.

Everything in it comes from `view`: what the room sees, and for facilitator and scribe their observations. So nothing silent,
locked or hidden is ever in it. Only the poster is read as it is, for all of it is the room's; its lines are those that are hashed
and printed, but for their ids. It holds no id and no time of a person's doing: the number of a table is as near as it gets to
anybody.
"""

import msgspec

from sessions.afterwards import outcome_lines as o
from sessions.material.credit import framework_credit, script_credit
from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.material.script import Question, break_leaf, find_leaf, is_break, name_in_step
from sessions.model import items as i
from sessions.model.poster_entries import TensionFields, fields_of
from sessions.model.state import Session, ValueContent
from sessions.model.viewer import CREW, Viewer
from sessions.seen.view import view
from sessions.topics.canonical import canonical_json
from sessions.topics.poster import AnsweredQuestion, NamedValue, TensionLine, measure_name, poster_content, value_name
from sessions.wire import records as r

CASE_ROWS: tuple[i.CaseRow, ...] = (
    "aim",
    "description",
    "goal",
    "documents",
    "stage",
    "technology",
    "stakeholders",
    "issues",
    "questions",
)
_CASE_FACTS = ("phase", "dpia", "iama", "other_assessment", "proactivity", "data_origin", "data_used")


def outcome(session: Session, viewer: Viewer) -> o.Outcome:
    """The outcome for somebody who holds a link: the same for everybody, but that facilitator and scribe get the observations."""
    return _Reader(session, viewer).outcome()


def canonical_outcome(content: o.Outcome) -> str:
    """The canonical JSON (RFC 8785) of an outcome."""
    return canonical_json(msgspec.to_builtins(content))


class _Reader:
    """Reads an outcome out of the records that the room sees."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        self._session = session
        self._seen = view(session, Viewer("screen"))
        crew = view(session, viewer) if viewer.role in CREW else {}
        self._observed = [each for each in crew.values() if isinstance(each, r.ItemRecord)]
        self._items = [each for each in self._seen.values() if isinstance(each, r.ItemRecord)]
        self._is_crew = viewer.role in CREW

    def outcome(self) -> o.Outcome:
        session = self._session
        form = next((item.content for item in self._items if isinstance(item.content, i.CaseForm)), None)
        poster = poster_content(session)
        return o.Outcome(
            schema_version=o.SCHEMA_VERSION,
            title=session.title,
            organisation=session.organisation,
            script=session.script.title.in_(session.language),
            script_credit=script_credit(session.script, session.language),
            framework=framework_credit(session.framework, session.language),
            language=session.language,
            rehearsal=session.rehearsal,
            closed=session.phase == "closed",
            case_text=session.case_text,
            case=form,
            case_changes=case_changes(session) if form else (),
            tables=tuple(self._table(table) for table in self._tables()),
            accents=tuple(self._accents()),
            room_accent_answers=self._accent_answers(""),
            values=tuple(NamedValue(**fields_of(NamedValue, line)) for line in poster.values),
            tensions=tuple(_tension(line) for line in poster.tensions),
            actions=poster.actions,
            by_priority=poster.by_priority,
            by_principle=poster.by_principle,
            checklist=tuple(AnsweredQuestion(**fields_of(AnsweredQuestion, line)) for line in poster.checklist),
            decision=poster.decision,
            answers=tuple(self._answers()),
            parked=tuple(o.ParkedPoint(c.text, c.outcome, c.forwarded_to) for c in self._contents(i.Parked)),
            dropped=tuple(
                o.DroppedLine(d.label, d.into_label, d.reason) for d in self._seen.values() if isinstance(d, r.DroppedRecord)
            ),
            follow_up_talk=next((plan.follow_up for plan in self._contents(i.Plan)), ""),
            follow_up=next(
                (o.FollowUpLine(c.appointment, c.with_whom, c.next_time, c.coordinator) for c in self._contents(i.FollowUp)), None
            ),
            reflections=self._reflections(),
            observations=tuple(self._observations()) if self._is_crew else None,
            fixed=max((each.version for each in self._seen.values() if isinstance(each, r.SnapshotRecord)), default=0),
        )

    def _contents(self, kind: type[o.C]) -> list[o.C]:
        return [item.content for item in self._items if isinstance(item.content, kind)]

    def _name(self, ref: ValueRef) -> str:
        return value_name(self._session, ref)

    def _tables(self) -> list[r.TableRecord]:
        tables = [each for each in self._seen.values() if isinstance(each, r.TableRecord)]
        return sorted(tables, key=lambda t: (FOUNDATION_IDS.index(t.foundations[0]), t.number, t.id))

    def _table(self, table: r.TableRecord) -> o.TableOutcome:
        several = sum(other.foundations[0] == table.foundations[0] for other in self._tables()) > 1
        return o.TableOutcome(
            foundations=table.foundations,
            number=table.number if several else 0,
            chosen_values=self._choices(table.id, "value", "chosen"),
            set_aside_values=self._choices(table.id, "value", "set_aside"),
            research=tuple(self._verdicts(table.id)),
            accent_answers=self._accent_answers(table.id),
            chosen_actions=self._choices(table.id, "action", "chosen"),
            set_aside_actions=self._choices(table.id, "action", "set_aside"),
            joint_actions=tuple(
                o.JointLine(
                    action=c.action,
                    actor=c.actor,
                    values=self._names(c.values),
                    measures=self._measures(c.measures),
                    consideration=c.consideration,
                )
                for c in self._contents(i.JointAction)
                if c.table_id == table.id
            ),
        )

    def _choices(self, table_id: str, kind: str, verdict: str) -> tuple[o.Choice, ...]:
        """The stacks that a table chose or set aside, each once, with what people wrote on its notes."""
        notes = [
            note
            for note in self._seen.values()
            if isinstance(note, r.NoteRecord)
            and (note.table_id, note.verdict) == (table_id, verdict)
            and isinstance(note.content, ValueContent) == (kind == "value")
        ]
        stacks: dict[str, list[r.NoteRecord]] = {}
        for note in sorted(notes, key=lambda n: (FOUNDATION_IDS.index(n.column), n.order, n.id)):
            stacks.setdefault(note.stack_id or note.id, []).append(note)
        return tuple(self._choice(members) for members in stacks.values())

    def _choice(self, members: list[r.NoteRecord]) -> o.Choice:
        top = members[0]
        actor = ""
        values: tuple[str, ...] = ()
        if isinstance(top.content, ValueContent):
            name = self._name(top.content.value)
            said = [note.content.why for note in members if isinstance(note.content, ValueContent) and note.content.why]
        else:
            name, actor, values = top.content.action, top.content.actor, self._names(top.content.values)
            said = [note.content.action for note in members[1:] if not isinstance(note.content, ValueContent)]
        return o.Choice(top.column, name, top.reason, tuple(dict.fromkeys(said)), actor, values)

    def _verdicts(self, table_id: str) -> list[o.ResearchLine]:
        research = {item.item_id: item.content for item in self._items if isinstance(item.content, i.ResearchValue)}
        return [
            o.ResearchLine(self._name(known.value), known.text, known.source, verdict.verdict, verdict.reason)
            for verdict in self._contents(i.ResearchVerdict)
            if verdict.table_id == table_id and (known := research.get(verdict.research_id)) is not None
        ]

    def _accents(self) -> list[o.AccentLine]:
        return [o.AccentLine(self._name(c.value), c.reason, c.meaning) for c in self._contents(i.Accent)]

    def _accent_answers(self, table_id: str) -> tuple[o.AccentAnswerLine, ...]:
        accents = {item.item_id: item.content for item in self._items if isinstance(item.content, i.Accent)}
        return tuple(
            o.AccentAnswerLine(self._name(accents[answer.accent_id].value), answer.role, answer.why)
            for answer in self._contents(i.AccentAnswer)
            if answer.table_id == table_id and answer.accent_id in accents
        )

    def _answers(self) -> list[o.KeptAnswer]:
        found = [
            (
                self._place(c.step_id),
                c.question,
                o.KeptAnswer(self._title(c.step_id), self._question(c.step_id, c.question), c.text),
            )
            for c in self._contents(i.StepAnswer)
        ]
        return [line for _, _, line in sorted(found, key=lambda each: each[:2])]

    def _reflections(self) -> tuple[o.ReflectionLine, ...]:
        """What people shared, by question and then by its words: their order says nothing about who was first."""
        step_id = next((leaf_id for leaf_id in self._order() if "reflection" in self._tools(leaf_id)), "")
        shared = sorted((c.question, c.text) for c in self._contents(i.Reflection) if c.shared)
        return tuple(o.ReflectionLine(self._question(step_id, question), text) for question, text in shared)

    def _observations(self) -> list[o.ObservationLine]:
        seen = [c for item in self._observed if isinstance(c := item.content, i.Observation)]
        seen.sort(key=lambda c: self._place(c.leaf_id))
        return [o.ObservationLine(self._title(c.leaf_id), c.text) for c in seen]

    # ── the script ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _order(self) -> list[str]:
        planned = self._seen.get("plan")
        return [leaf.leaf_id for leaf in planned.leaves] if isinstance(planned, r.PlanRecord) else []

    def _place(self, leaf_or_step_id: str) -> int:
        for place, leaf_id in enumerate(self._order()):
            leaf = find_leaf(self._session.script, leaf_id)
            if leaf_or_step_id == leaf_id or (leaf is not None and leaf.step_id == leaf_or_step_id):
                return place
        return len(self._order())

    def _tools(self, leaf_id: str) -> tuple[str, ...]:
        leaf = find_leaf(self._session.script, leaf_id)
        return leaf.tools if leaf else ()

    def _title(self, leaf_or_step_id: str) -> str:
        return step_title(self._session, leaf_or_step_id)

    def _question(self, leaf_or_step_id: str, number: int) -> str:
        questions = _questions(self._session, leaf_or_step_id)
        return questions[number].in_(self._session.language) if number < len(questions) else ""

    def _names(self, refs: tuple[ValueRef, ...]) -> tuple[str, ...]:
        return tuple(self._name(ref) for ref in refs)

    def _measures(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(measure_name(self._session, key) for key in ids)


def _tension(line: TensionLine) -> o.TensionLine:
    one, other, *further = line.sides
    return o.TensionLine(
        **fields_of(TensionFields, line),
        between="actions" if line.action_a else "values",
        one=one,
        other=other,
        actions=line.actions,
        further=tuple(further),
    )


def case_changes(session: Session) -> tuple[o.CaseChange, ...]:
    """What each version of the case changed in the one before it; the first one is compared with nothing."""
    changes: list[o.CaseChange] = []
    before = i.CaseForm()
    for number, version in enumerate(session.case_versions):
        rows = tuple(
            o.ChangedRow(row, str(getattr(before, row)), str(getattr(version.form, row)))
            for row in (*CASE_ROWS, *_CASE_FACTS)
            if getattr(before, row) != getattr(version.form, row)
        )
        # What stood there first is the case itself; from the second on it is news.
        if number and rows:
            changes.append(o.CaseChange(number + 1, version.at_ms, step_title(session, version.leaf_id), rows))
        before = version.form
    return tuple(changes)


def step_title(session: Session, leaf_or_step_id: str) -> str:
    """The title of a step or a leaf in the session's language, with its step's before it; empty for one that is not there."""
    for part in session.script.parts:
        for step in part.steps:
            whole = step.title.in_(session.language)
            if step.id == leaf_or_step_id:
                return whole
            for sub in step.sub_steps:
                if sub.id == leaf_or_step_id:
                    own = sub.title.in_(session.language)
                    return name_in_step(whole, own)
    return break_leaf(leaf_or_step_id).title.in_(session.language) if is_break(leaf_or_step_id) else ""


def _questions(session: Session, leaf_or_step_id: str) -> tuple[Question, ...]:
    leaf = find_leaf(session.script, leaf_or_step_id)
    if leaf is not None:
        return leaf.questions
    steps = (step for part in session.script.parts for step in part.steps)
    return next((step.questions for step in steps if step.id == leaf_or_step_id), ())
