# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address of a cluster says all that is needed, or is refused at start. (What happens in one: tests/faults/cluster.py.)"""

from __future__ import annotations

import pytest

from server.clusters import ClusterAddress, parse
from server.settings import Settings, SettingsError


def test_it_names_servers_and_rights() -> None:
    url = "rediss+cluster://anna:p%40ss@one.example:7001,two.example,[::1]:5/0"
    assert parse(url) == ClusterAddress(
        servers=(("one.example", 7001), ("two.example", 6379), ("::1", 5)), username="anna", password="p@ss", tls=True
    )
    assert parse("redis+cluster://:pw@one") == ClusterAddress((("one", 6379),), password="pw")
    assert parse("redis://one:6379/0") is parse("redis+sentinel://one/board") is None


@pytest.mark.parametrize(
    "url",
    [
        "redis+cluster://",
        "redis+cluster://one,,two",
        "redis+cluster://one/2",
        "redis+cluster://one:0",
        "redis+cluster://one?db=1",
    ],
)
def test_what_is_not_complete_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match=r"redis\+cluster://one,two") as refused:
        Settings.from_environment({"REDIS_URL": url.replace("://", "://anna:geheim@")})
    assert "geheim" not in str(refused.value)
