# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old logs of cases replay to the state that they had, also those of the first build that knew cases, and what was published
in one is still exactly that. A file here is never changed; another is added when events change.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from organisation.dossier import events as e
from organisation.dossier import report_events as re
from organisation.dossier.decider import replay
from organisation.dossier.going_on import former
from organisation.dossier.reported import report_content
from organisation.dossier.standing import told_actions
from organisation.dossier.state import Dossier
from organisation.report.content import report_hash
from tests.golden.recorded import digest, known, load

LOGS = sorted(Path(__file__).parent.glob("case-*.json"))


def stored(entry: list[dict[str, Any]]) -> bytes:
    """An entry as it stood in the store; JSON knows no bytes, of which a packed case consists."""
    events = [
        {**event, "content": base64.b64decode(event["content"])} if event["type"] == "dossier_packed" else event
        for event in entry
    ]
    return msgspec.msgpack.encode(events)


def as_written(state: Any, recorded: Any) -> Any:
    """A state as it was recorded: once, that somebody used a link counted among the changes that a case may have."""
    assert state["changes"] <= recorded["changes"]
    return {**state, "changes": recorded["changes"]}


def replayed(recorded: dict[str, Any], *, rewritten: bool = False) -> Dossier:
    dossier: Dossier | None = None
    for entry in recorded["log"]:
        events = e.decode_events(stored(entry))
        dossier = replay(e.decode_events(e.encode_events(events)) if rewritten else events, dossier)
    assert dossier is not None
    return dossier


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
class TestOldCases:
    def test_an_old_log_replays_to_the_state_that_it_had(self, path: Path) -> None:
        """[LOG-02]"""
        recorded = load(path)
        state = as_written(msgspec.to_builtins(replayed(recorded), order="sorted"), recorded["state"])
        state = known(state, recorded["state"])
        assert state == recorded["state"]
        assert digest(state) == recorded["sha256"]

    def test_a_log_in_the_shape_of_today_replays_to_the_same_state(self, path: Path) -> None:
        """[LOG-02]"""
        recorded = load(path)
        assert replayed(recorded, rewritten=True) == replayed(recorded)

    def test_what_came_later_is_made_of_an_old_case_too(self, path: Path) -> None:
        """[LOG-02]"""
        dossier = replayed(load(path))
        assert report_content(dossier).title == dossier.title
        assert len(told_actions(dossier)) <= len(dossier.living)
        assert former(dossier, "evaluation", 0).case_id == dossier.id


def test_what_was_published_once_is_still_known_by_the_same_hash() -> None:
    """[PUB-01] A field that comes later has to be left out of the canonical form where it says nothing."""
    public = [public for path in LOGS if (public := replayed(load(path)).report.public) is not None]
    assert public
    for each in public:
        assert report_hash(each.content) == each.sha256


def test_every_kind_of_event_of_a_case_is_in_an_old_log() -> None:
    """[LOG-02]"""
    found = {event["type"] for path in LOGS for entry in load(path)["log"] for event in entry}
    kinds = {*get_args(e.Event), *get_args(re.ReportEvent)}
    assert found == {str(kind.__struct_config__.tag) for kind in kinds}
