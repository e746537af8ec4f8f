# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord scripts` lists every script with its steps and sums."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server import content
from server.cli import main


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["scripts", "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_json_holds_every_script_with_sums_in_all_silent_per_part_and_as_stated(capsys: pytest.CaptureFixture[str]) -> None:
    """[DOM-02]"""
    sums = {script["id"]: script["sums"] for script in listed(capsys)}
    assert sums == {
        "codio-project-2025": {"total": 155, "silent": 15, "parts": {"A": 75, "B": 80}, "stated": 150},
        "codio-pad": {
            "total": 155,
            "silent": 15,
            "parts": {"start": 5, "part-1": 15, "part-2": 45, "part-3": 90},
            "stated": 150,
        },
        "codio-2022": {"total": 0, "silent": 0, "parts": {"workshop": 0}, "stated": 150},
    }


def test_json_holds_every_step_with_titles_minutes_mode_silence_kinds_and_questions(capsys: pytest.CaptureFixture[str]) -> None:
    for script in listed(capsys):
        shipped = content.script(script["id"])
        steps = [step for part in shipped.parts for step in part.steps]
        assert [step["id"] for step in script["steps"]] == [step.id for step in steps]
        assert sum(step["minutes"] for step in script["steps"]) == script["sums"]["total"]
        for line, step in zip(script["steps"], steps, strict=True):
            assert line["title"] == {"nl": step.title.nl, "en": step.title.en}
            assert (line["mode"], line["silent"], line["kinds"]) == (step.mode, step.silent, list(step.kinds))
            assert [question["nl"] for question in line["questions"]] == [question.nl for question in step.questions]
            for sub in line["sub_steps"]:
                leaf = shipped.leaf_of[sub["id"]]
                assert (sub["minutes"], sub["mode"], len(sub["questions"])) == (leaf.minutes, leaf.mode, len(leaf.questions))
            assert sum(sub["minutes"] for sub in line["sub_steps"]) in (0, line["minutes"])


def test_without_json_it_is_a_table_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scripts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 120
    assert any(line.split() == ["A2b", "Waarden", "identificeren", "5", "individual", "silent", "value", "2"] for line in lines)
    assert any(line.split()[:5] == ["2c3", "Bespreken:", "gezamenlijke", "keuze", "20"] for line in lines)
    assert lines.count("  155 minutes, 15 of them silent; the source says about 150") == 2
    assert lines.count("  minutes to be filled in; the source says about 150") == 1
    assert "  Our reconstruction. We do not have the guide of 2022: the steps and the silence are our own" in lines
