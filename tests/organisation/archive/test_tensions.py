# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases in which values clashed, found by all of these values, and by every two of them."""

from __future__ import annotations

import time

import msgspec
from msgspec.structs import replace

from benchmarks.archive_cases import cases
from organisation.archive.earlier import of_tension, of_value
from organisation.archive.exchange import GivenCase, Wrong, decoded
from organisation.archive.facets import Known, Names, facts_of, tension_choices
from organisation.dossier.report_state import PublicReport
from organisation.report.content import ReportedAction, ReportedTension, report_hash
from organisation.report.words import by_principle
from server import content
from tests.patience import patient

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


def test_own_values_of_a_report_clash_as_any_do_and_two_actions_or_what_has_no_name_do_not() -> None:
    """[ARC-08]"""
    own = ReportedTension(one="Samen", other="Menselijkheid", further=("Privacy",))
    assert keys(public(own)) == [
        "eigen-menselijkheid~eigen-samen~privacy",
        "eigen-menselijkheid~privacy",
        "eigen-samen~privacy",
    ]
    alone = ReportedTension(one="Samen", other="Menselijkheid")
    # Nobody knows that these are values, and no actions.
    assert keys(public(alone)) == []
    report = public(alone)
    valued = tuple(replace(report.content.values[0], name=name) for name in ("Samen", "Menselijkheid"))
    report = replace(report, content=replace(report.content, values=valued))
    assert keys(report) == ["eigen-menselijkheid~eigen-samen"]
    (pair,) = of_value([("zaak1", report)], "eigen-samen", NAMES).pairs
    assert (pair.key, pair.count) == ("eigen-menselijkheid~eigen-samen", 1)
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


MANY = tuple(f"Waarde {number}" for number in range(50_000))


def test_a_file_with_more_values_in_a_tension_or_principles_on_an_action_than_there_can_be_is_refused() -> None:
    """[ARC-08] Whoever makes a file by hand makes nobody draw or count for hours."""
    good = next(iter(cases(1)))
    action = ReportedAction(number=1, action="Doen", principles=MANY)
    for wrong in (replace(good.content, tensions=(replace(TWO, further=MANY),)), replace(good.content, actions=(action,))):
        case = GivenCase(uid="u", url="", organisation="o", version=1, day="2026-01-01", sha256="0" * 64, content=wrong)
        head = {"format": "waardenbord-archief", "schema_version": 1, "given_by": "x", "more": ""}
        found = decoded(msgspec.json.encode({**head, "cases": [case]})[:-1] + b"}")
        assert isinstance(found, Wrong)
        assert found.problem == "wrong_shape", found


def test_what_is_stored_of_before_that_bound_is_counted_in_no_time() -> None:
    began = time.monotonic()
    assert len(tension_choices(replace(TWO, further=MANY), (), NAMES)) <= 16
    assert time.monotonic() - began < patient(2)
    told = by_principle(
        replace(public(TWO).content, actions=(ReportedAction(number=1, action="x" * 500, principles=("P", "Q")),))
    )
    assert [(name, len(actions[0].action)) for name, actions in told] == [("P", 121), ("Q", 121)]
