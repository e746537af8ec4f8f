# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the sentences about backups share: workshops with a poster, whole stores, and files by hand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from server.backup.commands import export_workshop, import_log
from server.backup.errors import BackupError
from server.settings import Settings
from server.store import WholeLog, open_store
from sessions.material.framework import FoundationId, ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.server.house import Workshop, serving


class Told:
    """What a command said and complained about."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.complained: list[str] = []


async def made(here: Settings, count: int = 1, people: int = 2) -> list[Workshop]:
    """Workshops with a poster, on a worker that is gone again."""
    async with serving(here) as house:
        workshops = [await house.workshop(people=people, title=f"Camera {number} 'é🦉'") for number in range(count)]
        for workshop in workshops:
            await make_poster(workshop)
    return workshops


async def make_poster(workshop: Workshop, column: FoundationId = "rechtsstaat") -> None:
    async with workshop.facilitator() as facilitator:
        await facilitator.go("A3")
        await facilitator.must(
            c.PutPosterEntry(
                "v1", 0, PosterValueContent(foundation=column, value=ValueRef("privacy"), meaning=f"geen gezichten {workshop.id}")
            )
        )
        await facilitator.must(c.TakeSnapshot())
        assert await facilitator.do(c.TakeSnapshot()) is not None  # a refusal is settled too


async def wholes(settings: Settings) -> dict[str, WholeLog]:
    async with open_store(settings) as store:
        found = {session_id: await store.copies.take(session_id) for session_id in await store.copies.ids()}
    return {session_id: whole for session_id, whole in found.items() if whole is not None}


def but_for_epochs(found: dict[str, WholeLog]) -> dict[str, Any]:
    return {session_id: (log.head.seq, log.head.nonce, log.at_ms, log.entries, log.clients) for session_id, log in found.items()}


async def exported(here: Settings, workshop: Workshop, file: Path) -> Path:
    await export_workshop(here, workshop.id, None, file, print)
    return file


def signed(lines: list[dict[str, Any]]) -> bytes:
    """Lines with the SHA-256 that belongs to them."""
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return data + json.dumps({"sha256": hashlib.sha256(data).hexdigest()}).encode() + b"\n"


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()][:-1]


async def refused(here: Settings, file: Path) -> str:
    with pytest.raises(BackupError) as refusal:
        await import_log(here, file, print)
    assert await wholes(here) == {}
    assert refusal.value.message.startswith(str(file))
    assert refusal.value.message.count("\n") == 0
    return refusal.value.code
