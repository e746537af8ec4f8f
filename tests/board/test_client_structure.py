# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's house: floors and rooms of board/client, read from the imports of its files, those of types included."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import board

CLIENT = Path(board.__file__).parent / "client"
ROLES = ("participant", "facilitator", "screen")

WIRE, CORE, ROOMS, ROLE_VIEWS, ROLE, PAGES, ENTRIES = "wire", "core", "rooms", "views of a role", "roles", "pages", "entries"
FLOORS = {
    r"protocol\.gen\.ts$": WIRE,
    r"core/": CORE,
    rf"views/({'|'.join(ROLES)})/": ROLE_VIEWS,
    r"views/[a-z-]+/": ROOMS,
    r"roles/": ROLE,
    r"(pages|timelapse)/": PAGES,
    r"entries/": ENTRIES,
}
"""The floor of a file, by how its path begins; the first that fits."""

MAY_IMPORT = {
    WIRE: set[str](),
    CORE: {CORE, WIRE},
    ROOMS: {ROOMS, CORE, WIRE},
    ROLE_VIEWS: {ROLE_VIEWS, ROOMS, CORE, WIRE},
    ROLE: {ROLE_VIEWS},
    # What the server's own pages do with a script: nothing of the live board.
    PAGES: {PAGES},
    ENTRIES: {ENTRIES, WIRE, ROLE, ROOMS, CORE, PAGES},
}

DOCUMENT = re.compile(r"\bdocument\.|\bHTML\w*Element\b|\bquerySelector")

_IMPORT = re.compile(
    r"""
    ^\s*(?:import|export)\b [^"';]* \bfrom\s* "(?P<from>[^"]+)"   # import x from "y"; import type …; export … from "y"
    | ^\s*import\s* "(?P<effect>[^"]+)"                           # import "y"
    | \bimport\(\s* "(?P<later>[^"]+)" \s*\)                      # await import("y")
    """,
    re.MULTILINE | re.VERBOSE,
)


class Arrow(NamedTuple):
    """One file imports another; `later` when it asks for it only once it runs."""

    source: str
    target: str
    later: bool


def arrows(folder: Path) -> Iterator[Arrow]:
    """Every import between files under `folder`, as paths relative to it.

    Raises:
        LookupError: an import leads to no file.
    """
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*.ts*"))}
    for source, path in files.items():
        for found in _IMPORT.finditer(path.read_text(encoding="utf-8")):
            named = found["from"] or found["effect"] or found["later"]
            if not named.startswith("."):
                continue
            base = os.path.normpath(Path(source).parent / named)
            target = next((name for name in (base, f"{base}.ts", f"{base}.tsx") if name in files), None)
            if target is None:
                raise LookupError(f"{source} imports {named}, which leads nowhere")
            yield Arrow(source, target, later=found["later"] is not None)


def circle(pairs: set[tuple[str, str]]) -> list[str]:
    """One circle among these arrows, its first member again at its end; empty when there is none."""
    graph: dict[str, set[str]] = {}
    for source, target in pairs:
        graph.setdefault(source, set()).add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def floor_of(path: str) -> str:
    return next(floor for pattern, floor in FLOORS.items() if re.match(pattern, path))


def room_of(path: str) -> str:
    return str(Path(path).parent)


@pytest.fixture(scope="module")
def house() -> list[Arrow]:
    return list(arrows(CLIENT))


def test_files_never_import_each_other_in_a_circle(house: list[Arrow]) -> None:
    found = circle({(one.source, one.target) for one in house})
    assert not found, " → ".join(found)


def test_imports_go_down_the_floors_only(house: list[Arrow]) -> None:
    wrong = [
        f"{one.source} imports {one.target}" for one in house if floor_of(one.target) not in MAY_IMPORT[floor_of(one.source)]
    ]
    assert not wrong


def test_a_role_knows_nothing_of_the_views_of_another(house: list[Arrow]) -> None:
    pairs = {(one.source, one.target) for one in house if floor_of(one.source) == floor_of(one.target) == ROLE_VIEWS}
    assert {role_of(path) for pair in pairs for path in pair} == set(ROLES)
    wrong = [f"{source} imports {target}" for source, target in pairs if role_of(source) != role_of(target)]
    assert not wrong


def role_of(path: str) -> str:
    return Path(path).parts[1]


def test_a_page_asks_for_a_role_only_once_it_runs(house: list[Arrow]) -> None:
    """So that each loads what its own role needs, and nothing else; a phone's page is for one, and has it in its first file."""
    asked = {(one.source, one.target, one.later) for one in house if one.target.startswith("roles/")}
    crew = {("entries/board.tsx", f"roles/{role}.ts", True) for role in ROLES if role != "participant"}
    assert asked == crew | {("entries/phone.tsx", "roles/participant.ts", False)}
    # Where words break is fetched once a word needs it, in its language; what draws the steps, after the lobby.
    others = {one.target for one in house if one.later and not one.target.startswith("roles/")}
    assert others == {"views/parts/hyphens-nl.ts", "views/parts/hyphens-en.ts", "views/participant/screens/StepScreen.tsx"}


def test_rooms_never_import_each_other_in_a_circle(house: list[Arrow]) -> None:
    # The files straight in core/ or in a role's folder join its rooms together, so they are no room themselves.
    halls = {".", "core", "views", *(f"views/{role}" for role in ROLES)}
    pairs = {(room_of(one.source), room_of(one.target)) for one in house}
    found = circle({pair for pair in pairs if pair[0] != pair[1] and not halls & set(pair)})
    assert not found, " → ".join(found)


def test_core_never_touches_the_document() -> None:
    core = {path.relative_to(CLIENT): path.read_text(encoding="utf-8") for path in (CLIENT / "core").rglob("*.ts*")}
    assert core
    assert not [str(path) for path, text in core.items() if DOCUMENT.search(text)]


class TestTheReader:
    def test_it_sees_every_way_to_import(self, tmp_path: Path) -> None:
        (tmp_path / "b.tsx").touch()
        ways = {
            "plain": 'import { b } from "./b";',
            "types": 'import type { B } from "./b";',
            "lines": 'import {\n  one,\n  two,\n} from "./b";',
            "handed_on": 'export { b } from "./b";',
            "star": 'export * from "./b";',
            "effect": 'import "./b";',
            "later": 'const load = async () => (await import("./b")).View;',
        }
        for name, line in ways.items():
            (tmp_path / f"{name}.ts").write_text(line + '\nimport { signal } from "@preact/signals";\n', encoding="utf-8")
        found = {Path(one.source).stem: one for one in arrows(tmp_path)}
        assert set(found) == set(ways)
        assert {name for name, one in found.items() if one.later} == {"later"}

    def test_it_says_when_an_import_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "a.ts").write_text('import { b } from "./b";\n', encoding="utf-8")
        with pytest.raises(LookupError, match="leads nowhere"):
            list(arrows(tmp_path))

    def test_it_finds_a_circle_of_types_alone(self, tmp_path: Path) -> None:
        for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
            (tmp_path / f"{name}.ts").write_text(f'import type {{ T }} from "./{other}";\n', encoding="utf-8")
        assert set(circle({(one.source, one.target) for one in arrows(tmp_path)})) == {"a.ts", "b.ts", "c.ts"}


def test_no_pattern_looks_behind() -> None:
    """Safari before 16.4 cannot read such a file at all: the page would stay empty."""
    sources = [path for path in CLIENT.rglob("*.ts*") if re.search(r"\(\?<[=!]", path.read_text(encoding="utf-8"))]
    assert sources == []
