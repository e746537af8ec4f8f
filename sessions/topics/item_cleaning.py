# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed in an item, made clean, complete and true: values exist, tables exist, addresses are web addresses."""

import calendar
import re
from typing import assert_never
from urllib.parse import urlsplit

from msgspec.structs import asdict, replace

from sessions.material.script import find_leaf
from sessions.material.script_rules import PREPARE_ID
from sessions.material.typed import clean, clean_line
from sessions.model import items as i
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.topics.wording import clean_value, clean_values

_LINES = frozenset({"other_assessment", "place", "follow_up", "appointment", "with_whom", "coordinator"})
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_FIRST_TABLES = frozenset({"t1", "t2", "t3"})
"""The tables of the three foundations, which a call can be prepared for while there are fewer people than that."""


def fixed_id(content: i.ItemContent, author: str) -> str | None:
    """The id that a content must have because there is one per table, person or question; None when any id will do."""
    match content:
        case i.CaseForm():
            return i.CASE_ID
        case i.Plan():
            return "plan"
        case i.TableLink():
            return f"link:{content.table_id}"
        case i.AccentAnswer():
            return f"accent:{content.accent_id}:{content.table_id or 'room'}"
        case i.ResearchVerdict():
            return f"verdict:{content.research_id}:{content.table_id}"
        case i.StepAnswer():
            return f"answer:{content.step_id}:{content.question}"
        case i.Tick():
            return f"tick:{content.step_id}:{content.question}"
        case i.Dots():
            return f"dots:{content.table_id}:{content.kind}:{author}"
        case i.DotsShown():
            return f"shown:{content.table_id}:{content.kind}"
        case i.FollowUp():
            return "follow_up"
        case i.Help():
            return f"help:{content.table_id}"
        case i.Accent() | i.ResearchValue() | i.JointAction() | i.Parked() | i.Observation() | i.Reflection():
            return None
        case _:
            assert_never(content)


def clean_item(session: Session, content: i.ItemContent) -> i.ItemContent | Refusal:
    """The content as it is kept, or what is wrong with it."""
    match content:
        case i.CaseForm() | i.Plan() | i.FollowUp():
            return _clean_form(content)
        case i.TableLink():
            known = content.table_id in session.tables or (not session.tables_frozen and content.table_id in _FIRST_TABLES)
            return _clean_address(content, "url") if known else Refusal("unknown_table", "table_id")
        case i.Accent() | i.ResearchValue():
            value = clean_value(content.value, session.framework)
            if isinstance(value, Refusal):
                return value
            if isinstance(content, i.Accent):
                return i.Accent(value, clean(content.reason), clean(content.meaning), content.strategy_version)
            return i.ResearchValue(content.foundation, value, clean(content.text), clean_line(content.source))
        case i.AccentAnswer():
            if content.table_id and content.table_id not in session.tables:
                return Refusal("unknown_table", "table_id")
            if not _is(session, content.accent_id, i.Accent):
                return Refusal("unknown_item", "accent_id")
            return replace(content, why=clean(content.why))
        case i.ResearchVerdict():
            if not _is(session, content.research_id, i.ResearchValue):
                return Refusal("unknown_item", "research_id")
            reason = clean(content.reason)
            if content.verdict == "set_aside" and not reason:
                return Refusal("empty", "reason")
            return _unknown_table(session, content.table_id) or replace(content, reason=reason)
        case i.JointAction():
            return _unknown_table(session, content.table_id) or _clean_joint(session, content)
        case i.Parked():
            text, forwarded_to = clean(content.text), clean_line(content.forwarded_to)
            if not text:
                return Refusal("empty", "text")
            if content.outcome == "forwarded" and not forwarded_to:
                return Refusal("empty", "forwarded_to")
            return i.Parked(text, content.outcome, forwarded_to if content.outcome == "forwarded" else "")
        case i.Observation():
            if find_leaf(session.script, content.leaf_id) is None:
                return Refusal("unknown_step", "leaf_id")
            return _with_text(content)
        case i.Reflection():
            return _with_text(content)
        case i.StepAnswer():
            step_questions = _questions(session, content.step_id)
            if content.question >= step_questions:
                return Refusal("unknown_step", "step_id")
            return _with_text(content)
        case i.Tick():
            if content.question >= _questions(session, content.step_id):
                return Refusal("unknown_step", "step_id")
            return content
        case i.Dots():
            return _unknown_table(session, content.table_id) or _clean_dots(session, content)
        case i.DotsShown():
            return _unknown_table(session, content.table_id) or content
        case i.Help():
            return _unknown_table(session, content.table_id) or replace(content, text=clean_line(content.text))
        case _:
            assert_never(content)


