# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is handed over can be checked by programs that everybody has, and a changed file is noticed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import release

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed here")


def test_what_is_released_is_checked_by_its_sums_and_their_signature(tmp_path: Path) -> None:
    """[SEC-13]"""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "waardenbord-0.1.0-py3-none-any.whl").write_bytes(b"a wheel")
    (folder / "waardenbord-0.1.0-py3-none-any.cdx.json").write_bytes(b"{}")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    sums = release.sum_up(folder)
    signature = release.sign(sums, key)
    signers = tmp_path / "signers"
    signers.write_text(f"maker {key.with_suffix('.pub').read_text(encoding='utf-8')}", encoding="utf-8")

    def is_good() -> tuple[bool, bool]:
        command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "maker", "-n", release.NAMESPACE, "-s", str(signature)]
        signed = subprocess.run(command, input=sums.read_bytes(), capture_output=True, check=False).returncode == 0
        summed = subprocess.run(["sha256sum", "--check", "--strict", sums.name], cwd=folder, capture_output=True, check=False)
        return signed, summed.returncode == 0

    assert is_good() == (True, True)
    assert len(sums.read_text(encoding="utf-8").splitlines()) == 2
    (folder / "waardenbord-0.1.0-py3-none-any.whl").write_bytes(b"another wheel")
    assert is_good() == (True, False)
    release.sum_up(folder)
    assert is_good() == (False, True)
