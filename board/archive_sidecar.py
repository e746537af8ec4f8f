# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an archive wants to know of a report, beside its files: metadata in XML after MDTO, the Dutch norm for it.

Experimental: it was not validated against the schemas of MDTO, and says so itself. What an organisation decides (its term of
retention, who made the archive) is what this server knows of it; a list of selection knows better.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from msgspec import Struct

from organisation.report.content import ReportContent, canonical_report
from sessions.topics.canonical import sha256_hex

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_NOTE = " Experimental: after MDTO 1.0, not validated against its schema. "


class About(Struct, frozen=True):
    """What is known of a report and does not stand in it. `kept_days` is how long its case is kept, 0 for ever."""

    case_id: str
    address: str
    kept_days: int
    public: bool


def sidecar(content: ReportContent, about: About) -> bytes:
    """The XML, in UTF-8. The same report and the same facts give the same bytes."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}MDTO")
    root.append(ET.Comment(_NOTE))
    thing = _in(root, "informatieobject")
    mark = _in(thing, "identificatie")
    _in(mark, "identificatieKenmerk", f"{about.case_id}-v{content.version}")
    _in(mark, "identificatieBron", about.address)
    checked = _in(thing, "identificatie")
    _in(checked, "identificatieKenmerk", sha256_hex(canonical_report(content)))
    _in(checked, "identificatieBron", "SHA-256 (RFC 8785)")
    name = _in(thing, "naam", f"{content.title} (verslag)")
    name.set(_XML, content.language)
    _term(thing, "aggregatieniveau", "Archiefstuk", "Begrippenlijst Aggregatieniveaus MDTO")
    _term(thing, "classificatie", "Verslag van een gesprek over publieke waarden (CODIO)", "Waardenbord")
    covered = _in(thing, "dekkingInTijd")
    _term(covered, "dekkingInTijdType", "Looptijd van de zaak", "Waardenbord")
    days = sorted(source.fixed_day for source in content.sources if source.fixed_day)
    _in(covered, "dekkingInTijdBegindatum", days[0] if days else content.day)
    if content.day:
        _in(covered, "dekkingInTijdEinddatum", content.day)
    _in(thing, "taal", content.language)
    if content.day:
        happened = _in(thing, "event")
        _term(happened, "eventType", "Publicatie" if about.public else "Vaststelling", "Waardenbord")
        _in(happened, "eventTijd", content.day)
    term = _in(thing, "bewaartermijn")
    _in(term, "termijnTrigger", "laatste wijziging van de zaak")
    _in(term, "termijnLooptijd", f"P{about.kept_days}D" if about.kept_days else "onbepaald")
    maker = _in(thing, "archiefvormer")
    _in(maker, "verwijzingNaam", content.organisation or "onbekend")
    limit = _in(thing, "beperkingGebruik")
    _term(limit, "beperkingGebruikType", "Openbaar" if about.public else "Intern", "Waardenbord")
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _in(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    found = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    # What XML cannot hold at all is left out.
    found.text = "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff") or None
    return found


def _term(parent: ET.Element, name: str, label: str, source: str) -> None:
    """A word of a list."""
    found = _in(parent, name)
    _in(found, "begripLabel", label)
    _in(_in(found, "begripBegrippenlijst"), "verwijzingNaam", source)
