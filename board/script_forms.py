# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An own script as a plain form: field names are paths into the script ("parts.0.steps.2.title.nl"), buttons change its order.

The whole script is in the form, so the server keeps nothing. Dutch is written, English follows: left empty it is the Dutch, and
where the Dutch was changed and the English was not, the English is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Union, cast, get_args, get_origin

import msgspec

from board.marks import mark_of
from sessions.material import limits
from sessions.material.script import Script
from sessions.material.text import Text

Data = dict[str, object]
"""A script as nested dicts and lists, as it was typed: right or wrong."""

LISTS = ("parts", "steps", "sub_steps", "questions", "deliver", "prepare", "after", "checklist")
_NUMBERS = ("minutes", "version", "stated_minutes")
_TICKS = ("silent", "pitches", "minutes_to_fill", "only_with_accents", "keep")
_CHOSEN = ("kinds", "tools")
_ABSENT_WHEN_EMPTY = ("sheet", "label", "stage_title")
_TOP = frozenset(field.encode_name for field in msgspec.structs.fields(Script))
_MAX_DEPTH = 9
_MAX_ROWS = 200
MAX_FORM_ROWS = 1000
"""Parts, steps and lines of a script that the form can show. The longest that we ship has 128; a page with many more would take
seconds to make."""
MAX_FORM_STEPS = 2 * limits.MAX_LEAVES
"""Whoever has more than fit may still see and remove them."""
_MAX_CHOSEN = 50
"""Kinds and tools that are looked at; there are fewer."""


def data_of(fields: Iterable[tuple[str, str]]) -> Data:
    """The script that was typed. Names that are no path into a script are passed over; rows that are empty are left out."""
    tree: Data = {}
    for name, value in fields:
        keys = name.split(".")
        if keys[0] in _TOP and len(keys) <= _MAX_DEPTH:
            _put(tree, keys, value)
    return cast("Data", _settled(tree, ""))


def data_of_script(script: Script) -> Data:
    """A script as nested dicts and lists."""
    return cast("Data", msgspec.json.decode(msgspec.json.encode(script)))


def rows_in(value: object) -> int:
    """How many rows all lists in the data have together."""
    if isinstance(value, dict):
        return sum(rows_in(inner) for inner in value.values())
    return sum(1 + rows_in(inner) for inner in value) if isinstance(value, list) else 0


def steps_in(value: object) -> int:
    """How many steps and sub-steps the data has together; each is a form of its own on the page."""
    if isinstance(value, dict):
        here = sum(len(value[name]) for name in ("steps", "sub_steps") if isinstance(value.get(name), list))
        return here + sum(steps_in(inner) for inner in value.values())
    return sum(steps_in(inner) for inner in value) if isinstance(value, list) else 0


def fields_of(data: Data) -> Data:
    """The data as the form shows it, with every field there: English that is the same as the Dutch stays empty, other English has
    a mark (`was`) of what both are now.
    """
    return cast("Data", _shown(data, Script))


def change(data: Data, action: str) -> str:
    """Carry out a button ("up:parts.0.steps.3") on the data; the answer is the path to look at, empty when it cannot be done."""
    try:
        return _change(data, action)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        # No button of ours names such a place.
        return ""


def _change(data: Data, action: str) -> str:
    verb, _, name = action.partition(":")
    keys = name.split(".")
    if verb == "add_part":
        parts = _rows(data, "parts")
        parts.append({"id": _fresh(data, "deel"), "title": _text(), "steps": [_new_step(data, "")]})
        return f"parts.{len(parts) - 1}"
    rows = _at(data, keys[:-1])
    number = int(keys[-1])
    row = rows[number]  # type: ignore[index]  # anything else than a list is the caller's catch
    if not isinstance(rows, list) or not isinstance(row, dict):
        return ""
    before, kind = ".".join(keys[:-1]), keys[-2]
    match verb:
        case "up" | "down" if kind == "steps":
            return _move_step(data, int(keys[1]), number, -1 if verb == "up" else 1)
        case "up" | "down":
            target = max(0, min(len(rows) - 1, number + (-1 if verb == "up" else 1)))
            rows.insert(target, rows.pop(number))
            return f"{before}.{target}"
        case "remove":
            del rows[number]
            return f"{before}.{min(number, len(rows) - 1)}" if rows else ".".join(keys[:-2])
        case "add":
            added = _new_step(data, str(row.get("stage", "")))
            if kind == "sub_steps":
                added.pop("stage")
            rows.insert(number + 1, added)
            return f"{before}.{number + 1}"
        case "split":
            _split(data, row)
            return name
    return ""


def _put(tree: Data, keys: list[str], value: str) -> None:
    for key in keys[:-1]:
        inner = tree.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    last = keys[-1]
    if last in _CHOSEN:
        chosen = tree.setdefault(last, [])
        if isinstance(chosen, list) and value and len(chosen) < _MAX_CHOSEN and value not in chosen:
            chosen.append(value)
    elif not isinstance(tree.get(last), dict):
        tree[last] = value


