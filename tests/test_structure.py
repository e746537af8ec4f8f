# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house stands as docs/architecture.md draws it: what may import what, how long a file may be, what a lock may say.

`FLOORS` is the house from the ground up.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("sessions", "organisation", "board", "server")
MAY_IMPORT = {
    "sessions": {"sessions"},
    "organisation": {"organisation", "sessions"},
    "board": {"board", "organisation", "sessions"},
    "server": {"server", "board", "organisation", "sessions"},
}
# What the pure core may use besides itself and these: nothing. No I/O, no clock, no randomness, no event loop.
PURE = ("sessions", "organisation")
PURE_LIBRARIES = {"msgspec"}
NOT_PURE = {"asyncio", "datetime", "os", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}
FLOORS = {
    "sessions": (
        "material",  # what a workshop is made of: framework, script, measures, words, limits
        "model",  # what is true of it, and who may see what
        "wire",  # what is said: commands, events, records, frames
        "topics",  # what is decided
        "seen",  # what somebody sees of it
        "afterwards",  # what it leaves behind
    ),
    "server": (
        "environment clusters sentinels smtp_address ending",
        "oidc_settings setting_values",
        "settings",
        "store",  # durable logs; knows nothing of workshops
        "access content rates papers house_style",  # who somebody is, what is shipped, how often, files in the making, looks
        "oidc",  # members who sign in with the account of their organisation
        "live",  # rooms and sockets
        "dossiers organisations strategies",  # cases, organisations and strategies, which have no room
        "keeping mailing archive",  # how long workshops are kept; mail that is due; what is found in many cases
        "web player backup listing theming checkup",  # what uses them: pages, simulated people, files, commands
        "app",  # the composition root
        "process",  # what serves it
        "cli",
    ),
}
"""From the ground up: what stands on a floor imports from the floors below it, and from itself. Several on one floor do not know
each other.
"""
BESIDE = {"sessions": {"authoring": "material", "cases": "model"}}
"""Beside the house, each as high as the floor that it may import from at most; no floor imports them."""
KNOWS_LOGS_ONLY = (
    "server.store",
    "server.live.aggregates",
    "server.live.healing",
    "server.live.recalling",
    "server.live.replaying",
    "server.live.sealing",
    "server.backup",
)
"""What keeps, replays, recalls, heals and backs up a log, whatever its kind; see `server.live.aggregates`."""
KNOWS_ALL_KINDS = "server.backup.aggregates"
"""The one list of what has logs: what keeps logs gets to workshops by it, and by nothing else."""
SUBMITS = {
    "server.live.connection": "_submit",  # what was decoded, which checks it
    "server.live.room": "ask",  # what a page made, checked there
}
"""Who hands commands to a room unasked. `Room.submit` trusts them, so they are few."""
WORKSHOP_ITSELF = ("model", "wire", "topics", "seen", "afterwards")
MAX_LINES = 400
LONGER = {
    "sessions/wire/commands.py": "every command of a workshop, one short class each: who looks for one looks in one place",
    "sessions/wire/events.py": "every fact of a log, one short class each, and how all of them are read",
}
"""Files that may be longer, each with the reason."""
SOURCES = {".py", ".ts", ".tsx", ".css", ".lua", ".html", ".toml"}
GENERATED = ".gen."
# REUSE-IgnoreStart
LICENCE_LINE = "SPDX-License-Identifier: "
# REUSE-IgnoreEnd


def files(package: str, *suffixes: str) -> Iterator[Path]:
    built = PROJECT / "board" / "static" / "dist"
    for path in sorted((PROJECT / package).rglob("*")):
        if path.suffix in suffixes and built not in path.parents and "__pycache__" not in path.parts:
            yield path


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def known_modules() -> dict[str, Path]:
    return {module_name(path): path for package in PACKAGES for path in files(package, ".py")}


