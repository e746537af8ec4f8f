# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wire's types for the client. `python -m board.typescript` writes `client/protocol.gen.ts`; `--check` fails when stale.

The source is the JSON Schema that msgspec makes of the message classes, so a message has one definition. A schema
construct that this module does not know raises `UnknownSchemaError`: a wrong type is worse than no build.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from sessions.material import framework, limits, measures, script
from sessions.model import codes, former, items, poster_entries, state, viewer
from sessions.wire import commands, frames, records

OUTPUT = Path(__file__).parent / "client" / "protocol.gen.ts"
LINE_LENGTH = 130


# Two names mean something else in the client's own contract (core/api.ts), so they get a longer one.
LITERALS: dict[str, Any] = {
    "Code": codes.Code,
    "FoundationId": framework.FoundationId,
    "NoteKind": script.NoteKind,
    "Mode": script.Mode,
    "Screen": script.Screen,
    "LeafScreen": script.LeafScreen,
    "Phase": state.Phase,
    "Circle": state.Circle,
    "Verdict": items.Verdict,
    "TimerState": state.TimerState,
    "Level": poster_entries.Level,
    "ProjectOutcome": state.Outcome,
    "Orientation": poster_entries.Orientation,
    "Weight": poster_entries.Weight,
    "TargetKind": state.TargetKind,
    "ShownStage": state.ShownStage,
    "Tool": script.Tool,
    "MeasureKind": script.Measures,
    "AccentRole": items.AccentRole,
    "ParkedOutcome": items.ParkedOutcome,
    "Assessment": items.Assessment,
    "Proactivity": items.Proactivity,
    "DataOrigin": items.DataOrigin,
    "CaseRow": items.CaseRow,
    "Space": frames.Space,
    "Stage": items.Stage,
    "ActionState": former.ActionState,
    "Role": viewer.HeldRole,
}
UNIONS: dict[str, Any] = {
    "NoteContent": state.Content,
    "ItemContent": items.ItemContent,
    "EntryContent": poster_entries.EntryContent,
    "Command": commands.Command,
    "Record": records.Record,
    "ClientFrame": frames.ClientFrame,
    "ServerFrame": frames.ServerFrame,
}
LIMITS = (
    "MAX_SCREEN_PAGE",
    "MAX_FRAME_BYTES",
    "MAX_NAME_CHARACTERS",
    "MAX_SHORT_CHARACTERS",
    "MAX_LONG_CHARACTERS",
    "MAX_CASE_FIELD_CHARACTERS",
    "MAX_URL_CHARACTERS",
    "MAX_BREAKS",
    "MAX_TABLES",
    "MAX_EXPECTED",
    "MAX_LEAF_MINUTES",
    "MAX_TITLE_CHARACTERS",
    "REOPEN_MS",
    "MAX_VALUES_PER_ACTION",
    "MAX_VALUES_PER_TENSION",
    "MAX_ORIGINS",
    "MAX_DOTS",
    "MAX_PEOPLE",
    "SHORTEN_TO_PART",
)
"""What the client takes from `limits.py`, under the same names. It heeds no `welcome.limits`: page and server ship together."""
CONTENT = (script.Leaf, script.Script, framework.Framework, measures.MeasureSet, former.Former)

# REUSE-IgnoreStart
_HEADER = (
    "// SPDX-FileCopyrightText: 2026 Waardenbord contributors",
    "// SPDX-License-Identifier: EUPL-1.2",
    "// Generated from sessions/ by `python -m board.typescript`. Change the classes there, never this file.",
)
# REUSE-IgnoreEnd
_REF = "#/types/"
_ANNOTATIONS = frozenset({"title", "description", "default"})
_KNOWN_KEYS = {
    "string": {"minLength", "maxLength", "pattern"},
    "integer": {"minimum", "maximum"},
    "number": {"minimum", "maximum"},
    "boolean": set[str](),
    "null": set[str](),
    "array": {"items", "minItems", "maxItems"},
    "object": {"properties", "required", "additionalProperties"},
}
_SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}

Schema = dict[str, Any]


class UnknownSchemaError(Exception):
    """A message class uses something that has no TypeScript here yet. Teach `_type_of` before the build can go on."""


def generate() -> str:
    """The whole text of `protocol.gen.ts`. Raises `UnknownSchemaError`."""
    _, structs = msgspec.json.schema_components([*UNIONS.values(), *CONTENT], ref_template=_REF + "{name}")
    received = _reachable([frames.ServerFrame, *CONTENT])
    parts = [
        "\n".join(_HEADER),
        "\n".join(_constants()),
        *(_alias(name, [_quoted(value) for value in get_args(literal)]) for name, literal in LITERALS.items()),
        *(_alias(name, [member.__name__ for member in get_args(union)]) for name, union in UNIONS.items()),
        *(_interface(name, schema, name in received) for name, schema in structs.items()),
        *map(_blank, get_args(poster_entries.EntryContent)),
    ]
    return "\n\n".join(parts) + "\n"


def _reachable(roots: list[Any]) -> frozenset[str]:
    """Names of the structs that the server sends. It writes every field, so there a default makes no field optional."""
    _, structs = msgspec.json.schema_components(roots, ref_template=_REF + "{name}")
    return frozenset(structs)


