# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The metadata of a report for an archive."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from benchmarks.archive_cases import cases
from board.archive_sidecar import NAMESPACE, About, sidecar

BEGRIP = (("begripLabel", 1, 1), ("begripCode", 0, 1), ("begripBegrippenlijst", 1, 1))
REFERENCE = (("verwijzingNaam", 1, 1), ("verwijzingIdentificatie", 0, 1))
MANY = 1000
MDTO: dict[str, tuple[tuple[str, int, int], ...]] = {
    "MDTO": (("informatieobject", 1, 1),),
    "informatieobject": (
        ("identificatie", 1, MANY),
        ("naam", 1, 1),
        ("aggregatieniveau", 0, 1),
        ("classificatie", 0, MANY),
        ("raadpleeglocatie", 0, MANY),
        ("dekkingInTijd", 0, MANY),
        ("taal", 0, MANY),
        ("event", 0, MANY),
        ("waardering", 1, 1),
        ("bewaartermijn", 0, 1),
        ("archiefvormer", 1, MANY),
        ("beperkingGebruik", 1, MANY),
    ),
    "identificatie": (("identificatieKenmerk", 1, 1), ("identificatieBron", 1, 1)),
    "raadpleeglocatie": (("raadpleeglocatieFysiek", 0, MANY), ("raadpleeglocatieOnline", 0, MANY)),
    "dekkingInTijd": (("dekkingInTijdType", 1, 1), ("dekkingInTijdBegindatum", 1, 1), ("dekkingInTijdEinddatum", 0, 1)),
    "event": (("eventType", 1, 1), ("eventTijd", 0, 1)),
    "bewaartermijn": (("termijnTriggerStartLooptijd", 0, 1), ("termijnLooptijd", 0, 1)),
    "beperkingGebruik": (("beperkingGebruikType", 1, 1),),
    "archiefvormer": REFERENCE,
    "begripBegrippenlijst": REFERENCE,
    **dict.fromkeys(("aggregatieniveau", "classificatie", "dekkingInTijdType", "eventType"), BEGRIP),
    **dict.fromkeys(("waardering", "termijnTriggerStartLooptijd", "beperkingGebruikType"), BEGRIP),
}
"""What the schema of MDTO 1.0.1 (Nationaal Archief) asks of the elements that are used: which parts, in this order, how often.
One that is not listed holds text. That schema itself is in no package; the sidecar was validated against it by hand.
"""
TYPED = {
    "dekkingInTijdBegindatum": r"\d{4}-\d\d-\d\d",
    "dekkingInTijdEinddatum": r"\d{4}-\d\d-\d\d",
    "eventTijd": r"\d{4}-\d\d-\d\d",
    "termijnLooptijd": r"P\d+D",
    "taal": "[a-z]{2,3}",
    "raadpleeglocatieOnline": "https?://[!-~]+",
}

ABOUT = About("zaak1", "https://waarden.test/verslag/zaak1", 1825, public=True)


def texts(xml: bytes, path: str) -> list[str | None]:
    root = ET.fromstring(xml)
    return [each.text for each in root.findall("/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/")))]


def mdto_faults(xml: bytes) -> list[str]:
    """Where it is otherwise than the schema asks."""
    faults = list[str]()

    def look_at(element: ET.Element) -> None:
        name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        children = [each.tag.removeprefix(f"{{{NAMESPACE}}}") for each in element]
        if element.attrib:
            faults.append(f"{name} has attributes")
        if name not in MDTO:
            text = element.text or ""
            if children or not text.strip() or not re.fullmatch(TYPED.get(name, r".*"), text, re.DOTALL):
                faults.append(f"{name}: {children or text}")
            return
        places = [part for part, _, _ in MDTO[name]]
        if not set(children) <= set(places) or children != sorted(children, key=places.index):
            faults.append(f"{name}: {children}")
        faults.extend(
            f"{name}: {children.count(part)} × {part}"
            for part, least, most in MDTO[name]
            if not least <= children.count(part) <= most
        )
        for each in element:
            look_at(each)

    look_at(ET.fromstring(xml))
    return faults


def test_it_is_what_the_schema_of_mdto_asks_whatever_is_known_of_a_report() -> None:
    """[PRIV-17]"""
    for number, public in enumerate(cases(6)):
        content = public.content
        for day, organisation, sources in (("2027-03-01", "Meerdorp", content.sources), ("", "", ()), ("", "", content.sources)):
            told = replace(content, day=day, organisation=organisation, sources=sources)
            about = replace(ABOUT, public=bool(number % 2), kept_days=(0, 1825)[number // 2 % 2])
            assert mdto_faults(sidecar(told, about)) == []
    (public,) = cases(1)
    right = sidecar(public.content, ABOUT).decode()
    for there, instead in (("waardering>", "weging>"), ("<naam>", '<naam xml:lang="nl">'), ("P1825D", "onbepaald")):
        assert mdto_faults(right.replace(there, instead).encode()) != []


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
    assert texts(told, "informatieobject/waardering/begripCode") == ["V"]
    assert texts(told, "informatieobject/raadpleeglocatie/raadpleeglocatieOnline") == [ABOUT.address]
    assert texts(told, "informatieobject/beperkingGebruik/beperkingGebruikType/begripLabel") == ["Openbaar"]
    assert sidecar(content, ABOUT) == told
    # Whose archive it is, the organisation of the case says, whatever was typed when the workshop was opened.
    told = sidecar(content, replace(ABOUT, maker="Gemeente Aardorp"))
    assert texts(told, "informatieobject/archiefvormer/verwijzingNaam") == ["Gemeente Aardorp"]


def test_what_is_not_public_or_kept_for_ever_says_so() -> None:
    """[PRIV-17]"""
    (public,) = cases(1)
    told = sidecar(replace(public.content, day="", organisation=""), replace(ABOUT, public=False, kept_days=0))
    assert texts(told, "informatieobject/beperkingGebruik/beperkingGebruikType/begripLabel") == ["Intern"]
    assert texts(told, "informatieobject/bewaartermijn") == []
    assert texts(told, "informatieobject/waardering/begripLabel") == ["Niet vastgesteld"]
    assert texts(told, "informatieobject/event") == []
    assert texts(told, "informatieobject/archiefvormer/verwijzingNaam") == ["onbekend"]