def _clean_form(form: i.CaseForm | i.Plan | i.FollowUp) -> i.ItemContent | Refusal:
    words = {
        name: clean_line(text) if name in _LINES else clean(text) for name, text in asdict(form).items() if isinstance(text, str)
    }
    kept = replace(form, **words)
    if not isinstance(kept, i.Plan):
        return kept
    if kept.date and not _is_date(kept.date):
        return Refusal("invalid", "date")
    if kept.time and not _TIME.fullmatch(kept.time):
        return Refusal("invalid", "time")
    return _clean_address(kept, "call_url")


def _clean_address(content: i.TableLink | i.Plan, field: str) -> i.ItemContent | Refusal:
    address = clean_line(getattr(content, field))
    if address and not _is_web_address(address):
        return Refusal("bad_address", field)
    return replace(content, **{field: address})


def _is_date(text: str) -> bool:
    """Whether it is a day that exists, as ISO 8601 writes it; `datetime` holds a clock, so it is not used here."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) for part in found.groups())
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _is_web_address(address: str) -> bool:
    """An http or https address with a host and without a password: it is shown as a link to everybody."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and " " not in address
    except ValueError:
        return False


def _clean_joint(session: Session, content: i.JointAction) -> i.ItemContent | Refusal:
    action = clean(content.action)
    if not action:
        return Refusal("empty", "action")
    values = clean_values(content.values, session.framework)
    if isinstance(values, Refusal):
        return values
    if not all(session.measures.known(measure) for measure in content.measures):
        return Refusal("unknown_value", "measures")
    for note_id in content.origins:
        note = session.notes.get(note_id)
        if note is None or not note.order or note.deleted or note.hidden or note.table_id != content.table_id:
            return Refusal("unknown_note", "origins")
    return replace(
        content,
        action=action,
        actor=clean_line(content.actor),
        values=values,
        measures=tuple(dict.fromkeys(content.measures)),
        consideration=clean(content.consideration),
        origins=tuple(dict.fromkeys(content.origins)),
    )


def _clean_dots(session: Session, content: i.Dots) -> i.ItemContent | Refusal:
    for note_id in content.note_ids:
        note = session.notes.get(note_id)
        if note is None or not note.order or note.deleted or note.hidden or note.table_id != content.table_id:
            return Refusal("unknown_note", "note_ids")
        if note.kind != content.kind:
            return Refusal("wrong_kind", "note_ids")
    return content


def _with_text(content: i.Observation | i.Reflection | i.StepAnswer) -> i.ItemContent | Refusal:
    text = clean(content.text)
    return replace(content, text=text) if text else Refusal("empty", "text")


def _unknown_table(session: Session, table_id: str) -> Refusal | None:
    return None if table_id in session.tables else Refusal("unknown_table", "table_id")


def _is(session: Session, item_id: str, kind: type[i.ItemContent]) -> bool:
    item = session.items.get(item_id)
    return item is not None and not item.removed and isinstance(item.content, kind)


def _questions(session: Session, step_id: str) -> int:
    """How many questions a step or leaf has; the preparation too. 0 when there is no such step."""
    if step_id == PREPARE_ID:
        return len(session.script.prepare)
    steps = [step for part in session.script.parts for step in part.steps if step.id == step_id]
    if steps:
        return len(steps[0].questions)
    leaf = find_leaf(session.script, step_id)
    return len(leaf.questions) if leaf else 0
