# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server that would lose post-its is refused at start, in one clear sentence."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from redis.asyncio import Redis

from server.settings import Settings
from server.store import StoreError, open_store
from server.store.check import describe, judge
from tests.server.conftest import ServerProcess, StartServer

GOOD = {"redis_version": "7.0.15", "role": "master", "maxmemory_policy": "noeviction", "aof_enabled": 1}


async def refusal(url: str) -> StoreError:
    with pytest.raises(StoreError) as refused:
        async with open_store(Settings(redis_url=url)):
            pass
    message = refused.value.message
    assert "\n" not in message
    assert message.endswith((".", ")"))
    return refused.value


async def forbid(server: ServerProcess, command: str) -> None:
    async with Redis(unix_socket_path=str(server.socket)) as admin:
        await admin.execute_command("ACL", "SETUSER", "default", f"-{command}")  # type: ignore[no-untyped-call]


async def test_a_good_server_is_accepted_and_described(start_server: StartServer, caplog: pytest.LogCaptureFixture) -> None:
    """[OPS-11]"""
    async with open_store(Settings(redis_url=start_server().url)) as store:
        assert (store.info.product, store.info.fsync) == ("Valkey", "always")
    assert caplog.record_tuples == []


async def test_sentinels_that_are_not_there_are_told_with_their_addresses() -> None:
    refused = await refusal("redis+sentinel://user:geheim@127.0.0.1:1,127.0.0.1:2/board?sentinel_password=geheim")
    assert refused.code == "unreachable"
    assert "127.0.0.1:1,127.0.0.1:2 (by sentinels, board)" in refused.message
    assert "geheim" not in refused.message


async def test_an_evicting_server_is_refused(start_server: StartServer) -> None:
    refused = await refusal(start_server(maxmemory_policy="allkeys-lru").url)
    assert refused.code == "evicting"
    assert "set maxmemory-policy noeviction instead of allkeys-lru" in refused.message


async def test_a_server_without_an_append_only_file_is_refused(start_server: StartServer) -> None:
    refused = await refusal(start_server(appendonly="no").url)
    assert refused.code == "no_append_only_file"
    assert "set appendonly yes" in refused.message


async def test_a_server_that_is_not_there_is_told_with_its_address_and_without_its_password() -> None:
    refused = await refusal("redis://user:geheim@127.0.0.1:1/0")
    assert refused.code == "unreachable"
    assert "127.0.0.1:1" in refused.message
    assert "geheim" not in refused.message
    assert (await refusal("unix:///nowhere/at/all")).code == "unreachable"


async def test_a_wrong_password_is_told(start_server: StartServer) -> None:
    server = start_server(requirepass="right")
    assert (await refusal(server.url)).code == "auth"
    assert (await refusal(server.url.replace("unix://", "unix://:wrong@"))).code == "auth"
    async with open_store(Settings(redis_url=server.url.replace("unix://", "unix://:right@"))):
        pass


async def test_a_replica_is_refused(start_server: StartServer) -> None:
    assert (await refusal(start_server(replicaof="127.0.0.1 1").url)).code == "readonly"


async def test_config_may_be_forbidden(start_server: StartServer) -> None:
    server = start_server()
    await forbid(server, "config")
    async with open_store(Settings(redis_url=server.url)) as store:
        assert store.info.fsync is None
        assert await store.log.read("s1") is None


async def test_info_may_not_be_forbidden(start_server: StartServer) -> None:
    server = start_server()
    await forbid(server, "info")
    assert (await refusal(server.url)).code == "noperm"


async def test_a_server_that_writes_to_disk_later_is_accepted_with_a_warning(
    start_server: StartServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        async with open_store(Settings(redis_url=start_server(appendfsync="everysec").url)) as store:
            assert store.info.fsync == "everysec"
    assert "appendfsync everysec" in caplog.text


@pytest.mark.parametrize("url", ["redis://localhost:port/0", "http://localhost"])
async def test_an_address_that_is_none_is_told(url: str) -> None:
    assert (await refusal(url)).code == "redis_url"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"redis_version": "6.2.14"}, "too_old"),
        ({"redis_version": "nonsense"}, "too_old"),
        ({"redis_version": "7.2.4", "valkey_version": "6.9.0"}, "too_old"),
        ({"cluster_enabled": 1}, "cluster"),
        ({"role": "slave"}, "readonly"),
        ({"maxmemory_policy": "volatile-ttl"}, "evicting"),
        ({"aof_enabled": 0}, "no_append_only_file"),
    ],
)
def test_each_failing_has_its_code(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(StoreError) as refused:
        judge({**GOOD, **fields}, "here")
    assert refused.value.code == code


@pytest.mark.parametrize("version", ["7.0", "7.0.0", "7.4.1", "8.0.2", "10.1"])
def test_redis_7_0_and_later_is_new_enough(version: str) -> None:
    assert judge({**GOOD, "redis_version": version}, "here").version == version


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://user:secret@redis.example:6380/1?x=secret", "redis.example:6380"),
        ("rediss://:secret@redis.example", "redis.example:6379"),
        ("redis://[::1]:7", "[::1]:7"),
        ("redis://[::1]", "[::1]:6379"),
        ("unix://:secret@/run/redis.sock", "/run/redis.sock"),
    ],
)
def test_an_address_is_shown_without_secrets(url: str, shown: str) -> None:
    assert describe(url) == shown
