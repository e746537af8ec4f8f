# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the peers need, installed by its locks at first use into a folder that is ignored; `make test` never does.

What cannot be had here is missing, and the table says so.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import node

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / ".cache" / "peers"
_PYTHON, _NODE = FOLDER / "python" / "bin" / "python", FOLDER / "node"
_PYTHON_LOCK, _NODE_LOCK = HERE / "requirements.txt", HERE / "package-lock.json"
_WITHIN_S = 540


class Missing(RuntimeError):
    """It cannot be had here; the text says what was tried."""


def command(server: str, *, in_node: bool) -> list[str]:
    """What starts a server of `servers/`; its packages are installed first where they are not yet. Raises Missing."""
    if not in_node:
        _have_python()
        return [str(_PYTHON), str(HERE / "servers" / f"{server}.py")]
    _have_node()
    # It imports what lies beside it.
    script = Path(shutil.copy(HERE / "servers" / f"{server}.mjs", _NODE))
    return [str(node.node()), str(script)]


def _have_python() -> None:
    folder = _PYTHON.parent.parent
    if _is_new(folder, _PYTHON_LOCK):
        _do([sys.executable, "-m", "venv", "--clear", str(folder)])
        _do([str(_PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(_PYTHON_LOCK)])
        shutil.copy(_PYTHON_LOCK, folder)


def _have_node() -> None:
    if _is_new(_NODE, _NODE_LOCK):
        shutil.rmtree(_NODE, ignore_errors=True)
        _NODE.mkdir(parents=True)
        for name in (".npmrc", "package.json"):
            shutil.copy(HERE / name, _NODE)
        shutil.copy(_NODE_LOCK, _NODE)
        try:
            _do([*node.npm(), "ci", "--prefix", str(_NODE), "--loglevel=error"], node.environment())
        except (Missing, node.NodeMissing) as reason:
            (_NODE / _NODE_LOCK.name).unlink()
            raise Missing(str(reason)) from reason


def version(package: str) -> str:
    """The locked version of a package of either lock; Python's own libraries go by their plain name."""
    found = re.search(rf"^{re.escape(package)}==(\S+)", _PYTHON_LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    if found:
        return found[1]
    packages = json.loads(_NODE_LOCK.read_text(encoding="utf-8"))["packages"]
    return str(packages[f"node_modules/{package}"]["version"])


def node_version() -> str:
    """The Node that runs them, or that there is none."""
    try:
        done = subprocess.run([str(node.node()), "--version"], capture_output=True, text=True, check=False)
    except node.NodeMissing:
        return "none"
    return done.stdout.strip().removeprefix("v")


def _is_new(folder: Path, lock: Path) -> bool:
    kept = folder / lock.name
    return not kept.exists() or kept.read_bytes() != lock.read_bytes()


def _do(command: list[str], environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(command, env=environment, capture_output=True, timeout=_WITHIN_S, check=True, text=True)
    except subprocess.CalledProcessError as error:
        said = str(error.stderr).strip().splitlines()
        raise Missing(said[-1] if said else f"{command[-1]}: {error.returncode}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(str(error)) from error
