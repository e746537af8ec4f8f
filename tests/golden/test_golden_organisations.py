# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old logs of organisations replay to the state that they had. A file here is never changed; another is added when events
change.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from organisation.members import events as e
from organisation.members.decider import replay
from organisation.members.state import Organisation
from tests.golden.recorded import digest, known, load

LOGS = sorted(Path(__file__).parent.glob("organisation-*.json"))


def stored(event: dict[str, Any]) -> dict[str, Any]:
    """An event as it stood in the store; JSON knows no bytes, of which a packed organisation consists."""
    return {**event, "content": base64.b64decode(event["content"])} if event["type"] == "organisation_packed" else event


def replayed(recorded: dict[str, Any], *, rewritten: bool = False) -> Organisation:
    organisation: Organisation | None = None
    for entry in recorded["log"]:
        events = e.decode_events(msgspec.msgpack.encode([stored(event) for event in entry]))
        organisation = replay(e.decode_events(e.encode_events(events)) if rewritten else events, organisation)
    assert organisation is not None
    return organisation


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_an_old_log_replays_to_the_state_that_it_had(path: Path) -> None:
    """[LOG-02]"""
    recorded = load(path)
    state = known(msgspec.to_builtins(replayed(recorded), order="sorted"), recorded["state"])
    assert state == recorded["state"]
    assert digest(state) == recorded["sha256"]
    assert replayed(recorded, rewritten=True) == replayed(recorded)


def test_every_kind_of_event_of_an_organisation_is_in_an_old_log() -> None:
    """[LOG-02]"""
    found = {event["type"] for path in LOGS for entry in load(path)["log"] for event in entry}
    assert found == {str(kind.__struct_config__.tag) for kind in get_args(e.Event)}
