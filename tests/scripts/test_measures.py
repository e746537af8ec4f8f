# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people see is measured on a real board, and the sheet in docs is written by nobody's hand."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from scripts.measures import SHEET, sheet
from tests.running import PROJECT, environment_with

FIGURES = ("screen_smallest_px", "desk_work_area_share", "phone_first_note_y", "join_taps", "join_s")


@pytest.mark.long
def test_one_step_is_measured_on_a_real_board() -> None:
    """Joining takes six taps at most, and the first note of a table stands on the first screen of a small phone."""
    asked = [sys.executable, "-m", "scripts.measures", "--json", "--steps", "A1"]
    done = subprocess.run(asked, cwd=PROJECT, env=environment_with(), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert [name for name in FIGURES if isinstance(found[name], int | float)] == list(FIGURES)
    assert list(found["screen_steps"]) == ["codio-project-2025 A1"]
    assert found["screen_smallest_px"] == found["screen_steps"]["codio-project-2025 A1"]["px"] > 0
    assert 0 < found["desk_work_area_share"] <= 1
    assert found["join_taps"] <= 6
    assert found["phone_first_note_y"] < 740 - 100


def test_the_sheet_says_for_each_figure_whether_its_aim_is_met() -> None:
    steps = {"codio-pad 2a": {"px": 24.0, "words": "Stilte"}}
    met = {"screen_smallest_px": 24.0, "desk_work_area_share": 0.6, "phone_first_note_y": 519, "join_taps": 3, "join_s": 9.7}
    missed = {"screen_smallest_px": 23.9, "desk_work_area_share": 0.59, "phone_first_note_y": 740, "join_taps": 7, "join_s": 10.1}
    assert sheet(met | {"screen_steps": steps}).count("| met |") == len(FIGURES)
    assert sheet(missed | {"screen_steps": steps}).count("| not met |") == len(FIGURES)
    assert "| codio-pad 2a | 24.0 | Stilte |" in sheet(met | {"screen_steps": steps})


def test_the_sheet_in_docs_is_one_that_was_measured() -> None:
    kept = SHEET.read_text(encoding="utf-8")
    assert [name for name in FIGURES if f"| `{name}` |" in kept] == list(FIGURES)
    assert kept.split("\n| figure")[0] == sheet(_ANY).split("\n| figure")[0]


_ANY: dict[str, Any] = dict.fromkeys(FIGURES, 1) | {"screen_steps": {}}
