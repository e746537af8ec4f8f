# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old logs replay to the state that they had. A file here is never changed; another is added when events change.

A file holds the events of every entry in order, as readable JSON, the state that they gave, and its SHA-256. Fields that came
later are not in the file and are not compared, so that adding a field with a default breaks nothing.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from sessions.model.state import Session
from sessions.topics.canonical import sha256_hex
from sessions.topics.decider import replay
from sessions.topics.poster import parse_poster
from sessions.wire import events as e

LOGS = sorted(Path(__file__).parent.glob("*.json"))


def known(value: Any, recorded: Any) -> Any:
    """A state as plain JSON; of structs and maps the parts that were recorded, or all when nothing was."""
    match value:
        case dict():
            keys = value if recorded is None else [key for key in recorded if key in value]
            return {key: known(value[key], None if recorded is None else recorded[key]) for key in keys}
        case list() | tuple():
            was = [None] * len(value) if recorded is None else recorded
            return [known(item, old) for item, old in zip(value, was, strict=True)]
        case _:
            return value


def as_written(state: Any, recorded: Any) -> Any:
    """A state in the shape in which it was recorded: in 0.1 and 0.2 the content of an entry lay flat among what all have."""
    entries = state["poster"]["entries"]
    flat = {
        key: {name: told for name, told in (entry | entry["content"]).items() if name != "content"}
        for key, entry in entries.items()
        if "content" not in recorded["poster"]["entries"][key]
    }
    return {**state, "poster": {**state["poster"], "entries": {**entries, **flat}}}


def digest(state: Any) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def load(path: Path) -> dict[str, Any]:
    recorded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return recorded


def replayed(recorded: dict[str, Any]) -> Session:
    session: Session | None = None
    for entry in recorded["log"]:
        session = replay(e.decode_events(msgspec.msgpack.encode(entry)), session)
    assert session is not None
    return session


def test_there_is_an_old_log() -> None:
    assert LOGS


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_an_old_log_replays_to_the_state_that_it_had(path: Path) -> None:
    """[LOG-02]"""
    recorded = load(path)
    state = as_written(msgspec.to_builtins(replayed(recorded), order="sorted"), recorded["state"])
    state = known(state, recorded["state"])
    assert state == recorded["state"]
    assert digest(state) == recorded["sha256"]


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_old_snapshots_can_be_read_and_have_their_hash(path: Path) -> None:
    """[LOG-02] [PST-08]"""
    snapshots = replayed(load(path)).snapshots
    assert snapshots
    for snapshot in snapshots:
        assert sha256_hex(snapshot.canonical) == snapshot.sha256
        assert parse_poster(snapshot.canonical).values


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_log_in_the_shape_of_today_replays_to_the_same_state(path: Path) -> None:
    """[LOG-02]"""
    session: Session | None = None
    for entry in load(path)["log"]:
        session = replay(e.decode_events(e.encode_events(e.decode_events(msgspec.msgpack.encode(entry)))), session)
    assert session == replayed(load(path))


def test_every_kind_of_event_is_in_an_old_log() -> None:
    """[LOG-02]"""
    found = {event["type"] for path in LOGS for entry in load(path)["log"] for event in entry}
    assert found == {str(kind.__struct_config__.tag) for kind in get_args(e.Stored)}
