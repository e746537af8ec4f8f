# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What whoever wants to take the code over looks for first."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator

from sessions.material.text import LANGUAGES

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
FAULTS: dict[str, tuple[str, object]] = {
    "a version of the standard that does not exist": ("publiccodeYmlVersion", "0.8"),
    "a category that is not in its list": ("categories", ["civic-engagement"]),
    "an audience that is not in its list": ("intendedAudience", {"scope": ["municipalities"]}),
    "a country that is no code": ("intendedAudience", {"countries": ["nl"]}),
    "a state that is none": ("developmentStatus", "alpha"),
    "a key that is not known": ("usedby", ["Gemeente Oosterveld"]),
    "no platform": ("platforms", []),
    "a community of nobody": ("maintenance", {"type": "community"}),
    "a contractor without a contract": ("maintenance", {"type": "none", "contractors": [{"name": "X", "until": "2027-01-01"}]}),
    "a contract without a contractor": ("maintenance", {"type": "contract"}),
    "a long short description": ("description", {"nl": {"shortDescription": "x" * 151}}),
    "a language that is none": ("description", {"Nederlands": {"shortDescription": "x"}}),
    "a day that is none": ("releaseDate", "1-1-2027"),
    "something supported by a word": ("supports", [{"id": "gdpr"}]),
}


def test_the_root_has_the_pages_that_people_look_for() -> None:
    """[REPO-01]"""
    assert [name for name in ROOT if not (PROJECT / name).is_file()] == []
    governance = (PROJECT / "GOVERNANCE.md").read_text(encoding="utf-8")
    assert {"CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "SUPPORT.md"} <= set(
        re.findall(r"\]\(([A-Z_]+\.md)\)", governance)
    )


def public_code() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((PROJECT / "publiccode.yml").read_text(encoding="utf-8"))
    return told


def wrong(told: dict[str, Any]) -> list[str]:
    """What the standard does not take of a publiccode.yml."""
    schema = json.loads((PROJECT / "tests" / "publiccode.schema.json").read_text(encoding="utf-8"))
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(told)]


def test_publiccode_yml_is_what_its_standard_asks_but_for_an_address_and_has_the_version_of_the_package() -> None:
    """[REPO-03]"""
    told = public_code()
    assert wrong(told) == ["$: 'url' is a required property"]
    assert wrong({**told, "url": "https://example.nl/waardenbord.git"}) == []
    package = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (told["softwareVersion"], told["legal"]["license"]) == (package["version"], package["license"])
    assert told["localisation"]["availableLanguages"] == list(LANGUAGES) == list(told["description"])
    # A long description and features are asked for once, in whatever language; here they are there in each.
    assert all({"shortDescription", "longDescription", "features"} <= set(each) for each in told["description"].values())


@pytest.mark.parametrize(("key", "value"), FAULTS.values(), ids=FAULTS)
def test_what_the_standard_does_not_take_is_found(key: str, value: object) -> None:
    """[REPO-03] A schema that finds nothing would say nothing."""
    assert wrong({**public_code(), "url": "https://example.nl/waardenbord.git", key: value}) != []


