# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in deploy/, read: what no tool that checks it can know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
DEPLOY = PROJECT / "deploy"


@pytest.mark.parametrize("file", ["proxies/Caddyfile", "proxies/haproxy.cfg", "proxies/traefik.yaml"])
def test_a_proxy_asks_whether_to_send_people_here_and_not_whether_the_store_is_full(file: str) -> None:
    """[OPS-05] [OPS-06] All workers have one store: when that is full, pages, outcomes and erasing go on."""
    asked = re.findall(r"/(?:readyz|healthz)\S*", (DEPLOY / file).read_text(encoding="utf-8"))
    assert asked == ["/readyz?routing"]


def test_a_container_that_may_not_change_its_user_has_one() -> None:
    """[OPS-09] As root the entry point of Valkey becomes another, which takes what is dropped here."""
    services = re.split(r"^  (?=\w+:$)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    dropped = [each for each in services if "cap_drop: [ALL]" in each]
    assert len(dropped) == 2
    for each in dropped:
        assert re.search(r'^    user: "[1-9]\d*:[1-9]\d*"$', each, re.MULTILINE), each.split(":")[0]


def test_what_git_leaves_out_and_secrets_are_in_no_image() -> None:
    """[OPS-09] `COPY . .` would take workshops, the key that seals links and another system's programs along."""
    ignored = _lines(".dockerignore")
    for each in _lines(".gitignore"):
        name = each.strip("/")
        assert (name if each.startswith("/") else f"**/{name}") in ignored, each
    assert {".git", "data", "**/secret*.txt", "**/.env", "**/*.zip", "**/*.jsonl"} <= ignored


def test_every_value_of_the_chart_is_read_by_a_template() -> None:
    """[OPS-10] One that is not would be taken without a word, and do nothing."""
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted((DEPLOY / "chart" / "templates").iterdir()))
    texts = re.sub(r":= \.Values\.[\w.]+ }}", "", texts)  # another name for it is no use of it
    texts = texts.replace("$board", ".Values.waardenbord").replace("$monitor", ".Values.metrics.serviceMonitor")
    values, path = [], list[str]()
    for line in (DEPLOY / "chart" / "values.yaml").read_text(encoding="utf-8").splitlines():
        if named := re.match(r"( *)(\w+):(.*)", line):
            path = [*path[: len(named[1]) // 2], named[2]]
            if named[3].strip():
                values.append(path)
    assert len(values) > 50
    for names in values:
        # A template reads it, or all that it stands in; probes are read by their names.
        ways = [".".join(names[:many]) for many in range(1, len(names) + 1)]
        read = any(re.search(rf"\.Values\.{re.escape(way)}(?![\w.])", texts) for way in ways if way != "waardenbord")
        assert read or f'"{names[-1]}"' in texts, ".".join(names)


def _lines(name: str) -> set[str]:
    text = (PROJECT / name).read_text(encoding="utf-8")
    return {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}
