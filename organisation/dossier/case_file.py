# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as data: what a file holds of it, and a new case from such a file. No link, key or address of anybody is in it."""

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from organisation.dossier.bounds import MAX_ACTIONS, MAX_HANDED, MAX_MOMENTS
from organisation.dossier.days import is_day, is_moment, is_time
from organisation.dossier.handing_over import HandOver
from organisation.dossier.questions import FOLLOW_UP, PROGRESS
from organisation.dossier.report_state import Report, RowEdit
from organisation.dossier.state import Answer, Appointment, Coordination, Dossier, LivingAction, PathStep
from organisation.report.rows import RowId
from sessions.authoring.own_values import OwnValues
from sessions.material.framework import Value, ValueRef
from sessions.material.text import Language
from sessions.material.typed import clean, clean_line
from sessions.model.items import CaseForm
from sessions.topics.canonical import canonical_json

FORMAT: Literal["waardenbord-zaak"] = "waardenbord-zaak"
CASE_NAME = "zaak.json"
REPORT_NAME = "verslag.json"
"""What a case and its report are called as files, also inside another one."""
SCHEMA_VERSION = 1
"""Raised when a program that reads a case would misread it; a key that comes does not raise it."""
MAX_TEXT_CHARACTERS = 10_000
"""Of any text in a file: more than any field of a case takes."""
MAX_LINES = 2_000
"""Of any list in a file: more than a poster has of anything."""
MAX_REV = 2**31
_FORM_KEYS = {"type", *CaseForm.__struct_fields__}
_ID = re.compile(r"[A-Za-z0-9._-]{1,120}")

Problem = Literal["not_a_case", "newer", "damaged", "too_much"]
"""Why a file gives no case: it is something else, of a later version, does not hold together, or holds more than a case may."""


class CaseFile(Struct, frozen=True, kw_only=True):
    """A case as it stands in a file. `handed` are the posters, oldest first; `rows` are those of the report that were written."""

    format: Literal["waardenbord-zaak"] = FORMAT
    schema_version: int = SCHEMA_VERSION
    title: str
    organisation: str
    language: Language
    handed: tuple[HandOver, ...]
    actions: tuple[LivingAction, ...]
    coordination: Coordination = Coordination()
    appointment: Appointment = Appointment()
    answers: tuple[Answer, ...] = (Answer(),) * len(FOLLOW_UP)
    done: dict[PathStep, str] = {}
    rows: dict[RowId, RowEdit] = {}


def case_file(dossier: Dossier, *, shared: bool = False) -> CaseFile:
    """All of a case that goes along to whoever watches over it; of one that is `shared`, nothing of what was told of actions
    beside what the report tells.
    """
    actions = (replace(action, link=None) for action in dossier.actions.values())
    return CaseFile(
        title=dossier.title,
        organisation=dossier.organisation,
        language=dossier.language,
        handed=dossier.handed,
        actions=tuple(replace(action, moments=(), check_day="") if shared else action for action in actions),
        coordination=dossier.coordination,
        appointment=dossier.appointment,
        answers=dossier.answers,
        done=dossier.done,
        rows=dossier.report.rows,
    )


def canonical_case(case: CaseFile) -> str:
    """The canonical JSON (RFC 8785) of a case."""
    return canonical_json(msgspec.to_builtins(case))


def parse_case(data: bytes) -> CaseFile | Problem:
    """The case in a JSON file, with every text as clean as if somebody had typed it; else why there is none."""
    try:
        told = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "not_a_case"
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        return "not_a_case"
    version = told.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        return "newer"
    try:
        case = msgspec.convert(_clean(_known(told)), CaseFile)
        # They stand where there is one line, in calendars and mails too.
        case = replace(case, title=clean_line(case.title), organisation=clean_line(case.organisation))
    except (msgspec.ValidationError, ValueError, RecursionError):
        return "damaged"
    return _problem(case) or case


