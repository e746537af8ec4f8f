# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address of sentinels says all that is needed, or is refused at start. (Failovers by it: tests/faults/sentinel.py.)"""

from __future__ import annotations

import pytest

from server.sentinels import SentinelAddress, parse
from server.settings import Settings, SettingsError


def test_it_names_sentinels_group_and_rights() -> None:
    url = (
        "rediss+sentinel://anna:p%40ss@one.example:26380,two.example,[::1]:5/board/2?sentinel_username=s&sentinel_password=t%26u"
    )
    assert parse(url) == SentinelAddress(
        sentinels=(("one.example", 26380), ("two.example", 26379), ("::1", 5)),
        name="board",
        database=2,
        username="anna",
        password="p@ss",
        sentinel_username="s",
        sentinel_password="t&u",
        tls=True,
    )
    assert parse("redis+sentinel://:pw@one/board") == SentinelAddress((("one", 26379),), "board", password="pw")


@pytest.mark.parametrize("url", ["redis://one:6379/0", "rediss://one", "unix:///run/redis.sock"])
def test_any_other_address_names_none(url: str) -> None:
    assert parse(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "redis+sentinel://one:26379",
        "redis+sentinel:///board",
        "redis+sentinel://one,,two/board",
        "redis+sentinel://one:0/board",
        "redis+sentinel://one:x/board",
        "redis+sentinel://one/board/first",
        "redis+sentinel://one/board?timeout=3",
    ],
)
def test_an_incomplete_one_is_refused_with_the_setting_by_name(url: str) -> None:
    with pytest.raises(ValueError):
        parse(url)
    with pytest.raises(SettingsError, match=r"REDIS_URL must be an address like .*redis\+sentinel://one,two/name"):
        Settings.from_environment({"REDIS_URL": url})
