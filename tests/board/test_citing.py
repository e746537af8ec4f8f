# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a public report is cited, read back as the programs do that keep sources."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from msgspec.structs import replace

from benchmarks.archive_cases import cases
from board.citing import Cited, file, linked, sentence

TITLE = r"50% van </script> {Camera's} & \\ toezicht_houders # ~^ €"


@pytest.fixture
def cited() -> Cited:
    (public,) = cases(1)
    content = replace(public.content, title=f" {TITLE}\n ", organisation="Gemeente É & Zoon")
    return Cited("zaak1", replace(public, day="2026-03-09", version=2, content=content), "https://bord.nl/verslag/zaak1")


def test_people_read_who_when_what_and_where(cited: Cited) -> None:
    """[ARC-11]"""
    assert sentence(cited) == f"Gemeente É & Zoon (2026). {TITLE} (CODIO-verslag, versie 2). https://bord.nl/verslag/zaak1"


def test_every_program_reads_the_same_back(cited: Cited) -> None:
    """[ARC-11]"""
    (csl,) = json.loads(file(cited, "json"))
    assert (csl["title"], csl["author"], csl["URL"]) == (TITLE, [{"literal": "Gemeente É & Zoon"}], cited.url)
    assert (csl["type"], csl["issued"]) == ("report", {"date-parts": [[2026, 3, 9]]})
    ris = [tuple(line.split("  - ", 1)) for line in file(cited, "ris").split("\r\n")[:-1]]
    assert (ris[0], ris[-1]) == (("TY", "RPRT"), ("ER", ""))
    assert {("TI", TITLE), ("AU", "Gemeente É & Zoon"), ("DA", "2026/03/09/"), ("UR", cited.url)} <= set(ris)
    bib = file(cited, "bib")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", bib, re.MULTILINE))
    assert bib.startswith("@techreport{codio-zaak1,\n")
    named = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
    plain = re.sub(
        r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\(.)", lambda m: named.get(m[1], m[2]), fields["title"][1:-1]
    )
    assert (plain, fields["url"], fields["year"], fields["month"]) == (TITLE, cited.url, "2026", "3")
    for name in {value.name for value in cited.public.content.values}:
        assert name in csl["keyword"]
        assert ("KW", name) in ris
        assert name in fields["keywords"]


def test_what_stands_in_a_page_for_search_engines_ends_no_element_and_is_the_same(cited: Cited) -> None:
    """[ARC-11]"""
    text = str(linked(cited))
    assert not set("<>&") & set(text)
    assert unescape(text) == text
    told = json.loads(text)
    assert (told["@type"], told["name"], told["author"]["name"]) == ("Report", TITLE, "Gemeente É & Zoon")
    assert (told["datePublished"], told["version"], told["identifier"]["value"]) == ("2026-03-09", "2", cited.public.sha256)
