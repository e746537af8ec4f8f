# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pictures of the docs: git holds a few, and those of every step are built, none missing and none left over."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from scripts.step_pictures import ROLES, steps_page
from scripts.studio import IMAGES, STEPS
from server import content
from sessions.material.script import leaves

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
GUIDES = ("gespreksleider.md", "facilitator.md")
SCRIPTS = ("codio-project-2025", "codio-pad")
MOST = 8
MAX_TOTAL_BYTES = 1_500_000


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("script_id", SCRIPTS)
def test_the_guide_tells_of_every_step_of_a_script(guide: str, script_id: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    for leaf in leaves(content.script(script_id)):
        number = "" if leaf.stage == "0" else f"{leaf.stage} "
        assert f"#### {number}{leaf.title.nl} ({leaf.minutes} min" in text
        assert leaf.stage_title is None or leaf.stage_title.nl in text


@pytest.mark.parametrize("script_id", SCRIPTS)
def test_the_page_that_is_built_shows_every_step_of_a_script_for_every_role(script_id: str) -> None:
    script = content.script(script_id)
    page = steps_page(script)
    moments = ["lobby", *(leaf.id for leaf in leaves(script)), "end"]
    assert re.findall(r'src="([^"]+)"', page) == [f"{moment}-{role}.webp" for moment in moments for role in ROLES]
    for leaf in leaves(script):
        assert f"<h2>{leaf.stage} {leaf.title.nl} ({leaf.minutes} min" in page


def test_git_ignores_what_is_built() -> None:
    picture = (STEPS / "codio-pad" / "lobby-screen.webp").relative_to(PROJECT)
    assert subprocess.run(["git", "check-ignore", "--quiet", str(picture)], cwd=PROJECT, check=False).returncode == 0


def test_git_holds_few_pictures_and_each_is_shown() -> None:
    listed = subprocess.run(["git", "ls-files", "docs"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split()
    kept = [PROJECT / name for name in listed if Path(name).suffix in {".png", ".webp", ".jpg"} and (PROJECT / name).exists()]
    assert len(kept) <= MOST
    assert all(path.parent == IMAGES for path in kept)
    assert sum(path.stat().st_size for path in kept) < MAX_TOTAL_BYTES
    pages = [PROJECT / "README.md", *DOCS.glob("*.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert not [path.name for path in kept if f"images/{path.name}" not in text]


def test_the_pictures_that_git_holds_are_those_that_are_taken() -> None:
    source = (PROJECT / "scripts" / "screenshots.py").read_text(encoding="utf-8")
    assert sorted(re.findall(r'studio\.take\(\w+, "([^"]+)"', source)) == sorted(path.stem for path in IMAGES.glob("*.png"))
