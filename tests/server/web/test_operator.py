# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who runs the server, where to ask, and the accessibility statement: on the pages where the operator has set them."""

from __future__ import annotations

import msgspec
import pytest

from server.settings import Settings, SettingsError
from tests.server.house import serving, visitor

STATEMENT = "https://www.toegankelijkheidsverklaring.nl/register/1234"
CONTACT = "vragen@meerdorp.example"


async def test_the_pages_tell_what_the_operator_has_set(here: Settings) -> None:
    """[A11Y-23] [A11Y-30]"""
    settings = msgspec.structs.replace(here, operator="Gemeente Meerdorp", contact=CONTACT, accessibility_url=STATEMENT)
    async with serving(settings) as house, visitor(house) as client:
        pages = {path: (await client.get(path)).text for path in ("/toegankelijkheid", "/hulp", "/privacy")}
    assert f'<a href="{STATEMENT}">Lees de toegankelijkheidsverklaring</a>' in pages["/toegankelijkheid"]
    assert all(f'<a href="mailto:{CONTACT}">{CONTACT}</a>' in page for page in pages.values())
    assert "Deze website is van Gemeente Meerdorp." in pages["/privacy"]
    # Where every footer leads to.
    assert pages["/hulp"].index('id="contact"') < pages["/hulp"].index(CONTACT)


async def test_where_nothing_is_set_nothing_is_shown(here: Settings) -> None:
    """[A11Y-30]"""
    async with serving(here) as house, visitor(house) as client:
        pages = [(await client.get(path)).text for path in ("/toegankelijkheid", "/hulp", "/privacy")]
    assert not [page for page in pages if "mailto:" in page or "toegankelijkheidsverklaring" in page or "None" in page]


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("WAARDENBORD_CONTACT", "vragen"),
        ("WAARDENBORD_CONTACT", "mailto:vragen@example.nl"),
        ("WAARDENBORD_ACCESSIBILITY_URL", "http://example.nl"),
        ("WAARDENBORD_ACCESSIBILITY_URL", "https://"),
        ("WAARDENBORD_ACCESSIBILITY_URL", "javascript:alert(1)"),
        ("WAARDENBORD_OPERATOR", "a" * 201),
        ("WAARDENBORD_OPERATOR", "a\nb"),
    ],
)
def test_what_cannot_stand_on_a_page_is_refused(variable: str, text: str) -> None:
    """[A11Y-30]"""
    with pytest.raises(SettingsError):
        Settings.from_environment({variable: text})
