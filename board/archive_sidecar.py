# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an archive wants to know of a report, beside its files: metadata in XML after MDTO, the Dutch norm for it.

It follows the schema of MDTO 1.0.1: by hand it was validated against it, and a test holds it to the order and the counts that the
schema asks. Experimental all the same: which words of a list an archive wants, and what a list of selection says of the term, an
organisation knows better than this server.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from msgspec import Struct

from organisation.report.content import ReportContent, canonical_report
from sessions.topics.canonical import sha256_hex

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
_NOTE = " Experimental: after the schema of MDTO 1.0.1; which words and terms an archive wants, your organisation decides. "
_LEVELS, _WEIGHTS = "Begrippenlijst Aggregatieniveaus MDTO", "Begrippenlijst Waarderingen MDTO"
_EVENTS = "Begrippenlijst EventTypeLijst MDTO"
_OURS = "Waardenbord"


class About(Struct, frozen=True):
    """What is known of a report and does not stand in it. `kept_days` is how long its case is kept, 0 for ever; `maker` the
    organisation that the case belongs to, empty for none: then it is the one that was typed.
    """

    case_id: str
    address: str
    kept_days: int
    public: bool
    maker: str = ""


def sidecar(content: ReportContent, about: About) -> bytes:
    """The XML, in UTF-8. The same report and the same facts give the same bytes."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}MDTO")
    root.append(ET.Comment(_NOTE))
    thing = _in(root, "informatieobject")
    _mark(thing, f"{about.case_id}-v{content.version}", _OURS)
    _mark(thing, sha256_hex(canonical_report(content)), "SHA-256 (RFC 8785)")
    _in(thing, "naam", f"{content.title} (verslag)")
    _term(thing, "aggregatieniveau", "Archiefstuk", _LEVELS)
    _term(thing, "classificatie", "Verslag van een gesprek over publieke waarden (CODIO)", _OURS)
    _in(_in(thing, "raadpleeglocatie"), "raadpleeglocatieOnline", about.address)
    days = sorted(filter(None, (content.day, *(source.fixed_day for source in content.sources))))
    if days:
        covered = _in(thing, "dekkingInTijd")
        _term(covered, "dekkingInTijdType", "Looptijd van de zaak", _OURS)
        _in(covered, "dekkingInTijdBegindatum", days[0])
        _in(covered, "dekkingInTijdEinddatum", content.day or days[-1])
    _in(thing, "taal", content.language)
    if content.day:
        happened = _in(thing, "event")
        _term(happened, "eventType", *(("Publicatie", _EVENTS) if about.public else ("Vaststelling", _OURS)))
        _in(happened, "eventTijd", content.day)
    # What goes by itself is kept for a while; of what stays only a list of selection says whether it is for ever.
    _term(thing, "waardering", *(("Tijdelijk te bewaren", _WEIGHTS, "V") if about.kept_days else ("Niet vastgesteld", _OURS)))
    if about.kept_days:
        term = _in(thing, "bewaartermijn")
        _term(term, "termijnTriggerStartLooptijd", "Laatste wijziging van de zaak", _OURS)
        _in(term, "termijnLooptijd", f"P{about.kept_days}D")
    _in(_in(thing, "archiefvormer"), "verwijzingNaam", about.maker or content.organisation or "onbekend")
    _term(_in(thing, "beperkingGebruik"), "beperkingGebruikType", "Openbaar" if about.public else "Intern", _OURS)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _in(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    found = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    # What XML cannot hold at all is left out.
    found.text = "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff") or None
    return found


def _mark(parent: ET.Element, mark: str, source: str) -> None:
    """By what it is told apart, and who gave that."""
    found = _in(parent, "identificatie")
    _in(found, "identificatieKenmerk", mark)
    _in(found, "identificatieBron", source)


def _term(parent: ET.Element, name: str, label: str, source: str, code: str = "") -> None:
    """A word of a list."""
    found = _in(parent, name)
    _in(found, "begripLabel", label)
    if code:
        _in(found, "begripCode", code)
    _in(_in(found, "begripBegrippenlijst"), "verwijzingNaam", source)
