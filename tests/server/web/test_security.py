# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""security.txt, as the operator has set it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from server.settings import Settings, SettingsError
from tests.server.house import serving, visitor

PATH = "/.well-known/security.txt"


async def test_whoever_finds_a_weakness_reads_where_to_tell_it(here: Settings) -> None:
    """[SEC-03]"""
    contacts = ("mailto:security@example.nl", "https://example.nl/melden")
    settings = msgspec.structs.replace(
        here, security_contact=contacts, security_expires=date(2027, 1, 31), public_url="https://waarden.example.nl"
    )
    async with serving(settings) as house, visitor(house) as client:
        answer = await client.get(PATH)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:security@example.nl",
        "Contact: https://example.nl/melden",
        "Expires: 2027-01-31T23:59:59Z",
        "Preferred-Languages: nl, en",
        f"Canonical: https://waarden.example.nl{PATH}",
    ]


async def test_without_a_last_day_it_is_right_for_some_months(here: Settings) -> None:
    """[SEC-03]"""
    settings = msgspec.structs.replace(here, security_contact=("mailto:security@example.nl",))
    async with serving(settings) as house, visitor(house) as client:
        (line,) = [line for line in (await client.get(PATH)).text.splitlines() if line.startswith("Expires: ")]
    left = datetime.strptime(line.removeprefix("Expires: "), "%Y-%m-%dT%H:%M:%S%z") - datetime.now(UTC)
    assert timedelta(days=80) < left < timedelta(days=365)


async def test_where_nothing_is_set_there_is_no_such_file(here: Settings) -> None:
    """[SEC-03]"""
    async with serving(here) as house, visitor(house) as client:
        assert (await client.get(PATH)).status_code == 404


@pytest.mark.parametrize("text", ["security@example.nl", "http://example.nl", "mailto:x", "mailto:a@b\nExpires: never", ","])
def test_a_contact_is_an_address_that_programs_know(text: str) -> None:
    """[SEC-03]"""
    with pytest.raises(SettingsError):
        Settings.from_environment({"WAARDENBORD_SECURITY_CONTACT": text})