def imports(path: Path) -> Iterator[str]:
    """Dotted names that `path` imports, also for type checkers only and inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = path.relative_to(PROJECT).parts[: -node.level]
                base = ".".join([*parts, *([base] if base else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def arrows(package: str) -> dict[str, set[str]]:
    """What each module of a package imports of it. `from x import y` is the module `x.y`, or something in `x`."""
    known = {name: path for name, path in known_modules().items() if name.partition(".")[0] == package}
    return {
        name: {found if found in known else found.rpartition(".")[0] for found in imports(path)} & (known.keys() - {name})
        for name, path in known.items()
    }


def room(module: str) -> str:
    """`model` of `sessions.model.state`; for a module at the top of its package its own name."""
    return module.partition(".")[2].partition(".")[0]


def between_rooms(package: str) -> set[tuple[str, str]]:
    """Who imports from whom, as names of modules: arrows that leave their room."""
    return {(one, other) for one, others in arrows(package).items() for other in others if room(one) != room(other)}


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_from_server_to_board_to_the_pure_packages_only(package: str) -> None:
    others = {*PACKAGES, "tests", "scripts", "benchmarks"} - MAY_IMPORT[package]
    wrong = [
        f"{module_name(path)} imports {name}"
        for path in files(package, ".py")
        for name in imports(path)
        if name.partition(".")[0] in others
    ]
    assert not wrong


@pytest.mark.parametrize("package", PURE)
def test_what_is_pure_imports_the_standard_library_and_msgspec_only(package: str) -> None:
    allowed = (set(sys.stdlib_module_names) - NOT_PURE) | PURE_LIBRARIES | MAY_IMPORT[package]
    wrong = {
        f"{module_name(path)} imports {name}"
        for path in files(package, ".py")
        for name in imports(path)
        if name.partition(".")[0] not in allowed
    }
    assert not wrong


def check_no_circle(graph: dict[str, set[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_of_a_package_never_import_each_other_in_a_circle(package: str) -> None:
    check_no_circle(arrows(package))


@pytest.mark.parametrize("package", FLOORS)
def test_rooms_never_import_each_other_in_a_circle(package: str) -> None:
    graph: dict[str, set[str]] = {}
    for one, other in between_rooms(package):
        graph.setdefault(room(one), set()).add(room(other))
    check_no_circle(graph)


@pytest.mark.parametrize("package", FLOORS)
def test_what_stands_on_a_floor_imports_from_the_floors_below_it_only(package: str) -> None:
    height = {name: at for at, floor in enumerate(FLOORS[package]) for name in floor.split()}
    top = {**{name: at - 1 for name, at in height.items()}, **{name: height[to] for name, to in BESIDE.get(package, {}).items()}}
    wrong = [f"{one} imports {other}" for one, other in between_rooms(package) if height.get(room(other), 99) > top[room(one)]]
    assert not wrong


@pytest.mark.parametrize("package", FLOORS)
def test_every_module_stands_in_a_room_that_is_known(package: str) -> None:
    known = {name for floor in FLOORS[package] for name in floor.split()} | BESIDE.get(package, {}).keys()
    found = {room(name) for name in arrows(package) if name != package}
    assert found == known


def test_what_keeps_logs_knows_nothing_of_a_workshop() -> None:
    """Neither by itself nor by what it imports of `live`: a room would hand it all of a workshop."""
    graph, paths = arrows("server"), known_modules()
    keepers = {name for name in graph if any(name == one or name.startswith(f"{one}.") for one in KNOWS_LOGS_ONLY)}
    seen, left = {KNOWS_ALL_KINDS}, keepers
    while left:
        seen |= left
        left = {other for one in left - {KNOWS_ALL_KINDS} for other in graph[one] if room(other) == "live"} - seen
    wrong = [
        f"{module} imports {name}"
        for module in sorted(seen - {KNOWS_ALL_KINDS})
        for name in imports(paths[module])
        if name.partition(".")[0] == "sessions" and room(name) in WORKSHOP_ITSELF
    ]
    assert not wrong


def test_no_command_comes_into_a_room_unchecked() -> None:
    """A function besides those of `SUBMITS` uses `Room.ask`, which checks."""
    found = {
        (module, function.name)
        for module, path in known_modules().items()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr == "submit"
    }
    assert found == set(SUBMITS.items())


def test_no_source_file_is_longer_than_four_hundred_lines_without_a_reason() -> None:
    long = {
        str(path.relative_to(PROJECT))
        for package in PACKAGES
        for path in files(package, *SOURCES)
        if GENERATED not in path.name
        and "content" not in path.relative_to(PROJECT).parts
        and len(path.read_text(encoding="utf-8").splitlines()) > MAX_LINES
    }
    assert long == LONGER.keys()


def test_every_source_file_opens_with_its_licence() -> None:
    without = [
        str(path.relative_to(PROJECT))
        for folder in (*PACKAGES, "tests", "scripts", "benchmarks")
        for path in files(folder, *SOURCES)
        if LICENCE_LINE not in "\n".join(path.read_text(encoding="utf-8").splitlines()[:6])
    ]
    assert not without


def test_python_locks_hold_hashes_and_no_address() -> None:
    peers = PROJECT / "benchmarks" / "peers" / "requirements.txt"
    for lock in [*sorted((PROJECT / "requirements").glob("*.txt")), peers]:
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"://|^-|index-url|find-links", text, re.MULTILINE), lock.name
        pinned = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pinned, lock.name
        assert all("==" in entry and "--hash=sha256:" in entry for entry in pinned), lock.name


def test_the_three_python_locks_agree() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))

    everything = versions("dev.txt")
    assert versions("run.txt").items() <= everything.items()
    assert versions("build.txt").items() <= everything.items()


NPM_FOLDERS = (".", "benchmarks/peers", "scripts/vnu")


@pytest.mark.parametrize("folder", NPM_FOLDERS)
def test_the_npm_locks_hold_hashes_and_no_address(folder: str) -> None:
    packages = json.loads((PROJECT / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 1
    for name, facts in packages.items():
        assert "resolved" not in facts, name
        assert not name or facts["integrity"].startswith("sha512-"), name


@pytest.mark.parametrize("folder", NPM_FOLDERS)
def test_npm_packages_are_asked_for_by_exact_version(folder: str) -> None:
    wanted = json.loads((PROJECT / folder / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted.get("dependencies", {}), **wanted.get("devDependencies", {})}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_what_is_built_is_not_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False)
    built = [name for name in listed.stdout.splitlines() if name.startswith(("board/static/dist/", "node_modules/"))]
    assert not built
    assert not [name for name in listed.stdout.splitlines() if name.endswith(".mo")]
