# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases in which values clashed, found by all of these values, and by every two of them."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.archive_cases import cases
from organisation.archive.earlier import of_tension, of_value
from organisation.archive.facets import Known, Names, facts_of
from organisation.dossier.report_state import PublicReport
from organisation.report.content import ReportedTension, report_hash
from server import content

NAMES = Names(Known(content.framework("waardenkader-2025"), content.measures()))
TWO = ReportedTension(one="Veiligheid", other="Privacy", choice="Minder opslaan")
THREE = ReportedTension(one="Privacy", other="Veiligheid", further=("Transparantie",), choice="Een register")


def public(*tensions: ReportedTension) -> PublicReport:
    report = next(iter(cases(1)))
    return replace(report, content=replace(report.content, tensions=tensions))


def keys(report: PublicReport) -> list[str]:
    return [choice.key for choice in facts_of(report.content, NAMES, "2026-01-01").get("spanning", ())]


def test_a_tension_of_three_is_found_by_the_three_and_by_every_two_of_them() -> None:
    """[ARC-08] [DOM-19]"""
    assert keys(public(TWO)) == ["privacy~veiligheid"]
    assert keys(public(THREE)) == [
        "privacy~transparantie~veiligheid",
        "privacy~transparantie",
        "privacy~veiligheid",
        "transparantie~veiligheid",
    ]


def test_own_values_alone_are_no_choice_and_nothing_clashes_with_what_has_no_name() -> None:
    own = ReportedTension(one="Samen", other="Menselijkheid", further=("Privacy",))
    assert keys(public(own)) == [
        "eigen-menselijkheid~eigen-samen~privacy",
        "eigen-menselijkheid~privacy",
        "eigen-samen~privacy",
    ]
    assert keys(public(ReportedTension(one="Samen", other="Menselijkheid"))) == []
    assert keys(public(ReportedTension(one="Privacy", other="…"))) == []


def test_the_page_of_two_tells_of_a_case_in_which_a_third_clashed_with_them() -> None:
    """[ARC-08]"""
    told = [("zaak1", public(TWO)), ("zaak2", public(THREE))]
    assert [each.case_id for each in of_tension(told, "privacy~veiligheid", NAMES).clashes] == ["zaak1", "zaak2"]
    three = of_tension(told, "privacy~transparantie~veiligheid", NAMES).clashes
    assert [(each.case_id, each.label.nl) for each in three] == [("zaak2", "Privacy ↔ Transparantie ↔ Veiligheid")]
    assert [each.case_id for each in of_value(told, "transparantie", NAMES).clashes] == ["zaak2"]


def test_a_public_report_with_a_tension_of_two_keeps_its_hash() -> None:
    """[PUB-01]"""
    before = public(TWO).content
    assert report_hash(before) == report_hash(replace(before, tensions=(replace(TWO, further=()),)))
    assert report_hash(before) != report_hash(replace(before, tensions=(replace(TWO, further=("Transparantie",)),)))
