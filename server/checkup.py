# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord check`: what is wrong with an installation, one sentence each, with what to do. It changes nothing."""

import argparse
import asyncio
import json
import os
import re
import shutil
import socket
import ssl
import stat
import sys
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

import httpx
import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.typing import Origin, Subprotocol

from server.settings import Settings
from server.store import Server, ServerInfo, Store, StoreError, open_store
from sessions.wire.frames import SUBPROTOCOL

ANSWER_WITHIN_S = 10.0
SOON_DAYS = 14
"""A certificate, or security.txt, that ends within these days is told."""
CLOCK_APART_S = 2.0
"""More between two clocks is more than NTP leaves."""
FREE_BYTES = 1_000_000_000
"""Less room than this on the disk is told: an append-only file is written anew beside the old one."""
NEARLY_FULL = 0.8

_STANDS = re.compile(r'<html[^>]* data-below="([^"]*)"')
"""Where a page says that the board stands; one at the root of a host says nothing."""

Weight = Literal["good", "look", "bad"]


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    about: str
    weight: Weight
    said: str


async def check_command(settings: Settings, options: argparse.Namespace) -> int:
    """The exit status: 1 when something is bad, else 0."""
    findings = [finding async for finding in look(settings, options.url or settings.public_url)]
    if options.json:
        sys.stdout.write(json.dumps([msgspec.to_builtins(each) for each in findings], indent=2) + "\n")
    else:
        for each in findings:
            sys.stdout.write(f"{each.weight:<5}{each.about}: {each.said}\n")
    return int(any(each.weight == "bad" for each in findings))


async def look(settings: Settings, url: str | None) -> AsyncIterator[Finding]:
    """Everything, one after another; `url` is where people reach the board."""
    for finding in (*_of_settings(settings), *_of_disk(settings), *_of_security_txt(settings)):
        yield finding
    async for finding in _of_store(settings):
        yield finding
    if not url:
        yield Finding(
            "address", "look", "WAARDENBORD_PUBLIC_URL is not set, so nothing was asked from outside: set it, or give --url."
        )
        return
    async for finding in _of_address(settings, url.rstrip("/")):
        yield finding


def _of_settings(settings: Settings) -> Iterator[Finding]:
    if settings.public_url and settings.public_url.startswith("http:"):
        yield Finding(
            "settings", "look", "WAARDENBORD_PUBLIC_URL is http: what people write goes over the line readable; use https."
        )
    if settings.below:
        yield Finding(
            "settings",
            "look",
            f"The board stands below {settings.below}: whatever else stands at {settings.public_origin} can do what its people "
            "can. Give it a host name of its own where you can.",
        )
    if {"0.0.0.0/0", "::/0"} & set(settings.trusted_proxies):
        yield Finding(
            "proxy",
            "look",
            "WAARDENBORD_TRUSTED_PROXIES believes everybody: whoever reaches the board without the proxy makes up an address. "
            "Name the proxy's network.",
        )
    if settings.redis_url and settings.secret is None:
        yield Finding(
            "settings",
            "look",
            "WAARDENBORD_SECRET is not set: a second machine on this store would make links of its own; set it.",
        )
    if settings.operator is None or settings.contact is None:
        yield Finding("settings", "look", "WAARDENBORD_OPERATOR or WAARDENBORD_CONTACT is not set: pages name nobody to turn to.")


def _of_disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < FREE_BYTES:
        yield Finding("disk", "bad", f"{free // 1_000_000} MB are free at {there}: make room, or a full disk stops every board.")
    else:
        yield Finding("disk", "good", f"{free // 1_000_000_000} GB are free at {there}.")
    # The group of a volume that somebody else made for us (fsGroup) is ours.
    if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & (0o077 if folder.stat().st_uid == os.geteuid() else 0o007):
        yield Finding("disk", "bad", f"Others on this machine can look into {folder}: chmod 700 it.")
    kept = sorted(path.name for pattern in ("appendonlydir-damaged-*", "cut-tail-*") for path in folder.glob(pattern))
    if kept:
        yield Finding(
            "disk", "look", f"{folder} still has {', '.join(kept)}: they hold what people wrote; delete them when done."
        )
    if settings.redis_url is None and (folder / "repairing").exists():
        yield Finding("disk", "bad", "A repair did not come to its end: run `waardenbord repair` once more.")


