# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds feeds and sitemaps to their rules notices what breaks them."""

from __future__ import annotations

import pytest

from benchmarks.archive_cases import cases
from board.archive_feeds import atom, sitemap
from organisation.archive.asking import question
from organisation.archive.facets import FACET_IDS
from tests.server.web.feed_rules import atom_faults, sitemap_faults

BASE = "https://waarden.test"
ASKED = question("camera's & <x>", (("waarde", "privacy"),), FACET_IDS)
FEED = atom("nl", ASKED, [(f"zaak{number}", public) for number, public in enumerate(cases(3))], BASE)
MAP = sitemap([("zaak1", "2027-01-02"), ("zaak2", "2027-01-03")], BASE)


def test_the_archive_is_an_atom_feed_and_a_sitemap_by_their_rules() -> None:
    """[LIV-17]"""
    assert atom_faults(FEED) == []
    assert atom_faults(atom("en", question("", (), FACET_IDS), [], BASE)) == []
    assert sitemap_faults(MAP, BASE) == []
    assert sitemap_faults(sitemap([], BASE), BASE) == []


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("<id>urn:uuid:", "<id>"),
        ("<author><name>Waardenbord</name></author>", "<author></author>"),
        ('rel="self"', 'rel="related"'),
        ("T00:00:00Z</updated>", "</updated>"),
        ('rel="alternate" type="text/html" href="https://waarden.test/verslag/zaak0"', 'rel="related" type="text/html" href="x"'),
        ("<summary ", "<intro "),
        ('type="text"', 'type="markdown"'),
        ("http://www.w3.org/2005/Atom", "http://www.w3.org/2005/atom"),
    ],
)
def test_a_feed_that_is_none_is_noticed(there: str, instead: str) -> None:
    """[LIV-17]"""
    wrong = (
        FEED.decode().replace(there, instead, 1).replace("</summary>", "</intro>" if instead == "<intro " else "</summary>", 1)
    )
    assert wrong != FEED.decode()
    assert atom_faults(wrong.encode()) != []


@pytest.mark.parametrize(
    ("there", "instead"),
    [("https://waarden.test/verslag", "/verslag"), ("2027-01-02", "2 januari"), ("zaak2", "zaak1"), ("<lastmod>", "<loc>")],
)
def test_a_sitemap_that_is_none_is_noticed(there: str, instead: str) -> None:
    """[LIV-17]"""
    wrong = MAP.decode().replace(there, instead, 1)
    wrong = wrong.replace("</lastmod>", "</loc>", 1) if there == "<lastmod>" else wrong
    assert sitemap_faults(wrong.encode(), BASE) != []
