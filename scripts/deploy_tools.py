# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tools by which the long tests of `deploy/` look at it, installed beside the environment when they are first asked for.

Those of requirements/deploy.txt come from the package index, with hashes; proxies that are in no index come from Debian's
packages, unpacked and not installed. Whatever cannot be had here is missing, and its tests say so.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".cache" / "deploy-tools"
DEBIANS = PROJECT / ".cache" / "deploy-debians"
INSTALL_WITHIN_S = 540

PROXIES = {
    "nginx": ("nginx",),
    "haproxy": ("haproxy", "liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"),
}
"""Programs, and the packages that hold them and what they need beyond a plain system."""


def tool(name: str) -> Path | None:
    """A program of requirements/deploy.txt; None when it cannot be had here."""
    lock = PROJECT / "requirements" / "deploy.txt"
    stamp = TOOLS / "installed"
    if not stamp.exists() or stamp.read_text() != lock.read_text():
        python = TOOLS / "bin" / "python"
        steps = (
            [sys.executable, "-m", "venv", str(TOOLS)],
            [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(lock)],
        )
        if not all(_do(step) for step in steps):
            return None
        stamp.write_text(lock.read_text())
    found = TOOLS / "bin" / name
    return found if found.exists() else None


def helm() -> Path | None:
    """The program helm, which its package keeps among its modules."""
    if tool("python") is None:
        return None
    return next(
        (path for path in TOOLS.glob("lib/python*/site-packages/**/helm") if os.access(path, os.X_OK) and path.is_file()), None
    )


def proxy(name: str) -> tuple[Path, dict[str, str]] | None:
    """A proxy on PATH, else out of Debian's packages; with what its environment needs."""
    if found := shutil.which(name):
        return Path(found), {}
    program = DEBIANS / name / "usr" / "sbin" / name
    if not program.exists() and not _unpack(name):
        return None
    libraries = next((DEBIANS / name / "usr" / "lib").glob("*-linux-gnu"), None)
    return program, {"LD_LIBRARY_PATH": str(libraries)} if libraries else {}


def _unpack(name: str) -> bool:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    DEBIANS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package in PROXIES[name]:
            if not _do(["apt-get", "download", "--quiet", package], Path(folder)) and not (
                _do(["apt-get", "update", "--quiet"]) and _do(["apt-get", "download", "--quiet", package], Path(folder))
            ):
                return False
        return all(_do(["dpkg-deb", "--extract", str(path), str(DEBIANS / name)]) for path in Path(folder).glob("*.deb"))


def _do(command: list[str], folder: Path | None = None) -> bool:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=INSTALL_WITHIN_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
