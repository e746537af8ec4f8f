# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wheel, installed where there is nothing else: it serves, and everything that came along is named with its licence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import deploy_tools
from tests.deploy.test_deploy import done
from tests.patience import patient

PROJECT = Path(__file__).resolve().parents[2]
INSTALL_WITHIN_S = 300.0

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def bare() -> Iterator[Path]:
    """A new environment with nothing but the wheel, built of this tree, and what the lock names; away from this tree."""
    with tempfile.TemporaryDirectory(prefix="wb-") as name:
        folder = Path(name)
        # A copy, so that the build writes into no tree that other tests read; its packages of npm are there already.
        source = folder / "source"
        shutil.copytree(PROJECT, source, ignore=shutil.ignore_patterns(".*", "node_modules", "dist", "data", "test-results"))
        (source / "node_modules").symlink_to(PROJECT / "node_modules")
        # As the Containerfile does it: with what is named for building, and nothing of what a server needs.
        done(sys.executable, "-m", "venv", str(folder / "build"))
        pip = (str(folder / "build" / "bin" / "python"), "-m", "pip")
        locked = ("--require-hashes", "-r", str(PROJECT / "requirements" / "build.txt"))
        subprocess.run([*pip, "install", "--quiet", *locked], check=True, timeout=patient(INSTALL_WITHIN_S))
        done(*pip, "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder / "wheels"), str(source))
        (wheel,) = (folder / "wheels").glob("*.whl")
        done(sys.executable, "-m", "venv", str(folder / "bare"))
        python = folder / "bare" / "bin" / "python"
        install = (str(python), "-m", "pip", "install", "--quiet")
        subprocess.run(
            [*install, "--require-hashes", "-r", str(PROJECT / "requirements" / "run.txt")],
            check=True,
            timeout=patient(INSTALL_WITHIN_S),
        )
        done(*install, "--no-deps", str(wheel))
        yield folder


def test_an_installed_wheel_serves_pages_with_their_styles_and_scripts(bare: Path) -> None:
    """[OPS-09] [REPO-04] By its own command, in a folder where nothing of this tree is."""
    (bare / "empty").mkdir()
    environment = {"PATH": "/usr/bin:/bin", "PORT": "0", "HOST": "127.0.0.1", "WAARDENBORD_DATA_DIR": str(bare / "data")}
    with subprocess.Popen(
        [str(bare / "bare" / "bin" / "waardenbord"), "serve"],
        cwd=bare / "empty",
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = next(line.split()[-1] for line in process.stdout if "http://localhost:" in line)
            give_up_at = time.monotonic() + patient(20)
            page = ""
            while not page and time.monotonic() < give_up_at:
                with urllib.request.urlopen(f"{address}/nieuw", timeout=patient(10)) as answer:  # our own
                    page = answer.read().decode()
            assert "<form" in page
            sheet = next(part for part in page.split('"') if part.startswith("/static/") and part.endswith(".css"))
            with urllib.request.urlopen(f"{address}{sheet}", timeout=patient(10)) as answer:  # our own
                assert len(answer.read()) > 1000
        finally:
            process.terminate()
            process.wait(patient(20))
    assert process.returncode == 0


def test_the_list_of_parts_names_every_one_with_a_licence(bare: Path) -> None:
    """[REPO-04]"""
    maker = deploy_tools.tool("cyclonedx-py")
    if maker is None:
        pytest.skip("cyclonedx-py cannot be had on this machine")
    done(
        str(maker),
        "environment",
        "--output-file",
        str(bare / "parts.json"),
        "--pyproject",
        str(PROJECT / "pyproject.toml"),
        str(bare / "bare"),
    )
    parts = json.loads((bare / "parts.json").read_text(encoding="utf-8"))["components"]
    names = {part["name"] for part in parts}
    assert {"starlette", "uvicorn", "redis", "typst"} <= names
    assert [part["name"] for part in parts if not part.get("licenses")] == []
