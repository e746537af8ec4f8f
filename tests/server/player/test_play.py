# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole workshop, played by simulated people against the real server, sped up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from server import content
from sessions.script import leaves
from tests.running import running_server

MINUTE_MS = 600
SPEED = 100
PLAY_WITHIN_S = 90
"""A play takes about eight seconds; a busy machine may be slow."""


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with running_server(minute_ms=MINUTE_MS) as url:
        yield url


def play(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server.cli", "play", "--url", url, "--speed", str(SPEED), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=PLAY_WITHIN_S, check=False)


@pytest.fixture(scope="module", params=[15, 4])
def people(request: pytest.FixtureRequest) -> int:
    assert isinstance(request.param, int)
    return request.param


@pytest.fixture(scope="module")
def summary(base_url: str, people: int) -> dict[str, Any]:
    played = play(base_url, "--case", "camera", "--people", str(people), "--json")
    assert played.returncode == 0, played.stderr
    found: dict[str, Any] = json.loads(played.stdout)
    return found


@pytest.mark.slow
class TestAWholeWorkshop:
    def test_everybody_takes_part_at_the_tables_of_the_room(self, summary: dict[str, Any], people: int) -> None:
        assert summary["people"] == people
        assert summary["tables"] == ({"t1": 5, "t2": 5, "t3": 5} if people == 15 else {"t1": 4})

    def test_every_note_that_was_sent_is_settled_and_one_is_later(self, summary: dict[str, Any]) -> None:
        notes = summary["notes"]
        assert notes["sent"] == notes["settled"] > 0
        assert notes["refused"] == 0
        assert notes["late"] >= 1

    def test_nobody_but_the_author_sees_a_silent_note_before_it_opens(self, summary: dict[str, Any]) -> None:
        assert summary["leaks"] == []
        for groups in summary["seen"].values():
            assert all(group["first_ms"] >= 0 for group in groups.values())

    def test_table_facilitator_and_screen_see_every_silent_note_in_the_end(self, summary: dict[str, Any], people: int) -> None:
        assert summary["seen"].keys() == {"value", "action"}
        for groups in summary["seen"].values():
            assert groups["table"]["devices"] == people
            assert groups["facilitator"]["notes"] == groups["screen"]["notes"] == groups["table"]["notes"]
            if people > 4:
                assert groups["other_tables"] | {"first_ms": 0, "last_ms": 0} == groups["table"] | {"first_ms": 0, "last_ms": 0}

    def test_the_tables_see_the_notes_before_the_room_does(self, summary: dict[str, Any]) -> None:
        for groups in summary["seen"].values():
            assert groups["table"]["last_ms"] < groups["screen"]["first_ms"]

    def test_refused_is_only_what_had_to_be(self, summary: dict[str, Any]) -> None:
        # Once per silent step the next one is tried in vain; at every table two people move one note at once.
        refusals = summary["refusals"]
        assert refusals["silence_running"] == 3
        assert refusals["stale_rev"] >= len(summary["tables"])
        # A facilitator who shortens or adds time may be a moment later than the clock.
        assert refusals.keys() <= {"silence_running", "stale_rev", "too_short", "run_ended"}

    def test_all_steps_of_the_script_are_played_in_order(self, summary: dict[str, Any]) -> None:
        script = leaves(content.script("codio-project-2025"))
        assert [(step["leaf_id"], step["minutes"]) for step in summary["steps"]] == [(leaf.id, leaf.minutes) for leaf in script]
        started = [step["started_at_ms"] for step in summary["steps"]]
        assert started == sorted(started)

    def test_the_fixed_poster_holds_the_four_values_and_three_actions_of_the_case(self, summary: dict[str, Any]) -> None:
        snapshot = summary["snapshot"]
        assert snapshot["verified"] is True
        assert snapshot["version"] == 1
        assert {foundation: sorted(names) for foundation, names in snapshot["values"].items()} == {
            "democratie": ["Transparantie"],
            "rechtsstaat": ["Privacy", "Uitlegbaarheid"],
            "bestuurskracht": ["Menselijke eindverantwoordelijkheid"],
        }
        assert snapshot["actions"] == [
            {"action": "Meer uitleg aan inwoners geven", "holder": "Communicatie"},
            {"action": "Vastleggen wie verantwoordelijk is voor het cameratoezicht", "holder": "Hoofd Openbare orde"},
            {"action": "Evalueren en in kaart brengen wie ermee te maken heeft", "holder": "Projectleider"},
        ]


def test_an_unknown_case_is_one_sentence_and_exit_status_1(base_url: str) -> None:
    played = play(base_url, "--case", "nergens")
    assert (played.returncode, played.stdout) == (1, "")
    assert played.stderr == "waardenbord play: There is no case nergens, only camera.\n"


def test_a_server_that_is_not_there_is_one_sentence_and_exit_status_1() -> None:
    played = play("http://127.0.0.1:9")
    assert played.returncode == 1
    assert played.stderr.startswith("waardenbord play: http://127.0.0.1:9 cannot be reached")
    assert "Traceback" not in played.stderr
