# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped content files, read for tests of `sessions/` without the server."""

from pathlib import Path

import msgspec

from sessions.cases.case import Case, parse_case
from sessions.material.framework import Framework, parse_framework
from sessions.material.measures import MeasureSet, parse_measures
from sessions.material.script import Script
from sessions.material.script_rules import parse_script
from sessions.material.text import Text

CONTENT = Path(__file__).parents[2] / "sessions" / "content"

FRAMEWORK: Framework = parse_framework((CONTENT / "waardenkader-2025.toml").read_text(encoding="utf-8"))
MEASURES: MeasureSet = parse_measures((CONTENT / "measures-2025.toml").read_text(encoding="utf-8"), FRAMEWORK)


def toml(name: str) -> str:
    """The text of a content file, by its name without ending."""
    return (CONTENT / f"{name}.toml").read_text(encoding="utf-8")


def script(name: str) -> Script:
    """A shipped script by its id, which is the name of its file."""
    return parse_script(toml(name))


def case(name: str) -> Case:
    """A shipped case by its id, which is the name of its file; "en/camera" is that in English."""
    return parse_case(toml(name))


SCRIPTS: dict[str, Script] = {name: script(name) for name in ("codio-project-2025", "codio-pad", "codio-2022")}
CASE_NAMES = ("camera", "apeldoorn", "arnhem", "utrecht")
CASES: dict[str, Case] = {f"{folder}{name}": case(f"{folder}{name}") for folder in ("", "en/") for name in CASE_NAMES}
"""The shipped cases in Dutch, and in English as "en/camera"."""
PAD_CASES = ("apeldoorn", "arnhem", "utrecht")


def texts_in(thing: object) -> list[Text]:
    """Every `Text` anywhere inside a struct."""
    if isinstance(thing, Text):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in texts_in(part)]
    if isinstance(thing, msgspec.Struct):
        return [text for name in thing.__struct_fields__ for text in texts_in(getattr(thing, name))]
    return []
