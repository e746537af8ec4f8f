# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an organisation keeps to open workshops with: sets of values and scripts of its own, by version (DOM-22).

Every change is a new version, and the earlier ones stay to be read: a workshop has a copy of the one it was opened with.
"""

from typing import TypeVar, assert_never

import msgspec
from msgspec.structs import replace

from organisation.members import commands as c
from organisation.members import events as e
from organisation.members.bounds import MAX_KEPT_BYTES, MAX_KEPT_EACH, MAX_KEPT_ONE_BYTES
from organisation.members.state import KeptScript, KeptValues, Organisation, ScriptVersion, ValuesVersion
from sessions.authoring.own_values import OwnValues, rules_broken_by
from sessions.material.limits import MAX_VERSION
from sessions.material.script import Script
from sessions.model.codes import Refusal

Command = c.KeepValues | c.OfferValues | c.KeepScript | c.OfferScript
Event = e.ValuesKept | e.ValuesOffered | e.ScriptKept | e.ScriptOffered
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
            grown = organisation.kept_bytes + event.size_bytes
            return replace(organisation, values={**organisation.values, event.own.id: now}, kept_bytes=grown)
        case e.ScriptKept():
            script = ScriptVersion(event.script, event.at_ms)
            was = organisation.scripts.get(event.script.id)
            grown = organisation.kept_bytes + event.size_bytes
            scripts = {**organisation.scripts, event.script.id: KeptScript((*was.versions, script) if was else (script,))}
            return replace(organisation, scripts=scripts, kept_bytes=grown)
        case e.ValuesOffered():
            return replace(organisation, values=_offered(organisation.values, event.values_id, is_offered=event.is_offered))
        case e.ScriptOffered():
            return replace(organisation, scripts=_offered(organisation.scripts, event.script_id, is_offered=event.is_offered))
        case _:
            assert_never(event)


def size_bytes(thing: OwnValues | Script) -> int:
    """What a version takes in the log."""
    return len(msgspec.msgpack.encode(thing))


def _offered(kept: dict[str, Kept], its_id: str, *, is_offered: bool) -> dict[str, Kept]:
    return {**kept, its_id: replace(kept[its_id], is_offered=is_offered)}


def _keep_values(organisation: Organisation, command: c.KeepValues, now_ms: int) -> e.Decision:
    if problems := rules_broken_by(command.own):
        return Refusal("invalid", problems[0].field)
    known = organisation.values.get(command.own.id)
    latest = known.latest if known else None
    version = latest.own.version + 1 if latest else command.own.version
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
    version = latest.script.version + 1 if latest else command.script.version
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
    return Refusal("too_many") if organisation.kept_bytes + size > MAX_KEPT_BYTES else None
