# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation keeps to open workshops with: sets of values and scripts of its own, by version (DOM-22).

Every change is a new version, and the earlier ones stay to be read until a manager takes them away: a workshop has a copy of the
one it was opened with.
"""

from typing import TypeVar, assert_never

import msgspec
from msgspec.structs import replace

from organisation.members import commands as c
from organisation.members import events as e
from organisation.members.bounds import (
    MAX_DROPPED,
    MAX_KEPT_BYTES,
    MAX_KEPT_EACH,
    MAX_KEPT_ONE_BYTES,
    MAX_WRITTEN_BYTES,
)
from organisation.members.state import KeptKind, KeptScript, KeptValues, Organisation, ScriptVersion, ValuesVersion
from sessions.authoring.own_values import OwnValues, rules_broken_by
from sessions.material.limits import MAX_VERSION
from sessions.material.script import Script
from sessions.model.codes import Refusal

Command = c.KeepValues | c.OfferValues | c.KeepScript | c.OfferScript | c.DropKept
Event = e.ValuesKept | e.ValuesOffered | e.ScriptKept | e.ScriptOffered | e.KeptDropped
Kept = TypeVar("Kept", KeptValues, KeptScript)


def decide(organisation: Organisation, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command about what is kept. Who may ask it has been looked at already."""
    match command:
        case c.KeepValues():
            return _keep_values(organisation, command, now_ms)
        case c.KeepScript():
            return _keep_script(organisation, command, now_ms)
        case c.OfferValues():
            values = organisation.values.get(command.values_id)
            if values is None:
                return Refusal("unknown_item", "values_id")
            return () if values.is_offered == command.is_offered else (e.ValuesOffered(command.values_id, command.is_offered),)
        case c.OfferScript():
            script = organisation.scripts.get(command.script_id)
            if script is None:
                return Refusal("unknown_item", "script_id")
            return () if script.is_offered == command.is_offered else (e.ScriptOffered(command.script_id, command.is_offered),)
        case c.DropKept():
            return _drop(organisation, command)
        case _:
            assert_never(command)


def reduce(organisation: Organisation, event: Event) -> Organisation:
    """The organisation after a fact about what is kept."""
    match event:
        case e.ValuesKept():
            values = ValuesVersion(event.own, event.at_ms, alone=event.alone)
            known = organisation.values.get(event.own.id)
            # Who changes a set wants it used.
            now = KeptValues((*known.versions, values) if known else (values,))
            return _grown(organisation, event.size_bytes, values={**organisation.values, event.own.id: now})
        case e.ScriptKept():
            script = ScriptVersion(event.script, event.at_ms)
            was = organisation.scripts.get(event.script.id)
            scripts = {**organisation.scripts, event.script.id: KeptScript((*was.versions, script) if was else (script,))}
            return _grown(organisation, event.size_bytes, scripts=scripts)
        case e.ValuesOffered():
            return replace(organisation, values=_offered(organisation.values, event.values_id, is_offered=event.is_offered))
        case e.ScriptOffered():
            return replace(organisation, scripts=_offered(organisation.scripts, event.script_id, is_offered=event.is_offered))
        case e.KeptDropped():
            return _dropped(organisation, event)
        case _:
            assert_never(event)


def size_bytes(thing: OwnValues | Script) -> int:
    """What a version takes in the log."""
    return len(msgspec.msgpack.encode(thing))


def _offered(kept: dict[str, Kept], its_id: str, *, is_offered: bool) -> dict[str, Kept]:
    return {**kept, its_id: replace(kept[its_id], is_offered=is_offered)}


def _grown(organisation: Organisation, size: int, **kept: object) -> Organisation:
    kept_bytes, written_bytes = organisation.kept_bytes + size, organisation.written_bytes + size
    return replace(organisation, kept_bytes=kept_bytes, written_bytes=written_bytes, **kept)


