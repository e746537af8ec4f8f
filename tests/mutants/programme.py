# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Breaks the product in one way at a time, and sees whether the tests that must notice do."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tests.mutants.bank import Mutant, named_tests
from tests.mutants.places import Stale
from tests.mutants.running import PROJECT, Run, copy_project, copy_with, is_of, run_tests

TIMEOUT_S = 120.0
"""For the tests of one mutant, which take a few seconds on a machine that does nothing else."""
BASELINE_TIMEOUT_S = 900.0
"""For all of them together, on the product as it is."""

Kind = Literal["killed", "survived", "broken", "stale"]


class Verdict(Struct, frozen=True):
    """What became of a mutant: killed by `test`, which said `why`; or why it was not."""

    mutant: Mutant
    kind: Kind
    why: str
    test: str = ""
    seconds: float = 0.0


class NotGreen(Exception):
    """The tests fail on the product as it is, so they can prove nothing."""


def judge(mutant: Mutant, run: Run, seconds: float) -> Verdict:
    """Killed is a mutant only by an assertion that failed; a test that breaks down in another way proves nothing of a rule."""
    for finding in run.findings:
        if finding.outcome == "assertion":
            return Verdict(mutant, "killed", finding.why, finding.test, seconds)
    crash = next((finding for finding in run.findings if finding.outcome == "crash"), None)
    if run.trouble or crash is not None:
        said = f"{crash.test}: {crash.why}" if crash else ""
        return Verdict(mutant, "broken", "; ".join(filter(None, (run.trouble, said))), seconds=seconds)
    return Verdict(mutant, "survived", "its tests pass all the same", seconds=seconds)


def check_green(run: Run, tests: Sequence[str]) -> None:
    """Raise NotGreen unless every one of `tests` was there and passed."""
    for finding in run.findings:
        if finding.outcome in ("assertion", "crash"):
            raise NotGreen(f"{finding.test}: {finding.why}")
    if run.trouble:
        raise NotGreen(run.trouble)
    passed = [finding.test for finding in run.findings if finding.outcome == "passed"]
    missing = [test for test in tests if not any(is_of(found, test) for found in passed)]
    if missing:
        raise NotGreen(f"did not pass, because it was skipped or is not there: {', '.join(missing)}")


def _known(mutant: Mutant, tree: Path) -> tuple[str, ...]:
    # One whose tests are gone is told as stale in its turn.
    try:
        return named_tests(mutant, tree)
    except Stale:
        return ()


def programme(
    mutants: Sequence[Mutant],
    jobs: int = 2,
    *,
    project: Path = PROJECT,
    timeout_s: float = TIMEOUT_S,
    copy: Callable[[Path, Path], None] = copy_project,
) -> Iterator[Verdict]:
    """The verdicts in the order of `mutants`, each as soon as it is there. Raises NotGreen before the first."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        pristine = Path(folder) / "as-it-is"
        copy(pristine, project)
        tests = sorted({test for mutant in mutants for test in _known(mutant, pristine)})
        check_green(run_tests(pristine, tests, BASELINE_TIMEOUT_S), tests)

        def one(mutant: Mutant) -> Verdict:
            began = time.monotonic()
            tree = Path(folder) / mutant.id
            try:
                tests = named_tests(mutant, pristine)
                copy_with(mutant, pristine, tree)
                run = run_tests(tree, tests, timeout_s)
            except Stale as stale:
                return Verdict(mutant, "stale", str(stale))
            finally:
                shutil.rmtree(tree, ignore_errors=True)
            return judge(mutant, run, time.monotonic() - began)

        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(one, mutants)
