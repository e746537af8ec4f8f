# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How settings are read from an environment: what is wrong is told, all of it at once."""

from collections.abc import Callable, Collection, Mapping
from ipaddress import IPv6Network, ip_network
from pathlib import Path
from typing import Any

import msgspec

Variables = Mapping[str, tuple[str, str, Callable[[str], Any]]]
"""By the name of a setting: its variable, what that must be, and how it is read. That raises ValueError for anything else."""


class _FileProblem(Exception):
    pass


def environment_of(given: Mapping[str, str], variables: Variables, in_files: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    """The settings that are given, and a sentence for each that cannot be used. An empty variable counts as absent. Those of
    `in_files` may stand in a file instead, which is named by the variable with _FILE behind it.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, (variable, expected, parse) in variables.items():
        try:
            text = _text(given, variable, in_files)
            if text is not None:
                values[name] = parse(text)
        except (ValueError, msgspec.ValidationError):
            problems.append(f"{variable} must be {expected}.")
        except _FileProblem as problem:
            problems.append(str(problem))
    return values, problems


def _text(given: Mapping[str, str], variable: str, in_files: Collection[str]) -> str | None:
    """The variable's text, or its file's for those that may stand in one."""
    text = given.get(variable, "").strip()
    path = given.get(f"{variable}_FILE", "").strip() if variable in in_files else ""
    if text and path:
        raise _FileProblem(f"Set {variable} or {variable}_FILE, not both.")
    if path:
        try:
            text = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise _FileProblem(f"{variable}_FILE must name a text file that can be read; {path} cannot.") from None
        if not text:
            raise _FileProblem(f"{variable}_FILE must name a file with something in it; {path} is empty.")
    return text or None


def networks(text: str) -> tuple[str, ...]:
    """Networks and addresses, separated by commas, as CIDR; `*` is everybody, and an IPv4 one in an IPv6 address is itself.

    Raises ValueError.
    """
    if text.strip() == "*":
        return ("0.0.0.0/0", "::/0")
    found: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        network = ip_network(part)
        mapped = network.network_address.ipv4_mapped if isinstance(network, IPv6Network) else None
        found.append(f"{mapped}/{network.prefixlen - 96}" if mapped and network.prefixlen >= 96 else str(network))
    if not found:
        raise ValueError
    return tuple(found)