def _settled(value: object, key: str) -> object:
    """What was typed, in the kinds that a script has: rows in order, numbers, ticks, both languages."""
    if key in LISTS:
        rows = value if isinstance(value, dict) else {}
        numbers = sorted(int(number) for number in rows if number.isascii() and number.isdigit() and len(number) < 4)[:_MAX_ROWS]
        settled = [_settled(rows[str(number)], "") for number in numbers if str(number) in rows]
        return [row for row in settled if isinstance(row, dict) and not _is_blank(row, key)]
    if isinstance(value, dict):
        if "nl" in value:
            value = _with_english(value)
        table: Data = {name: _settled(inner, name) for name, inner in value.items()}
        for name in _ABSENT_WHEN_EMPTY:
            if table.get(name) in ("", {"nl": "", "en": ""}):
                del table[name]
        _keep_answers(table)
        subs = table.get("sub_steps")
        minutes = [sub.get("minutes") for sub in subs] if isinstance(subs, list) else []
        if minutes and all(isinstance(each, int) for each in minutes):
            table["minutes"] = sum(minutes)
        return table
    if key in _NUMBERS and isinstance(value, str):
        digits = value.strip()
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else value
    if key in _TICKS:
        return bool(value)
    return value


def _keep_answers(unit: Data) -> None:
    """A step that keeps an answer has what it is kept with."""
    questions, tools = unit.get("questions"), unit.setdefault("tools", []) if "questions" in unit else []
    if isinstance(questions, list) and isinstance(tools, list) and any(row.get("keep") is True for row in questions):
        tools += [] if "answers" in tools else ["answers"]


def _with_english(typed: Data) -> Data:
    """A text with its English, and without the marks of what both were when the form was made."""
    nl, en = str(typed.get("nl", "")).strip(), str(typed.get("en", "")).strip()
    kept = {key: value for key, value in typed.items() if key != "was"}
    left_over = typed.get("was") not in (None, _marks(nl, en)) and str(typed["was"]).partition(".")[2] == mark_of(en)
    return {**kept, "nl": nl, "en": nl if not en or left_over else en}


def _marks(nl: str, en: str) -> str:
    return f"{mark_of(nl)}.{mark_of(en)}"


def _is_blank(row: Data, key: str) -> bool:
    text = row.get("question") if key == "checklist" else row
    return (
        key in ("questions", "deliver", "prepare", "after", "checklist")
        and isinstance(text, dict)
        and not (text.get("nl") or text.get("en"))
    )


def _shown(value: object, kind: object) -> object:
    """A value as a field of this kind can show it, whatever was sent."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _shown(value, next(each for each in inner if each is not NoneType))
    if origin is tuple:
        return [_shown(each, inner[0]) for each in value] if isinstance(value, list) else []
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        table = value if isinstance(value, dict) else {}
        shown = {
            field.name: _shown(table.get(field.name, field.default), field.type)
            for field in msgspec.structs.fields(kind)
            if field.name != "others"
        }
        if not issubclass(kind, Text):
            return shown
        nl, en = str(shown["nl"]), str(shown["en"])
        return {**shown, "en": "", "was": ""} if en in ("", nl) else {**shown, "was": _marks(nl, en)}
    if kind is bool:
        return value is True
    return value if isinstance(value, str | int) else ""


def _at(data: object, keys: list[str]) -> object:
    for key in keys:
        data = data[int(key)] if isinstance(data, list) else data[key]  # type: ignore[index]  # a wrong path is the caller's catch
    return data


def _rows(table: Data, name: str) -> list[Data]:
    rows = table.setdefault(name, [])
    return cast("list[Data]", rows)


def _move_step(data: Data, part: int, number: int, by: int) -> str:
    """A step goes one place, from one part to the next at the edge."""
    parts = _rows(data, "parts")
    steps = _rows(parts[part], "steps")
    target = number + by
    if 0 <= target < len(steps):
        steps.insert(target, steps.pop(number))
        return f"parts.{part}.steps.{target}"
    if not 0 <= part + by < len(parts):
        return f"parts.{part}.steps.{number}"
    other = _rows(parts[part + by], "steps")
    place = len(other) if by < 0 else 0
    other.insert(place, steps.pop(number))
    return f"parts.{part + by}.steps.{place}"


def _split(data: Data, step: Data) -> None:
    """A step gets two sub-steps that share its minutes."""
    whole = step.get("minutes")
    half = whole // 2 if isinstance(whole, int) else 5
    first: Data = {**_new_step(data, ""), **{key: step[key] for key in ("title", "mode", "screen", "do", "say") if key in step}}
    first["minutes"] = whole - half if isinstance(whole, int) else 5
    step["sub_steps"] = [first]
    second = {**_new_step(data, ""), "mode": first["mode"], "screen": first["screen"], "minutes": half}
    for sub in (first, second):
        sub.pop("stage")
    cast("list[Data]", step["sub_steps"]).append(second)


def _new_step(data: Data, stage: str) -> Data:
    return {
        "id": _fresh(data, "stap"),
        "stage": stage,
        "title": _text(),
        "minutes": 10,
        "mode": "plenary",
        "screen": "values",
        "do": _text(),
        "say": _text(),
    }


def _text() -> Data:
    return {"nl": "", "en": ""}


def _fresh(data: Data, word: str) -> str:
    """An id that nothing in the script has."""
    taken: set[str] = set()

    def gather(value: object) -> None:
        if isinstance(value, dict):
            taken.add(str(value.get("id", "")))
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            gather(inner)

    gather(data)
    number = 1
    while f"{word}{number}" in taken:
        number += 1
    return f"{word}{number}"