def _constants() -> Iterator[str]:
    yield f"export const PROTOCOL = {frames.PROTOCOL};"
    yield f"export const SUBPROTOCOL = {_quoted(frames.SUBPROTOCOL)};"
    yield f"export const DRAWN_FOR = {_quoted(frames.DRAWN_FOR)};"
    yield "/** A language by its code of ISO 639. */"
    yield "export type Language = string;"
    for name in LIMITS:
        yield f"export const {name} = {getattr(limits, name)};"
    yield f"export const RETRIABLE: ReadonlySet<Code> = new Set<Code>([{', '.join(map(_quoted, sorted(codes.RETRIABLE)))}]);"
    yield ""
    yield "/** WebSocket close codes of our own. */"
    yield "export const CLOSE = {"
    yield from (f"  {close.name}: {close.value}," for close in codes.Close)
    yield "} as const;"
    yield ""
    first, last = codes.FINAL[0], codes.FINAL[-1]
    yield f"/** True when a connection closed with this code may be made again: only {first}–{last} say no. */"
    yield "export function comesBack(code: number): boolean {"
    yield f"  return code < {first} || code > {last};"
    yield "}"


def _alias(name: str, members: list[str]) -> str:
    line = f"export type {name} = {' | '.join(members)};"
    if len(line) <= LINE_LENGTH:
        return line
    return f"export type {name} =" + "".join(f"\n  | {member}" for member in members) + ";"


def _interface(name: str, schema: Schema, always_complete: bool) -> str:
    _check_keys(schema, "object", name)
    required = set(schema.get("required", ()))
    lines = [*_comment(schema.get("description", "")), f"export interface {name} {{"]
    for field, field_schema in schema["properties"].items():
        # What has no default and is not required is left out where there is none of it.
        is_there = field in required or (always_complete and "default" in field_schema)
        optional = "" if is_there else "?"
        lines.append(f"  {field}{optional}: {_type_of(field_schema, f'{name}.{field}')};")
    return "\n".join([*lines, "}"])


def _blank(kind: type[msgspec.Struct]) -> str:
    """A content of which nothing has been said yet, so that a form has no list of fields of its own."""
    tag = str(kind.__struct_config__.tag)
    fields = msgspec.structs.fields(kind)
    needed = [_quoted(field.name) for field in fields if field.required]
    lines = [
        f"/** What a `{kind.__name__}` says when nothing has been said yet. */",
        f"export const BLANK_{tag.upper()}: Omit<{kind.__name__}, {' | '.join(needed)}> = {{",
        f"  type: {_quoted(tag)},",
        *(f"  {field.name}: {msgspec.json.encode(field.default).decode()}," for field in fields if not field.required),
        "};",
    ]
    return "\n".join(lines)


def _comment(description: str) -> list[str]:
    lines = [line.strip() for line in description.replace("*/", "* /").splitlines() if line.strip()]
    if len(lines) <= 1:
        return [f"/** {line} */" for line in lines]
    return ["/**", *(f" * {line}" for line in lines), " */"]


def _type_of(schema: Schema, where: str) -> str:
    if "$ref" in schema:
        _only(schema, {"$ref"}, where)
        return str(schema["$ref"]).removeprefix(_REF)
    if "enum" in schema:
        _only(schema, {"enum"}, where)
        return _literal(schema["enum"], where)
    if "anyOf" in schema:
        _only(schema, {"anyOf", "discriminator"}, where)
        return _union([_type_of(member, where) for member in schema["anyOf"]])
    kind = schema.get("type")
    if kind not in _KNOWN_KEYS:
        raise UnknownSchemaError(f"{where}: no TypeScript for {schema}")
    _check_keys(schema, kind, where)
    if kind == "array":
        item = _type_of(schema["items"], where)
        return f"readonly ({item})[]" if " | " in item else f"readonly {item}[]"
    if kind == "object" and schema.keys() - _ANNOTATIONS == {"type", "additionalProperties"}:
        return f"{{ readonly [key: string]: {_type_of(schema['additionalProperties'], where)} }}"
    if kind == "object":
        raise UnknownSchemaError(f"{where}: give this object a class of its own")
    return _SCALARS[kind]


def _literal(values: list[Any], where: str) -> str:
    for name, literal in LITERALS.items():
        if set(values) == set(get_args(literal)):
            return name
    if len(values) == 1 and isinstance(values[0], str):
        return _quoted(values[0])
    raise UnknownSchemaError(f"{where}: add this literal union to LITERALS: {values}")


def _union(members: list[str]) -> str:
    for name, union in UNIONS.items():
        if set(members) == {member.__name__ for member in get_args(union)}:
            return name
    return " | ".join(members)


def _check_keys(schema: Schema, kind: str, where: str) -> None:
    _only(schema, {"type", *_KNOWN_KEYS[kind]}, where)


def _only(schema: Schema, known: set[str], where: str) -> None:
    unknown = schema.keys() - known - _ANNOTATIONS
    if unknown:
        raise UnknownSchemaError(f"{where}: unknown schema keys {sorted(unknown)}")


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()


def main(argv: list[str] | None = None) -> int:
    """Write the file, or with `--check` compare it. Returns the exit status: 1 when stale."""
    parser = argparse.ArgumentParser(prog="python -m board.typescript", description="The wire's types for the client.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")
    options = parser.parse_args(argv)
    text = generate()
    if not options.check:
        OUTPUT.write_text(text, encoding="utf-8")
        return 0
    if OUTPUT.is_file() and OUTPUT.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{OUTPUT.name} is stale: run `python -m board.typescript` and commit the result.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
