# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds what browsers get: scripts, styles, fonts and text catalogues, into board/static/dist.

    board/client/entries/*.ts(x)  ┐
                                  ├─ esbuild ─►  board-3F2A9C1B.js, main-….css, fonts
    board/static/css/main.css     ┘
    board/static/*.svg, …         ── copied ──►  icons-….svg
    typefaces of files            ── copied ──►  fonts/*.ttf, and which signs they have
    board/locale/*/LC_MESSAGES/   ── Babel ───►  locale/…/*.mo for the server, nl-….json for the client
    board/templates/*             ── Jinja ───►  templates/*.bin, compiled
    board/static/css/base/tokens  ── copied ──►  tokens.css, to be read by whoever checks a theme
                                                 manifest.json: {"board.tsx": "board-3F2A9C1B.js", "nl.json": …}
                                                 imports.json: {"board-3F2A9C1B.js": ["shared-….js", …], …}

Names carry a hash of their content, so everything but the manifest may be cached for ever. `python -m board.build` builds once,
with `--watch` again after every change. It needs the npm packages (`make build` installs them) but no Node: esbuild is a program.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from board.catalogues import LocaleError, build_catalogues
from board.fonts import FontError, build_fonts
from board.naming import hashed_name
from board.rendering import compile_templates
from board.theme.house_style import TOKENS

PROJECT = Path(__file__).resolve().parent.parent
MANIFEST = "manifest.json"
IMPORTS = "imports.json"
PHONE_ENTRY = "board/client/entries/phone.tsx"
"""The live board of a participant."""
LICENCES = "licences.txt"
FORMER = "builds.json"
KEPT_BUILDS = 2
_HASHED = re.compile(r"-[0-9A-Za-z]{8}\.(js|css|svg|woff2?|json)$")

# What scripts call and how styles are layered is of spring 2022: Chrome 99, Firefox 97, Safari 15.4. An older browser shows the
# pages without styles, and all their words. The syntax of that year needs no helpers, which for private fields are two kB of a
# phone's first view; Safari had all of it by then but blocks that run once for a class.
TARGET = ("--target=es2022", "--supported:class-static-blocks=false")
ASSETS = (".svg", ".woff", ".woff2")
WATCH_INTERVAL_S = 0.3  # below what a person feels as waiting for a save


class BuildError(RuntimeError):
    """What browsers get could not be built; the text says what is wrong."""


def build(project: Path = PROJECT) -> dict[str, str]:
    """Build everything into `project`/board/static/dist, replacing what was there, and return the manifest.

    The manifest maps a source's name to the name of the file to serve. Nothing is replaced when something fails. What the last
    `KEPT_BUILDS` builds served stays beside it: a page that was open meanwhile still gets its chunks and fonts.

    Raises:
        BuildError: a source does not build, the npm packages are missing, or two sources want the same name.
    """
    static = project / "board" / "static"
    static.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".dist-", dir=static))
    try:
        manifest = _bundle(project, fresh)
        _add(manifest, _copy_static(static, fresh))
        try:
            _add(manifest, build_catalogues(project / "board" / "locale", fresh))
            if any(_entries(project)):
                build_fonts(project, fresh)
            if project == PROJECT:
                compile_templates(fresh)
                shutil.copy2(static / "css" / "base" / TOKENS, fresh / TOKENS)
        except (LocaleError, FontError) as error:
            raise BuildError(str(error)) from error
        manifest = dict(sorted(manifest.items()))
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        _keep_former(static / "dist", fresh)
        fresh.chmod(0o755)  # mkdtemp's 0700 is for secrets
        _replace(static / "dist", fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def _bundle(project: Path, out: Path) -> dict[str, str]:
    entries = list(_entries(project))
    if not entries:
        return {}
    phone = project / PHONE_ENTRY
    found = _run_esbuild(project, out, [entry for entry in entries if entry != phone])
    manifest = _manifest(found["outputs"])
    if phone in entries:
        # By itself: bundled with the other roles it shares so much with each that it is twenty files instead of four, and on a
        # slow line each waits for its turn.
        alone = _run_esbuild(project, out, [phone])
        _add(manifest, {name: file for name, file in _manifest(alone["outputs"]).items() if name not in manifest})
        found = {"outputs": found["outputs"] | alone["outputs"], "inputs": found["inputs"] | alone["inputs"]}
    (out / IMPORTS).write_text(json.dumps(_imports(found["outputs"]), sort_keys=True) + "\n", encoding="utf-8")
    (out / LICENCES).write_text(_licences(project, found["inputs"]), encoding="utf-8")
    return manifest


def _run_esbuild(project: Path, out: Path, entries: list[Path]) -> dict[str, Any]:
    """Bundle into `out`; what esbuild says of what it read and wrote."""
    with tempfile.TemporaryDirectory() as scratch:
        meta = Path(scratch) / "meta.json"
        done = subprocess.run(
            [
                str(_esbuild(project)),
                *(str(entry.relative_to(project)) for entry in entries),
                "--bundle",
                "--splitting",
                "--format=esm",
                *TARGET,
                "--minify",
                "--sourcemap=external",
                "--jsx=automatic",
                "--jsx-import-source=preact",
                "--legal-comments=none",  # the licences go into one file, see _licences
                "--entry-names=[name]-[hash]",
                "--chunk-names=shared-[hash]",
                "--asset-names=[name]-[hash]",
                *(f"--loader:{suffix}=file" for suffix in ASSETS),
                f"--outdir={out}",
                f"--metafile={meta}",
                "--log-level=warning",
            ],
            cwd=project,
            check=False,
        )
        if done.returncode != 0:
            raise BuildError("esbuild refused the client; its lines above say where")
        read: dict[str, Any] = json.loads(meta.read_text(encoding="utf-8"))
    return read


def _entries(project: Path) -> Iterator[Path]:
    for suffix in (".ts", ".tsx"):
        yield from sorted((project / "board" / "client" / "entries").glob(f"*{suffix}"))
    for css in ("main.css", "phone.css"):
        sheet = project / "board" / "static" / "css" / css
        if sheet.exists():
            yield sheet


def _esbuild(project: Path) -> Path:
    # npm installs only the package for this machine, so there is one; called directly, it saves the start of a Node.
    for program in sorted((project / "node_modules" / "@esbuild").glob("*/bin/esbuild")):
        return program
    raise BuildError("the npm packages are not installed: run make build")


