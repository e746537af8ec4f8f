# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a server may hold workshops: asked once at start, so that nothing is lost later for a reason known now."""

import asyncio
import logging
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from redis.exceptions import RedisError

from server import clusters, sentinels

from .connections import Client, command
from .errors import StoreError, translate

OLDEST_VERSION = (7, 0)
"""Debian 12's Redis. From here on scripts are always stored by their effects, and their errors begin with the error's word."""

LOADING_DEADLINE_S = 60.0
"""Seconds to wait for a server that still reads its append-only file; that reads some hundred megabytes a second."""

_LOADING_POLL_S = 0.1

_log = logging.getLogger(__name__)


class ServerInfo(Struct, frozen=True):
    """What stands behind the store."""

    product: str
    """"Redis" or "Valkey"."""
    version: str
    fsync: str | None
    """`appendfsync`: "always" means on disk before the answer; None when the server does not tell."""


def weakest(infos: dict[str, ServerInfo]) -> ServerInfo:
    """Of several servers, what holds of all: the oldest version, and the disk that is written to last."""
    found = list(infos.values())
    oldest = min(found, key=lambda info: _numbers(info.version))
    lazy = [info.fsync for info in found if info.fsync != "always"]
    return ServerInfo(oldest.product, oldest.version, lazy[0] if lazy else "always")


async def check_server(client: Client, url: str, *, in_cluster: bool = False, is_replica: bool = False) -> ServerInfo:
    """Ask the server what it is, waiting while it loads.

    Raises StoreError with code unreachable, auth, noperm, cluster, readonly, loading, too_old, evicting or no_append_only_file.
    CONFIG is asked for one detail only and may be forbidden; INFO must be permitted. `url` is for the sentence, shown without
    its password.
    """
    where = describe(url)
    try:
        info = await _info(client)
        deadline = asyncio.get_running_loop().time() + LOADING_DEADLINE_S
        while int(info.get("loading", 0)):
            if asyncio.get_running_loop().time() > deadline:
                raise StoreError("loading", f"Redis at {where} is still loading its data after {LOADING_DEADLINE_S:.0f} seconds.")
            await asyncio.sleep(_LOADING_POLL_S)
            info = await _info(client)
    except (RedisError, OSError) as error:
        told = translate(error)
        if told.code in ("lost", "timeout"):
            raise StoreError("unreachable", f"Redis at {where} cannot be reached: {error}") from error
        raise StoreError(told.code, f"At {where}: {told.message}") from error
    result = judge(info, where, in_cluster=in_cluster, is_replica=is_replica)
    return ServerInfo(result.product, result.version, await _fsync(client))


async def check_again(client: Client, url: str, *, in_cluster: bool = False, is_replica: bool = False) -> None:
    """Whether a server that could hold workshops at the start still can; somebody may have set it otherwise, or a disk be full.

    Raises StoreError as `check_server`, and `misconf` when its last write to the append-only file failed; StoreUnavailable.
    """
    where = describe(url)
    try:
        info = await _info(client)
    except (RedisError, OSError) as error:
        raise translate(error) from error
    judge(info, where, in_cluster=in_cluster, is_replica=is_replica)
    if info.get("aof_last_write_status", "ok") != "ok":
        raise StoreError("misconf", f"At {where}: Redis cannot write to its append-only file: look at the disk.")


def judge(info: dict[str, Any], where: str, *, in_cluster: bool = False, is_replica: bool = False) -> ServerInfo:
    """Read the fields of INFO; a replica in a cluster may lead tomorrow. Raises StoreError for the first thing in the way."""
    product = "Valkey" if "valkey_version" in info else "Redis"
    version = str(info.get("valkey_version") or info.get("redis_version") or "0")
    if _numbers(version) < OLDEST_VERSION:
        raise StoreError("too_old", f"{product} at {where} is version {version}: needed is Redis 7.0, Valkey 7.2 or later.")
    if int(info.get("cluster_enabled", 0)) and not in_cluster:
        raise StoreError("cluster", f"{product} at {where} runs in cluster mode: begin REDIS_URL with redis+cluster://.")
    if info.get("role", "master") != "master" and not is_replica:
        raise StoreError("readonly", f"{product} at {where} is a read-only replica: let REDIS_URL point to its primary.")
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        raise StoreError(
            "evicting",
            f"{product} at {where} throws data away when memory is full: set maxmemory-policy noeviction instead of {policy}.",
        )
    if not int(info.get("aof_enabled", 0)):
        raise StoreError(
            "no_append_only_file",
            f"{product} at {where} keeps no append-only file, so a restart would lose post-its: set appendonly yes.",
        )
    return ServerInfo(product, version, None)


def describe(url: str) -> str:
    """The address in `url`, without user, password and options."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return parts.path
    address = parts.netloc.rpartition("@")[2] or "localhost"
    if parts.scheme in sentinels.SCHEMES:
        return f"{address} (by sentinels, {parts.path.split('/')[1]})"
    if parts.scheme in clusters.SCHEMES:
        return f"{address} (a cluster)"
    return address if ":" in address.rpartition("]")[2] else f"{address}:6379"


def _numbers(version: str) -> tuple[int, int]:
    major, _, rest = version.partition(".")
    minor = rest.partition(".")[0]
    return int(major or 0) if major.isdigit() else 0, int(minor) if minor.isdigit() else 0


async def _info(client: Client) -> dict[str, Any]:
    info: dict[str, Any] = await command(client, "INFO")
    return info


async def _fsync(client: Client) -> str | None:
    try:
        answer: list[bytes] = await command(client, "CONFIG", "GET", "appendfsync")
    except RedisError:
        return None
    if len(answer) != 2:
        return None
    fsync = answer[1].decode()
    if fsync != "always":
        _log.warning("Redis writes to disk with appendfsync %s: a power cut may lose the last second; better: always", fsync)
    return fsync
