# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house stands as docs/architecture.md draws it: what may import what, how long a file may be, what a lock may say."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("sessions", "board", "server")
MAY_IMPORT = {
    "sessions": {"sessions"},
    "board": {"board", "sessions"},
    "server": {"server", "board", "sessions"},
}
# What the pure core may use besides itself and these: nothing. No I/O, no clock, no randomness, no event loop.
SESSIONS_LIBRARIES = {"msgspec"}
NOT_PURE = {"asyncio", "datetime", "os", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}
MAX_LINES = 400
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


def is_typing_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def imports(path: Path, *, everywhere: bool) -> Iterator[str]:
    """Dotted names that `path` imports: everywhere in it, or only while it is itself being imported."""
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"), str(path))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = path.relative_to(PROJECT).parts[: -node.level]
                base = ".".join([*parts, *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif not everywhere and (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_typing_only(node)):
            continue
        waiting.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_from_server_to_board_to_sessions_only(package: str) -> None:
    others = {*PACKAGES, "tests", "scripts", "benchmarks"} - MAY_IMPORT[package]
    wrong = [
        f"{module_name(path)} imports {name}"
        for path in files(package, ".py")
        for name in imports(path, everywhere=True)
        if name.partition(".")[0] in others
    ]
    assert not wrong


def test_sessions_imports_the_standard_library_and_msgspec_only() -> None:
    allowed = (set(sys.stdlib_module_names) - NOT_PURE) | SESSIONS_LIBRARIES | {"sessions"}
    wrong = {
        f"{module_name(path)} imports {name}"
        for path in files("sessions", ".py")
        for name in imports(path, everywhere=True)
        if name.partition(".")[0] not in allowed
    }
    assert not wrong


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_of_a_package_never_import_each_other_in_a_circle(package: str) -> None:
    known = known_modules()
    graph = {
        name: {found for found in imports(path, everywhere=False) if found in known and found.partition(".")[0] == package}
        # `from board import x` reads the package too; that is a circle only when the package's own file imports x back.
        - {name, *([package] if not imports_anything(known.get(package), known) else [])}
        for name, path in known.items()
        if name.partition(".")[0] == package
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def imports_anything(path: Path | None, known: dict[str, Path]) -> bool:
    return path is not None and any(name in known for name in imports(path, everywhere=False))


def test_no_source_file_is_longer_than_four_hundred_lines() -> None:
    long = {
        str(path.relative_to(PROJECT)): lines
        for package in PACKAGES
        for path in files(package, *SOURCES)
        if GENERATED not in path.name
        and "content" not in path.relative_to(PROJECT).parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert not long


def test_every_source_file_opens_with_its_licence() -> None:
    without = [
        str(path.relative_to(PROJECT))
        for folder in (*PACKAGES, "tests", "scripts", "benchmarks")
        for path in files(folder, *SOURCES)
        if LICENCE_LINE not in "\n".join(path.read_text(encoding="utf-8").splitlines()[:6])
    ]
    assert not without


def test_python_locks_hold_hashes_and_no_address() -> None:
    for lock in sorted((PROJECT / "requirements").glob("*.txt")):
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


def test_the_npm_lock_holds_hashes_and_no_address() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 1
    for name, facts in packages.items():
        assert "resolved" not in facts, name
        assert not name or facts["integrity"].startswith("sha512-"), name


def test_npm_packages_are_asked_for_by_exact_version() -> None:
    wanted = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_what_is_built_is_not_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False)
    built = [name for name in listed.stdout.splitlines() if name.startswith(("board/static/dist/", "node_modules/"))]
    assert not built
    assert not [name for name in listed.stdout.splitlines() if name.endswith(".mo")]