def dossier_of(case: CaseFile, dossier_id: str, key_hash: str, at_ms: int, feed_hash: str) -> Dossier:
    """A new case with what the file holds, and links of its own."""
    return Dossier(
        id=dossier_id,
        title=case.title,
        organisation=case.organisation,
        language=case.language,
        key_hash=key_hash,
        opened_at_ms=at_ms,
        handed=case.handed,
        actions={action.id: replace(action, link=None) for action in case.actions},
        coordination=case.coordination,
        appointment=case.appointment,
        answers=case.answers,
        done=case.done,
        report=Report(rows=case.rows),
        feed_hash=feed_hash,
        touched=True,
        from_file=True,
    )


def _problem(case: CaseFile) -> Problem | None:
    ids = [action.id for action in case.actions]
    moments = max((len(action.moments) for action in case.actions), default=0)
    if len(case.handed) > MAX_HANDED or len(ids) > MAX_ACTIONS or moments > MAX_MOMENTS:
        return "too_much"
    same = {action.same_as for action in case.actions if action.same_as}
    lifted = {name for action in case.actions for name in (action.lifted_to, action.lifted_from) if name}
    days = [day for action in case.actions for day in (action.plan.due_day, action.check_day)]
    told = [moment for action in case.actions for moment in action.moments]
    days += [moment.check_day for moment in told] + [moment.before.check_day for moment in told if moment.before]
    days += [case.coordination.from_day, case.appointment.day, *case.done.values()]
    fits = (
        case.handed
        and case.title
        and len(set(ids)) == len(ids)
        and all(map(_ID.fullmatch, ids))
        and (same | lifted) <= set(ids)
        and all(is_day(day) for day in days if day)
        and len(case.answers) == len(FOLLOW_UP)
        and (not case.appointment.time or is_time(case.appointment.time))
        and all(map(is_moment, _moments(case)))
        and all(0 <= rev <= MAX_REV for rev in _revs(case))
        and all(len(moment.answers) == len(PROGRESS) for action in case.actions for moment in action.moments)
    )
    return None if fits else "damaged"


def _moments(case: CaseFile) -> Iterator[int]:
    yield from (told.fixed_at_ms for told in case.handed)
    yield from (moment.at_ms for action in case.actions for moment in action.moments)


def _revs(case: CaseFile) -> Iterator[int]:
    yield from (told.version for told in case.handed)
    yield from (action.rev for action in case.actions)
    yield from (answer.rev for answer in case.answers)
    yield from (edit.rev for edit in case.rows.values())
    yield from (case.coordination.rev, case.appointment.rev)


def _clean(told: Any) -> Any:
    match told:
        case str():
            if len(told) > MAX_TEXT_CHARACTERS:
                raise ValueError("a text is too long")
            return clean(told)
        case list():
            if len(told) > MAX_LINES:
                raise ValueError("a list is too long")
            return [_clean(each) for each in told]
        case dict():
            return {name: _clean(each) for name, each in told.items()}
        case _:
            return told


def _known(told: dict[str, Any]) -> dict[str, Any]:
    """Without what a later version has in the case form: that is a command's too, which refuses what it does not know."""
    posters = told.get("handed")
    return {**told, "handed": [_known_poster(each) for each in posters]} if isinstance(posters, list) else told


def _known_poster(poster: Any) -> Any:
    if not isinstance(poster, dict):
        return poster
    changed = dict(poster)
    if isinstance(form := poster.get("case"), dict):
        changed["case"] = {name: said for name, said in form.items() if name in _FORM_KEYS}
    if isinstance(own := poster.get("own_values"), dict):
        values = own.get("values")
        listed = [_only(Value, each) for each in values] if isinstance(values, list) else values
        changed["own_values"] = _only(OwnValues, {**own, "values": listed})
    if isinstance(accents := poster.get("accent_values"), list):
        found = [{**each, "value": _only(ValueRef, each.get("value"))} if isinstance(each, dict) else each for each in accents]
        changed["accent_values"] = found
    return changed


def _only(kind: type[Struct], told: Any) -> Any:
    known = kind.__struct_fields__
    return {name: said for name, said in told.items() if name in known} if isinstance(told, dict) else told