def test_every_standard_is_named_with_a_link_and_whether_it_is_applied() -> None:
    """[REPO-08]"""
    text = (PROJECT / "docs" / "standards.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 12
    for standard, _, status in rows:
        assert re.match(r"\[[^]]+\]\(https://", standard), standard
        assert re.search(r"applied|explained|experimental|asked|lacks", status), standard


def table(path: Path) -> list[list[str]]:
    """The rows of the table of a page, without its head."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row[1:-1].split(" | ")] for row in rows][2:]


@cache
def held() -> frozenset[str]:
    """Ids that a test carries."""
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT / "tests").rglob("*") if path.suffix in {".py", ".ts", ".tsx"}]
    return frozenset(found for text in texts for found in re.findall(r"\[([A-Z0-9]+-\d\d)\]", text))


def test_every_policy_names_its_source_its_code_and_rules_that_tests_hold() -> None:
    """[REPO-07]"""
    rows = table(PROJECT / "docs" / "policy" / "README.md")
    assert len(rows) > 8
    for policy, said, code, rules in rows:
        assert said, policy
        missing = [name for name in re.findall(r"`([^`]+)`", code) if not (PROJECT / name).exists()]
        assert missing == [], policy
        named = set(re.findall(r"[A-Z0-9]+-\d\d", rules))
        assert named, policy
        assert named <= held(), (policy, sorted(named - held()))
    assert sum("](https://" in row[0] for row in rows) >= len(rows) - 2


CRITERIA = (
    "Code in the open",
    "Bundle policy and source code",
    "Make the codebase reusable and portable",
    "Welcome contributors",
    "Make contributing easy",
    "Maintain version control",
    "Require review of contributions",
    "Document codebase objectives",
    "Document the code",
    "Use plain English",
    "Use open standards",
    "Use continuous integration",
    "Publish with an open license",
    "Make the codebase findable",
    "Use a coherent style",
    "Document codebase maturity",
)
"""Of the Standard for Public Code 0.8.0, in its order."""


def test_every_criterion_of_the_standard_for_public_code_is_judged() -> None:
    """[REPO-10] Whether it is judged rightly, people must say."""
    rows = table(PROJECT / "docs" / "spc-assessment.md")
    assert list(dict.fromkeys(row[0] for row in rows)) == list(CRITERIA)
    assert {row[3] for row in rows} == {"met", "partly", "not"}
    assert all(row[2] for row in rows)


STRIDE = ["Spoofing", "Tampering", "Repudiation", "Information disclosure", "Denial of service", "Elevation of privilege"]


def test_every_boundary_has_the_six_kinds_of_threat() -> None:
    """[SEC-15] With a rule that a test holds, or the word that it is not ours or not kept."""
    text = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8").partition("## By boundary")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line[1:-1].split(" | ")] for line in text.splitlines() if line.startswith("|")][2:]
    boundaries = list(dict.fromkeys(row[0] for row in rows))
    assert len(boundaries) == 8
    assert [(row[0], row[1]) for row in rows] == [(boundary, kind) for boundary in boundaries for kind in STRIDE]
    for boundary, kind, threat, kept, rules in rows:
        named = set(re.findall(r"[A-Z0-9]+-\d\d", rules))
        assert threat, (boundary, kind)
        assert named or kept.startswith("Not "), (boundary, kind)
        assert named <= held(), (boundary, kind, sorted(named - held()))


@pytest.mark.parametrize("name", ["run", "dev", "build", "deploy"])
def test_everything_that_is_installed_is_pinned_with_its_hash(name: str) -> None:
    """[SEC-13]"""
    text = (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pinned = re.findall(
        r"^([a-z][\w.-]*(?:\[\w,]+\])?)==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE
    )
    assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE)) > 0


def test_what_node_installs_is_pinned_too_and_code_is_read_for_weaknesses() -> None:
    """[SEC-13]"""
    packages = json.loads((PROJECT / "package-lock.json").read_bytes())["packages"]
    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []
    rules = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in rules["select"] or "ALL" in rules["select"]


def test_the_readme_says_how_far_it_is_and_leads_on() -> None:
    """[REPO-05]"""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    for said in ("make run", "make test", "## How far it is", "Nobody\nhas used it", "## In het kort, in het Nederlands"):
        assert said in text
    assert {"SECURITY.md", "CONTRIBUTING.md", "docs/operators.md"} <= set(re.findall(r"\]\(([\w/.-]+\.md)\)", text))


def test_the_architecture_says_what_was_decided_and_when() -> None:
    """[REPO-06]"""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## Decisions\n")[2]
    assert len(re.findall(r"^- 20\d\d-\d\d: \S", text, re.MULTILINE)) > 5
