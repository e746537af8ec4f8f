# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What browsers get is built whole or not at all, under names that change with their content."""

from __future__ import annotations

import gettext
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from board.build import PROJECT, BuildError, build

ENTRY = 'import { render } from "preact";\nrender(<p>{"Waardenbord"}</p>, document.body);\n'
STYLES = '@import "./paper.css";\n@import "@fontsource-variable/atkinson-hyperlegible-next";\n'
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Move"
msgstr "Verplaats"

msgctxt "noun"
msgid "Move"
msgstr "Zet"

msgid "{n} note"
msgid_plural "{n} notes"
msgstr[0] "{n} briefje"
msgstr[1] "{n} briefjes"

msgid "Not yet translated"
msgstr ""
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one entry, one style sheet with a font, one icon and a Dutch catalogue; the packages are the real ones."""
    (tmp_path / "node_modules").symlink_to(PROJECT / "node_modules")
    write(tmp_path, "board/client/entries/main.tsx", ENTRY)
    write(tmp_path, "board/static/css/main.css", STYLES)
    write(tmp_path, "board/static/css/paper.css", ".codio-note { border-radius: 3px }\n")
    write(tmp_path, "board/static/icons.svg", "<svg/>")
    write(tmp_path, "board/locale/nl/LC_MESSAGES/client.po", CATALOGUE)
    write(tmp_path, "board/locale/nl/LC_MESSAGES/pages.po", CATALOGUE.replace("Verplaats", "Verplaatsen"))
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(project: Path, manifest: dict[str, str], name: str) -> str:
    return (project / "board/static/dist" / manifest[name]).read_text(encoding="utf-8")


def test_the_manifest_names_every_file_to_serve(project: Path) -> None:
    manifest = build(project)
    dist = project / "board/static/dist"

    assert {"main.tsx", "main.css", "icons.svg", "nl.json", "nl-participant.json", "en.json"} <= manifest.keys()
    assert any(name.endswith(".woff2") for name in manifest)
    assert all((dist / served).is_file() for served in manifest.values())
    assert json.loads((dist / "manifest.json").read_text(encoding="utf-8")) == manifest


def test_styles_and_fonts_are_bundled_and_ask_for_nothing_elsewhere(project: Path) -> None:
    css = read(project, build(project), "main.css")

    assert ".codio-note" in css
    assert "@import" not in css
    assert "url(./atkinson-hyperlegible-next-" in css.replace('"', "")
    assert "://" not in css


def test_the_layers_of_styles_keep_their_order_whatever_stands_first(project: Path) -> None:
    layers = '@layer base, parts;\n@import "./paper.css" layer(parts);\n@import "./ground.css" layer(base);\n'
    write(project, "board/static/css/main.css", layers)
    write(project, "board/static/css/ground.css", ".codio-soft { color: grey }\n")
    css = read(project, build(project), "main.css")

    assert css.startswith("@layer base,parts;@layer parts{.codio-note{")
    assert "@layer base{.codio-soft{" in css


def test_a_changed_source_gets_a_new_name_and_the_old_file_goes_two_builds_later(project: Path) -> None:
    """A page that was open while the server got a new build still finds what it has yet to load."""
    dist = project / "board/static/dist"
    builds = [build(project)]
    for text in ("Ander bord", "Derde bord", "Vierde bord"):
        write(project, "board/client/entries/main.tsx", ENTRY.replace("Waardenbord", text))
        builds.append(build(project))
        build(project)  # again without a change, which counts for nothing

    names = [manifest["main.tsx"] for manifest in builds]
    assert len(set(names)) == 4
    assert len({manifest["main.css"] for manifest in builds}) == 1
    assert [(dist / name).exists() for name in names] == [False, True, True, True]
    assert not (dist / f"{names[1]}.map").exists()
    assert (dist / f"{names[3]}.map").exists()


def test_the_client_gets_its_texts_with_contexts_and_plurals_and_without_the_pages_own(project: Path) -> None:
    manifest = build(project)

    assert json.loads(read(project, manifest, "nl.json")) == {
        "Move": "Verplaats",
        "noun\x04Move": "Zet",
        "{n} note": ["{n} briefje", "{n} briefjes"],
    }
    assert json.loads(read(project, manifest, "en.json")) == {}


def test_the_server_reads_the_compiled_catalogues(project: Path) -> None:
    build(project)
    texts = gettext.translation("pages", project / "board/static/dist/locale", languages=["nl"])

    assert texts.gettext("Move") == "Verplaatsen"
    assert texts.ngettext("{n} note", "{n} notes", 2) == "{n} briefjes"


def test_licences_of_bundled_packages_come_along(project: Path) -> None:
    build(project)
    text = (project / "board/static/dist/licences.txt").read_text(encoding="utf-8")

    assert "preact 1" in text
    assert "SIL OPEN FONT LICENSE" in text.upper()


def test_a_source_that_does_not_build_leaves_the_last_build_in_place(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = build(project)
    write(project, "board/client/entries/main.tsx", "const = ;\n")

    with pytest.raises(BuildError, match="esbuild refused"):
        build(project)
    assert "main.tsx" in capfd.readouterr().err
    assert (project / "board/static/dist" / before["main.tsx"]).is_file()
    assert [path.name for path in (project / "board/static").glob(".dist-*")] == []


def test_two_translations_of_one_text_are_refused(project: Path) -> None:
    write(project, "board/locale/nl/LC_MESSAGES/refusals.po", 'msgid "Move"\nmsgstr "Verzet"\n')

    with pytest.raises(BuildError, match="translates 'Move' differently"):
        build(project)


def test_without_a_client_there_are_still_catalogues(tmp_path: Path) -> None:
    assert build(tmp_path).keys() == {"en.json", "en-participant.json"}


BUILT_WITH = """
import sys
from importlib.metadata import packages_distributions
owners = packages_distributions()

class Bare:
    def find_spec(self, name, path=None, target=None):
        owned = {each.lower() for each in owners.get(name.partition(".")[0], ())}
        if owned and not owned & set(sys.argv[2:]):
            raise ModuleNotFoundError(f"{name} is nowhere where this is built", name=name)

sys.meta_path.insert(0, Bare())
import board.build
from board.rendering import LEADING, _environment
from pathlib import Path
board.build.build_catalogues(board.build.PROJECT / "board" / "locale", Path(sys.argv[1]))
_environment(LEADING, Path(sys.argv[1]), is_kept=True).get_template("base.html")
"""
"""Does what a build does in Python, with the packages that are named and no others."""


def test_a_wheel_is_built_with_what_is_named_for_that_and_nothing_else(tmp_path: Path) -> None:
    """Where a wheel or an image is made, nothing of what a server needs is installed."""
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    lines = (PROJECT / "requirements" / "build.in").read_text(encoding="utf-8").splitlines()
    assert asked == [line for line in lines if line and not line.startswith("#")]
    locked = re.findall(r"^([a-z0-9-]+)==", (PROJECT / "requirements" / "build.txt").read_text(encoding="utf-8"), re.MULTILINE)
    command = [sys.executable, "-c", BUILT_WITH, str(tmp_path), *locked]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
