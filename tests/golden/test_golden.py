# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old logs of workshops replay to the state that they had. A file here is never changed; another is added when events change."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from sessions.model.state import Session
from sessions.topics.canonical import sha256_hex
from sessions.topics.decider import replay
from sessions.topics.poster import parse_poster
from sessions.wire import events as e
from tests.golden.recorded import digest, known, load

LOGS = sorted(Path(__file__).parent.glob("small-workshop-*.json"))


def as_written(state: Any, recorded: Any) -> Any:
    """A state in the shape in which it was recorded: in 0.1 and 0.2 the content of an entry lay flat among what all have."""
    entries = state["poster"]["entries"]
    flat = {
        key: {name: told for name, told in (entry | entry["content"]).items() if name != "content"}
        for key, entry in entries.items()
        if "content" not in recorded["poster"]["entries"][key]
    }
    return {**state, "poster": {**state["poster"], "entries": {**entries, **flat}}}


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
