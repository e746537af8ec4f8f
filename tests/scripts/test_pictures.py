# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pictures in the docs: every step of the two scripts is shown as every role sees it, and none is missing or left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server import content
from sessions.material.script import leaves

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROLES = ("participant", "facilitator", "scribe", "screen")
MAX_TOTAL_BYTES = 12_000_000


@pytest.mark.parametrize("script_id", ["codio-project-2025", "codio-pad"])
def test_the_facilitators_guide_shows_every_step_of_a_script_for_every_role(script_id: str) -> None:
    text = (DOCS / "facilitator.md").read_text(encoding="utf-8")
    for leaf in leaves(content.script(script_id)):
        assert f"#### {leaf.stage} {leaf.title.nl} ({leaf.minutes} min" in text
        for role in ROLES:
            assert f'src="images/steps/{script_id}/{leaf.id}-{role}.webp"' in text


@pytest.mark.parametrize("name", ["facilitator.md", "../README.md"])
def test_every_picture_that_a_page_shows_is_there(name: str) -> None:
    page = DOCS / name
    shown = re.findall(r'(?:src="|!\[[^\]]*\]\()([^")]+)', page.read_text(encoding="utf-8"))
    assert shown
    assert [path for path in shown if not (page.parent / path).is_file()] == []


def test_all_pictures_together_stay_small_enough_to_be_cloned() -> None:
    assert sum(path.stat().st_size for path in (DOCS / "images").rglob("*") if path.is_file()) < MAX_TOTAL_BYTES