def _drop(organisation: Organisation, command: c.DropKept) -> e.Decision:
    kept = organisation.kept(command.kind).get(command.kept_id)
    if kept is None:
        # Pressed twice it is gone once.
        return () if _key(command.kind, command.kept_id) in organisation.dropped else Refusal("unknown_item", "kept_id")
    newest = kept.latest.thing.version
    if command.base_version != newest:
        # What somebody kept meanwhile is taken away by nobody who has not seen it.
        return Refusal("stale_rev", "version")
    if command.version == newest:
        # Workshops are opened with the newest, so that one goes with the whole.
        return Refusal("not_now", "version")
    gone = [each.thing for each in kept.versions if command.version in (0, each.thing.version)]
    if not gone:
        return ()
    return (e.KeptDropped(command.kind, command.kept_id, command.version, newest, sum(map(size_bytes, gone))),)


def _dropped(organisation: Organisation, event: e.KeptDropped) -> Organisation:
    left = max(0, organisation.kept_bytes - event.size_bytes)
    values = _without(organisation.values, event) if event.kind == "values" else organisation.values
    scripts = _without(organisation.scripts, event) if event.kind == "scripts" else organisation.scripts
    dropped = organisation.dropped
    if not event.version:
        key = _key(event.kind, event.kept_id)
        others = [(known, last) for known, last in dropped.items() if known != key]
        dropped = dict([*others, (key, event.last_version)][-MAX_DROPPED:])
    return replace(organisation, values=values, scripts=scripts, kept_bytes=left, dropped=dropped, has_remains=True)


def _without(kept: dict[str, Kept], event: e.KeptDropped) -> dict[str, Kept]:
    if not event.version:
        return {key: each for key, each in kept.items() if key != event.kept_id}
    was = kept[event.kept_id]
    left = tuple(each for each in was.versions if each.thing.version != event.version)
    return {**kept, event.kept_id: replace(was, versions=left)}


def _key(kind: KeptKind, kept_id: str) -> str:
    return f"{kind}/{kept_id}"


def _first_version(organisation: Organisation, kind: KeptKind, thing: OwnValues | Script) -> int:
    """Which version something is that is kept for the first time: no other content ever had the same number."""
    return max(thing.version, organisation.dropped.get(_key(kind, thing.id), 0) + 1)


def _keep_values(organisation: Organisation, command: c.KeepValues, now_ms: int) -> e.Decision:
    if problems := rules_broken_by(command.own):
        return Refusal("invalid", problems[0].field)
    known = organisation.values.get(command.own.id)
    latest = known.latest if known else None
    version = latest.own.version + 1 if latest else _first_version(organisation, "values", command.own)
    own = replace(command.own, version=version)
    # The same once more is a form that was sent twice.
    if latest is not None and (replace(own, version=latest.own.version), command.alone) == (latest.own, latest.alone):
        return ()
    if refusal := _refused(
        organisation, own, latest.own.version if latest else 0, command.base_version, len(organisation.values)
    ):
        return refusal
    return (e.ValuesKept(own, now_ms, size_bytes(own), alone=command.alone),)


def _keep_script(organisation: Organisation, command: c.KeepScript, now_ms: int) -> e.Decision:
    known = organisation.scripts.get(command.script.id)
    latest = known.latest if known else None
    version = latest.script.version + 1 if latest else _first_version(organisation, "scripts", command.script)
    script = replace(command.script, version=version)
    if latest is not None and replace(script, version=latest.script.version) == latest.script:
        return ()
    refusal = _refused(
        organisation, script, latest.script.version if latest else 0, command.base_version, len(organisation.scripts)
    )
    return refusal or (e.ScriptKept(script, now_ms, size_bytes(script)),)


def _refused(
    organisation: Organisation, thing: OwnValues | Script, latest_version: int, base_version: int, there_are: int
) -> Refusal | None:
    """Why a version is not kept: it changes another one than was seen, or there is no room."""
    if latest_version and not base_version:
        return Refusal("id_taken", "id")
    if latest_version != base_version:
        return Refusal("stale_rev" if latest_version else "unknown_item", "id")
    if not latest_version and there_are >= MAX_KEPT_EACH:
        return Refusal("too_many")
    if thing.version > MAX_VERSION:
        return Refusal("too_many", "version")
    size = size_bytes(thing)
    if size > MAX_KEPT_ONE_BYTES:
        return Refusal("too_long", "id")
    if organisation.written_bytes + size > MAX_WRITTEN_BYTES:
        return Refusal("too_many_made")
    return Refusal("too_many") if organisation.kept_bytes + size > MAX_KEPT_BYTES else None
