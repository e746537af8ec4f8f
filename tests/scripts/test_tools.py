# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tools of this tree find what is here, and say in one sentence what is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts import browser, node


def program(folder: Path, name: str, prints: str = "") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{prints}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


class TestBrowser:
    def test_the_one_that_is_named_goes_before_the_systems(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program(tmp_path, "chromium")
        named = program(tmp_path, "mine")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv(browser.VARIABLE, str(named))
        assert browser.find() == named

    def test_the_systems_is_found_by_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        there = program(tmp_path, "google-chrome")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv(browser.VARIABLE, raising=False)
        assert browser.find() == there

    def test_a_wrong_name_fails_with_one_sentence_and_installs_nothing(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv(browser.VARIABLE, "/nowhere/chromium")
        assert browser.main() == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err == "browser: WAARDENBORD_CHROMIUM names /nowhere/chromium, which is not a program\n"

    def test_when_nothing_can_be_installed_it_says_what_to_do(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(browser, "find", lambda: None)
        monkeypatch.setattr(browser, "_try", lambda _command: False)
        assert browser.main() == 1
        assert "install chromium or Google Chrome, or set WAARDENBORD_CHROMIUM" in capsys.readouterr().err


class TestNode:
    def test_the_packaged_one_runs_and_brings_a_working_npm(self) -> None:
        for command in ([str(node.node()), "--version"], [*node.npm(), "--version"]):
            done = subprocess.run(command, env=node.environment(), capture_output=True, text=True, check=True)
            assert int(done.stdout.removeprefix("v").split(".")[0]) >= 10

    def test_without_the_package_a_new_enough_one_of_the_machine_serves(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        there = program(tmp_path, "node", f"v{node.MIN_MAJOR}.1.0")
        monkeypatch.setattr(node, "_packaged", lambda: None)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert node.node() == there

    @pytest.mark.parametrize("version", ["v18.20.0", "not a version"])
    def test_an_old_one_is_refused_with_what_to_do(
        self, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        program(tmp_path, "node", version)
        monkeypatch.setattr(node, "_packaged", lambda: None)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert node.main(["--version"]) == 1
        assert "needs Node 20 or newer" in capsys.readouterr().err


def test_bootstrap_says_which_python_it_needs(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "bootstrap").write_bytes((Path(node.__file__).parent / "bootstrap").read_bytes())
    done = subprocess.run(
        ["/bin/sh", str(scripts / "bootstrap"), "run"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": "/nowhere/python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()
