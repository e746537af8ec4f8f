# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/privacy says what the inventory says."""

from __future__ import annotations

import pytest

from scripts.privacy_docs import DOCS, PARTS, made

PAGES = sorted(page.name for page in DOCS.glob("*.md"))


def one_line(page: str) -> str:
    return " ".join((DOCS / page).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_what_the_inventory_makes_of_it(page: str) -> None:
    """[PRIV-16] Write them anew with `python -m scripts.privacy_docs`."""
    text = (DOCS / page).read_text(encoding="utf-8")
    assert made(text) == text


def test_every_part_stands_in_a_page() -> None:
    """[PRIV-16]"""
    whole = "".join((DOCS / page).read_text(encoding="utf-8") for page in PAGES)
    assert {part for part in PARTS if f"<!-- gegevens: {part} -->" in whole} == PARTS.keys()


def test_every_page_says_that_it_is_about_the_tool_and_not_about_the_case() -> None:
    """[PRIV-16]"""
    assert PAGES
    assert all("over het hulpmiddel, niet over de zaak" in one_line(page).lower() for page in PAGES)
