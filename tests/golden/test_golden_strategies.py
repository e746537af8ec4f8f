# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old logs of strategies replay to the state that they had, and what was established in one is still exactly that. A file here is
never changed; another is added when events change.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from organisation.strategy import events as e
from organisation.strategy.analysis_state import analysis_hash
from organisation.strategy.content import strategy_hash
from organisation.strategy.decider import replay
from organisation.strategy.state import Strategy
from tests.golden.recorded import digest, known, load

LOGS = sorted(Path(__file__).parent.glob("strategy-*.json"))


def stored(event: dict[str, Any]) -> dict[str, Any]:
    """An event as it stood in the store; JSON knows no bytes, of which a packed strategy consists."""
    return {**event, "content": base64.b64decode(event["content"])} if event["type"] == "strategy_packed" else event


def replayed(recorded: dict[str, Any], *, rewritten: bool = False) -> Strategy:
    strategy: Strategy | None = None
    for entry in recorded["log"]:
        events = e.decode_events(msgspec.msgpack.encode([stored(event) for event in entry]))
        strategy = replay(e.decode_events(e.encode_events(events)) if rewritten else events, strategy)
    assert strategy is not None
    return strategy


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
class TestOldStrategies:
    def test_an_old_log_replays_to_the_state_that_it_had(self, path: Path) -> None:
        """[LOG-02]"""
        recorded = load(path)
        state = known(json.loads(msgspec.json.encode(replayed(recorded), order="sorted")), recorded["state"])
        assert state == recorded["state"]
        assert digest(state) == recorded["sha256"]
        assert replayed(recorded, rewritten=True) == replayed(recorded)

    def test_what_was_established_once_is_still_known_by_the_same_hash(self, path: Path) -> None:
        """[STR-05] A field that comes later has to be left out of the canonical form where it says nothing."""
        strategy = replayed(load(path))
        assert strategy.established
        for fixed in strategy.established:
            assert strategy_hash(msgspec.structs.replace(fixed.content, day="")) == fixed.sha256
        analyses = [analysis.established for analysis in strategy.analyses.values() if analysis.established]
        assert analyses
        for each in analyses:
            assert analysis_hash(msgspec.structs.replace(each.content, day="")) == each.sha256


def test_every_kind_of_event_of_a_strategy_is_in_an_old_log() -> None:
    """[LOG-02]"""
    found = {event["type"] for path in LOGS for entry in load(path)["log"] for event in entry}
    assert found == {str(kind.__struct_config__.tag) for kind in get_args(e.Event)}
