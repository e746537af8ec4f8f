# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs some tests in a copy of the project and says what each found: it passed, an assertion failed, or it broke down."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from scripts.client_tests import bundle
from scripts.node import node
from tests.mutants.bank import Mutant, mutated
from tests.patience import patient

PROJECT = Path(__file__).resolve().parents[2]
JUDGES = Path(__file__).resolve().parent / "judges"
LINKED = (".venv", "node_modules", "board/static/dist")
"""Not in git, and needed to run the tests."""

PLUGINS = ("-p", "pytest_asyncio.plugin", "-p", "pytest_timeout", "-p", "_hypothesis_pytestplugin", "--hypothesis-seed=0")
"""What the tests need; all that is installed would take as long to begin as most of them take."""

Outcome = Literal["passed", "skipped", "assertion", "crash"]


class Finding(Struct, frozen=True):
    """What one test found. `why` is the first line of the failure."""

    test: str
    outcome: Outcome
    why: str = ""
    seconds: float = 0


class Run(Struct, frozen=True):
    """What all of them found. `trouble` is set when the run as a whole did not come to its end."""

    findings: tuple[Finding, ...]
    trouble: str = ""


def copy_project(to: Path, project: Path = PROJECT) -> None:
    """What git knows or would take, as it is now; the installed things are linked."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=project, capture_output=True, check=True
    )
    for name in sorted(set(listed.stdout.decode().split("\0")) - {""}):
        # Deleted and not yet committed.
        if (project / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, to / name)
    for name in LINKED:
        if (project / name).exists():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).symlink_to((project / name).resolve())


def copy_with(mutant: Mutant, pristine: Path, to: Path) -> None:
    """A copy of `pristine` with the change of `mutant` in it. Raises Stale."""
    texts = mutated(mutant, pristine)
    # Compiled files come along, but for those of a changed source: within the same second, and of the same length, Python would
    # take the old one for it.
    shutil.copytree(pristine, to, symlinks=True)
    for name, text in texts.items():
        (to / name).write_text(text, encoding="utf-8")
        for compiled in (to / name).parent.glob(f"__pycache__/{Path(name).stem}.*.pyc"):
            compiled.unlink()


def run_tests(tree: Path, tests: Sequence[str], timeout_s: float) -> Run:
    """Run `tests` in `tree`, up to the first assertion that fails."""
    python = [test for test in tests if not _is_typescript(test)]
    typescript = [test for test in tests if _is_typescript(test)]
    run = _pytest(tree, python, timeout_s) if python else Run(())
    if typescript and not any(finding.outcome == "assertion" for finding in run.findings):
        more = _node(tree, typescript, timeout_s)
        run = Run((*run.findings, *more.findings), run.trouble or more.trouble)
    return run


def is_of(found: str, test: str) -> bool:
    """Whether a finding is one of `test`, or of one of its cases."""
    return found == test or found.startswith(f"{test}[")


def _is_typescript(test: str) -> bool:
    return test.partition("::")[0].endswith((".test.ts", ".test.tsx"))


def _pytest(tree: Path, tests: Sequence[str], timeout_s: float) -> Run:
    report = tree / "mutant-report.jsonl"
    report.unlink(missing_ok=True)
    options = ["-q", "-p", "mutant_judge", *PLUGINS, "-p", "no:cacheprovider", "--tb=line", "--no-header"]
    here = {
        "PYTHONPATH": os.pathsep.join((str(tree), str(JUDGES))),
        "MUTANT_REPORT": str(report),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    trouble = _finish([sys.executable, "-m", "pytest", *options, *tests], tree, here, timeout_s, fine=(0, 1, 2))
    lines = report.read_bytes().splitlines() if report.exists() else []
    return Run(tuple(msgspec.json.decode(line, type=Finding) for line in lines), trouble)


def _node(tree: Path, tests: Sequence[str], timeout_s: float) -> Run:
    if not (tree / "node_modules").exists():
        return Run((), "the npm packages are not installed: run make build")
    files = sorted({tree / test.partition("::")[0] for test in tests})
    made = bundle(tree, files, tree / ".cache" / "client-tests")
    if made is None:
        return Run((), "the TypeScript cannot be bundled")
    report = tree / "mutant-report-node.jsonl"
    report.unlink(missing_ok=True)
    titles = [f"--test-name-pattern=^{re.escape(test.partition('::')[2])}$" for test in tests]
    judge = [f"--test-reporter={JUDGES / 'mutant_judge.mjs'}", f"--test-reporter-destination={report}"]
    command = [str(node()), "--enable-source-maps", "--test", *judge, *titles, *map(str, made)]
    trouble = _finish(command, tree, {}, timeout_s, fine=(0, 1))
    # Where a test stands, by its source map or without.
    name_of = {
        str(path): str(file.relative_to(tree)) for file, bundled in zip(files, made, strict=True) for path in (file, bundled)
    }
    findings = []
    for line in report.read_bytes().splitlines() if report.exists() else []:
        finding = msgspec.json.decode(line, type=Finding)
        file, _, title = finding.test.partition("::")
        findings.append(msgspec.structs.replace(finding, test=f"{name_of.get(file, file)}::{title}"))
    return Run(tuple(findings), trouble)


def _finish(command: list[str], tree: Path, variables: dict[str, str], timeout_s: float, fine: tuple[int, ...]) -> str:
    """Run to the end, or to the end of the patience; what went wrong, "" when nothing did."""
    process = subprocess.Popen(
        command,
        cwd=tree,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=patient(timeout_s))
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return f"it took longer than {timeout_s:.0f} s"
    if process.returncode in fine:
        return ""
    words = [line for line in said.splitlines() if line.strip()]
    return f"exit status {process.returncode}: {(words or [''])[-1].strip()}"
