# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the server is HTML as the standard has it; the live boards are looked at in tests/e2e/test_accessibility.py."""

import pytest

from tests.board.test_pages import PAGES
from tests.validator import html_errors


@pytest.mark.long
def test_every_page_is_html_as_the_standard_has_it() -> None:
    """[A11Y-31]"""
    assert html_errors({f"{name}, {lang}": page(lang) for name, page in PAGES.items() for lang in ("nl", "en")}) == []


@pytest.mark.long
def test_the_checker_finds_what_is_wrong() -> None:
    wrong = '<!doctype html><html lang="nl"><title>Bord</title><ul role="rowgroup"><li>Nee</li></ul>'
    right = wrong.replace(' role="rowgroup"', "")
    found = html_errors({"right": right, "wrong": wrong})
    assert found[0].startswith("wrong: Bad value “rowgroup” for attribute “role”")
    assert all(each.startswith("wrong: ") for each in found)