def _of_security_txt(settings: Settings, today: date | None = None) -> Iterator[Finding]:
    if not settings.security_contact:
        yield Finding(
            "security.txt", "look", "There is none: set WAARDENBORD_SECURITY_CONTACT, so that weaknesses are told to you first."
        )
    elif settings.security_expires:
        left = (settings.security_expires - (today or datetime.now(UTC).date())).days
        if left < SOON_DAYS:
            weight: Weight = "bad" if left < 0 else "look"
            yield Finding(
                "security.txt", weight, f"It ends on {settings.security_expires}: set WAARDENBORD_SECURITY_EXPIRES anew."
            )
        else:
            yield Finding("security.txt", "good", f"It holds until {settings.security_expires}.")
    else:
        yield Finding("security.txt", "good", "It names where to tell of a weakness.")


async def _of_store(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with open_store(settings, join_running=True) as store:
            for finding in await _of_open_store(store):
                yield finding
    except StoreError as error:
        yield Finding("store", "bad", error.message)


async def _of_open_store(store: Store) -> list[Finding]:
    found: list[Finding] = []
    await store.check_again()
    infos = await store.servers.check()
    for server in await store.servers.all():
        info = infos.get(server.where)
        if info is None:
            found.append(
                Finding("store", "bad", f"{server.where} does not answer: what it keeps waits until it, or a replica, does.")
            )
            continue
        found += [msgspec.structs.replace(each, said=server.at(each.said)) for each in await _of_server(server, info)]
    found += [Finding("store", "bad" if is_bad else "look", said) for is_bad, said in await store.servers.advice()]
    return found


async def _of_server(server: Server, info: ServerInfo) -> list[Finding]:
    found: list[Finding] = []
    memory = await server.memory()
    if info.fsync == "always":
        found.append(Finding("store", "good", f"{info.product} {info.version} writes to disk before it answers."))
    else:
        how = f"with appendfsync {info.fsync}" if info.fsync else "in a way that it does not tell"
        found.append(
            Finding(
                "store", "look", f"{info.product} {info.version} writes to disk {how}: a power cut may lose a second; use always."
            )
        )
    if not memory.most_bytes:
        found.append(
            Finding("store", "look", "Its memory has no bound: set maxmemory, so that it says no before the machine does.")
        )
    elif memory.used_bytes > NEARLY_FULL * memory.most_bytes:
        used = memory.used_bytes / memory.most_bytes
        found.append(Finding("store", "bad", f"Its memory is {used:.0%} full: run `waardenbord purge`, or give it more."))
    before = time.time()
    told_s = await server.now_ms() / 1000
    apart_s = max(before - told_s, told_s - time.time(), 0.0)
    if apart_s > CLOCK_APART_S:
        found.append(
            Finding("clock", "bad", f"This machine and the store are {apart_s:.0f} seconds apart: let both keep time by NTP.")
        )
    else:
        found.append(Finding("clock", "good", "This machine and the store agree on the time."))
    return found


async def _of_address(settings: Settings, url: str) -> AsyncIterator[Finding]:
    parts = urlsplit(url)
    if parts.scheme == "https":
        finding = await asyncio.to_thread(_of_certificate, parts.hostname or "", parts.port or 443)
        yield finding
        if finding.weight == "bad":
            return
    try:
        async with httpx.AsyncClient(base_url=url, timeout=ANSWER_WITHIN_S) as client:
            async for finding in _of_answers(client, settings, url):
                yield finding
    except httpx.HTTPError as error:
        yield Finding(
            "address", "bad", f"{url} does not answer ({type(error).__name__}): look at the proxy, and whether it runs."
        )
        return
    yield await _of_sockets(url)


async def _of_answers(client: httpx.AsyncClient, settings: Settings, url: str) -> AsyncIterator[Finding]:
    alive = await client.get("/healthz")
    if alive.text != "ok\n":
        yield Finding("address", "bad", f"At {url} something else answers than this board: let the proxy lead there.")
        return
    ready = await client.get("/readyz")
    if ready.status_code != 200:
        yield Finding("address", "bad", f"The board at {url} is not ready: {ready.text.strip()}. Its log says more.")
    else:
        yield Finding("address", "good", f"The board at {url} is {ready.text.strip()}.")
    if url.startswith("https:") and "strict-transport-security" not in ready.headers:
        yield Finding(
            "proxy",
            "bad",
            "The board does not know that people come by https and refuses forms: set WAARDENBORD_PUBLIC_URL to that address.",
        )
    told = _STANDS.search((await client.get("/")).text)
    stands, path = told[1] if told else "", urlsplit(url).path
    if path not in ("", stands):
        lead = f"below {stands}" if stands else "to the root of the host"
        yield Finding(
            "proxy",
            "bad",
            f"People come below {path}, and the links of the board lead {lead}: set WAARDENBORD_PUBLIC_URL to {url}.",
        )
    origin = url.removesuffix(path)
    form = await client.post("/meedoen", data={"code": ""}, headers={"origin": origin})
    if form.status_code == 403:
        yield Finding("proxy", "bad", "Forms are refused as foreign: let the proxy pass Host on as people type it, and its port.")
    else:
        yield Finding("proxy", "good", "Forms come through.")
    # At the root of the host, wherever the board stands: that is where it is looked for.
    if settings.security_contact and (await client.get(f"{origin}/.well-known/security.txt")).status_code != 200:
        yield Finding(
            "security.txt", "bad", f"{origin}/.well-known/security.txt does not come through: let the proxy pass it on."
        )


async def _of_sockets(url: str) -> Finding:
    """Opens a socket of a workshop that there is none of: the board closes it in its own way, and then it came through."""
    try:
        async with connect(
            f"{url.replace('http', 'ws', 1)}/ws/check/participant",
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            origin=Origin(url.removesuffix(urlsplit(url).path)),
            open_timeout=ANSWER_WITHIN_S,
            close_timeout=1,
            proxy=None,
        ):
            return Finding("sockets", "good", "Sockets come through.")
    except (OSError, InvalidHandshake, WebSocketException, TimeoutError) as error:
        return Finding(
            "sockets",
            "bad",
            f"Sockets do not come through ({error}): let the proxy pass Upgrade and Connection on for {urlsplit(url).path}/ws/, "
            "over HTTP/1.1.",
        )


def _of_certificate(host: str, port: int) -> Finding:
    try:
        with (
            socket.create_connection((host, port), ANSWER_WITHIN_S) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure,
        ):
            until_s = ssl.cert_time_to_seconds(str((secure.getpeercert() or {})["notAfter"]))
    except ssl.SSLCertVerificationError as error:
        return Finding(
            "TLS", "bad", f"The certificate of {host} is not believed ({error.verify_message}): renew it, with its chain."
        )
    except (OSError, KeyError) as error:
        return Finding(
            "TLS", "bad", f"{host} port {port} cannot be reached by TLS ({error}): look at the name, the proxy and the firewall."
        )
    until = datetime.fromtimestamp(until_s, UTC)
    if until - datetime.now(UTC) < timedelta(days=SOON_DAYS):
        return Finding("TLS", "look", f"The certificate of {host} ends on {until:%Y-%m-%d}: see that it is renewed.")
    return Finding("TLS", "good", f"The certificate of {host} holds until {until:%Y-%m-%d}.")
