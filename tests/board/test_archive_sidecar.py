# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The metadata of a report for an archive."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from msgspec.structs import replace

from benchmarks.archive_cases import cases
from board.archive_sidecar import NAMESPACE, About, sidecar

ABOUT = About("zaak1", "https://waarden.test/verslag/zaak1", 1825, public=True)


def texts(xml: bytes, path: str) -> list[str | None]:
    root = ET.fromstring(xml)
    return [each.text for each in root.findall("/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/")))]


def test_a_report_says_to_an_archive_what_it_is_whose_from_when_and_for_how_long() -> None:
    """[PRIV-17]"""
    (public,) = cases(1)
    content = replace(public.content, title="Camera's <b>&\x00 \ufffe zien", organisation="Gemeente Meerdorp", day="2027-03-01")
    told = sidecar(content, ABOUT)
    assert b"Experimental" in told
    assert texts(told, "informatieobject/naam") == ["Camera's <b>&  zien (verslag)"]
    assert texts(told, "informatieobject/identificatie/identificatieKenmerk")[0] == f"zaak1-v{content.version}"
    assert texts(told, "informatieobject/aggregatieniveau/begripLabel") == ["Archiefstuk"]
    assert texts(told, "informatieobject/archiefvormer/verwijzingNaam") == ["Gemeente Meerdorp"]
    assert texts(told, "informatieobject/dekkingInTijd/dekkingInTijdEinddatum") == ["2027-03-01"]
    assert texts(told, "informatieobject/bewaartermijn/termijnLooptijd") == ["P1825D"]
    assert texts(told, "informatieobject/beperkingGebruik/beperkingGebruikType/begripLabel") == ["Openbaar"]
    assert sidecar(content, ABOUT) == told


def test_what_is_not_public_or_kept_for_ever_says_so() -> None:
    """[PRIV-17]"""
    (public,) = cases(1)
    told = sidecar(replace(public.content, day="", organisation=""), replace(ABOUT, public=False, kept_days=0))
    assert texts(told, "informatieobject/beperkingGebruik/beperkingGebruikType/begripLabel") == ["Intern"]
    assert texts(told, "informatieobject/bewaartermijn/termijnLooptijd") == ["onbepaald"]
    assert texts(told, "informatieobject/event") == []
    assert texts(told, "informatieobject/archiefvormer/verwijzingNaam") == ["onbekend"]
