# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What docs, docstrings and comments refer to is there: pages, their sections, files, pictures, and everything that has an id."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from babel.messages.pofile import read_po

from tests.test_rules import TESTS, titles

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
TEXTS = {".css", ".html", ".lua", ".md", ".po", ".py", ".sh", ".toml", ".ts", ".tsx", ".txt", ".yml", ""}
NOT_OURS = ("LICENSE", "LICENSES/", "CODE_OF_CONDUCT.md", "package-lock.json", "requirements/")
HERE = "tests/test_docs.py"

_PAGE = re.compile(r"(?<![\w/.-])([\w./-]+\.md)(?:#([\w-]+))?")
_FILE = re.compile(r"`((?:tests|sessions|organisation|server|board|scripts|benchmarks)/[\w./-]+\.(?:py|tsx?|toml|lua|css|html))`")
_ID = re.compile(r"(?<![\w-])(I\d{1,2}|[A-Z][A-Z0-9]{2,4}-\d{2})(?![\w-])")
_DEFINED = re.compile(r"^- \*\*([A-Z][A-Z0-9]*-?\d+)\*\* ", re.MULTILINE)
_PUBLIC = re.compile(r"CWE-\d+|UTF-16")
"""Ids that others give."""
_SECTION = re.compile(r"(?<!RFC \d{4} )(?<!of )(?<!Handleiding Het CODIO-instrument \()§")
_LINK = re.compile(r"""(?:\]\(|\b(?:src|href)=")([^)"\s]+)""")


