# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the client's own tests (tests/**/*.test.ts, .tsx) under Node's test runner.

They are bundled first, so that any Node from 20 on serves, and imports read as in the client.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.node import NodeMissing, node

PROJECT = Path(__file__).resolve().parent.parent
BUNDLES = PROJECT / ".cache" / "client-tests"


def main(patterns: list[str]) -> int:
    """Run the test files whose path contains one of `patterns`, or all of them; return the exit code."""
    tests = sorted(path for path in (PROJECT / "tests").rglob("*.test.ts*") if path.suffix in {".ts", ".tsx"})
    tests = [path for path in tests if not patterns or any(pattern in str(path) for pattern in patterns)]
    if not tests:
        print("client tests: there are none", file=sys.stderr)
        return 1
    try:
        bundles = bundle(PROJECT, tests, BUNDLES)
        if bundles is None:
            return 1
        # The files find shared fixtures from the project's folder, as pytest's do.
        return subprocess.run(
            [str(node()), "--enable-source-maps", "--test", "--test-reporter=dot", *map(str, bundles)], cwd=PROJECT, check=False
        ).returncode
    except StopIteration:
        print("client tests: the npm packages are not installed: run make build", file=sys.stderr)
    except NodeMissing as missing:
        print(f"client tests: {missing}", file=sys.stderr)
    return 1


def bundle(project: Path, tests: list[Path], folder: Path) -> list[Path] | None:
    """Bundle test files of `project` into `folder`; the bundles in the order of `tests`, or None when esbuild said why not.

    Raises:
        StopIteration: the npm packages are not installed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    esbuild = next((project / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    command = [str(esbuild), *map(str, tests), "--bundle", "--format=esm", "--platform=node", "--target=node20"]
    jsx = ["--jsx=automatic", "--jsx-import-source=preact"]
    out = [f"--outbase={project / 'tests'}", f"--outdir={folder}", "--out-extension:.js=.mjs", "--sourcemap=inline"]
    if subprocess.run([*command, *jsx, *out, "--log-level=warning"], cwd=project, check=False).returncode != 0:
        return None
    return [(folder / test.relative_to(project / "tests")).with_suffix(".mjs") for test in tests]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
