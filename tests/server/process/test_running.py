# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a server prints at its start leads to the board."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from server.process.running import _say_where
from server.settings import Settings


@pytest.mark.parametrize(
    ("public_url", "path"),
    [(None, ""), ("https://bord.example", ""), ("https://site.example/waarden/bord", "/waarden/bord")],
)
def test_where_to_begin_is_where_the_board_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, public_url: str | None, path: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        _say_where(Settings(data_dir=tmp_path, public_url=public_url), listening)
        here = f"http://localhost:{listening.getsockname()[1]}{path}"
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert f"Waardenbord  {here}" in lines
    assert any(line.startswith(f"First time? Open {here} and press") for line in lines)
