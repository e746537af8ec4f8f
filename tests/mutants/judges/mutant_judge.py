# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pytest plugin that says of every test whether an assertion failed in it, or something else: one line of JSON each.

It is loaded into the tests of a tree that may be broken, so it needs nothing but pytest and the standard library.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Generator
from pathlib import Path

import pytest

VARIABLE = "MUTANT_REPORT"
HARNESS = {"conftest.py", "house.py", "processes.py", "running.py"}
"""Files of tests/ whose assertions say that a test could not even begin: a server that did not start proves nothing of a rule."""


def failed_assertion(error: BaseException, tests: Path) -> str:
    """The words of the assertion that failed in a test, "" when it is no such thing. Of several errors at once one is enough."""
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, (failed_assertion(each, tests) for each in error.exceptions)), "")
    if isinstance(error, pytest.fail.Exception):
        # What `pytest.raises` says of an error that does not come, too.
        return _first_line(error)
    if not isinstance(error, AssertionError):
        return ""
    place = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
    # An assertion of the product's own is a crash.
    return _first_line(error) if tests in place.parents and place.name not in HARNESS else ""


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0].strip() or type(error).__name__


class Judge:
    """Writes to the file that `VARIABLE` names, and stops at the first assertion that fails."""

    def __init__(self, report: Path, tests: Path) -> None:
        self._report = report
        self._tests = tests

    def _say(self, test: str, outcome: str, why: str, seconds: float) -> None:
        with self._report.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"test": test, "outcome": outcome, "why": why, "seconds": seconds}) + "\n")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """After each phase of a test."""
        report = yield
        if call.excinfo is None or report.outcome == "skipped":
            if call.when == "call" or report.outcome == "skipped":
                self._say(item.nodeid, report.outcome, "", call.duration)
            return report
        error = call.excinfo.value
        why = failed_assertion(error, self._tests) if call.when == "call" else ""
        if why:
            self._say(item.nodeid, "assertion", why, call.duration)
            item.session.shouldstop = "an assertion failed"
        else:
            self._say(item.nodeid, "crash", f"{type(error).__name__}: {_first_line(error)}"[:300], call.duration)
        return report

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read as tests."""
        if report.failed:
            words = [line for line in str(report.longrepr).splitlines() if line.strip()]
            self._say(report.nodeid, "crash", (words or ["not collected"])[-1].strip()[:300], 0)


def pytest_configure(config: pytest.Config) -> None:
    """Watch, when somebody asks for it."""
    if VARIABLE in os.environ:
        config.pluginmanager.register(Judge(Path(os.environ[VARIABLE]), config.rootpath / "tests"))
