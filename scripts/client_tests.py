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
    shutil.rmtree(BUNDLES, ignore_errors=True)
    try:
        esbuild = next((PROJECT / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
        bundle = [str(esbuild), *map(str, tests), "--bundle", "--format=esm", "--platform=node", "--target=node20"]
        jsx = ["--jsx=automatic", "--jsx-import-source=preact"]
        out = [f"--outbase={PROJECT / 'tests'}", f"--outdir={BUNDLES}", "--out-extension:.js=.mjs", "--sourcemap=inline"]
        if subprocess.run([*bundle, *jsx, *out, "--log-level=warning"], cwd=PROJECT, check=False).returncode != 0:
            return 1
        bundles = sorted(map(str, BUNDLES.rglob("*.mjs")))
        # The files find shared fixtures from the project's folder, as pytest's do.
        return subprocess.run(
            [str(node()), "--enable-source-maps", "--test", "--test-reporter=dot", *bundles], cwd=PROJECT, check=False
        ).returncode
    except StopIteration:
        print("client tests: the npm packages are not installed: run make build", file=sys.stderr)
    except NodeMissing as missing:
        print(f"client tests: {missing}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
