# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Constants of the client for its doubles in Python, read from its source, so that each stands once and none drifts."""

from __future__ import annotations

import re
from pathlib import Path

import board

CLIENT = Path(board.__file__).parent / "client"


def number(path: str, name: str) -> float:
    """What `const name = …` is in that file of board/client. Raises LookupError when no number or more than one is called so."""
    return float(_value(path, name, r"[0-9][0-9_.]*").replace("_", ""))


def seconds(path: str, name: str) -> float:
    """A length of time that the client has in milliseconds, in seconds."""
    if not name.endswith("_MS"):
        raise LookupError(f"{name} does not say that it is in milliseconds")
    return number(path, name) / 1000


def texts(path: str, name: str) -> frozenset[str]:
    """The texts in `const name = new Set([…])` of that file."""
    return frozenset(re.findall(r'"([^"]*)"', _value(path, name, r"new Set<\w+>\(\[.*\]\)")))


def numbers(path: str, name: str) -> frozenset[int]:
    """The numbers in `const name = new Set([…])` of that file."""
    return frozenset(map(int, re.findall(r"\d+", _value(path, name, r"new Set\(\[[\d, ]*\]\)"))))


def _value(path: str, name: str, kind: str) -> str:
    source = (CLIENT / path).read_text(encoding="utf-8")
    found: list[str] = re.findall(rf"^(?:export )?const {name}(?:: [^=]+)? = ({kind});$", source, re.MULTILINE)
    if len(found) != 1:
        raise LookupError(f"board/client/{path} has {len(found)} constants {name} of that kind")
    return found[0]
