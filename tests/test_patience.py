# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Limits of tests grow with the load of the machine, within bounds, and stand in nobody's own words."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests import patience
from tests.patience import patient

TESTS = Path(__file__).parent


@pytest.mark.parametrize(("load", "limit"), [(0.2, 10), (4, 10), (20, 50), (400, 100)])
def test_a_limit_grows_with_those_who_want_each_core(load: float, limit: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(patience.VARIABLE, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    assert patient(10) == limit


def test_who_knows_better_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(patience.VARIABLE, "2.5")
    assert patient(10) == 25


LIMIT = re.compile(r"asyncio\.timeout\((?!patient\()|\btimeout=(?!patient\(|0\))|wait_for\([^\n]*, [\d.]+\)|\.wait\(\d")
NO_LIMIT = (
    "redis+sentinel://",  # an address that is refused
    "send({",  # how long a pipe stands still before it counts as full
    'room.ask(c.JoinWorkshop("p-ghost"',  # somebody gives up on purpose
    "asyncio.timeout(PATIENCE_S)",  # the double's, as impatient as the page that it plays
)


def test_every_limit_of_a_test_is_patient() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{number}: {line.strip()}"
        for path in sorted(TESTS.rglob("*.py"))
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LIMIT.search(line) and not any(words in line for words in NO_LIMIT)
    ]
    assert not found, "hand it to patient(), of tests/patience.py: " + "\n".join(found)