def _manifest(outputs: dict[str, dict[str, object]]) -> dict[str, str]:
    manifest: dict[str, str] = {}
    for path, output in outputs.items():
        source = output.get("entryPoint")
        inputs = output.get("inputs")
        if source is None and Path(path).suffix in ASSETS and isinstance(inputs, dict):
            source = next(iter(inputs), None)
        if isinstance(source, str):
            _add(manifest, {Path(source).name: Path(path).name})
    return manifest


def _imports(outputs: dict[str, Any]) -> dict[str, list[str]]:
    """What each script imports before it runs, and that in turn: on a page that names them all no request waits for another."""
    direct = {
        Path(path).name: [Path(each["path"]).name for each in output["imports"] if each["kind"] == "import-statement"]
        for path, output in outputs.items()
        if path.endswith(".js")
    }

    def reached(name: str, found: dict[str, None]) -> dict[str, None]:
        for each in direct.get(name, ()):
            if each not in found:
                found[each] = None
                reached(each, found)
        return found

    return {name: list(reached(name, {})) for name in direct}


def _add(manifest: dict[str, str], more: dict[str, str]) -> None:
    for source, served in more.items():
        if manifest.get(source, served) != served:
            raise BuildError(f"two sources are called {source}: {manifest[source]} and {served}; rename one")
        manifest[source] = served


def _copy_static(static: Path, out: Path) -> dict[str, str]:
    """Copy the files that stand straight in board/static, such as the icons, under hashed names."""
    copied: dict[str, str] = {}
    for source in sorted(static.iterdir()):
        if source.is_file() and not source.name.startswith("."):
            content = source.read_bytes()
            copied[source.name] = hashed_name(source.name, content)
            (out / copied[source.name]).write_bytes(content)
    return copied


def _licences(project: Path, inputs: dict[str, object]) -> str:
    """The licence texts of the npm packages of which something is in the bundle, one after another."""
    packages: set[Path] = set()
    for source in inputs:
        _, inside, tail = source.rpartition("node_modules/")
        if inside:
            parts = tail.split("/")
            name = "/".join(parts[:2]) if parts[0].startswith("@") else parts[0]
            packages.add(project / source[: -len(tail)] / name)
    texts = []
    for package in sorted(packages):
        facts = json.loads((package / "package.json").read_text(encoding="utf-8"))
        found = sorted(path for path in package.iterdir() if path.name.lower().startswith(("license", "licence")))
        body = found[0].read_text(encoding="utf-8").strip() if found else f"Licence: {facts['license']}"
        texts.append(f"{facts['name']} {facts['version']}\n\n{body}\n")
    return "\n\n".join(texts)


def _keep_former(dist: Path, fresh: Path) -> None:
    """Take the files of former builds along; which belong to which stands in a list, the youngest build first."""
    own = _hashed_in(fresh)
    try:
        former: list[list[str]] = json.loads((dist / FORMER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        former = [_hashed_in(dist)] if dist.exists() else []
    # A build in which nothing changed is none that a page could be left behind by.
    kept = [names for names in former if names != own][:KEPT_BUILDS]
    for name in {name for names in kept for name in names}:
        if (dist / name).is_file() and not (fresh / name).exists():
            shutil.copy2(dist / name, fresh / name)
    (fresh / FORMER).write_text(json.dumps([own, *kept]) + "\n", encoding="utf-8")


def _hashed_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if _HASHED.search(path.name))


def _replace(dist: Path, fresh: Path) -> None:
    if dist.exists():
        with tempfile.TemporaryDirectory(prefix=".dist-", dir=dist.parent) as bin_:
            dist.rename(Path(bin_) / "old")
            fresh.rename(dist)
    else:
        fresh.rename(dist)


def _sources(project: Path) -> dict[Path, int]:
    board = project / "board"
    folders = (board / "client", board / "static" / "css", board / "locale")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files += [path for path in (board / "static").glob("*.*") if path.is_file()]
    return {path: path.stat().st_mtime_ns for path in files}


def _watch(project: Path) -> None:
    seen: dict[Path, int] = {}
    while True:
        now = _sources(project)
        if now != seen:
            seen = now
            try:
                print(f"build: {len(build(project))} files")
            except BuildError as error:
                print(f"build: {error}", file=sys.stderr)
        time.sleep(WATCH_INTERVAL_S)


def main(arguments: list[str]) -> int:
    """Build once, or with `--watch` until interrupted; return the exit code."""
    try:
        if arguments == ["--watch"]:
            _watch(PROJECT)
        elif arguments:
            raise BuildError(f"knows only --watch, not {' '.join(arguments)}")
        print(f"build: {len(build())} files in board/static/dist")
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
