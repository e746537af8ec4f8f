# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What whoever wants to take the code over looks for first."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ROOT = (
    "README.md",
    "LICENSE",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "GOVERNANCE.md",
    "SECURITY.md",
    "SUPPORT.md",
    "CHANGELOG.md",
    "publiccode.yml",
    "REUSE.toml",
    "pyproject.toml",
    "Procfile",
)
MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
)
"""The top level keys that the standard asks for, but for `url`."""


def test_the_root_has_the_pages_that_people_look_for() -> None:
    """[REPO-01]"""
    assert [name for name in ROOT if not (PROJECT / name).is_file()] == []
    governance = (PROJECT / "GOVERNANCE.md").read_text(encoding="utf-8")
    assert {"CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "SUPPORT.md"} <= set(
        re.findall(r"\]\(([A-Z_]+\.md)\)", governance)
    )


def test_publiccode_yml_says_what_its_standard_asks_and_the_version_of_the_package() -> None:
    """[REPO-03]"""
    text = (PROJECT / "publiccode.yml").read_text(encoding="utf-8")
    top = dict(re.findall(r"^(\w+):[ ]*(.*)$", text, re.MULTILINE))
    assert [key for key in MANDATORY if key not in top] == []
    package = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (top["publiccodeYmlVersion"], top["softwareVersion"]) == ('"0.7"', package["version"])
    assert top["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert top["softwareType"] == "standalone/web"
    short = re.findall(r"^    shortDescription: (.*)$", text, re.MULTILINE)
    assert len(short) == 2
    assert all(len(each) <= 150 for each in short)
    long = re.findall(r"^    longDescription: \|\n((?:      .*\n)+)", text, re.MULTILINE)
    assert [150 <= len(each) <= 10_000 for each in long] == [True, True]
    assert re.search(r"^  license: EUPL-1.2$", text, re.MULTILINE)
    assert re.search(r"^  type: (internal|contract|community|none)\n  contacts:\n    - name: \S", text, re.MULTILINE)
    assert re.search(r"^  localisationReady: (true|false)\n  availableLanguages:\n    - nl\n    - en$", text, re.MULTILINE)


def test_every_standard_is_named_with_a_link_and_whether_it_is_applied() -> None:
    """[REPO-08]"""
    text = (PROJECT / "docs" / "standards.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 12
    for standard, _, status in rows:
        assert re.match(r"\[[^]]+\]\(https://", standard), standard
        assert re.search(r"applied|explained|experimental|asked|lacks", status), standard