@cache
def tracked() -> frozenset[str]:
    """Every file that git has, and every folder of one."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name and (PROJECT / name).exists()]
    return frozenset(names) | {str(folder) for name in names for folder in PurePosixPath(name).parents if str(folder) != "."}


def texts() -> Iterator[tuple[str, str]]:
    """Names and contents of what people wrote."""
    for name in sorted(tracked() - {HERE}):
        path = PROJECT / name
        if path.is_file() and path.suffix in TEXTS and not name.startswith(NOT_OURS):
            yield name, path.read_text(encoding="utf-8")


def pages() -> Iterator[tuple[str, str]]:
    """The README and its like, and docs."""
    return ((name, text) for name, text in texts() if name.endswith(".md"))


def anchors(page: str) -> set[str]:
    """What a `#` behind the page's name may lead to, as GitHub and GitLab make it from headings."""
    headings = re.findall(r"^#+ (.+)$", (PROJECT / page).read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def resolved(name: str, target: str) -> str | None:
    """The tracked file that `target` means in the file `name`: beside it, from the top, or in docs; None when there is none."""
    beside = (PROJECT / name).parent / target
    for path in (beside, PROJECT / target, DOCS / target):
        found = path.resolve()
        if found.is_relative_to(PROJECT) and str(found.relative_to(PROJECT).as_posix()) in tracked():
            return found.relative_to(PROJECT).as_posix()
    return None


def test_every_page_that_is_named_exists_and_has_the_section() -> None:
    """[REPO-09]"""
    missing = [
        f"{name}: {target}{'#' + section if section else ''}"
        for name, text in texts()
        for target, section in _PAGE.findall(re.sub(r"https?://\S+", "", text))
        if (page := resolved(name, target)) is None or (section and section not in anchors(page))
    ]
    assert not missing


def test_every_file_that_is_named_exists() -> None:
    missing = [f"{name}: {path}" for name, text in texts() for path in _FILE.findall(text) if path not in tracked()]
    assert not missing


def test_no_section_is_cited_by_a_number_that_only_its_author_knows() -> None:
    """Sections of our own pages have names (`docs/architecture.md#the-wire`); numbers are for what is published elsewhere."""
    numbered = [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if _SECTION.search(line) and not re.search(r"RFC \d{4}", line)
    ]
    assert not numbered


def test_every_id_that_is_named_is_defined_in_docs() -> None:
    defined = {found for path in DOCS.glob("*.md") for found in _DEFINED.findall(path.read_text(encoding="utf-8"))}
    unknown = {
        f"{name}: {found}"
        for name, text in texts()
        for found in _ID.findall(text)
        if found not in defined and not _PUBLIC.fullmatch(found)
    }
    assert not sorted(unknown)


def test_every_criterion_that_is_defined_is_named_somewhere_else() -> None:
    """The list holds what code and tests name, and grows with them."""
    defined = set(_DEFINED.findall((DOCS / "criteria.md").read_text(encoding="utf-8")))
    named = {found for name, text in texts() if name != "docs/criteria.md" for found in _ID.findall(text)}
    assert not sorted(defined - named)


def test_every_criterion_is_carried_by_a_test_or_says_that_none_can() -> None:
    paths = [path for end in ("test_*.py", "*.test.ts", "*.test.tsx") for path in TESTS.rglob(end)]
    carried = {found for path in paths for title in titles(path) for found in _ID.findall(title)}
    lines = re.findall(
        r"^- \*\*([A-Z][A-Z0-9]*-\d+)\*\* (.*(?:\n  .*)*)", (DOCS / "criteria.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(lines) > 50
    bare = {criterion for criterion, said in lines if criterion not in carried and "No test" not in said.replace("\n  ", " ")}
    assert not sorted(bare)


@pytest.mark.parametrize("name", sorted(name for name, _ in pages()))
def test_every_picture_and_every_link_of_a_page_leads_to_what_git_has(name: str) -> None:
    """So nothing is broken on a fresh clone, where nothing is built."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", (PROJECT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for link in _LINK.findall(text):
        target, _, section = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        found = name if not target else ((PROJECT / name).parent / target).resolve().relative_to(PROJECT).as_posix()
        if found not in tracked() or (section and found.endswith(".md") and section not in anchors(found)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("name", sorted(name for name, _ in pages()))
def test_a_table_is_one_table(name: str) -> None:
    """Its rows follow its head without an empty line, which would end it; and no row stands in it twice."""
    text = re.sub(r"```.*?```", "", (PROJECT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        rows = table.splitlines()
        assert re.fullmatch(r"\|(?:\s*:?-+:?\s*\|)+", rows[1] if len(rows) > 1 else ""), rows[0]
        assert len(set(rows)) == len(rows), rows[0]


HOUSE = ("benchmarks", "board", "docs", "organisation", "scripts", "server", "sessions", "tests")
SOURCES = {
    ".css",
    ".html",
    ".lua",
    ".md",
    ".png",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".ts",
    ".tsx",
    ".json",
    ".jsonl",
    ".mjs",
    ".js",
    "",
}


def drawn_folders() -> list[str]:
    """The folders in the tree of docs/architecture.md, by two spaces a level."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    tree = re.search(r"^```\n(sessions/.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert tree is not None
    found: list[str] = []
    above: list[str] = []
    for line in tree[1].splitlines():
        entry = re.match(r"( *)([\w./-]+)/( {2,}\S|$)", line)
        assert entry is not None, f"not a folder and what it is for: {line}"
        level = len(entry[1]) // 2
        assert len(entry[1]) % 2 == 0, line
        assert level <= len(above), line
        above = [*above[:level], entry[2]]
        found.append("/".join(above))
    return found


def test_the_house_in_the_architecture_has_every_folder_that_holds_sources() -> None:
    """Catalogues lie in folders of gettext's own making; `locale` stands for them."""
    folders = {
        str(PurePosixPath(name).parent)
        for name in tracked()
        if (PROJECT / name).is_file() and PurePosixPath(name).suffix in SOURCES and name.split("/")[0] in HOUSE
    }
    folders = {each for each in folders if not each.startswith("board/locale/")}
    drawn = drawn_folders()
    assert not sorted(folders - set(drawn)), "these stand nowhere in the tree"
    assert not [each for each in drawn if each not in tracked()], "these are not there (any more)"
    assert len(set(drawn)) == len(drawn)


@cache
def interface() -> tuple[str, ...]:
    """Every Dutch text that people can see: the catalogues, and the content data."""
    found: list[str] = []
    for path in sorted((PROJECT / "board" / "locale" / "nl").rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                found += [message.string] if isinstance(message.string, str) else message.string or ()
    found += [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "sessions" / "content").rglob("*.toml"))]
    return tuple(text for text in found if text)


@pytest.mark.parametrize("guide", ["gespreksleider.md", "facilitator.md"])
def test_what_a_guide_quotes_stands_on_the_screen(guide: str) -> None:
    """In full or in part; where the screen fills something in, anything may stand."""
    text = (DOCS / guide).read_text(encoding="utf-8")
    quoted = {" ".join(words.split()) for words in re.findall("“([^”]+)”", text)}
    assert quoted
    holed = [re.split(r"\{\w+\}|%\(\w+\)s", each) for each in interface()]
    filled = [re.compile(".+".join(map(re.escape, parts))) for parts in holed if len(parts) > 1 and len("".join(parts)) > 3]
    wrong = [
        words
        for words in sorted(quoted)
        if not any(words in each for each in interface()) and not any(each.fullmatch(words.replace("…", "x")) for each in filled)
    ]
    assert not wrong


def rows_under(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of docs/security.md."""
    text = (DOCS / "security.md").read_text(encoding="utf-8").partition(f"## {heading}")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in row[1:-1].split(" | ")] for row in text.splitlines() if row.startswith("|")][2:]


@cache
def held() -> frozenset[str]:
    """Ids that a test carries."""
    return frozenset(
        found for name, said in texts() if name.startswith("tests/") for found in re.findall(r"\[([A-Z0-9]+-\d\d)\]", said)
    )


def test_every_threat_names_a_rule_that_a_test_holds() -> None:
    """[SEC-15]"""
    rows = rows_under("Threats")
    assert len(rows) > 8
    for threat, kept, rules in rows:
        named = set(_ID.findall(rules))
        assert kept.strip(), threat
        assert named, threat
        assert named <= held(), threat


def test_the_guidelines_for_web_applications_are_laid_beside_rules_that_tests_hold() -> None:
    """[SEC-14] Each row names rules, or says what is not done."""
    rows = rows_under("By the guidelines of the NCSC")
    assert {row[0].partition(":")[0] for row in rows} >= {f"U/WA.{each:02}" for each in range(1, 10)} | {"U/PW.03"}
    for guideline, here, rules in rows:
        assert here, guideline
        named = set(_ID.findall(rules))
        assert named or here.startswith("Not "), guideline
        assert named <= held(), (guideline, sorted(named - held()))
