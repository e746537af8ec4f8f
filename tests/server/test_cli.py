# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `waardenbord`, as a process: what it says, what it ends with, and how it stops."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

from server.player.browser import open_workshop
from tests.patience import patient
from tests.running import NO_TLS, free_port, outcome_of, started
from tests.server.conftest import StartServer
from tests.server.house import until


@pytest.fixture
def data_dir() -> Iterator[Path]:
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield Path(folder) / "data"


async def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    return await outcome_of(None, *arguments, **environment)


async def is_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/readyz")).status_code == 200
    except httpx.ConnectError:
        return False


def one_sentence(text: str) -> str:
    (line,) = text.splitlines()
    assert re.fullmatch(r"waardenbord: [A-Z].*\.", line), line
    return line


async def test_help_names_the_commands_and_the_version_is_the_packages() -> None:
    helped, versioned, nothing = await asyncio.gather(run("--help"), run("--version"), run())
    assert helped[0] == 0
    assert {"serve", "play"} <= set(re.findall(r"^    (\w+) ", helped[1], re.MULTILINE))
    assert versioned[:2] == (0, f"waardenbord {version('waardenbord')}\n")
    assert nothing[0] == 2
    assert "usage: waardenbord" in nothing[1]


async def test_settings_that_cannot_be_used_are_all_told_before_anything_is_started(data_dir: Path) -> None:
    status, out, err = await run(
        "serve", "--port", "99999", WAARDENBORD_DATA_DIR=str(data_dir), REDIS_URL="redis", WAARDENBORD_LOG_LEVEL="loud"
    )
    assert (status, out) == (2, "")
    problems = err.splitlines()
    assert [re.findall(r"^waardenbord: (\w+) must be .*\.$", line) for line in problems] == [
        ["PORT"], ["REDIS_URL"], ["WAARDENBORD_LOG_LEVEL"],
    ]  # fmt: skip
    assert not list_of(data_dir.parent)


@pytest.mark.parametrize("host", ["127.0.0.1", "::"])
async def test_a_port_that_is_taken_is_told_in_one_sentence(data_dir: Path, host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With "::" the other one holds the port on IPv6's loopback alone: people would reach it by "localhost".
    with socket.create_server(("::1" if ":" in host else host, 0), family=family) as taken:
        port = taken.getsockname()[1]
        status, out, err = await run("serve", "--host", host, "--port", str(port), WAARDENBORD_DATA_DIR=str(data_dir))
    assert (status, out) == (1, "")
    assert f"Port {port} is in use" in one_sentence(err)


async def test_an_address_that_is_not_of_this_machine_is_told_in_one_sentence(data_dir: Path) -> None:
    status, _, err = await run("serve", "--host", "192.0.2.7", "--port", "0", WAARDENBORD_DATA_DIR=str(data_dir))
    assert status == 1
    assert "192.0.2.7" in one_sentence(err)


async def test_a_data_directory_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    # A file in its place: also for an account that may write everywhere.
    in_its_place = tmp_path / "file"
    in_its_place.touch()
    environment = {"WAARDENBORD_DATA_DIR": str(tmp_path / "file" / "data"), "PORT": "0", "HOST": "127.0.0.1"}
    without, with_secret = await asyncio.gather(
        run("serve", **environment), run("serve", **environment, WAARDENBORD_SECRET="s" * 32)
    )
    for status, out, err in (without, with_secret):
        assert (status in {1, 2}, out) == (True, "")
        assert str(in_its_place) in one_sentence(err)


async def test_a_redis_that_cannot_be_used_is_told_in_one_sentence(data_dir: Path, start_server: StartServer) -> None:
    """[LOG-10]"""
    port = free_port()
    evicting, forgetful = start_server(maxmemory_policy="allkeys-lru"), start_server(appendonly="no")
    wrong = {
        f"redis://:geheim@127.0.0.1:{port}/0": "reach",
        evicting.url: "evict",
        forgetful.url: "append",
    }
    environment = {"WAARDENBORD_DATA_DIR": str(data_dir), "PORT": "0", "HOST": "127.0.0.1"}
    endings = await asyncio.gather(*(run("serve", **environment, REDIS_URL=url) for url in wrong))
    for (status, out, err), word in zip(endings, wrong.values(), strict=True):
        assert (status, out) == (1, "")
        assert word in one_sentence(err)
        assert "geheim" not in err


def list_of(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def assert_stopped(data_dir: Path) -> None:
    """The embedded server was told to end, wrote its last word, and left nothing that would stop the next."""
    assert "bye bye" in (data_dir / "redis.log").read_text()
    assert not (data_dir / "redis.sock").exists()


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_where_its_log_is_json_it_says_nothing_else_and_where_it_is_in_a_line_of_that(data_dir: Path, workers: str) -> None:
    """[OPS-05] What collects logs reads both outputs of a container as one."""
    environment = {"WAARDENBORD_DATA_DIR": str(data_dir), "PORT": "0", "HOST": "127.0.0.1", "WAARDENBORD_LOG_FORMAT": "json"}
    command = ("serve", "--workers", workers)
    async with started(None, asyncio.subprocess.STDOUT, *command, **environment) as process:
        assert process.stdout is not None
        said = b""
        async with asyncio.timeout(patient(20)):
            while b"Serving at" not in said:
                line = await process.stdout.readline()
                assert line, "it ended while starting"
                said += line
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(patient(10)):
            more, _ = await process.communicate()
    messages = [json.loads(line)["message"] for line in (said + more).splitlines()]
    (where,) = [message for message in messages if message.startswith("Serving at")]
    assert re.fullmatch(r"Serving at http://\S+:\d+", where)


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_where_it_is_and_stops_cleanly_with_everything_kept(data_dir: Path, with_signal: signal.Signals) -> None:
    """[LOG-09]"""
    environment = {"WAARDENBORD_DATA_DIR": str(data_dir), "PORT": "0", "HOST": "127.0.0.1"}
    path = ""
    for again in (False, True) if with_signal == signal.SIGTERM else (False,):
        async with started(None, asyncio.subprocess.PIPE, "serve", **environment) as process:
            assert process.stdout is not None
            said = ""
            async with asyncio.timeout(patient(20)):
                while "Stop with Ctrl+C" not in said:
                    line = await process.stdout.readline()
                    assert line, "it ended while starting"
                    said += line.decode()
            base_url = re.findall(r"http://localhost:\d+", said)[0]
            assert f"embedded Redis in {data_dir}" in said
            async with httpx.AsyncClient(base_url=base_url, trust_env=False, timeout=patient(20), verify=NO_TLS) as client:
                await until(lambda: is_ready(client))
                if again:
                    assert (await client.get(path)).status_code == 200
                else:
                    path = f"/w/{(await open_workshop(base_url, {'title': 'T', 'organisation': 'O'})).code}"
            process.send_signal(with_signal)
            async with asyncio.timeout(patient(10)):
                _, err = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in err
        assert_stopped(data_dir)
